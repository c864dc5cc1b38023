/** The published JSON Schemas are what the codecs give, and accept and refuse the same documents. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { Calendar, chinaOffice, decodeCalendar } from '@casetrail/core/calendar'
import {
  ServiceStandard,
  decodeStandard,
  documentSchemas,
  readyStandards,
} from '@casetrail/core/standards'
import { arbitraryOf, corrupted } from '@casetrail/core/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import * as prettier from 'prettier'
import { describe, expect, test } from 'vitest'

import { shapeProblems } from './shape-problems.js'

const folder = join(import.meta.dirname, 'schema')
const read = (...path: ReadonlyArray<string>): unknown =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as unknown

const accepts = (name: string) => {
  const schema = read(folder, name)
  return new Ajv2020({ strict: true }).compile(typeof schema === 'object' && schema ? schema : {})
}
const standard = accepts('standard.schema.json')
const extension = accepts('standard-extension.schema.json')
const calendar = accepts('calendar.schema.json')

describe('the published schemas', () => {
  test.each(Object.entries(documentSchemas()))(
    '%s is what the codec gives',
    async (name, schema) => {
      const file = join(folder, name)
      const options = await prettier.resolveConfig(file)
      const text = await prettier.format(JSON.stringify(schema), { ...options, filepath: file })
      await expect(text).toMatchFileSnapshot(file)
    },
  )

  test('are all there is in their folder', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(documentSchemas()).sort())
  })

  test('know every refinement', () => {
    expect(JSON.stringify(documentSchemas())).not.toContain('$comment')
  })

  test('accept what ships: the files, and what they make of common@1', () => {
    const own = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'))
    expect(own).toHaveLength(readyStandards.length + 1)
    for (const name of own) {
      const check = name === 'common.json' ? standard : extension
      check(read(import.meta.dirname, name))
      expect({ name, errors: check.errors }).toEqual({ name, errors: null })
    }
    for (const ready of readyStandards) expect(standard(ready)).toBe(true)
    expect(calendar(chinaOffice)).toBe(true)
  })

  test('allow editors to be told of them, as decoding does', () => {
    const [ready] = readyStandards
    expect(standard({ $schema: './standard.schema.json', ...ready })).toBe(true)
    expect(decodeStandard({ $schema: './standard.schema.json', ...ready })).toEqual(E.right(ready))
    expect(calendar({ $schema: './calendar.schema.json', ...chinaOffice })).toBe(true)
    expect(decodeCalendar({ $schema: './calendar.schema.json', ...chinaOffice })).toEqual(
      E.right(chinaOffice),
    )
  })
})

/** As it would be read from a file. */
const asJson = (value: unknown): unknown => {
  const text: unknown = JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? '1n' : v))
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : null
}

/** A pattern can't count, nor does JSON Schema know how long 65,536 is in UTF-16. */
const beyondSchemas = /P\d{15,}/

interface Agreement {
  readonly name: string
  readonly codec: t.Mixed
  readonly check: (document: unknown) => boolean
  readonly documents: fc.Arbitrary<unknown>
}

const agreements: ReadonlyArray<Agreement> = [
  {
    name: 'a standard that ships',
    codec: ServiceStandard,
    check: (document) => standard(document),
    documents: fc.constantFrom(...readyStandards),
  },
  {
    name: 'any standard',
    codec: ServiceStandard,
    check: (document) => standard(document),
    documents: arbitraryOf(ServiceStandard),
  },
  {
    name: 'a calendar',
    codec: Calendar,
    check: (document) => calendar(document),
    documents: fc.constant(chinaOffice),
  },
]

describe.each(agreements)('$name, corrupted', ({ codec, check, documents }) => {
  test('is refused by the schema where it is by its codec or for its fields, and only there', () => {
    const verdicts = new Set<boolean>()
    fc.assert(
      fc.property(fc.oneof(corrupted(documents), documents), (made) => {
        const document = asJson(made)
        fc.pre(!beyondSchemas.test(JSON.stringify(document)))
        const { refused, unknown } = shapeProblems(codec, document)
        expect(refused.length === 0).toBe(codec.is(document))
        const isRight = refused.length === 0 && unknown.length === 0
        verdicts.add(isRight)
        expect(check(document)).toBe(isRight)
      }),
      { numRuns: 400 },
    )
    expect(verdicts.size).toBe(2)
  })
})

test('what decodes upon another is accepted by the schema of such documents', () => {
  const files = readyStandards.map(({ id }) => read(import.meta.dirname, `${id}.json`))
  const renamed = corrupted(fc.constantFrom(...files)).map((document) =>
    typeof document === 'object' && document !== null && 'id' in document
      ? { ...document, version: 2 }
      : document,
  )
  let decoded = 0
  fc.assert(
    fc.property(renamed, (made) => {
      const document = asJson(made)
      if (E.isLeft(decodeStandard(document))) return
      decoded += 1
      extension(document)
      expect(extension.errors).toBeNull()
    }),
    { numRuns: 400 },
  )
  expect(decoded).toBeGreaterThan(20)
})

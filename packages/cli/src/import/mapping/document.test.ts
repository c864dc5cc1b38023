import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { readyStandards } from '@casetrail/core/standards'
import { Ajv } from 'ajv'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { feedsOf } from '../feeds.js'

import { Mapping } from './document.js'
import { decodeMapping } from './read.js'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')
const json = (...path: ReadonlyArray<string>): Record<string, unknown> =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>

const schema = json(root, 'packages', 'cli', 'schema', 'mapping.schema.json')
const accepts = new Ajv({ strictTypes: false }).compile(schema)
const desk = json(root, 'packages', 'cli', 'test', 'fixtures', 'desk.json')
const examples = join(root, 'examples', 'mappings')

const agree = (document: unknown): boolean => {
  const bySchema = accepts(document)
  const byCodec = E.isRight(Mapping.decode(document))
  expect({ document, bySchema }).toEqual({ document, bySchema: byCodec })
  return byCodec
}

describe('the published schema', () => {
  it.each(readdirSync(examples).filter((name) => name.endsWith('.json')))(
    'accepts examples/mappings/%s, which can be used',
    (name) => {
      const document = json(examples, name)
      expect(agree(document)).toBe(true)
      expect(decodeMapping(document, feedsOf(readyStandards))).toMatchObject({ _tag: 'Right' })
    },
  )

  it('accepts the mapping that docs/mapping.md shows, which can be used', () => {
    const page = readFileSync(join(root, 'docs', 'mapping.md'), 'utf8')
    const document: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
    expect(agree(document)).toBe(true)
    expect(decodeMapping(document, feedsOf(readyStandards))).toMatchObject({ _tag: 'Right' })
  })

  const when = (condition: unknown): unknown => ({
    ...desk,
    rules: [{ when: condition, emit: [] }],
  })
  const field = (value: unknown): unknown => ({
    ...desk,
    rules: [{ when: { first: true }, emit: [{ type: 'NoteAdded', fields: { text: value } }] }],
  })
  const opening = (more: object): unknown => ({ key: 'a', opening: { fields: {}, ...more } })
  const emission = (more: object): unknown => ({
    ...desk,
    rules: [{ when: { first: true }, emit: [{ type: 'CaseAccepted', ...more }] }],
  })

  it.each([
    desk,
    when({ not: { any: [{ last: true }, { field: 'a', unknown: true }] } }),
    when({ field: 'a', oneOf: ['x'] }),
    when({ field: 'a', equals: '' }),
    field(3),
    field({ column: 'a', as: 'instant', otherwise: false }),
    field({ list: ['a', { text: '{b}' }] }),
    field({ fields: { a: { column: 'b' } } }),
    { ...desk, unmapped: { ignore: 'not ours' } },
    { ...desk, format: { type: 'csv', quote: '' } },
    { ...desk, actor: { id: 'a', role: 'system' } },
    { ...desk, time: { field: 'a', day: 'start' } },
    { ...desk, streams: { case: opening({ when: { last: true } }), b: opening({}) } },
    emission({ stream: 'case' }),
  ])('and the codec accept good document %#', (document) => {
    expect(agree(document)).toBe(true)
  })

  it.each([
    null,
    [],
    'mapping',
    {},
    ...Object.keys(desk)
      .filter((key) => !['nulls', 'attributes', 'unmapped'].includes(key))
      .map((key) => ({ ...desk, [key]: undefined })),
    { ...desk, more: 1 },
    { ...desk, source: '  ' },
    { ...desk, source: 7 },
    { ...desk, nulls: [null] },
    { ...desk, order: 'size' },
    { ...desk, unmapped: 'ignore' },
    { ...desk, unmapped: { ignore: '' } },
    { ...desk, unmapped: { ignore: 'a', because: 'b' } },
    { ...desk, format: { type: 'xml' } },
    { ...desk, format: { type: 'xes', delimiter: ',' } },
    { ...desk, format: { type: 'csv', delimiter: '::' } },
    { ...desk, format: {} },
    { ...desk, standard: { id: 'retail-2025', version: 0 } },
    { ...desk, standard: { id: 'retail-2025', version: 1.5 } },
    { ...desk, streams: { case: { key: 'a' } } },
    { ...desk, streams: { case: { key: 'a', opening: {} } } },
    { ...desk, actor: { role: 'agent' } },
    { ...desk, actor: { id: 'a', column: 'b', role: 'agent' } },
    { ...desk, actor: 'me' },
    { ...desk, time: { format: 'iso' } },
    { ...desk, time: { field: 'a', day: 'noon' } },
    { ...desk, time: { field: 'a', columns: { b: { field: 'b' } } } },
    { ...desk, attributes: { a: { field: 'a', take: 'any' } } },
    { ...desk, rules: {} },
    { ...desk, rules: [{ when: { first: true } }] },
    { ...desk, rules: [{ when: { first: true }, emit: [{}] }] },
    { ...desk, rules: [{ when: { first: true }, emit: [{ type: 'A', at: 'b' }] }] },
    { ...desk, streams: { case: opening({ when: {} }) } },
    { ...desk, streams: { case: opening({ unless: { last: true } }) } },
    emission({ stream: '' }),
    emission({ to: 'case' }),
    when({}),
    when({ first: false }),
    when({ first: true, field: 'a' }),
    when({ field: 'a' }),
    when({ equals: 'a' }),
    when({ field: 'a', equals: 'b', known: true }),
    when({ field: 'a', oneOf: [] }),
    when({ all: [] }),
    when({ any: [{ first: 1 }] }),
    when({ not: [] }),
    field(null),
    field([]),
    field({}),
    field({ column: '' }),
    field({ column: 'a', as: 'date' }),
    field({ column: 'a', text: 'b' }),
    field({ text: '' }),
    field({ list: [] }),
    field({ list: [null] }),
    field({ column: 'a', table: { b: null } }),
  ])('and the codec refuse bad document %#', (document) => {
    expect(
      agree(document === null ? null : (JSON.parse(JSON.stringify(document)) as unknown)),
    ).toBe(false)
  })
})

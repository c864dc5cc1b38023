/**
 * The golden corpus: events as they were stored, one file for each type and version. A file is written
 * by hand when its version is born and never changed afterwards: what it holds lies in stores by then.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'

import {
  Metadata,
  type DecodeError,
  type DomainEvent,
  type EventCatalogue,
  type EventVersion,
} from '@casetrail/core'
import { caseEvents } from '@casetrail/core/case'
import { clockEvents } from '@casetrail/core/clock'
import { complaintEvents } from '@casetrail/core/complaint'
import { correctiveActionEvents } from '@casetrail/core/corrective-action'
import { emergencyEvents } from '@casetrail/core/emergency'
import { followUpEvents } from '@casetrail/core/follow-up'
import { operationsEvents } from '@casetrail/core/operations'
import { dispatchEvents } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'

const here = import.meta.dirname
const StoredEvent = t.intersection([t.type({ type: t.string }), t.UnknownRecord])
const Golden = t.type({
  type: t.string,
  version: t.number,
  data: StoredEvent,
  metadata: t.unknown,
})

interface File {
  readonly name: string
  readonly type: string
  readonly version: number
  readonly data: t.TypeOf<typeof StoredEvent>
  readonly metadata: unknown
}

const readGolden = (folder: string, name: string): File => {
  const json: unknown = JSON.parse(readFileSync(resolve(folder, name), 'utf8'))
  const golden = Golden.decode(json)
  if (E.isLeft(golden)) throw new Error(`${name} is no golden file: type, version, data, metadata`)
  return { name, ...golden.right }
}

const nameOf = ({ type, version }: Pick<EventVersion, 'type' | 'version'>): string =>
  `${type}.v${String(version)}.json`

interface Readable {
  readonly versions: ReadonlyArray<EventVersion>
  readonly decode: (
    data: File['data'],
    version: number,
    depth: 'full' | 'shape',
  ) => E.Either<DecodeError, DomainEvent>
  readonly currentVersion: (type: string) => number | undefined
}

const readable = <Ev extends DomainEvent>(catalogue: EventCatalogue<Ev>): Readable => ({
  versions: catalogue.versions,
  decode: catalogue.decode,
  currentVersion: (type) =>
    catalogue.versions.filter((version) => version.type === type).at(-1)?.version,
})

/** Where the corpus lies, by the category of the streams; clock events stand in several. */
const catalogues = {
  case: readable(caseEvents),
  clock: readable(clockEvents),
  complaint: readable(complaintEvents),
  correctiveAction: readable(correctiveActionEvents),
  dispatch: readable(dispatchEvents),
  emergency: readable(emergencyEvents),
  followUp: readable(followUpEvents),
  operations: readable(operationsEvents),
} as const

describe.each(Object.entries(catalogues))('the golden corpus of %s', (category, catalogue) => {
  const { versions, decode, currentVersion } = catalogue
  const folder = resolve(here, category)
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const files = names.map((name) => readGolden(folder, name))

  test('has a file for each type and version, and none for another', () => {
    expect(names).toEqual(versions.map(nameOf).sort())
  })

  test.each(files)('$name is stored under its type and version', (file) => {
    expect(file.name).toBe(nameOf(file))
    expect(file.data.type).toBe(file.type)
    expect(file.metadata).toMatchObject({ schemaVersion: file.version })
  })

  test.each(files)(
    '$name is still read, in full and in shape',
    ({ type, version, data, metadata }) => {
      for (const depth of ['full', 'shape'] as const) {
        const read = decode(data, version, depth)
        expect(read).toMatchObject({ _tag: 'Right' })
        if (version === currentVersion(type)) expect(read).toEqual(E.right(data))
      }
      expect(Metadata.decode(metadata)).toEqual(E.right(metadata))
    },
  )

  test.each(files)(
    '$name is checked when it is read: another time is refused',
    ({ version, data }) => {
      expect(decode({ ...data, at: '2025-02-30T00:00:00.000Z' }, version, 'full')).toMatchObject({
        left: { _tag: 'Malformed', problems: [{ pointer: '/at' }] },
      })
    },
  )

  test('a version that nobody wrote yet is refused by name', () => {
    const [file] = files
    expect(file).toBeDefined()
    if (file === undefined) return
    const newest = currentVersion(file.type) ?? 0
    expect(decode(file.data, newest + 1, 'full')).toEqual(
      E.left({ _tag: 'UnknownVersion', type: file.type, version: newest + 1, newest }),
    )
  })
})

/** Appending: the port's rules inside one transaction. */
import { Buffer } from 'node:buffer'

import * as E from 'fp-ts/lib/Either.js'
import {
  isResend,
  positionOf,
  storable,
  type AppendError,
  type Appended,
  type Conflict,
  type EventStore,
  type Expected,
  type NewEvent,
  type TooLarge,
} from '@casetrail/core'

import { column } from './column.js'
import type { Connection } from './connection.js'
import type { GroupCommit } from './group-commit.js'
import type { Log } from './log.js'
import { eventOf } from './stored.js'

/** The most that one append may hold, in bytes of JSON. */
export const APPEND_LIMIT = 16 * 1024 * 1024

interface Prepared {
  readonly stream: string
  readonly name: string
  readonly expected: Expected
  readonly events: ReadonlyArray<NewEvent>
  /** What follows position and revision in each event's JSON. */
  readonly bodies: ReadonlyArray<string>
}

export const appendTo =
  (commits: GroupCommit, log: Log): EventStore['append'] =>
  (stream, expected, events) =>
  async () => {
    const valid = storable(events)
    if (E.isLeft(valid)) return valid
    const bodies = events.map((e) => bodyOf(stream, e))
    const large = tooLarge(bodies)
    if (large !== undefined) return E.left(large)
    const prepared = { stream, name: column(stream), expected, events, bodies }
    const written = await commits.write((connection) => carryOut(connection, log, prepared))
    return E.isLeft(written) ? E.left<AppendError>(written.left) : written.right
  }

const bodyOf = (stream: string, { eventId, recordedAt, event, metadata }: NewEvent): string =>
  JSON.stringify([stream, eventId, recordedAt, event, metadata]).slice(1)

const tooLarge = (bodies: ReadonlyArray<string>): TooLarge | undefined => {
  let units = 0
  for (const body of bodies) units += body.length
  if (units * 3 <= APPEND_LIMIT) return undefined
  let bytes = 0
  for (const body of bodies) bytes += Buffer.byteLength(body)
  return bytes <= APPEND_LIMIT ? undefined : { _tag: 'TooLarge', bytes, limit: APPEND_LIMIT }
}

const carryOut = (
  connection: Connection,
  log: Log,
  append: Prepared,
): E.Either<Conflict, Appended> => {
  const { name, expected, events, bodies } = append
  const { length } = log.headOf(connection, name)
  if (lengthAt(expected) !== length) return repeated(connection, append, length)
  const { revision, position } = log.write(connection, name, events, bodies)
  return E.right({ revision, position: positionOf(position) })
}

/** How long the stream is at that revision; `undefined` for a number that is no revision. */
const lengthAt = (expected: Expected): number | undefined =>
  expected === 'noStream'
    ? 0
    : Number.isSafeInteger(expected) && expected >= 0
      ? expected + 1
      : undefined

/** The stream is elsewhere than expected: the same events once more, or a conflict. */
const repeated = (
  connection: Connection,
  { stream, name, expected, events }: Prepared,
  length: number,
): E.Either<Conflict, Appended> => {
  const after = lengthAt(expected)
  if (after !== undefined && after < length) {
    const found = connection.all(FOLLOWING, name, after, events.length).map(eventOf)
    const last = found[events.length - 1]
    if (last !== undefined && isResend(found, events)) {
      return E.right({ revision: last.revision, position: last.position })
    }
  }
  const actual = length === 0 ? 'noStream' : length - 1
  return E.left({ _tag: 'Conflict', stream, expected, actual })
}

const FOLLOWING =
  'SELECT data FROM events WHERE stream = (SELECT id FROM names WHERE name = ?) ' +
  'AND revision >= ? ORDER BY revision LIMIT ?'

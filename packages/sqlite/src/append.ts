/** Appending: the port's rules inside one transaction. */
import { Buffer } from 'node:buffer'

import * as E from 'fp-ts/lib/Either.js'
import {
  isResend,
  knownAtOf,
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
import type { GroupCommit, Transaction } from './group-commit.js'
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
  (commits: GroupCommit): EventStore['append'] =>
  (stream, expected, events) =>
  async () => {
    const valid = storable(events)
    if (E.isLeft(valid)) return valid
    const bodies = events.map((e) => bodyOf(stream, e))
    const large = tooLarge(bodies)
    if (large !== undefined) return E.left(large)
    const prepared = { stream, name: column(stream), expected, events, bodies }
    const written = await commits.write((tx) => carryOut(tx, prepared))
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

const carryOut = (tx: Transaction, append: Prepared): E.Either<Conflict, Appended> => {
  const { connection } = tx
  const { name, expected, events, bodies } = append
  const head = connection.get(HEAD, name)
  const length = head === undefined ? 0 : Number(head[0]) + 1
  if (lengthAt(expected) !== length) return repeated(tx, append, length)
  const first = tx.claim(events.length)
  for (const [i, e] of events.entries()) {
    const position = first + i
    const revision = length + i
    connection.run(
      INSERT,
      position,
      name,
      revision,
      column(e.event.type),
      column(e.metadata.correlationId),
      column(knownAtOf(e)),
      `[${String(position)},${String(revision)},${bodies[i] ?? ''}`,
    )
  }
  return E.right({
    revision: length + events.length - 1,
    position: positionOf(first + events.length - 1),
  })
}

/** How long the stream is at that revision; `undefined` for a number that is no revision. */
const lengthAt = (expected: Expected): number | undefined =>
  expected === 'noStream'
    ? 0
    : Number.isSafeInteger(expected) && expected >= 0
      ? expected + 1
      : undefined

const HEAD = 'SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'
const INSERT =
  'INSERT INTO events (position, stream, revision, type, correlation, known_at, data) ' +
  'VALUES (?, ?, ?, ?, ?, ?, ?)'

/** The stream is elsewhere than expected: the same events once more, or a conflict. */
const repeated = (
  { connection }: Transaction,
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
  'SELECT data FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'

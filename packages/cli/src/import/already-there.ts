/** How much of a stream the store holds already, and whether it is the same. */
import {
  foldRead,
  type EventStore,
  type Instant,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { DivergedStream } from './error.js'
import type { MappedStream } from './map-story.js'
import type { Prepared } from './story-streams.js'

export interface Stored {
  /** How many of the stream's events are in the store. */
  readonly count: number
  /** When the stream's last event was recorded. */
  readonly lastRecordedAt: Instant | undefined
}

interface Seen extends Stored {
  readonly difference: Omit<DivergedStream, 'category' | 'key' | 'stream'> | undefined
}

const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [x, y] = [Object.entries(a), new Map(Object.entries(b))]
  return x.length === y.size && x.every(([key, value]) => y.has(key) && isSame(value, y.get(key)))
}

/** The first fields in which two events differ, with what the store holds and what the source says. */
const differenceOf = (stored: object, now: object): string => {
  const [a, b] = [new Map(Object.entries(stored)), new Map(Object.entries(now))]
  const names = [...new Set([...a.keys(), ...b.keys()])]
  return names
    .filter((name) => !isSame(a.get(name), b.get(name)))
    .map((name) => `${name}: stored ${short(a.get(name))}, now ${short(b.get(name))}`)
    .join('; ')
}

const short = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

const compare = (recorded: RecordedEvent, mine: Prepared | undefined): string | undefined => {
  if (mine === undefined) return undefined
  if (recorded.eventId !== mine.eventId) {
    return `the stored event ${recorded.event.type} is of another origin than ${mine.event.type}`
  }
  return isSame(recorded.event, mine.event)
    ? undefined
    : `${recorded.event.type}: ${differenceOf(recorded.event, mine.event)}`
}

/**
 * What the store holds of a stream's events, which must be their beginning (or all of them, and what
 * was done to it since). A Right of a Left: the stream has diverged.
 */
export const alreadyThere = async (
  store: Pick<EventStore, 'read'>,
  mapped: Omit<MappedStream, 'breaches'>,
  signal?: AbortSignal,
): Promise<E.Either<ReadError, E.Either<DivergedStream, Stored>>> => {
  const { category, key, stream, events } = mapped
  const initial: Seen = { count: 0, lastRecordedAt: undefined, difference: undefined }
  const read = await foldRead(
    store,
    { stream },
    initial,
    (seen: Seen, recorded): Seen => {
      const mine = events[recorded.revision]
      const reason = seen.difference === undefined ? compare(recorded, mine) : undefined
      return {
        count: seen.count + (mine === undefined ? 0 : 1),
        lastRecordedAt: recorded.recordedAt,
        difference:
          reason === undefined ? seen.difference : { revision: recorded.revision, reason },
      }
    },
    signal,
  )()
  if (E.isLeft(read)) return read
  const { difference, ...stored } = read.right
  return E.right(
    difference === undefined ? E.right(stored) : E.left({ category, key, stream, ...difference }),
  )
}

/** Whether the store holds nothing at all. */
export const isEmpty = async (
  store: Pick<EventStore, 'read'>,
  signal?: AbortSignal,
): Promise<E.Either<ReadError, boolean>> => {
  const read = await foldRead(store, { all: true, limit: 1 }, 0, (n) => n + 1, signal)()
  return E.isLeft(read) ? read : E.right(read.right === 0)
}

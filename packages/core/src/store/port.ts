/** The event store port: two functions, and the clock and ids that stamp what is appended. */
import type { IO } from 'fp-ts/lib/IO.js'
import type { Either } from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { DomainEvent, Metadata } from '../decider/message.js'
import type { Instant } from '../time/index.js'

/** `<category>-<id>`, such as `case-0b0e…`. A category is a stream-name prefix over all. */
export type StreamName = string

/** Index of an event in its stream, from 0; a safe integer. */
export type Revision = number

/** Place of an event in the store: opaque text whose string order is the store's order. */
export type Position = string

export type EventId = string

/** An event sealed for appending: nothing in it changes any more. */
export interface NewEvent<E extends DomainEvent = DomainEvent> {
  readonly eventId: EventId
  /** When it was recorded, by the boundary's clock, never before the stream's last. */
  readonly recordedAt: Instant
  readonly event: E
  readonly metadata: Metadata
}

/** A stored event with its envelope. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> extends NewEvent<E> {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
}

export interface Appended {
  /** The revision of the last event given. */
  readonly revision: Revision
  /** The position of the last event given. */
  readonly position: Position
}

/** The revision that the stream must have; there is no append without one. */
export type Expected = 'noStream' | Revision

/** The stream is elsewhere than expected; nothing was written. */
export interface Conflict {
  readonly _tag: 'Conflict'
  readonly stream: StreamName
  readonly expected: Expected
  readonly actual: Expected
}
/** The answer was lost: the append may or may not have been carried out. */
export interface OutcomeUnknown {
  readonly _tag: 'OutcomeUnknown'
  readonly reason: string
}
/** The store could not be asked; nothing was written. `fault` names the cause where one is known. */
export interface Unavailable {
  readonly _tag: 'Unavailable'
  readonly reason: string
  readonly fault?: StoreFault
}
/** More than the store takes in one append; nothing was written. */
export interface TooLarge {
  readonly _tag: 'TooLarge'
  readonly bytes: number
  readonly limit: number
}
export interface StreamDeleted {
  readonly _tag: 'StreamDeleted'
  readonly stream: StreamName
}
/** An event that can't be stored as it is (not JSON, or an empty append); nothing was written. */
export interface InvalidEvent {
  readonly _tag: 'InvalidEvent'
  readonly index: number
  readonly pointer: string
  readonly found: string
  readonly expected: string
}

/** Known causes of an unavailable store, each with its remedy in `reason`. */
export type StoreFault =
  | 'newerFormat'
  | 'notAStore'
  | 'damaged'
  | 'readOnly'
  | 'notAFile'
  | 'diskFull'
  | 'busy'
  | 'closed'
  | 'unreachable'
  | 'tlsMismatch'
  | 'notAuthenticated'
  | 'accessDenied'
  | 'tooOld'

/** Whether asking again later can't help: all faults but a lock and a server that is away for a while. */
export const isLasting = ({ fault }: Unavailable): boolean =>
  fault !== undefined && fault !== 'busy' && fault !== 'unreachable'

export type AppendError =
  Conflict | OutcomeUnknown | Unavailable | TooLarge | StreamDeleted | InvalidEvent

/** A read ended without having reached what it was asked for. */
export interface Incomplete {
  readonly _tag: 'Incomplete'
  readonly reason: string
}
export type ReadError = Unavailable | StreamDeleted | Incomplete

/** One stream, forwards (default) or backwards; `after` and `until` are revisions: exclusive, inclusive. */
export interface StreamQuery {
  readonly stream: StreamName
  readonly after?: Revision
  readonly until?: Revision
  readonly direction?: 'forwards' | 'backwards'
  readonly limit?: number
  readonly live?: boolean
}

/** All streams in the store's order; `after` and `until` are positions: exclusive, inclusive. */
export interface AllQuery {
  readonly all: true
  readonly types?: ReadonlyArray<string>
  readonly categories?: ReadonlyArray<string>
  readonly correlationId?: string
  readonly after?: Position
  readonly until?: Position
  /** Only what was known by then: `knownAt ?? recordedAt` at or before it. */
  readonly knownAt?: Instant
  /**
   * One of `of` parts by correlation, `index` from 0: all events of a correlation are in the same
   * part; which one is the store's choice, and stays so.
   */
  readonly partition?: { readonly index: number; readonly of: number }
  readonly limit?: number
  readonly live?: boolean
}

export type ReadQuery = StreamQuery | AllQuery

/**
 * Some events, in order. `last` is how far the read has come (a checkpoint to resume `after`), also
 * where its filter left events out. `caughtUp` on the batch that reached the end of what there was.
 */
export interface EventBatch {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly last: Position
  readonly caughtUp: boolean
}

/** What stamps events at the boundary of a store: its clock and its ids. */
export interface Boundary {
  readonly now: IO<Instant>
  /** A new UUID at each call. */
  readonly newId: IO<EventId>
  /** Waits so many milliseconds before another attempt; default: a timer. */
  readonly wait?: (ms: number) => Task<void>
}

export interface EventStore {
  /**
   * Appends all the events or none, and durably, when `stream` is at `expected`.
   *
   * The same ids again at the same expected revision succeed and write nothing, also a prefix of
   * them; any other overlap is a `Conflict`. Never throws.
   */
  readonly append: (
    stream: StreamName,
    expected: Expected,
    events: ReadonlyNonEmptyArray<NewEvent>,
  ) => TaskEither<AppendError, Appended>
  /**
   * Every complete read yields at least one batch, and its last has `caughtUp: true`; a missing
   * stream is an empty, caught-up batch. A Left is always last. With `live` it stays and follows;
   * the signal ends it quietly. Use `foldRead`, which can't take a broken read for a complete one.
   */
  readonly read: (
    query: ReadQuery,
    signal?: AbortSignal,
  ) => AsyncIterable<Either<ReadError, EventBatch>>
  readonly boundary: Boundary
}

/** The position before all others: where a reader starts that has seen nothing. */
export const START: Position = ''

/**
 * The position after all others. What comes after it is nothing yet: such a read answers by its
 * `last` where the store ends, and a live one sees only what comes from then on.
 */
export const END: Position = '~'

const WIDTH = 14
const ZEROS = Array.from({ length: WIDTH }, (_, digits) => '0'.repeat(WIDTH - digits))

/** A position from a store's running number, in fixed-width hex. */
export const positionOf = (n: number): Position => {
  const hex = n.toString(16)
  return `${ZEROS[hex.length] ?? ''}${hex}`
}

/** The running number of a position; START is -1. */
export const positionNumber = (position: Position): number =>
  position === START ? -1 : Number.parseInt(position, 16)

/** The category of a stream: what stands before its first hyphen. */
export const categoryOf = (stream: StreamName): string => {
  const hyphen = stream.indexOf('-')
  return hyphen < 0 ? stream : stream.slice(0, hyphen)
}

/** When an event was known: `knownAt` of an import, else `recordedAt`. */
export const knownAtOf = (recorded: NewEvent): Instant =>
  recorded.metadata.knownAt ?? recorded.recordedAt

/** Whether the ids of `events` stand in `stored` (what follows the expected revision), from its beginning. */
export const isResend = (
  stored: ReadonlyArray<{ readonly eventId: EventId }>,
  events: ReadonlyArray<{ readonly eventId: EventId }>,
): boolean =>
  stored.length >= events.length && events.every((event, i) => stored[i]?.eventId === event.eventId)

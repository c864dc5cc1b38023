/**
 * Handling commands: load, decide, seal, append; and when the answer is lost, look before deciding
 * again. Every event carries its command's id, by which a repeated command finds what it did.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { Uuid } from '../codec/primitives.js'
import type { AppendError, EventStore, NewEvent, ReadError, Revision } from '../store/port.js'

import type { Aggregate } from './aggregate.js'
import { carryOut, type Rejected } from './carry-out.js'
import type { Malformed, UnknownType } from './catalogue.js'
import type { Loaded, Undecodable } from './load.js'
import type { Command, DomainEvent } from './message.js'

/** What travels beside a command. */
export interface CommandContext {
  /** The caller's id for this command: the same id again gives the same answer and changes nothing. */
  readonly commandId: string
  /** The story it belongs to; default: the stream's own id. Ignored by aggregates that are their own. */
  readonly correlationId?: string
  /** The event or command that caused it; default: the command itself. */
  readonly causationId?: string
}

/** The stream's id, or the context's, is none. */
export interface InvalidId {
  readonly _tag: 'InvalidId'
  readonly field: 'id' | 'commandId' | 'correlationId' | 'causationId'
  readonly found: string
  readonly expected: string
}

export type HandleError<R> =
  Rejected<R> | InvalidId | UnknownType | Malformed | Undecodable | AppendError | ReadError

/** What a command led to. */
export interface Outcome<S, Ev extends DomainEvent> {
  readonly state: S
  /** The stream's revision as last seen; -1: no stream. */
  readonly revision: Revision
  /** The events of this command; empty when it changed nothing. */
  readonly events: ReadonlyArray<NewEvent<Ev>>
  /** The command had been carried out before: these are the events of then. */
  readonly repeated: boolean
}

export interface HandleOptions {
  /** How often a command is tried before giving up; default 12. */
  readonly attempts?: number
  /** How many streams' states are kept; default 10,000, the longest kept leave first. */
  readonly cached?: number
}

export type Handle<C, S, Ev extends DomainEvent, R> = (
  id: string,
  command: C,
  context: CommandContext,
) => TaskEither<HandleError<R>, Outcome<S, Ev>>

/** Commands to one stream wait for one another within a process. */
interface Lane {
  tail: Promise<unknown>
  length: number
}

/**
 * The handler of an aggregate's commands on a store.
 *
 * Answers an `Outcome`; or `Rejected` with the lifecycle's reason, `InvalidId`, `UnknownType` or
 * `Malformed` for a command that is none, the store's errors, `Undecodable` for a history that this
 * program can't read. `Conflict` and `OutcomeUnknown` come only after all attempts. Only on
 * `OutcomeUnknown` may something have been written: ask again with the same `commandId`.
 *
 * @example
 * import { handle, inMemoryEventStore } from '@casetrail/core'
 * import { caseAggregate } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const cases = handle(inMemoryEventStore(testBoundary()), caseAggregate([retail2025]))
 */
export const handle = <C extends Command, S, Ev extends DomainEvent, R>(
  store: EventStore,
  aggregate: Aggregate<C, S, Ev, R>,
  options: HandleOptions = {},
): Handle<C, S, Ev, R> => {
  const attempts = options.attempts ?? 12
  const states = firstInFirstOut<Loaded<S>>(options.cached ?? 10_000)
  const lanes = new Map<string, Lane>()
  const setting = { store, aggregate, attempts, states }

  return (id, command, context) => () => {
    const invalid = invalidId(id, context)
    if (invalid !== undefined) return Promise.resolve(E.left(invalid))
    const valid = aggregate.commands.decode(command)
    if (E.isLeft(valid)) return Promise.resolve(valid)
    return inLane(lanes, id, () => carryOut(setting, id, valid.right, context))
  }
}

const invalidId = (id: string, context: CommandContext): InvalidId | undefined => {
  if (!Uuid.is(id)) {
    return { _tag: 'InvalidId', field: 'id', found: id, expected: 'a lower-case UUID' }
  }
  const fields = ['commandId', 'correlationId', 'causationId'] as const
  const field = fields.find((name) => context[name] === '')
  return field && { _tag: 'InvalidId', field, found: '', expected: 'text' }
}

const inLane = <A>(lanes: Map<string, Lane>, id: string, work: () => Promise<A>): Promise<A> => {
  const busy = lanes.get(id)
  const lane = busy ?? { tail: Promise.resolve(), length: 0 }
  if (busy === undefined) lanes.set(id, lane)
  lane.length += 1
  const leave = (): void => {
    lane.length -= 1
    if (lane.length === 0) lanes.delete(id)
  }
  const mine = busy === undefined ? work() : lane.tail.then(work)
  lane.tail = mine.then(leave, leave)
  return mine
}

/** Values by key, of which the longest kept leaves first when there are too many. */
export interface Kept<A> {
  readonly get: (key: string) => A | undefined
  readonly set: (key: string, value: A) => void
}

const firstInFirstOut = <A>(capacity: number): Kept<A> => {
  const kept = new Map<string, A>()
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, value)
      if (kept.size <= capacity) return
      const oldest = kept.keys().next()
      if (oldest.done !== true) kept.delete(oldest.value)
    },
  }
}

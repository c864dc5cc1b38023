/**
 * Handling commands: load, decide, seal, append; and when the answer is lost, look before deciding
 * again. Every event carries its command's id, by which a repeated command finds what it did.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { Text, Uuid } from '../codec/primitives.js'
import { show } from '../codec/problem.js'
import type { AppendError, EventStore, ReadError } from '../store/port.js'

import type { Aggregate } from './aggregate.js'
import { carryOut } from './carry-out.js'
import type { Malformed, UnknownType } from './catalogue.js'
import type { Loaded, Undecodable } from './load.js'
import { firstInFirstOut } from './kept.js'
import type { Command, DomainEvent } from './message.js'
import type { CommandContext, Outcome, Rejected } from './outcome.js'

/** The stream's id, or the context's, is none. */
export interface InvalidId {
  readonly _tag: 'InvalidId'
  readonly field: 'id' | 'commandId' | 'correlationId' | 'causationId'
  readonly found: string
  readonly expected: string
}

export type HandleError<R> =
  Rejected<R> | InvalidId | UnknownType | Malformed | Undecodable | AppendError | ReadError

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
  tail: Promise<unknown> | undefined
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
 * import { caseAggregate, confirmResolution } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at, testBoundary } from '@casetrail/core/testing'
 *
 * const cases = handle(inMemoryEventStore(testBoundary()), caseAggregate([retail2025]))
 * const confirmed = confirmResolution({
 *   at: at('2025-03-01T08:00:00.000Z'),
 *   actor: { id: 'customer-1', role: 'customer' },
 * })
 * const id = '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001'
 * const answer = await cases(id, confirmed, { commandId: 'command-1' })()
 * answer._tag === 'Left' && answer.left._tag // 'Rejected'
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
    const refused = invalidId(id, context)
    if (refused !== undefined) return Promise.resolve(E.left(refused))
    const valid = aggregate.commands.decode(command)
    if (E.isLeft(valid)) return Promise.resolve(valid)
    const addressee = aggregate.addresseeOf?.(valid.right)
    if (addressee !== undefined && addressee !== id) {
      const expected = `the stream that the command names: ${addressee}`
      return Promise.resolve(E.left({ _tag: 'InvalidId', field: 'id', found: id, expected }))
    }
    return inLane(lanes, id, () => carryOut(setting, id, valid.right, context))
  }
}

const invalidId = (id: unknown, context: unknown): InvalidId | undefined => {
  if (!Uuid.is(id)) return invalid('id', id, 'a lower-case UUID')
  if (typeof context !== 'object' || context === null) return invalid('commandId', context, 'text')
  const { commandId, correlationId, causationId }: Given = context
  return (
    invalidText('commandId', commandId) ??
    (correlationId === undefined ? undefined : invalidText('correlationId', correlationId)) ??
    (causationId === undefined ? undefined : invalidText('causationId', causationId))
  )
}

/** A context as callers without types may give it. */
type Given = { readonly [K in keyof CommandContext]?: unknown }

const invalidText = (field: InvalidId['field'], found: unknown): InvalidId | undefined =>
  Text.is(found) && found.isWellFormed() ? undefined : invalid(field, found, 'text')

const invalid = (field: InvalidId['field'], found: unknown, expected: string): InvalidId => ({
  _tag: 'InvalidId',
  field,
  found: typeof found === 'string' ? found : show(found),
  expected,
})

const inLane = <A>(lanes: Map<string, Lane>, id: string, work: () => Promise<A>): Promise<A> => {
  const busy = lanes.get(id)
  const lane = busy ?? { tail: undefined, length: 0 }
  if (busy === undefined) lanes.set(id, lane)
  lane.length += 1
  const leave = (): void => {
    lane.length -= 1
    if (lane.length === 0) lanes.delete(id)
  }
  const mine = lane.tail === undefined ? work() : lane.tail.then(work)
  lane.tail = mine.then(leave, leave)
  return mine
}

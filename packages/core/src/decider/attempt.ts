/** What an attempt at a command is made of: deciding, sealing, appending, and the honest answers. */
import * as E from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

import type {
  AppendError,
  EventStore,
  Expected,
  NewEvent,
  ReadError,
  Revision,
} from '../store/port.js'

import type { Aggregate } from './aggregate.js'
import { fold } from './decider.js'
import type { Kept } from './kept.js'
import { advance, type Loaded, type Undecodable } from './load.js'
import type { Command, DomainEvent } from './message.js'
import type { CommandContext, Outcome, Rejected } from './outcome.js'
import { seal } from './seal.js'

/** What all commands of a handler share. */
export interface Setting<C extends Command, S, Ev extends DomainEvent, R> {
  readonly store: EventStore
  readonly aggregate: Aggregate<C, S, Ev, R>
  readonly attempts: number
  readonly states: Kept<Loaded<S>>
}

/** A command on a loaded stream. */
export interface Attempt<C extends Command, S, Ev extends DomainEvent, R> {
  readonly setting: Setting<C, S, Ev, R>
  readonly loaded: Loaded<S>
  readonly id: string
  readonly command: C
  readonly context: CommandContext
}

/** Decided events, ready for appending at the revision that they were decided at. */
export interface Sealed<Ev extends DomainEvent> {
  readonly revision: Revision
  readonly events: ReadonlyNonEmptyArray<NewEvent<Ev>>
}

type Failure<R> = Rejected<R> | AppendError | ReadError | Undecodable
export type Answer<R, S, Ev extends DomainEvent> = E.Either<Failure<R>, Outcome<S, Ev>>

/** What the command leads to in the loaded state; `undefined`: nothing changes. */
export const decideAndSeal = <C extends Command, S, Ev extends DomainEvent, R>({
  setting: { store, aggregate },
  loaded,
  id,
  command,
  context,
}: Attempt<C, S, Ev, R>): E.Either<Rejected<R>, Sealed<Ev> | undefined> => {
  const late = aggregate.tooLate?.(command, loaded.state, store.boundary.now())
  if (late !== undefined) return E.left({ _tag: 'Rejected', rejection: late })
  const decided = aggregate.decide(command, loaded.state)
  if (E.isLeft(decided)) return E.left({ _tag: 'Rejected', rejection: decided.left })
  const standard =
    aggregate.standardOf(loaded.state) ??
    aggregate.standardOf(fold(aggregate, loaded.state, decided.right))
  const metadata = {
    actor: command.actor,
    commandId: context.commandId,
    correlationId:
      aggregate.correlation === 'own' ? id : (loaded.correlationId ?? context.correlationId ?? id),
    causationId: context.causationId ?? context.commandId,
  }
  if (standard !== undefined) Object.assign(metadata, { standard })
  const { recordedAt, revision } = loaded
  const events = seal(store.boundary, aggregate.events, recordedAt, metadata, decided.right)
  return E.right(events && { revision, events })
}

/** The revision as the store expects it. */
export const expectedAt = (revision: Revision): Expected => (revision < 0 ? 'noStream' : revision)

/** A store that throws where it should answer leaves the outcome unknown. */
export const thrownByAppend = (thrown: unknown): E.Left<AppendError> => ({
  _tag: 'Left',
  left: { _tag: 'OutcomeUnknown', reason: String(thrown) },
})

/** The events are in the store: the loaded stream moves on, and they are the answer. */
export const carriedOut = <C extends Command, S, Ev extends DomainEvent, R>(
  { setting: { aggregate }, loaded }: Attempt<C, S, Ev, R>,
  { events }: Sealed<Ev>,
): Answer<R, S, Ev> => {
  for (const one of events) advance(aggregate, loaded, one.event, one)
  return answered(loaded, events, false)
}

/** The answer of some events, as of the loaded state. */
export const answered = <S, Ev extends DomainEvent>(
  loaded: Loaded<S>,
  events: ReadonlyArray<NewEvent<Ev>>,
  repeated: boolean,
): E.Either<never, Outcome<S, Ev>> =>
  E.right({ state: loaded.state, revision: loaded.revision, events, repeated })

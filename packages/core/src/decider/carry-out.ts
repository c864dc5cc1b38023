/**
 * One command on one stream, from loading to an honest answer.
 *
 * On every failure the stream is read on from the revision that the decision was made at. If the
 * command's id is found, it was carried out; if something else is, it was not and never will be (its
 * append named that revision), and it is decided again; if nothing is, the same sealed events are
 * sent again at the same revision, which a store takes once.
 */
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

import { streamName, type Aggregate } from './aggregate.js'
import { backOff } from './back-off.js'
import { fold } from './decider.js'
import type { Kept } from './kept.js'
import { advance, catchUp, emptyStream, eventsOf, type Loaded, type Undecodable } from './load.js'
import type { Command, DomainEvent } from './message.js'
import type { CommandContext, Outcome, Rejected } from './outcome.js'
import { seal } from './seal.js'

export interface Setting<C extends Command, S, Ev extends DomainEvent, R> {
  readonly store: EventStore
  readonly aggregate: Aggregate<C, S, Ev, R>
  readonly attempts: number
  readonly states: Kept<Loaded<S>>
}

interface Sealed<Ev extends DomainEvent> {
  readonly revision: Revision
  readonly events: ReadonlyNonEmptyArray<NewEvent<Ev>>
}

/** An append that was tried already. */
interface Tried<Ev extends DomainEvent> {
  readonly sealed: Sealed<Ev>
  readonly answer: E.Either<AppendError, unknown>
}

type Failure<R> = Rejected<R> | AppendError | ReadError | Undecodable
type Answer<R, S, Ev extends DomainEvent> = E.Either<Failure<R>, Outcome<S, Ev>>

/** What nearly every command is: the state is known, it leads to events, and their append succeeds. */
export const carryOut = <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  id: string,
  command: C,
  context: CommandContext,
): Promise<Answer<R, S, Ev>> => {
  const loaded = setting.states.get(id)
  if (loaded === undefined || loaded.commands.has(context.commandId)) {
    return pursue(setting, id, command, context, undefined)
  }
  const sealed = sealedDecision(setting, loaded, id, command, context)
  return E.isLeft(sealed) || sealed.right === undefined
    ? pursue(setting, id, command, context, undefined)
    : appendAtOnce(setting, loaded, id, command, context, sealed.right)
}

const appendAtOnce = async <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  loaded: Loaded<S>,
  id: string,
  command: C,
  context: CommandContext,
  sealed: Sealed<Ev>,
): Promise<Answer<R, S, Ev>> => {
  let answer: E.Either<AppendError, unknown>
  try {
    answer = await setting.store.append(loaded.stream, expectedAt(sealed.revision), sealed.events)()
  } catch (thrown) {
    answer = thrownByAppend(thrown)
  }
  return E.isRight(answer)
    ? appended(setting, loaded, sealed)
    : pursue(setting, id, command, context, { sealed, answer })
}

/** Goes after a command, over failures and reads, until what became of it is known. */
const pursue = async <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  id: string,
  command: C,
  context: CommandContext,
  begun: Tried<Ev> | undefined,
): Promise<Answer<R, S, Ev>> => {
  const { store, aggregate, attempts, states } = setting
  const cached = states.get(id)
  const loaded = cached ?? emptyStream(streamName(aggregate, id), aggregate.initialState)
  const { stream } = loaded

  let fresh = cached === undefined
  if (fresh) {
    const read = await catchUp(store, aggregate, loaded)
    if (E.isLeft(read)) return read
    states.set(id, loaded)
  }
  let tried = begun
  let sealed = begun?.sealed
  let failure: AppendError | undefined
  for (let attempt = 0; ;) {
    const done = loaded.commands.get(context.commandId)
    if (done !== undefined) {
      const events = await eventsOf(store, aggregate, stream, done)
      if (E.isRight(events)) return E.right(outcome(loaded, events.right, true))
      if (events.left._tag === 'Undecodable') return events
      failure = carriedOut
    }
    if (failure !== undefined && attempt >= attempts) return E.left(failure)
    if (done === undefined && sealed?.revision !== loaded.revision) {
      const decided = sealedDecision(setting, loaded, id, command, context)
      sealed = E.isLeft(decided) ? undefined : decided.right
      if (sealed === undefined && fresh) {
        return E.isLeft(decided) ? decided : E.right(outcome(loaded, [], false))
      }
      if (sealed === undefined) {
        const read = await catchUp(store, aggregate, loaded)
        if (E.isLeft(read)) return read
        fresh = true
        continue
      }
    }
    if (done === undefined && sealed !== undefined) {
      const answer = tried?.answer ?? (await tryAppend(store, stream, sealed))
      tried = undefined
      if (E.isRight(answer)) return appended(setting, loaded, sealed)
      failure = failure?._tag === 'OutcomeUnknown' ? failure : answer.left
      if (isFinal(answer.left)) return E.left(failure)
    }
    attempt += 1
    if (attempt > 1) await backOff(store.boundary, attempt)()
    const read = await catchUp(store, aggregate, loaded)
    if (E.isLeft(read) && read.left._tag === 'Undecodable' && failure?._tag !== 'OutcomeUnknown') {
      return read
    }
    fresh = E.isRight(read)
    if (loaded.commands.has(context.commandId)) failure = carriedOut
    else if (failure?._tag === 'OutcomeUnknown' && sealed?.revision !== loaded.revision) {
      failure = overtaken(stream, sealed, loaded.revision)
    }
  }
}

const carriedOut: AppendError = {
  _tag: 'OutcomeUnknown',
  reason: 'the command was carried out, but its events could not be read back',
}

const expectedAt = (revision: Revision): Expected => (revision < 0 ? 'noStream' : revision)

/** What was appended at a revision that another has taken was not, and never will be, carried out. */
const overtaken = (
  stream: string,
  sealed: { readonly revision: Revision } | undefined,
  actual: Revision,
): AppendError => ({
  _tag: 'Conflict',
  stream,
  expected: expectedAt(sealed?.revision ?? actual),
  actual: expectedAt(actual),
})

const outcome = <S, Ev extends DomainEvent>(
  loaded: Loaded<S>,
  events: ReadonlyArray<NewEvent<Ev>>,
  repeated: boolean,
): Outcome<S, Ev> => ({ state: loaded.state, revision: loaded.revision, events, repeated })

const appended = <C extends Command, S, Ev extends DomainEvent, R>(
  { aggregate }: Setting<C, S, Ev, R>,
  loaded: Loaded<S>,
  { events }: Sealed<Ev>,
): Answer<R, S, Ev> => {
  for (const one of events) advance(aggregate, loaded, one.event, one)
  return E.right(outcome(loaded, events, false))
}

/** What the command leads to in the loaded state, ready for appending; `undefined`: nothing. */
const sealedDecision = <C extends Command, S, Ev extends DomainEvent, R>(
  { store, aggregate }: Setting<C, S, Ev, R>,
  loaded: Loaded<S>,
  id: string,
  command: C,
  context: CommandContext,
): E.Either<Rejected<R>, Sealed<Ev> | undefined> => {
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

/** What no further attempt can mend. */
const isFinal = (error: AppendError): boolean => {
  switch (error._tag) {
    case 'TooLarge':
    case 'InvalidEvent':
    case 'StreamDeleted':
      return true
    case 'Unavailable':
      return error.fault !== undefined && error.fault !== 'busy'
    case 'Conflict':
    case 'OutcomeUnknown':
      return false
  }
}

const tryAppend = async <Ev extends DomainEvent>(
  store: EventStore,
  stream: string,
  { revision, events }: Sealed<Ev>,
): Promise<E.Either<AppendError, unknown>> => {
  try {
    return await store.append(stream, expectedAt(revision), events)()
  } catch (thrown) {
    return thrownByAppend(thrown)
  }
}

/** A store that throws where it should answer leaves the outcome unknown. */
const thrownByAppend = (thrown: unknown): E.Either<AppendError, never> =>
  E.left({ _tag: 'OutcomeUnknown', reason: String(thrown) })

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
import type { Command, DomainEvent, Metadata } from './message.js'
import type { CommandContext, Outcome, Rejected } from './outcome.js'
import { seal } from './seal.js'

interface Setting<C extends Command, S, Ev extends DomainEvent, R> {
  readonly store: EventStore
  readonly aggregate: Aggregate<C, S, Ev, R>
  readonly attempts: number
  readonly states: Kept<Loaded<S>>
}

interface Sealed<Ev extends DomainEvent> {
  readonly revision: Revision
  readonly events: ReadonlyNonEmptyArray<NewEvent<Ev>>
}

type Failure<R> = Rejected<R> | AppendError | ReadError | Undecodable
type Answer<R, S, Ev extends DomainEvent> = E.Either<Failure<R>, Outcome<S, Ev>>

export const carryOut = async <C extends Command, S, Ev extends DomainEvent, R>(
  setting: Setting<C, S, Ev, R>,
  id: string,
  command: C,
  context: CommandContext,
): Promise<Answer<R, S, Ev>> => {
  const { store, aggregate, attempts, states } = setting
  const stream = streamName(aggregate, id)
  const cached = states.get(id)
  const loaded = cached ?? emptyStream(aggregate.initialState)
  const refresh = (): ReturnType<typeof catchUp> => catchUp(store, aggregate, stream, loaded)

  let fresh = cached === undefined
  if (fresh) {
    const read = await refresh()
    if (E.isLeft(read)) return read
    states.set(id, loaded)
  }
  let sealed: Sealed<Ev> | undefined
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
      const decided = aggregate.decide(command, loaded.state)
      sealed = E.isLeft(decided)
        ? undefined
        : sealAt(setting, loaded, decided.right, envelope(setting, loaded, id, command, context))
      if (sealed === undefined && fresh) {
        return E.isLeft(decided)
          ? E.left({ _tag: 'Rejected', rejection: decided.left })
          : E.right(outcome(loaded, [], false))
      }
      if (sealed === undefined) {
        const read = await refresh()
        if (E.isLeft(read)) return read
        fresh = true
        continue
      }
    }
    if (done === undefined && sealed !== undefined) {
      const answer = await tryAppend(store, stream, sealed)
      if (E.isRight(answer)) {
        for (const one of sealed.events) advance(aggregate, loaded, one.event, one)
        return E.right(outcome(loaded, sealed.events, false))
      }
      failure = failure?._tag === 'OutcomeUnknown' ? failure : answer.left
      if (isFinal(answer.left)) return E.left(failure)
    }
    attempt += 1
    if (attempt > 1) await backOff(store.boundary, attempt)()
    const read = await refresh()
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

const envelope = <C extends Command, S, Ev extends DomainEvent, R>(
  { aggregate }: Setting<C, S, Ev, R>,
  loaded: Loaded<S>,
  id: string,
  command: C,
  context: CommandContext,
): Omit<Metadata, 'schemaVersion' | 'standard'> => ({
  actor: command.actor,
  commandId: context.commandId,
  correlationId:
    aggregate.correlation === 'own' ? id : (loaded.correlationId ?? context.correlationId ?? id),
  causationId: context.causationId ?? context.commandId,
})

const sealAt = <C extends Command, S, Ev extends DomainEvent, R>(
  { store, aggregate }: Setting<C, S, Ev, R>,
  loaded: Loaded<S>,
  decided: ReadonlyArray<Ev>,
  metadata: Omit<Metadata, 'schemaVersion' | 'standard'>,
): Sealed<Ev> | undefined => {
  const standard =
    aggregate.standardOf(loaded.state) ??
    aggregate.standardOf(fold(aggregate, loaded.state, decided))
  const events = seal(
    store.boundary,
    aggregate.events,
    loaded.recordedAt,
    standard === undefined ? metadata : { ...metadata, standard },
    decided,
  )
  return events && { revision: loaded.revision, events }
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

/** A store that throws where it should answer leaves the outcome unknown. */
const tryAppend = async <Ev extends DomainEvent>(
  store: EventStore,
  stream: string,
  { revision, events }: Sealed<Ev>,
): Promise<E.Either<AppendError, unknown>> => {
  try {
    return await store.append(stream, expectedAt(revision), events)()
  } catch (thrown) {
    return E.left({ _tag: 'OutcomeUnknown', reason: String(thrown) })
  }
}

/**
 * Pursuing a command over refusals, failures and lost answers until what became of it is known.
 *
 * On every failure the stream is read on from the revision that the decision was made at. If the
 * command's id is found, it was carried out; if something else is, it was not and never will be (its
 * append named that revision), and it is decided again; if nothing is, the same sealed events are
 * sent again at the same revision, which a store takes once. A refusal, too, is only told of a state
 * that was read for it.
 */
import * as E from 'fp-ts/lib/Either.js'

import { isLasting, type AppendError } from '../store/port.js'

import {
  answered,
  carriedOut,
  decideAndSeal,
  expectedAt,
  thrownByAppend,
  type Answer,
  type Attempt,
  type Sealed,
} from './attempt.js'
import { backOff } from './back-off.js'
import { catchUp, eventsOf, type Done } from './load.js'
import type { Command, DomainEvent } from './message.js'

/** What is known of a command so far. */
interface Pursuit<C extends Command, S, Ev extends DomainEvent, R> extends Attempt<C, S, Ev, R> {
  /** The loaded state was read for this command. */
  fresh: boolean
  sealed: Sealed<Ev> | undefined
  /** The answer if nothing better is found out; `OutcomeUnknown` stays until it is settled. */
  failure: AppendError | undefined
  attempts: number
}

/** An answer, or `undefined`: not known yet. */
type Perhaps<R, S, Ev extends DomainEvent> = Answer<R, S, Ev> | undefined

/** `tried`: an append that failed already. */
export const pursue = async <C extends Command, S, Ev extends DomainEvent, R>(
  attempt: Attempt<C, S, Ev, R>,
  state: 'fresh' | 'cached',
  tried?: { readonly sealed: Sealed<Ev>; readonly failure: AppendError },
): Promise<Answer<R, S, Ev>> => {
  const pursuit: Pursuit<C, S, Ev, R> = {
    ...attempt,
    fresh: state === 'fresh',
    sealed: tried?.sealed,
    failure: undefined,
    attempts: 0,
  }
  let answer = tried && (failed(pursuit, tried.failure) ?? (await lookAgain(pursuit)))
  while (answer === undefined) answer = await round(pursuit)
  return answer
}

const round = async <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
): Promise<Perhaps<R, S, Ev>> => {
  const { loaded, context, setting } = p
  const done = loaded.commands.get(context.commandId)
  if (done !== undefined) {
    const answer = await readBack(p, done)
    if (answer !== undefined) return answer
  }
  if (p.failure !== undefined && p.attempts >= setting.attempts) return E.left(p.failure)
  if (done === undefined) {
    if (p.sealed?.revision !== loaded.revision) {
      const settled = decideAnew(p)
      if (settled !== undefined) return p.fresh ? settled : refresh(p)
    }
    const answer = await append(p)
    if (answer !== undefined) return answer
  }
  return lookAgain(p)
}

/** The command was carried out before: its stored events are the answer. */
const readBack = async <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
  done: Done,
): Promise<Perhaps<R, S, Ev>> => {
  const { store, aggregate } = p.setting
  const events = await eventsOf(store, aggregate, p.loaded.stream, done)
  if (E.isRight(events)) return answered(p.loaded, events.right, true)
  if (events.left._tag === 'Undecodable') return events
  p.failure = unreadable
  return undefined
}

const unreadable: AppendError = {
  _tag: 'OutcomeUnknown',
  reason: 'the command was carried out, but its events could not be read back',
}

/** Decides in the loaded state; an answer where that leads to no events. */
const decideAnew = <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
): Perhaps<R, S, Ev> => {
  const decided = decideAndSeal(p)
  p.sealed = E.isLeft(decided) ? undefined : decided.right
  if (E.isLeft(decided)) return decided
  return p.sealed === undefined ? answered(p.loaded, [], false) : undefined
}

/** Reads what follows before a refusal is told. */
const refresh = async <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
): Promise<Perhaps<R, S, Ev>> => {
  const read = await catchUp(p.setting.store, p.setting.aggregate, p.loaded)
  if (E.isLeft(read)) return read
  p.fresh = true
  return undefined
}

const append = async <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
): Promise<Perhaps<R, S, Ev>> => {
  const { sealed, setting, loaded } = p
  if (sealed === undefined) return undefined
  let answer: E.Either<AppendError, unknown>
  try {
    answer = await setting.store.append(loaded.stream, expectedAt(sealed.revision), sealed.events)()
  } catch (thrown) {
    answer = thrownByAppend(thrown)
  }
  return E.isRight(answer) ? carriedOut(p, sealed) : failed(p, answer.left)
}

/** Notes a failed append; an answer where no further attempt can mend it. */
const failed = <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
  error: AppendError,
): Perhaps<R, S, Ev> => {
  const failure = p.failure?._tag === 'OutcomeUnknown' ? p.failure : error
  p.failure = failure
  return isFinal(error) ? E.left(failure) : undefined
}

const isFinal = (error: AppendError): boolean => {
  switch (error._tag) {
    case 'TooLarge':
    case 'InvalidEvent':
    case 'StreamDeleted':
      return true
    case 'Unavailable':
      return isLasting(error)
    case 'Conflict':
    case 'OutcomeUnknown':
      return false
  }
}

/** After a failure: waits, reads on, and settles what that reading can settle. */
const lookAgain = async <C extends Command, S, Ev extends DomainEvent, R>(
  p: Pursuit<C, S, Ev, R>,
): Promise<Perhaps<R, S, Ev>> => {
  const { setting, loaded, context } = p
  p.attempts += 1
  if (p.attempts > 1) await backOff(setting.store.boundary, p.attempts)()
  const read = await catchUp(setting.store, setting.aggregate, loaded)
  const isUnknown = p.failure?._tag === 'OutcomeUnknown'
  if (E.isLeft(read) && read.left._tag === 'Undecodable' && !isUnknown) return read
  p.fresh = E.isRight(read)
  if (loaded.commands.has(context.commandId)) p.failure = unreadable
  else if (isUnknown && p.sealed?.revision !== loaded.revision) p.failure = overtaken(p)
  return undefined
}

/** What was appended at a revision that another has taken was not, and never will be, carried out. */
const overtaken = <C extends Command, S, Ev extends DomainEvent, R>({
  loaded,
  sealed,
}: Pursuit<C, S, Ev, R>): AppendError => ({
  _tag: 'Conflict',
  stream: loaded.stream,
  expected: expectedAt(sealed?.revision ?? loaded.revision),
  actual: expectedAt(loaded.revision),
})

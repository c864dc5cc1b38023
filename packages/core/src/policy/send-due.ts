/** What is due is sent, the earliest first, and where it is refused the policy is asked what instead. */
import * as E from 'fp-ts/lib/Either.js'

import { DISPATCHES, writeAnswer, type Answer, type NotSent } from './answer.js'
import { commandIdOf } from './ids.js'
import type { AnyPolicy, Dispatch, Refusal } from './policy.js'
import { answeredOf, send } from './send.js'
import type { Sending } from './sending.js'
import type { Waiting } from './waiting.js'

/** Refusals of one dispatch after the other. */
const MOST_ATTEMPTS = 4

/** What could not be sent for now, though the store can be asked: it is put back when all else is sent. */
export interface Held {
  readonly place: string
  readonly waiting: Waiting
  readonly error: NotSent
}

export interface SentSome {
  readonly answered: number
  /** There are events that somebody reads: they are read before the next is sent. */
  readonly hasMoved: boolean
}

const dispatchOf = (waiting: Waiting): Dispatch => {
  const { category, id, command, correlationId, notBefore, key } = waiting
  const dispatch = { to: { category, id }, command, correlationId, notBefore }
  return key === undefined ? dispatch : { ...dispatch, key }
}

const isSame = (a: Dispatch, b: Dispatch): boolean =>
  a.to.category === b.to.category &&
  a.to.id === b.to.id &&
  (b.notBefore ?? '') <= (a.notBefore ?? '') &&
  JSON.stringify(a.command) === JSON.stringify(b.command)

const waitingFor = (refused: Waiting, next: Dispatch): Waiting => {
  const { policy, cause, n } = refused
  const { category, id } = next.to
  const attempt = refused.attempt + 1
  const nth = n + 1_000 * attempt
  return {
    ...refused,
    commandId: commandIdOf(policy, cause, `${category}-${id}`, next.command.type, nth),
    category,
    id,
    command: next.command,
    correlationId: next.correlationId ?? refused.correlationId,
    notBefore: next.notBefore ?? refused.notBefore,
    ...(next.key === undefined ? {} : { key: next.key }),
    order: `${refused.order}~`,
    attempt,
  }
}

const askInstead = (
  policy: AnyPolicy,
  refused: Waiting,
  refusal: Refusal,
): E.Either<Refusal, Waiting | undefined> => {
  try {
    const dispatch = dispatchOf(refused)
    const next = policy.otherwise?.(dispatch, refusal)
    return E.right(
      next === undefined || isSame(dispatch, next) ? undefined : waitingFor(refused, next),
    )
  } catch (thrown) {
    return E.left({ _tag: 'PolicyThrew', reason: String(thrown) })
  }
}

/** What is asked instead of a command that was refused joins what waits. */
const instead = async (
  run: Sending,
  place: string,
  refused: Waiting,
  { outcome, refusal }: Answer,
): Promise<E.Either<NotSent, unknown>> => {
  const policy = run.policies.get(refused.policy)
  const isOver = refused.attempt >= MOST_ATTEMPTS
  if (outcome !== 'rejected' || refusal === undefined || isOver || policy === undefined) {
    return E.right(undefined)
  }
  const next = askInstead(policy, refused, refusal)
  if (E.isRight(next)) {
    if (next.right !== undefined) {
      run.hops.set(next.right.commandId, next.right.hops)
      run.waiting.add(place, next.right)
    }
    return E.right(undefined)
  }
  const told = answeredOf(refused)
  const commandId = commandIdOf(refused.policy, refused.commandId, told.to, next.left._tag, 0)
  return writeAnswer(
    run.setting.store,
    { ...told, commandId },
    { outcome: 'failed', refusal: next.left },
  )
}

/** The store itself can't be asked: nothing else would fare better. */
const isStores = ({ _tag }: NotSent): boolean => _tag === 'Unavailable' || _tag === 'OutcomeUnknown'

/** Sends what is due until a command leads to events, or there is nothing more. */
export const sendSome = async (
  run: Sending,
  held: Held[],
  signal: AbortSignal | undefined,
): Promise<E.Either<NotSent, SentSome>> => {
  const { store, carryOut, onAnswer } = run.setting
  const readsAnswers = run.reading.has(DISPATCHES)
  let answered = 0
  for (;;) {
    const next = signal?.aborted === true ? undefined : run.waiting.next(run.now)
    if (next === undefined) return E.right({ answered, hasMoved: false })
    const { place, waiting } = next
    const waitsForAnother = held.find(
      ({ waiting: { category, id } }) => category === waiting.category && id === waiting.id,
    )
    if (waitsForAnother !== undefined) {
      held.push({ place, waiting, error: waitsForAnother.error })
      continue
    }
    const sent = await send(store, carryOut, waiting)
    if (E.isLeft(sent)) {
      held.push({ place, waiting, error: sent.left })
      if (isStores(sent.left)) return sent
      continue
    }
    const { answer, isNew, hasMoved, isTold } = sent.right
    const asked = await instead(run, place, waiting, answer)
    if (E.isLeft(asked)) {
      held.push({ place, waiting, error: asked.left })
      return asked
    }
    if (isNew) {
      answered += 1
      onAnswer?.(waiting, answer)
    }
    if (hasMoved || (isTold && readsAnswers)) return E.right({ answered, hasMoved: true })
  }
}

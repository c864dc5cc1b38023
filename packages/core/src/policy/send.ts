/** Sending one command of a policy, and writing down what became of it. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { HandleError } from '../decider/handle.js'
import type { Command, DomainEvent } from '../decider/message.js'
import type { CommandContext, Outcome } from '../decider/outcome.js'
import type { EventStore } from '../store/port.js'

import { answerOf, writeAnswer, type Answer, type Answered, type NotSent } from './answer.js'
import { isTick } from './pending.js'
import type { Addressee, Refusal } from './policy.js'
import type { Waiting } from './waiting.js'

/** Gives a command to a stream of the desk: `handle`, by category. */
export type CarryOut = (
  to: Addressee,
  command: Command,
  context: CommandContext,
) => TaskEither<HandleError<Refusal>, Outcome<unknown, DomainEvent>>

/** A command that is answered. */
export interface Sent {
  readonly answer: Answer
  /** Not by another runner, or earlier. */
  readonly isNew: boolean
  /** It led to events. */
  readonly hasMoved: boolean
  /** The answer is an event now. */
  readonly isTold: boolean
}

type Done = E.Either<HandleError<Refusal>, Outcome<unknown, DomainEvent>>

/** Errors that another attempt may mend; all others are the command's own, or its stream's. */
const passing = new Set(['Conflict', 'OutcomeUnknown', 'Unavailable', 'Incomplete'])

const mayPass = (error: HandleError<Refusal>): error is NotSent => passing.has(error._tag)

const given = async (carryOut: CarryOut, waiting: Waiting): Promise<Done> => {
  const { category, id, command, commandId, correlationId, cause } = waiting
  const context = { commandId, correlationId, causationId: cause }
  return carryOut({ category, id }, command, context)()
}

const failed = (refusal: Refusal): Answer => ({ outcome: 'failed', refusal })

/** What became of a command that was given; a decision that throws is its own failure. */
const give = async (
  carryOut: CarryOut,
  waiting: Waiting,
): Promise<E.Either<NotSent, Pick<Sent, 'answer' | 'hasMoved'>>> => {
  let done: Done
  try {
    done = await given(carryOut, waiting)
  } catch (thrown) {
    const threw = { _tag: 'CommandThrew', reason: String(thrown) }
    return E.right({ answer: failed(threw), hasMoved: false })
  }
  if (E.isRight(done)) {
    const hasMoved = done.right.events.length > 0
    return E.right({ answer: { outcome: hasMoved ? 'carriedOut' : 'unchanged' }, hasMoved })
  }
  const error = done.left
  if (mayPass(error)) return E.left(error)
  const answer: Answer =
    error._tag === 'Rejected' ? { outcome: 'rejected', refusal: error.rejection } : failed(error)
  return E.right({ answer, hasMoved: false })
}

/** A waiting command as its answer names it. */
export const answeredOf = (waiting: Waiting): Answered => {
  const { commandId, policy, cause, correlationId, category, id, command } = waiting
  const { type, actor, at } = command
  const to = `${category}-${id}`
  return { commandId, policy, cause, correlationId, to, command: type, actor, at }
}

/** Gives the command, unless it was answered before, and writes the answer down. */
export const send = async (
  store: EventStore,
  carryOut: CarryOut,
  waiting: Waiting,
): Promise<E.Either<NotSent, Sent>> => {
  const tick = isTick(waiting)
  const before = tick ? E.right(undefined) : await answerOf(store, waiting.commandId)
  if (E.isLeft(before)) return before
  if (before.right !== undefined) {
    return E.right({ answer: before.right, isNew: false, hasMoved: false, isTold: false })
  }
  const done = await give(carryOut, waiting)
  if (E.isLeft(done)) return done
  const { answer, hasMoved } = done.right
  if (tick && answer.refusal === undefined) {
    return E.right({ answer, isNew: true, hasMoved, isTold: false })
  }
  const written = await writeAnswer(store, answeredOf(waiting), answer)
  return E.isLeft(written)
    ? written
    : E.right({ answer: written.right, isNew: true, hasMoved, isTold: true })
}

/** Answers to dispatches: what became of a policy's command, in a stream of its own. */
import * as E from 'fp-ts/lib/Either.js'

import type { Actor } from '../codec/primitives.js'
import { seal } from '../decider/seal.js'
import { foldRead } from '../store/fold-read.js'
import type {
  AppendError,
  EventId,
  EventStore,
  ReadError,
  RecordedEvent,
  StreamName,
} from '../store/port.js'
import type { Instant } from '../time/index.js'

import { dispatchEvents, type DispatchAnswered } from './dispatch-events.js'
import type { Refusal } from './policy.js'

/** What became of a command. */
export interface Answer {
  readonly outcome: DispatchAnswered['outcome']
  readonly refusal?: Refusal
}

/** The command that is answered. */
export interface Answered {
  readonly commandId: string
  readonly policy: string
  readonly cause: EventId
  readonly correlationId: string
  readonly to: StreamName
  readonly command: string
  readonly actor: Actor
  readonly at: Instant
}

/** The store can't be asked. */
export type NotSent = AppendError | ReadError

/** The category of the streams of answers. */
export const DISPATCHES = 'dispatch'

const streamOf = (commandId: string): StreamName => `${DISPATCHES}-${commandId}`

/** What is told of a failure at most; a rejection is told in whole, since it is read again. */
const MOST_DETAIL = 4_000

/** As JSON, without what a key holds that may be personal. */
const textOf = (value: unknown, hidden?: string): string => {
  try {
    return JSON.stringify(value, (key, within: unknown) => (key === hidden ? undefined : within))
  } catch (thrown) {
    return JSON.stringify({ unreadable: String(thrown) })
  }
}

const detailOf = ({ outcome, refusal }: Answer): { rejection: string; detail: string } | object => {
  if (refusal === undefined) return {}
  const detail =
    outcome === 'rejected' ? textOf(refusal) : textOf(refusal, 'found').slice(0, MOST_DETAIL)
  return { rejection: refusal._tag, detail: detail.toWellFormed() }
}

const refusalIn = ({ rejection, detail }: DispatchAnswered): Refusal | undefined => {
  if (rejection === undefined) return undefined
  try {
    const told: unknown = JSON.parse(detail ?? '{}')
    return typeof told === 'object' ? { ...told, _tag: rejection } : { _tag: rejection }
  } catch {
    return { _tag: rejection }
  }
}

const answerIn = ({ event, metadata }: RecordedEvent): Answer => {
  const read = dispatchEvents.decode(event, metadata.schemaVersion, 'shape')
  if (E.isLeft(read)) return { outcome: 'failed' }
  const refusal = refusalIn(read.right)
  const { outcome } = read.right
  return refusal === undefined ? { outcome } : { outcome, refusal }
}

/** How a command was answered; `undefined`: it was not. */
export const answerOf = async (
  store: EventStore,
  commandId: string,
): Promise<E.Either<ReadError, Answer | undefined>> => {
  const query = { stream: streamOf(commandId), limit: 1 }
  const found = await foldRead<Answer | undefined>(store, query, undefined, (_, recorded) =>
    answerIn(recorded),
  )()
  // an answer that was deleted was one
  return E.isLeft(found) && found.left._tag === 'StreamDeleted'
    ? E.right({ outcome: 'unchanged' })
    : found
}

/** Writes an answer down, and gives the one that holds: another runner may have been quicker. */
export const writeAnswer = async (
  store: EventStore,
  { commandId, policy, cause, correlationId, to, command, actor, at }: Answered,
  answer: Answer,
): Promise<E.Either<NotSent, Answer>> => {
  const event: DispatchAnswered = {
    type: 'DispatchAnswered',
    at,
    policy,
    because: cause,
    to,
    command,
    outcome: answer.outcome,
    ...detailOf(answer),
  }
  const metadata = { actor, commandId, correlationId, causationId: cause }
  const sealed = seal(store.boundary, dispatchEvents, undefined, metadata, [event])
  if (sealed === undefined) return E.right(answer)
  const appended = await appending(store, streamOf(commandId), sealed)
  if (E.isRight(appended) || appended.left._tag === 'StreamDeleted') return E.right(answer)
  if (appended.left._tag !== 'Conflict') return appended
  const stands = await answerOf(store, commandId)
  return E.isLeft(stands) ? stands : E.right(stands.right ?? answer)
}

const appending = async (
  store: EventStore,
  stream: StreamName,
  sealed: Parameters<EventStore['append']>[2],
): Promise<E.Either<AppendError, unknown>> => {
  try {
    return await store.append(stream, 'noStream', sealed)()
  } catch (thrown) {
    return E.left({ _tag: 'OutcomeUnknown', reason: String(thrown) })
  }
}

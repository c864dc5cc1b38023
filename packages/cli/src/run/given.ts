/** Commands that policies gave, each with what caused it and what became of it. */
import {
  foldRead,
  positionNumber,
  positionOf,
  START,
  type EpochMs,
  type EventStore,
} from '@casetrail/core'
import type { Answer, Waiting } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

import type { Cause, Followed } from './followed.js'

export interface Given {
  /** When it was answered. */
  readonly at: EpochMs
  readonly policy: string
  readonly command: string
  readonly stream: string
  readonly correlationId: string
  /** The event that the policy reacted to, where it can be read. */
  readonly cause: Cause | undefined
  readonly outcome: Answer['outcome']
  /** Why it was refused, or what failed. */
  readonly rejection?: string
}

export interface Answered {
  readonly at: EpochMs
  readonly waiting: Waiting
  readonly answer: Answer
}

/** The cause of a command that waited since an earlier run, by its place in the store. */
const readCause = async (
  store: EventStore,
  { order, cause }: Waiting,
): Promise<Cause | undefined> => {
  const n = positionNumber(order.split(':')[0] ?? START)
  if (!(n >= 0)) return undefined
  const query = { all: true, after: n === 0 ? START : positionOf(n - 1), limit: 1 } as const
  const none: Cause | undefined = undefined
  const found = await foldRead<Cause | undefined>(
    store,
    query,
    none,
    (_, { eventId, event, stream }) =>
      eventId === cause ? { type: event.type, stream } : undefined,
  )()
  return E.isRight(found) ? found.right : undefined
}

/** What was answered, as it is shown. */
export const givenOf = async (
  store: EventStore,
  { causeOf }: Followed,
  { at, waiting, answer }: Answered,
): Promise<Given> => {
  const { policy, command, category, id, correlationId } = waiting
  const { outcome, refusal } = answer
  return {
    at,
    policy,
    command: command.type,
    stream: `${category}-${id}`,
    correlationId,
    cause: causeOf(waiting.cause) ?? (await readCause(store, waiting)),
    outcome,
    ...(refusal === undefined ? {} : { rejection: refusal._tag }),
  }
}

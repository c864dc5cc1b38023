/** Commands that policies gave, each with what caused it and what became of it. */
import { foldRead, type EpochMs, type ReadQuery } from '@casetrail/core'
import type { Answer, Waiting } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

import type { OpenedStore } from '../store/open-store.js'

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

/** Where a cause may be read: the stream that the command is for, the story's own, and the whole story. */
const placesOf = (
  { url }: OpenedStore,
  { category, id, correlationId }: Waiting,
): ReadonlyArray<ReadQuery> => [
  { stream: `${category}-${id}` },
  { stream: `case-${correlationId}` },
  { stream: `complaint-${correlationId}` },
  // a server would read all of its events for it
  ...(url.scheme === 'sqlite' ? [{ all: true, correlationId } as const] : []),
]

/** The cause of a command that waited since an earlier run. */
const readCause = async (opened: OpenedStore, waiting: Waiting): Promise<Cause | undefined> => {
  for (const query of placesOf(opened, waiting)) {
    const found = await foldRead<Cause | undefined>(
      opened.store,
      query,
      undefined,
      (known, { eventId, event, stream }) =>
        eventId === waiting.cause ? { type: event.type, stream } : known,
    )()
    if (E.isRight(found) && found.right !== undefined) return found.right
  }
  return undefined
}

/** What was answered, as it is shown. */
export const givenOf = async (
  opened: OpenedStore,
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
    cause: causeOf(waiting.cause) ?? (await readCause(opened, waiting)),
    outcome,
    ...(refusal === undefined ? {} : { rejection: refusal._tag }),
  }
}

/** What goes through a runner of policies on its way: how far it has read, and what led to nothing by a fault. */
import {
  epochMs,
  foldRead,
  type EpochMs,
  type EventBatch,
  type EventId,
  type EventStore,
  type NewEvent,
  type Position,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'
import { DispatchAnswered } from '@casetrail/core/policy'
import * as E from 'fp-ts/lib/Either.js'

/** What an event was, for the command that it leads to. */
export interface Cause {
  readonly type: string
  readonly stream: string
}

/** A fault of a policy, which led to no command. */
export interface Fault {
  readonly policy: string
  readonly event: string
  readonly stream: string
  readonly rejection: string
  readonly detail: string
}

/** Causes that are remembered; those of commands that waited longer are read again. */
const MOST_CAUSES = 20_000

const FAULTS: ReadonlySet<string> = new Set([
  'PolicyThrew',
  'FactsThrew',
  'PolicyLoops',
  'UnreadableEvent',
])

const faultIn = ({ event }: NewEvent): Fault | undefined => {
  if (!DispatchAnswered.is(event)) return undefined
  const { policy, command, to, rejection = '', detail = '' } = event
  return FAULTS.has(rejection)
    ? { policy, event: command, stream: to, rejection, detail }
    : undefined
}

/** A store as a runner sees it, that counts what the runner reads. */
export interface Followed {
  readonly store: EventStore
  /** Up to here the runner has read. */
  readonly position: () => Position
  /** Events that it has read, once each. */
  readonly events: () => number
  /** When the oldest that it read since then was recorded; forgets it. */
  readonly takeOldest: () => EpochMs | undefined
  readonly causeOf: (id: EventId) => Cause | undefined
}

export interface Following {
  /** Events up to here, however late they are read, are no lag. */
  readonly from: Position
  readonly onFault: (fault: Fault) => void
  /** After each batch. */
  readonly onBatch: () => void
}

export const followed = (store: EventStore, { from, onFault, onBatch }: Following): Followed => {
  const causes = new Map<EventId, Cause>()
  let position = from
  let events = 0
  let oldest: EpochMs | undefined

  const take = ({ eventId, recordedAt, stream, event, position: at }: RecordedEvent): void => {
    if (at <= position) return
    events += 1
    causes.set(eventId, { type: event.type, stream })
    const recorded = epochMs(recordedAt)
    if (oldest === undefined || recorded < oldest) oldest = recorded
  }

  const see = (batch: EventBatch): void => {
    for (const event of batch.events) take(event)
    if (batch.last > position) position = batch.last
    for (const id of causes.keys()) {
      if (causes.size <= MOST_CAUSES) break
      causes.delete(id)
    }
    onBatch()
  }

  const read: EventStore['read'] = async function* (query, signal) {
    for await (const batch of store.read(query, signal)) {
      // single streams are read for answers
      if ('all' in query && query.limit === undefined && E.isRight(batch)) see(batch.right)
      yield batch
    }
  }

  return {
    store: {
      boundary: store.boundary,
      read,
      append: (stream, expected, sealed) => async () => {
        const done = await store.append(stream, expected, sealed)()
        if (E.isRight(done)) {
          const fault = faultIn(sealed[0])
          if (fault !== undefined) onFault(fault)
        }
        return done
      },
    },
    position: () => position,
    events: () => events,
    takeOldest: () => {
      const taken = oldest
      oldest = undefined
      return taken
    },
    causeOf: (id) => causes.get(id),
  }
}

/** So many events are counted; where there are more, it is as many. */
export const MOST_BEHIND = 1_000

/** How many events come after a position. */
export const eventsAfter = (
  store: Pick<EventStore, 'read'>,
  after: Position,
): Promise<E.Either<ReadError, number>> =>
  foldRead(store, { all: true, after, limit: MOST_BEHIND }, 0, (n) => n + 1)()

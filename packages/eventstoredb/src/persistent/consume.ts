/** One subscription to a group: events come, each is handled by itself, and answered for. */
import type {
  EventStoreDBClient,
  PersistentSubscriptionToAllResolvedEvent,
  ResolvedEvent,
} from '@eventstore/db-client'

import { ServerFault } from '../connection/failure.js'
import { BATCH, type Reading } from '../read/call.js'
import { queueOf } from '../read/queue.js'

/** What the server is told of an event. Never `skip` or `stop`: both lose it. */
export type Verdict =
  | { readonly _tag: 'Ack' }
  | { readonly _tag: 'Retry'; readonly reason: string }
  | { readonly _tag: 'Park'; readonly reason: string }
  /** Nothing: the consumer ends, and another gets it. */
  | { readonly _tag: 'Leave' }

export interface Consuming {
  readonly reading: Reading
  readonly group: string
  /** How many events may be under way. */
  readonly bufferSize: number
  /** Handles an event; never rejects. `retries`: how often it came before. */
  readonly handle: (resolved: ResolvedEvent, retries: number) => Promise<Verdict>
  /** Asks the server about the group: whether it is there, and how far. */
  readonly beat: () => Promise<unknown>
  /** The server has let it in. */
  readonly live: () => void
}

type Subscription = ReturnType<EventStoreDBClient['subscribeToPersistentSubscriptionToAll']>

type Delivered = PersistentSubscriptionToAllResolvedEvent

const isDelivered = (resolved: ResolvedEvent): resolved is Delivered =>
  'retryCount' in resolved && typeof resolved.retryCount === 'number'

const answer = async (
  subscription: Subscription,
  delivered: Delivered,
  verdict: Verdict,
): Promise<void> => {
  try {
    switch (verdict._tag) {
      case 'Ack':
        await subscription.ack(delivered)
        return
      case 'Retry':
        await subscription.nack('retry', verdict.reason, delivered)
        return
      case 'Park':
        await subscription.nack('park', verdict.reason, delivered)
        return
      case 'Leave':
        return
    }
  } catch {
    // the subscription is no more: the event comes again, and is found to be handled
  }
}

/** Waits at most so long; answers whether it was done. */
const within = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false)
    }, ms)
  })
  return Promise.race([work.then(() => true), late]).finally(() => {
    clearTimeout(timer)
  })
}

/**
 * Consumes until it is stopped, and then ends what is under way and answers for it; what has come and was
 * not begun goes to another. Throws what the subscription failed with.
 */
export const consume = async (by: Consuming): Promise<void> => {
  const { reading, group, bufferSize, handle, live } = by
  const { stop, patienceMs, heartbeatMs } = reading
  const subscription = reading.linked.client.subscribeToPersistentSubscriptionToAll(group, {
    bufferSize,
  })
  const queue = queueOf(subscription)
  const underWay = new Set<Promise<void>>()
  const joined = { isConfirmed: false }
  subscription.on('confirmation', () => {
    joined.isConfirmed = true
    live()
  })
  const forget = stop.whenStopped(queue.wake)
  const opened = Date.now()
  let beatAt = opened
  try {
    while (stop.why() === undefined) {
      const arrived = await queue.take(BATCH, heartbeatMs)
      if (stop.why() !== undefined) break
      if (!joined.isConfirmed && Date.now() - opened >= patienceMs) {
        throw new ServerFault('the server does not answer')
      }
      if (arrived?.ended === true) throw new ServerFault('the subscription ended')
      for (const resolved of arrived?.events ?? []) {
        if (!isDelivered(resolved)) continue
        reading.alive()
        const done = handle(resolved, resolved.retryCount).then((verdict) =>
          answer(subscription, resolved, verdict),
        )
        underWay.add(done)
        void done.finally(() => underWay.delete(done))
      }
      if (Date.now() - beatAt >= heartbeatMs) {
        const isThere = await within(heartbeatMs, by.beat())
        // whoever sends events is there
        if (!isThere && !queue.pending()) throw new ServerFault('the server does not answer')
        reading.alive()
        beatAt = Date.now()
      }
    }
    // a server that takes no answers gives the events again
    await within(patienceMs, Promise.all(underWay))
    // answers have no answer, and the call's end may overtake them: what is asked after them is answered after
    await within(heartbeatMs, by.beat()).catch(() => undefined)
  } finally {
    forget()
    queue.close()
  }
}

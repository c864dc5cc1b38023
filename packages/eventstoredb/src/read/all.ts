/** Finished reads of all, plain and by the server's filter, and the subscription that they share. */
import type { AllQuery, EventBatch } from '@casetrail/core'
import type { Filter, Position as Pair } from '@eventstore/db-client'

import { ServerFault } from '../connection/failure.js'

import {
  BUFFER,
  arrivalsIn,
  batches,
  during,
  eventsOf,
  gathered,
  headOf,
  type Reading,
} from './call.js'
import type { AllCursor } from './cursor.js'
import { isCheckpoint, pairOf, textOf } from './position.js'
import type { Mark, Queue } from './queue.js'

/** All, from the place that it has come to; the server's own events are left out here. */
export const allOnce = (reading: Reading, cursor: AllCursor): AsyncGenerator<EventBatch> => {
  const fromPosition = pairOf(cursor.last()) ?? 'start'
  const call = reading.linked.client.readAll({ fromPosition }, BUFFER)
  return batches(reading, cursor, call)
}

/** Where the server looks before it looks again for us, and says how far it is. */
const WINDOW = 500

/** A filter of the server that lets through all that the query wants, and little else. */
const filterOf = (
  { categories, types }: AllQuery,
  checkpointReached: (position: Pair) => void,
): Filter | undefined => {
  const filterOn = categories === undefined ? 'eventType' : 'streamName'
  const prefixes = categories ?? types
  if (prefixes === undefined) return undefined
  return {
    filterOn,
    // no event of ours begins so: the filter of nothing
    prefixes: prefixes.length === 0 ? ['$nothing-'] : [...prefixes],
    maxSearchWindow: WINDOW,
    checkpointInterval: 1,
    checkpointReached: (_, position) => {
      checkpointReached(position)
    },
  }
}

/** A subscription to all from the last event seen; what it says between events stands in its queue. */
export const subscribed = <A>(
  reading: Reading,
  query: AllQuery,
  cursor: AllCursor,
  work: (queue: Queue) => AsyncGenerator<A>,
): AsyncGenerator<A> => {
  let tell: ((mark: Mark) => void) | undefined
  const filter = filterOf(query, (position) => tell?.(position))
  const options = { fromPosition: cursor.seen() ?? ('start' as const) }
  const call = reading.linked.client.subscribeToAll(
    filter === undefined ? options : { ...options, filter },
    BUFFER,
  )
  return during(reading, call, (queue) => {
    tell = queue.mark
    call.on('caughtUp', () => {
      queue.mark('caughtUp')
    })
    return work(queue)
  })
}

/**
 * All that a filter of the server lets through: a subscription that ends at the head that was there
 * when it began. `readAll` has no filter, and knows of no head where nothing passes.
 */
export const filteredOnce = async function* (
  reading: Reading,
  query: AllQuery,
  cursor: AllCursor,
): AsyncGenerator<EventBatch> {
  const head = await headOf(reading)
  const end = (events: EventBatch['events']): EventBatch => ({
    events,
    last: cursor.last(),
    caughtUp: true,
  })
  if (head === undefined || textOf(head) <= cursor.last()) {
    yield end([])
    return
  }
  const early = await overCheckpoint(reading, cursor)
  if (cursor.done()) {
    yield end(early)
    return
  }
  if (early.length > 0) yield { ...end(early), caughtUp: false }
  yield* subscribed(reading, query, cursor, (queue) =>
    gathered(arrivalsIn(reading, queue), cursor, async ({ events: come, mark, ended }) => {
      if (ended) throw new ServerFault('the subscription ended')
      if (mark === 'caughtUp') await confirmed(reading, head)
      const events = cursor.admit(come)
      if (mark !== undefined && !cursor.done()) cursor.reach(mark === 'caughtUp' ? head : mark)
      const over = cursor.done() || mark === 'caughtUp' || cursor.last() >= textOf(head)
      return { events, over, passed: mark === undefined ? 0 : WINDOW }
    }),
  )
}

/** Of several servers, the one that has caught up may be another than the one that told the head. */
const confirmed = async (reading: Reading, head: Pair): Promise<void> => {
  if (!reading.linked.clustered) return
  const now = await headOf(reading)
  if (now === undefined || textOf(now) < textOf(head)) {
    throw new ServerFault('the server is behind another of its cluster')
  }
}

/**
 * A subscription that begins at a checkpoint leaves out the event that stands there, since the filter
 * that made the checkpoint did; another filter may want it.
 */
const overCheckpoint = async (
  reading: Reading,
  cursor: AllCursor,
): Promise<EventBatch['events']> => {
  const pair = pairOf(cursor.last())
  if (pair === undefined || !isCheckpoint(pair)) return []
  const call = reading.linked.client.readAll({ fromPosition: pair, maxCount: 1 })
  return cursor.admit(await eventsOf(reading, call))
}

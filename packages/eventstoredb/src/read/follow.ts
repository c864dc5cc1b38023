/** Following what comes, from where a finished read has ended, until something fails or it is stopped. */
import type { AllQuery, EventBatch, StreamQuery } from '@casetrail/core'

import { ServerFault, failureOf } from '../connection/failure.js'

import { subscribed } from './all.js'
import { BATCH, BUFFER, during, type Reading } from './call.js'
import type { AllCursor, Cursor, StreamCursor } from './cursor.js'
import type { Mark, Queue } from './queue.js'

/** How a live read follows. */
export interface Following {
  readonly reading: Reading
  /** Whether the server says when a subscription has caught up. */
  readonly tellsCaughtUp: boolean
  /** Asks the server for something small. */
  readonly probe: () => Promise<unknown>
  readonly live: () => void
}

/** Asks whether the server is there; an answer of any kind is a yes, but one that the way is broken. */
const isThere = async ({ reading, probe }: Following): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false)
    }, reading.heartbeatMs)
  })
  const answer = probe().then(
    () => true,
    (thrown: unknown) => failureOf(thrown).lasting,
  )
  return Promise.race([answer, silence]).finally(() => {
    clearTimeout(timer)
  })
}

/** Batches as they come. A batch has caught up when it leaves nothing waiting that has come already. */
const following = async function* (
  by: Following,
  cursor: Cursor,
  queue: Queue,
  reach: (mark: Exclude<Mark, 'caughtUp'>) => void,
): AsyncGenerator<EventBatch> {
  const { reading } = by
  let isCaughtUp = !by.tellsCaughtUp
  let told = true
  if (isCaughtUp) by.live()
  while (!cursor.done() && reading.stop.why() === undefined) {
    const arrived = await queue.take(BATCH, reading.heartbeatMs)
    if (reading.stop.why() !== undefined) return
    if (arrived === undefined) {
      if (!(await isThere(by))) throw new ServerFault('the server does not answer')
      if (reading.stop.why() !== undefined) return
      continue
    }
    reading.alive()
    if (arrived.ended) throw new ServerFault('the subscription ended')
    const before = cursor.last()
    const events = cursor.admit(arrived.events)
    const { mark } = arrived
    if (mark === 'caughtUp') {
      isCaughtUp = true
      by.live()
    } else if (mark !== undefined && !cursor.done()) reach(mark)
    const last = cursor.last()
    const caughtUp = (isCaughtUp && !queue.pending()) || cursor.done()
    if (events.length === 0 && last === before && (told || !caughtUp)) continue
    told = caughtUp
    yield { events, last, caughtUp }
  }
}

export const followAll = (
  by: Following,
  query: AllQuery,
  cursor: AllCursor,
): AsyncGenerator<EventBatch> =>
  subscribed(by.reading, query, cursor, (queue) => following(by, cursor, queue, cursor.reach))

export const followStream = (
  by: Following,
  { stream }: StreamQuery,
  cursor: StreamCursor,
): AsyncGenerator<EventBatch> => {
  const revision = cursor.revision()
  const fromRevision = revision === undefined ? ('start' as const) : BigInt(revision)
  const call = by.reading.linked.client.subscribeToStream(stream, { fromRevision }, BUFFER)
  return during(by.reading, call, (queue) => {
    call.on('caughtUp', () => {
      queue.mark('caughtUp')
    })
    return following(by, cursor, queue, () => undefined)
  })
}

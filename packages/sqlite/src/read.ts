/** Reading: pages of a query as batches, and then whatever comes. */
import * as E from 'fp-ts/lib/Either.js'
import type { EventBatch, EventStore, Incomplete, ReadError, ReadQuery } from '@casetrail/core'

import type { Changes } from './changes.js'
import { pagesOf } from './pages.js'
import type { Session } from './session.js'

/** Events in a batch at most. */
const BATCH = 500

export const readFrom = (session: Session, changes: Changes, pollMs: number): EventStore['read'] =>
  async function* (query, signal): AsyncGenerator<E.Either<ReadError, EventBatch>> {
    const strange = strangePosition(query)
    if (strange !== undefined) {
      yield E.left(strange)
      return
    }
    const next = pagesOf(query)
    let left = query.limit ?? Infinity
    let told: Pick<EventBatch, 'last' | 'caughtUp'> | undefined
    for (;;) {
      if (signal?.aborted === true) return
      const seen = changes.count()
      const want = Math.min(left, BATCH)
      const read = await session.reading((connection) => next(connection, want))
      if (E.isLeft(read)) {
        yield read
        return
      }
      const { events, last, atEnd, done } = read.right
      left -= events.length
      const caughtUp = atEnd || left <= 0
      if (events.length > 0 || last !== told?.last || !caughtUp || !told.caughtUp) {
        told = { last, caughtUp }
        yield E.right({ events, last, caughtUp })
      }
      if (!caughtUp) await turn()
      else if (query.live !== true || done || left <= 0) return
      else await changes.since(seen, pollMs, signal)
    }
  }

/** Lets signals, timers and other callers in between two pages. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

const POSITION = /^([0-9a-f]{14}|~)?$/

const strangePosition = (query: ReadQuery): Incomplete | undefined => {
  if (!('all' in query)) return undefined
  const strange = [query.after, query.until].find((p) => p !== undefined && !POSITION.test(p))
  return strange === undefined
    ? undefined
    : { _tag: 'Incomplete', reason: `${JSON.stringify(strange)} is no position of this store` }
}

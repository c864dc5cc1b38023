/** Reading to the end, or knowing that it broke off: nobody loops over `read` by hand. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { show } from '../codec/problem.js'

import type { EventBatch, EventStore, ReadError, ReadQuery, RecordedEvent } from './port.js'

/**
 * Folds a finished read batch by batch; `step` may be asynchronous and may stop with an error.
 * A read that ends, or throws, before it has caught up is a Left.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import { foldBatches, inMemoryEventStore } from '@casetrail/core'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const store = inMemoryEventStore(testBoundary())
 * const atMost = (n: number) => (n > 1_000 ? E.left({ _tag: 'TooMany' as const }) : E.right(n))
 * await foldBatches(store, { all: true }, 0, (n, { events }) => atMost(n + events.length))() // { _tag: 'Right', right: 0 }
 */
export const foldBatches =
  <A, X>(
    store: Pick<EventStore, 'read'>,
    query: ReadQuery,
    initial: A,
    step: (acc: A, batch: EventBatch) => E.Either<X, A> | Promise<E.Either<X, A>>,
    signal?: AbortSignal,
  ): TaskEither<ReadError | X, A> =>
  async () => {
    let acc = initial
    let caughtUp = false
    const batches = store.read(query, signal)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const read = await nextOf(batches)
        if (read === undefined) break
        if (E.isLeft(read)) return read
        const next = await step(acc, read.right)
        if (E.isLeft(next)) return next
        acc = next.right
        caughtUp = read.right.caughtUp
      }
    } finally {
      await batches.return?.()
    }
    const ended =
      query.live === true ? signal?.aborted === true : caughtUp && signal?.aborted !== true
    return ended
      ? E.right(acc)
      : E.left({
          _tag: 'Incomplete',
          reason: signal?.aborted === true ? 'aborted' : 'the read ended before it had caught up',
        })
  }

/** The next batch; a store that throws where it should answer is unavailable. */
const nextOf = async (
  batches: AsyncIterator<E.Either<ReadError, EventBatch>>,
): Promise<E.Either<ReadError, EventBatch> | undefined> => {
  try {
    const result = await batches.next()
    return result.done === true ? undefined : result.value
  } catch (thrown) {
    return E.left({ _tag: 'Unavailable', reason: show(reasonOf(thrown)) })
  }
}

const reasonOf = (thrown: unknown): unknown => (thrown instanceof Error ? thrown.message : thrown)

/**
 * Folds all the events of a query.
 *
 * @example
 * import { foldRead, inMemoryEventStore } from '@casetrail/core'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const store = inMemoryEventStore(testBoundary())
 * const count = await foldRead(store, { all: true }, 0, (n) => n + 1)()
 * count // { _tag: 'Right', right: 0 }
 */
export const foldRead = <A>(
  store: Pick<EventStore, 'read'>,
  query: ReadQuery,
  initial: A,
  f: (acc: A, event: RecordedEvent) => A,
  signal?: AbortSignal,
): TaskEither<ReadError, A> =>
  foldBatches<A, never>(
    store,
    query,
    initial,
    (acc, batch) => {
      let next = acc
      for (const event of batch.events) next = f(next, event)
      return E.right(next)
    },
    signal,
  )

/** Spans and metrics of a store's calls. */
import * as E from 'fp-ts/lib/Either.js'
import {
  categoryOf,
  Uuid,
  type EventBatch,
  type EventStore,
  type ReadError,
  type ReadQuery,
  type StreamName,
} from '@casetrail/core'

import type { LiveStore } from '../read/read.js'

import { failedBy, failedWith } from './failed.js'
import { followed, type Watcher } from './followed.js'
import type { Attributes, Failed, Instruments, Work } from './instruments.js'

type Operation = 'append' | 'read' | 'follow'

const workOf = (operation: Operation, collection: string, details: Attributes): Work => ({
  name: `${operation} ${collection}`,
  labels: { 'db.operation.name': operation, 'db.collection.name': collection },
  details,
})

/** The name of a stream, where it is one of ours: what others call theirs may tell of people. */
const named = (stream: StreamName): Attributes =>
  Uuid.is(stream.slice(categoryOf(stream).length + 1)) ? { 'casetrail.stream': stream } : {}

const workOfRead = (query: ReadQuery): Work => {
  const operation = query.live === true ? 'follow' : 'read'
  if (!('all' in query)) return workOf(operation, categoryOf(query.stream), named(query.stream))
  const { categories = [] } = query
  const [only] = categories
  const details = categories.length > 1 ? { 'casetrail.categories': categories.join(',') } : {}
  return workOf(operation, categories.length === 1 && only !== undefined ? only : '$all', details)
}

/** A finished read: one span, with what came by it. */
const once = (instruments: Instruments, work: Work): Watcher => {
  const ongoing = instruments.call(work)
  let batches = 0
  let events = 0
  let failure: Failed | undefined
  return {
    within: ongoing.within,
    batch: (batch) => {
      batches += 1
      events += batch.events.length
    },
    failed: (failed) => {
      failure = failed
    },
    end: () => {
      ongoing.end(failure, { 'db.response.returned_rows': events, 'casetrail.batches': batches })
    },
  }
}

const reading = (store: LiveStore, instruments: Instruments): LiveStore['read'] =>
  async function* (query, signal, onState): AsyncGenerator<E.Either<ReadError, EventBatch>> {
    const work = workOfRead(query)
    const live = query.live === true ? followed(instruments, work) : undefined
    const watcher = live ?? once(instruments, work)
    const told: typeof onState = (state) => {
      live?.state(state)
      onState?.(state)
    }
    const batches = store.read(query, signal, told)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await watcher.within(() => batches.next())
        if (next.done === true) return
        const read = next.value
        if (E.isLeft(read)) watcher.failed(failedBy(read.left))
        else {
          watcher.batch(read.right)
          instruments.count(read.right.events.length, work.labels)
        }
        yield read
      }
    } catch (thrown) {
      watcher.failed(failedWith(thrown))
      throw thrown
    } finally {
      try {
        await batches.return?.()
      } finally {
        watcher.end()
      }
    }
  }

const appending =
  (store: LiveStore, instruments: Instruments): EventStore['append'] =>
  (stream, expected, events) =>
  async () => {
    const { length } = events
    const size: Attributes = length > 1 ? { 'db.operation.batch.size': length } : {}
    const work = workOf('append', categoryOf(stream), { ...named(stream), ...size })
    const ongoing = instruments.call(work)
    try {
      const answer = await ongoing.within(() => store.append(stream, expected, events)())
      ongoing.end(E.isLeft(answer) ? failedBy(answer.left) : undefined)
      if (E.isRight(answer)) instruments.count(length, work.labels)
      return answer
    } catch (thrown) {
      ongoing.end(failedWith(thrown))
      throw thrown
    }
  }

/** The same store, told of. */
export const observedBy =
  (instruments: Instruments) =>
  <S extends LiveStore>(store: S): S => ({
    ...store,
    append: appending(store, instruments),
    read: reading(store, instruments),
  })

/** An event store in memory, for tests and small programs: the port's rules and nothing more. */
import * as E from 'fp-ts/lib/Either.js'

import {
  END,
  START,
  categoryOf,
  isResend,
  knownAtOf,
  positionNumber,
  positionOf,
  type Boundary,
  type EventBatch,
  type EventStore,
  type Position,
  type ReadQuery,
  type RecordedEvent,
  type AllQuery,
  type StreamQuery,
} from './port.js'
import { storable } from './storable.js'

const BATCH = 500

const hashOf = (text: string): number => {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash
}

const matcher = (query: AllQuery): ((e: RecordedEvent) => boolean) => {
  const types = query.types === undefined ? undefined : new Set(query.types)
  const categories = query.categories === undefined ? undefined : new Set(query.categories)
  const { correlationId, knownAt, partition } = query
  return (e) =>
    (types === undefined || types.has(e.event.type)) &&
    (categories === undefined || categories.has(categoryOf(e.stream))) &&
    (correlationId === undefined || e.metadata.correlationId === correlationId) &&
    (knownAt === undefined || knownAtOf(e) <= knownAt) &&
    (partition === undefined || hashOf(e.metadata.correlationId) % partition.of === partition.index)
}

/** A part of a log between two indices, walked forwards or backwards. */
interface Walk {
  readonly log: ReadonlyArray<RecordedEvent>
  readonly from: number
  readonly step: 1 | -1
  readonly accepts: (e: RecordedEvent) => boolean
  /** The last index wanted, however far the log grows. */
  readonly bound: number
}

/**
 * An event store in memory.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const store = inMemoryEventStore(testBoundary())
 */
export const inMemoryEventStore = (boundary: Boundary): EventStore => {
  const all: RecordedEvent[] = []
  const streams = new Map<string, RecordedEvent[]>()
  let waiting: (() => void)[] = []

  const append: EventStore['append'] = (stream, expected, events) => () => {
    const valid = storable(events)
    if (E.isLeft(valid)) return Promise.resolve(valid)
    const log = streams.get(stream) ?? []
    const after = expected === 'noStream' ? 0 : expected + 1
    if (after !== log.length) {
      const last = log[after + events.length - 1]
      return Promise.resolve(
        last !== undefined && isResend(log.slice(after, after + events.length), events)
          ? E.right({ revision: last.revision, position: last.position })
          : E.left({
              _tag: 'Conflict',
              stream,
              expected,
              actual: log.length === 0 ? 'noStream' : log.length - 1,
            }),
      )
    }
    if (log.length === 0) streams.set(stream, log)
    for (const { eventId, recordedAt, event, metadata } of events) {
      const recorded: RecordedEvent = {
        eventId,
        recordedAt,
        event,
        metadata,
        stream,
        revision: log.length,
        position: positionOf(all.length),
      }
      log.push(recorded)
      all.push(recorded)
    }
    const wake = waiting
    if (wake.length > 0) {
      waiting = []
      for (const resume of wake) resume()
    }
    return Promise.resolve(
      E.right({ revision: log.length - 1, position: positionOf(all.length - 1) }),
    )
  }

  const appended = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        signal?.removeEventListener('abort', done)
        resolve()
      }
      waiting.push(done)
      signal?.addEventListener('abort', done, { once: true })
    })

  const read = async function* (
    query: ReadQuery,
    signal?: AbortSignal,
  ): AsyncGenerator<E.Either<never, EventBatch>> {
    const aborted = (): boolean => signal?.aborted === true
    const walk = 'all' in query ? walkAll(query, all) : walkStream(query, streams.get(query.stream))
    let index = walk.from
    let left = query.limit ?? Infinity
    let head = walk.step === 1 ? Math.min(walk.log.length - 1, walk.bound) : walk.bound
    let log = walk.log
    let last = ('all' in query ? beginning(query, all) : undefined) ?? START
    for (;;) {
      if (aborted()) return
      const events: RecordedEvent[] = []
      while (
        left > 0 &&
        events.length < BATCH &&
        (walk.step === 1 ? index <= head : index >= head)
      ) {
        const e = log[index]
        index += walk.step
        if (e === undefined) continue
        last = e.position
        if (!walk.accepts(e)) continue
        events.push(e)
        left--
      }
      const caughtUp = left === 0 || (walk.step === 1 ? index > head : index < head)
      yield E.right({ events, last, caughtUp })
      if (!caughtUp) continue
      if (query.live !== true || left === 0) return
      while (walk.step === 1 && index >= log.length && !aborted()) {
        await appended(signal)
        if (!('all' in query)) log = streams.get(query.stream) ?? log
      }
      head = Math.min(log.length - 1, walk.bound)
      if (index > walk.bound) return
    }
  }

  return { append, read, boundary }
}

/** After what a read of all begins. */
const beginning = ({ after }: AllQuery, log: ReadonlyArray<RecordedEvent>): Position | undefined =>
  after === END ? log[log.length - 1]?.position : after

const walkAll = (query: AllQuery, log: ReadonlyArray<RecordedEvent>): Walk => ({
  log,
  from: positionNumber(beginning(query, log) ?? START) + 1,
  step: 1,
  accepts: matcher(query),
  bound: query.until === undefined ? Infinity : positionNumber(query.until),
})

const walkStream = (query: StreamQuery, found: ReadonlyArray<RecordedEvent> | undefined): Walk => {
  const log = found ?? []
  const until = query.until ?? Infinity
  return query.direction === 'backwards'
    ? {
        log,
        from: Math.min(
          query.after === undefined ? log.length - 1 : query.after - 1,
          log.length - 1,
        ),
        step: -1,
        accepts: () => true,
        bound: query.until ?? 0,
      }
    : {
        log,
        from: query.after === undefined ? 0 : query.after + 1,
        step: 1,
        accepts: () => true,
        bound: until,
      }
}

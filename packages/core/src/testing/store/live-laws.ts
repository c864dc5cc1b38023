/** Laws of live reads: a subscription is a read that stays. */
import * as E from 'fp-ts/lib/Either.js'

import {
  END,
  type EventBatch,
  type EventStore,
  type ReadQuery,
  type RecordedEvent,
} from '../../store/port.js'
import { expectSame, expectThat } from '../equal.js'

import { idsOf, nonEmpty, type StoreLaw } from './probe.js'

const PATIENCE_MS = 10_000

interface Followed {
  /** Waits until that many events came, the catching up included. */
  readonly upTo: (count: number) => Promise<ReadonlyArray<RecordedEvent>>
  readonly batches: ReadonlyArray<EventBatch>
  /** Aborts, and waits for the end. */
  readonly stop: () => Promise<void>
}

const within = async <A>(what: string, work: Promise<A>): Promise<A> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing for 10 s`)), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const follow = (store: EventStore, query: ReadQuery): Followed => {
  const abort = new AbortController()
  const batches: EventBatch[] = []
  const reader = store.read({ ...query, live: true }, abort.signal)[Symbol.asyncIterator]()
  let pending: Promise<IteratorResult<E.Either<unknown, EventBatch>>> | undefined
  const events = (): ReadonlyArray<RecordedEvent> => batches.flatMap((batch) => batch.events)
  const step = async (): Promise<boolean> => {
    pending ??= reader.next()
    const result = await pending
    pending = undefined
    if (result.done === true) return false
    if (E.isLeft(result.value)) throw new Error(`a live read failed: ${String(result.value.left)}`)
    batches.push(result.value.right)
    return true
  }
  const upTo = async (count: number): Promise<ReadonlyArray<RecordedEvent>> => {
    while (events().length < count || batches.length === 0) {
      expectThat('a live read goes on', await step())
    }
    return events()
  }
  return {
    batches,
    upTo: (count) => within('a live read', upTo(count)),
    stop: async () => {
      pending ??= reader.next()
      abort.abort()
      const ended = async (): Promise<void> => {
        while (await step());
      }
      await within('the end after an abort', ended())
    },
  }
}

export const liveLaws: ReadonlyArray<StoreLaw> = [
  [
    'a live read of a stream catches up, then sees what is appended, and ends by the signal while it waits',
    async (probe) => {
      const stream = probe.stream()
      const events = probe.events(4)
      await probe.append(stream, 'noStream', nonEmpty(events.slice(0, 2)))
      const live = follow(probe.store, { stream })
      expectSame('caught up', idsOf(await live.upTo(2)), idsOf(events.slice(0, 2)))
      expectThat('the batch says so', live.batches.at(-1)?.caughtUp === true)
      const later = live.upTo(4)
      await probe.append(probe.stream(), 'noStream', probe.events(1))
      await probe.append(stream, 1, nonEmpty(events.slice(2)))
      expectSame('then live', idsOf(await later), idsOf(events))
      await live.stop()
    },
  ],
  [
    'a live read of a stream that is not there yet sees it come',
    async (probe) => {
      const stream = probe.stream()
      const live = follow(probe.store, { stream })
      expectSame('at first', await live.upTo(0), [])
      expectThat('the first batch has caught up', live.batches[0]?.caughtUp === true)
      const event = probe.event()
      const later = live.upTo(1)
      await probe.append(stream, 'noStream', [event])
      expectSame('then', idsOf(await later), [event.eventId])
      await live.stop()
    },
  ],
  [
    'a live read of all with a filter sees only what it accepts, in order',
    async (probe) => {
      const category = probe.category()
      const live = follow(probe.store, {
        all: true,
        after: await probe.head(),
        categories: [category],
      })
      await live.upTo(0)
      const mine = probe.events(3)
      await probe.append(probe.stream(), 'noStream', probe.events(2))
      const stream = probe.stream(category)
      await probe.append(stream, 'noStream', nonEmpty(mine.slice(0, 1)))
      await probe.append(probe.stream(), 'noStream', probe.events(2))
      await probe.append(stream, 0, nonEmpty(mine.slice(1)))
      expectSame('what came', idsOf(await live.upTo(3)), idsOf(mine))
      await live.stop()
    },
  ],
  [
    'a live read after the end sees only what is appended from then on',
    async (probe) => {
      const category = probe.category()
      await probe.append(probe.stream(category), 'noStream', probe.events(3))
      const live = follow(probe.store, { all: true, after: END, categories: [category] })
      expectSame('at first', await live.upTo(0), [])
      const event = probe.event()
      const later = live.upTo(1)
      await probe.append(probe.stream(category), 'noStream', [event])
      expectSame('then', idsOf(await later), [event.eventId])
      await live.stop()
    },
  ],
  [
    'a live read of all misses nothing and doubles nothing while many append',
    async (probe) => {
      const after = await probe.head()
      const live = follow(probe.store, { all: true, after })
      const seen = live.upTo(120)
      await Promise.all(
        Array.from({ length: 60 }, () => probe.append(probe.stream(), 'noStream', probe.events(2))),
      )
      const came = await seen
      await live.stop()
      expectSame('what came', came, (await probe.read({ all: true, after })).events)
    },
  ],
  [
    'an aborted signal ends a live read before it has begun',
    async (probe) => {
      const abort = new AbortController()
      abort.abort()
      const drained = async (): Promise<void> => {
        for await (const batch of probe.store.read({ all: true, live: true }, abort.signal)) {
          expectThat('no error', E.isRight(batch), batch)
        }
      }
      await within('the end', drained())
    },
  ],
]

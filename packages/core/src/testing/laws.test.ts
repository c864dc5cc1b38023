/** The suites find what they are there to find: stores with one flaw each. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { inMemoryRowStore, type RowStore } from '../read-model/index.js'
import { inMemoryEventStore, type EventStore, type RecordedEvent } from '../store/index.js'

import { eventStoreLaws, rowStoreLaws, testBoundary, type Law } from './index.js'

const broken = async (laws: ReadonlyArray<Law>): Promise<ReadonlyArray<string>> => {
  const names: string[] = []
  for (const { name, run } of laws) await run().catch(() => names.push(name))
  return names
}

type Flaw<A> = (sound: A) => Partial<A>

const batches = (
  store: EventStore,
  change: (events: ReadonlyArray<RecordedEvent>, last: string) => object,
): EventStore['read'] =>
  async function* (query, signal) {
    for await (const batch of store.read(query, signal)) {
      yield E.isLeft(batch)
        ? batch
        : E.right({ ...batch.right, ...change(batch.right.events, batch.right.last) })
    }
  }

const eventStoreFlaws: ReadonlyArray<readonly [string, string, Flaw<EventStore>]> = [
  [
    'takes a longer resend',
    'any other overlap is a Conflict',
    (store) => ({
      append: (stream, expected, events) => async () => {
        const answer = await store.append(stream, expected, events)()
        if (E.isRight(answer) || events.length < 2) return answer
        const [first] = events
        return store.append(stream, expected, [first])()
      },
    }),
  ],
  [
    'knows no resend',
    'the same ids again at the same expected revision succeed and write nothing, also a prefix',
    (store) => ({
      append: (stream, expected, events) =>
        store.append(stream, expected, [
          { ...events[0], eventId: `${events[0].eventId}${String(Math.random())}` },
          ...events.slice(1),
        ]),
    }),
  ],
  [
    'appends one by one',
    'of appends at the same revision at the same time exactly one is taken',
    (store) => ({
      append: (stream, expected, events) => async () => {
        let at = expected
        let answer = await store.append(stream, at, [events[0]])()
        for (const event of events.slice(1)) {
          if (E.isLeft(answer)) return answer
          at = answer.right.revision
          await new Promise((resolve) => setTimeout(resolve, 0))
          answer = await store.append(stream, at, [event])()
        }
        return answer
      },
    }),
  ],
  [
    'tells a wrong actual revision',
    'another expected revision is a Conflict that tells the actual one, and nothing is written',
    (store) => ({
      append: (stream, expected, events) => async () => {
        const answer = await store.append(stream, expected, events)()
        return E.isLeft(answer) && answer.left._tag === 'Conflict'
          ? E.left({ ...answer.left, actual: answer.left.expected })
          : answer
      },
    }),
  ],
  [
    'stamps what it is given',
    'append alters nothing that it is given',
    (store) => ({
      append: (stream, expected, events) => {
        for (const event of events) Object.assign(event, { stream })
        return store.append(stream, expected, events)
      },
    }),
  ],
  [
    'never says that it has caught up',
    'a missing stream is an empty, caught-up batch, in both directions',
    (store) => ({ read: batches(store, () => ({ caughtUp: false })) }),
  ],
  [
    'gives no batch for a missing stream',
    'a missing stream is an empty, caught-up batch, in both directions',
    (store) => ({
      read: async function* (query, signal) {
        for await (const batch of store.read(query, signal)) {
          if (E.isRight(batch) && batch.right.events.length === 0 && 'stream' in query) return
          yield batch
        }
      },
    }),
  ],
  [
    'takes `until` for exclusive',
    'all is read after a position (exclusive) until another (inclusive), with a limit',
    (store) => ({
      read: (query, signal) =>
        store.read(
          'all' in query && query.until !== undefined ? { ...query, until: '' } : query,
          signal,
        ),
    }),
  ],
  [
    'stands still where its filter leaves all out',
    'a filter that leaves everything out still gives a caught-up batch, whose `last` is a checkpoint',
    (store) => ({
      read: batches(store, (events, last) => (events.length === 0 ? { last: '' } : { last })),
    }),
  ],
  [
    'takes a category for a prefix',
    'filters by type, category, correlation and time of knowledge, alone and together',
    (store) => ({
      read: async function* (query, signal) {
        if (!('all' in query) || query.categories === undefined) {
          yield* store.read(query, signal)
          return
        }
        const { categories, ...rest } = query
        for await (const batch of store.read(rest, signal)) {
          if (E.isLeft(batch)) yield batch
          else {
            const events = batch.right.events.filter((event) =>
              categories.some((category) => event.stream.startsWith(category)),
            )
            yield E.right({ ...batch.right, events })
          }
        }
      },
    }),
  ],
  [
    'goes by recordedAt where knownAt counts',
    'filters by type, category, correlation and time of knowledge, alone and together',
    (store) => ({
      read: async function* (query, signal) {
        const known = 'all' in query ? query.knownAt : undefined
        if (known === undefined) yield* store.read(query, signal)
        else
          yield* batches(store, (events) => ({
            events: events.filter((e) => e.recordedAt <= known),
          }))(query, signal)
      },
    }),
  ],
  [
    'divides by stream, not by correlation',
    'parts by correlation are disjoint, keep each correlation whole, and are everything together',
    (store) => ({
      read: async function* (query, signal) {
        const { partition, ...rest } = 'all' in query ? query : { ...query, partition: undefined }
        if (partition === undefined) yield* store.read(rest, signal)
        else
          yield* batches(store, (events) => ({
            events: events.filter(
              ({ stream }) =>
                (stream.codePointAt(stream.length - 1) ?? 0) % partition.of === partition.index,
            ),
          }))(rest, signal)
      },
    }),
  ],
  [
    'loses the word of the end after a full batch',
    'a read that ends where a batch ends has caught up, of a stream and of all',
    (store) => ({
      read: batches(store, (events) => (events.length === 500 ? { caughtUp: false } : {})),
    }),
  ],
  [
    'gives an event twice to a live reader',
    'a live read of all misses nothing and doubles nothing while many append',
    (store) => ({
      read: (query, signal) =>
        query.live === true
          ? batches(store, (events) => ({ events: [...events, ...events.slice(0, 1)] }))(
              query,
              signal,
            )
          : store.read(query, signal),
    }),
  ],
]

describe('the event store laws find a store that', () => {
  test.each(eventStoreFlaws)('%s', async (_, law, flaw) => {
    const makeStore = () => {
      const sound = inMemoryEventStore(testBoundary())
      return Promise.resolve({ store: { ...sound, ...flaw(sound) } })
    }
    const laws = eventStoreLaws('flawed', makeStore, { runs: 20 })
    const suspects = laws.filter(({ name }) => name === `flawed: ${law}`)
    expect(suspects).toHaveLength(1)
    expect(await broken(suspects)).toHaveLength(1)
  })
})

const rowStoreFlaws: ReadonlyArray<readonly [string, Flaw<RowStore>]> = [
  [
    'takes all versions for one',
    ({ load }) => ({ load: (id, keys) => load({ ...id, version: 1 }, keys) }),
  ],
  ['loses checkpoints', ({ commit }) => ({ commit: (c) => commit({ ...c, checkpoints: [] }) })],
  [
    'adds contributions without taking the old ones away',
    ({ commit }) => ({
      commit: (c) =>
        commit({
          ...c,
          groups: c.groups.map(([id, all]) => [id, all.filter((one) => one.items.length > 0)]),
        }),
    }),
  ],
  [
    'scans in no order',
    ({ scan }) => ({ scan: (id, page) => scan(id, (rows) => page(rows.toReversed())) }),
  ],
  ['clears nothing', ({ clear }) => ({ clear: () => clear('nothing') })],
]

describe('the row store laws find a store that', () => {
  test.each(rowStoreFlaws)('%s', async (_, flaw) => {
    const makeStore = () => {
      const sound = inMemoryRowStore()
      return Promise.resolve({ rows: { ...sound, ...flaw(sound) } })
    }
    expect(await broken(rowStoreLaws('flawed', makeStore, { runs: 50 }))).not.toEqual([])
  })
})

/** Laws of rows: they say what the events say, however these came. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { knownAtOf, type EventBatch, type EventStore, type RecordedEvent } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { describe, expect, test } from 'vitest'

import { deskModels, project } from '../src/index.js'

import { appendAll, desks, orderOf, recordedIn, storeWith, type Desk } from './arbitrary-desk.js'
import { hour, newStore, right } from './desk.js'
import { answers, copyOf, dump, dumpWithCheckpoints, minute, projected, queries } from './rows.js'

const law = <A>(property: fc.IAsyncProperty<A>): Promise<void> =>
  fc.assert(property, { numRuns: 200 })

/** The events in chunks, cut where the numbers say. */
const chunks = (
  events: ReadonlyArray<RecordedEvent>,
  cuts: ReadonlyArray<number>,
): ReadonlyArray<ReadonlyArray<RecordedEvent>> => {
  const at = [0, ...cuts.map((cut) => cut % (events.length + 1)), events.length].sort(
    (a, b) => a - b,
  )
  return at.slice(1).map((end, i) => events.slice(at[i], end))
}

/** A read whose batches are of any size, come again, and go back. */
const redelivering = (store: EventStore, dice: ReadonlyArray<number>): EventStore => ({
  ...store,
  read: async function* (query, signal) {
    const events: RecordedEvent[] = []
    let end: EventBatch | undefined
    for await (const batch of store.read(query, signal)) {
      if (E.isLeft(batch)) return
      events.push(...batch.right.events)
      end = batch.right
    }
    if (end === undefined) return
    let from = 0
    for (const [n, die] of [...dice, 3, 3, 3].entries()) {
      const to = Math.min(events.length, from + (die % 5))
      const back = Math.max(0, from - (n % 4))
      const batch = events.slice(back, to)
      const last = batch.at(-1)?.position ?? events[to - 1]?.position ?? ''
      yield E.right({ events: batch, last, caughtUp: false })
      from = Math.max(0, to - (die % 2))
    }
    const rest = events.slice(from)
    const twice = rest.flatMap((event) => [event, event])
    yield E.right({ events: twice, last: end.last, caughtUp: true })
  },
})

describe('rows', () => {
  test('brought up to date piece by piece = built from nothing', () =>
    law(
      fc.asyncProperty(
        desks,
        queries,
        fc.array(fc.nat({ max: 60 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        async (desk, query, cuts, commitEvery) => {
          const events = recordedIn(desk)
          const store = newStore()
          const live = inMemoryRowStore()
          for (const chunk of chunks(events, cuts)) {
            await appendAll(store, chunk)
            await right(project(store, live, deskModels, { commitEvery }))
          }
          const built = await projected(events)
          expect(await dumpWithCheckpoints(live)).toEqual(await dumpWithCheckpoints(built))
          expect(await answers(live, query)).toEqual(await answers(built, query))
        },
      ),
    ))

  test('followed live = built from nothing', () =>
    law(
      fc.asyncProperty(
        desks,
        fc.array(fc.nat({ max: 60 }), { maxLength: 4 }),
        async (desk, cuts) => {
          const events = recordedIn(desk)
          const store = newStore()
          const rows = inMemoryRowStore()
          const stop = new AbortController()
          let position = ''
          const running = right(
            project(store, rows, deskModels, {
              live: true,
              signal: stop.signal,
              onProgress: (progress) => {
                position = progress.position
              },
            }),
          )
          for (const chunk of chunks(events, cuts)) {
            await appendAll(store, chunk)
            await new Promise((resolve) => setImmediate(resolve))
          }
          const head = events.at(-1)?.position ?? ''
          while (position < head) await new Promise((resolve) => setImmediate(resolve))
          stop.abort()
          expect((await running).position).toBe(head)
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
    ))

  test('any interleaving of the streams = any other', () =>
    law(
      fc.asyncProperty(
        desks.chain((desk) => fc.tuple(fc.constant(desk), orderOf(desk.strands))),
        queries,
        async ([desk, order], query) => {
          const other: Desk = { ...desk, order }
          const one = await projected(recordedIn(desk))
          const two = await projected(recordedIn(other))
          expect(await dump(one)).toEqual(await dump(two))
          expect(await answers(one, query)).toEqual(await answers(two, query))
        },
      ),
    ))

  test('what no read model knows is recorded under a correlation and touches no row', () =>
    law(
      fc.asyncProperty(desks, fc.nat({ max: 30 }), async (desk, at) => {
        const events = recordedIn(desk)
        const store = newStore()
        await appendAll(store, events.slice(0, at))
        const foreign = events.slice(0, 3).map((event, revision) => ({
          ...event,
          eventId: `foreign ${event.eventId}`,
          stream: 'parcel-1',
          revision,
          event: { type: 'FollowUpScheduled', at: event.event.at },
        }))
        await appendAll(store, foreign)
        await appendAll(store, events.slice(at))
        const rows = inMemoryRowStore()
        await right(project(store, rows, deskModels))
        expect(await dump(rows)).toEqual(await dump(await projected(events)))
      }),
    ))

  test('duplicate and repeated delivery change nothing', () =>
    law(
      fc.asyncProperty(
        desks,
        fc.array(fc.nat({ max: 9 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        async (desk, dice, commitEvery) => {
          const events = recordedIn(desk)
          const rows = inMemoryRowStore()
          const store = redelivering(await storeWith(events), dice)
          const { events: counted } = await right(project(store, rows, deskModels, { commitEvery }))
          expect(counted).toBe(events.length)
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
    ))

  test('a run that starts from an older copy of the rows comes to the same', () =>
    law(
      fc.asyncProperty(desks, fc.nat({ max: 60 }), async (desk, at) => {
        const events = recordedIn(desk)
        const store = newStore()
        const rows = inMemoryRowStore()
        await appendAll(store, events.slice(0, at))
        await right(project(store, rows, deskModels))
        const older = await copyOf(rows)
        await appendAll(store, events.slice(at))
        await right(project(store, rows, deskModels))
        await right(project(store, older, deskModels))
        expect(await dumpWithCheckpoints(older)).toEqual(await dumpWithCheckpoints(rows))
        const again = await right(project(store, rows, deskModels))
        expect(again.events).toBe(0)
      }),
    ))

  test('as of T today = as of T asked at T', () =>
    law(
      fc.asyncProperty(desks, queries, fc.nat({ max: 60 }), async (desk, query, n) => {
        const events = recordedIn(desk)
        const knownAt = minute(n)
        const then = events.filter((event) => event.recordedAt <= knownAt)
        const today = await projected(events, { knownAt })
        const atThatTime = await projected(then)
        expect(await dump(today)).toEqual(await dump(atThatTime))
        expect(await answers(today, query)).toEqual(await answers(atThatTime, query))
      }),
    ))

  test('an import is known as of its source’s times, not of its recording', () =>
    law(
      fc.asyncProperty(
        desks,
        fc.array(fc.nat({ max: 40 }), { minLength: 1 }),
        fc.nat({ max: 40 }),
        async (desk, known, n) => {
          const events = recordedIn(desk).map((event, i) => {
            const knownAt = hour(known[i % known.length] ?? 0)
            return i % 3 === 0 ? event : { ...event, metadata: { ...event.metadata, knownAt } }
          })
          const knownAt = hour(n)
          const today = await projected(events, { knownAt })
          const expected: RowStore = inMemoryRowStore()
          const kept = events.filter((event) => knownAtOf(event) <= knownAt)
          const part = (async function* () {
            yield await Promise.resolve(
              E.right({ events: kept, last: kept.at(-1)?.position ?? '', caughtUp: true }),
            )
          })()
          await right(project({ read: () => part }, expected, deskModels))
          expect(await dump(today)).toEqual(await dump(expected))
        },
      ),
    ))
})

import { positionOf, type EventStore } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { deskModels, flowFacts, project, sameCustomer } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  appendAll,
  desks,
  recordedIn,
  storeWith,
} from '../../../projections/test/arbitrary-desk.js'
import { call, newStore, opened, right, sealed } from '../../../projections/test/desk.js'
import { dumpWithCheckpoints, failing, projected } from '../../../projections/test/rows.js'

import type { Hire } from './crew.js'
import { together, type Part } from './hand-over.js'
import { inParallel } from './in-parallel.js'
import { replayPart } from './part.js'

/** A list that is read as it is written. */
const channel = <A>() => {
  const values: A[] = []
  const waiting: ((value: A | undefined) => void)[] = []
  let ended = false
  return {
    put: (value: A) => {
      const resolve = waiting.shift()
      if (resolve === undefined) values.push(value)
      else resolve(value)
    },
    take: (): Promise<A | undefined> =>
      values.length > 0 || ended
        ? Promise.resolve(values.shift())
        : new Promise((resolve) => waiting.push(resolve)),
    end: () => {
      ended = true
      for (const resolve of waiting) resolve(undefined)
    },
  }
}

/** Workers on this thread, which say and are told what the threads are. */
const here =
  (store: Pick<EventStore, 'read'>, rows: RowStore): Hire =>
  (task) => {
    const stopped = new AbortController()
    const parts = channel<Part>()
    const words = channel<true>()
    let isFirst = true
    const hand = async (part: Part): Promise<void> => {
      parts.put(structuredClone(part))
      if (!isFirst) await words.take()
      isFirst = false
    }
    const ended = replayPart(store, rows, task, hand, stopped.signal).then(() => {
      parts.end()
    })
    return {
      next: parts.take,
      committed: () => {
        words.put(true)
      },
      stop: () => {
        stopped.abort()
        words.end()
        return ended
      },
    }
  }

interface Shape {
  readonly workers: number
  readonly window: number
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  workers: fc.integer({ min: 1, max: 4 }),
  window: fc.integer({ min: 1, max: 12 }),
})

const runOf = (shape: Shape, store: Pick<EventStore, 'read'>, rows: RowStore) =>
  inParallel({ ...shape, path: '', hire: here(store, rows) })

describe('a replay by parts', () => {
  test('merged = the whole, also when it goes on, and again it changes nothing', () =>
    fc.assert(
      fc.asyncProperty(desks, shapes, fc.nat({ max: 40 }), async (desk, shape, cut) => {
        const events = recordedIn(desk)
        const store = await storeWith(events.slice(0, cut))
        const rows = inMemoryRowStore()
        const run = runOf(shape, store, rows)
        const first = await right(run(store, rows, {}))
        await appendAll(store, events.slice(cut))
        const rest = await right(run(store, rows, {}))
        expect(first.events + rest.events).toBe(events.length)
        const expected = await dumpWithCheckpoints(await projected(events))
        expect(await dumpWithCheckpoints(rows)).toEqual(expected)
        expect(await right(run(store, rows, {}))).toEqual({ ...rest, events: 0 })
        expect(await dumpWithCheckpoints(rows)).toEqual(expected)
      }),
      { numRuns: 200 },
    ))

  test('brings read models together that have come to different places', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        shapes,
        fc.nat({ max: 40 }),
        fc.constantFrom(flowFacts, sameCustomer),
        async (desk, shape, cut, { name }) => {
          const events = recordedIn(desk)
          const store = await storeWith(events.slice(0, cut))
          const rows = inMemoryRowStore()
          const run = runOf(shape, store, rows)
          await right(run(store, rows, {}))
          await right(rows.clear(name))
          await appendAll(store, events.slice(cut))
          await right(run(store, rows, {}))
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
      { numRuns: 200 },
    ))

  test('broken off at any commit, or interrupted, it is whole when run again', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        shapes,
        fc.array(fc.boolean(), { maxLength: 8 }),
        fc.nat({ max: 8 }),
        async (desk, shape, fails, stopAt) => {
          const events = recordedIn(desk)
          const store = await storeWith(events)
          const rows = inMemoryRowStore()
          const refused = failing(rows, (n) => fails[n] ?? false)
          const run = runOf(shape, store, rows)
          const interrupted = new AbortController()
          let commits = 0
          const signal = interrupted.signal
          const onProgress = () => {
            if (++commits === stopAt) interrupted.abort()
          }
          await run(store, refused, { signal, onProgress })()
          while (E.isLeft(await run(store, refused, {})())) {
            // again
          }
          expect(await dumpWithCheckpoints(rows)).toEqual(
            await dumpWithCheckpoints(await projected(events)),
          )
        },
      ),
      { numRuns: 200 },
    ))

  test('overtaken by another, it begins anew: the rows are as one alone leaves them', () =>
    fc.assert(
      fc.asyncProperty(desks, shapes, shapes, fc.nat({ max: 5 }), async (desk, one, two, nth) => {
        const events = recordedIn(desk)
        const store = await storeWith(events)
        const rows = inMemoryRowStore()
        let commits = 0
        const disturbed: RowStore = {
          ...rows,
          commit: (changes) => async () => {
            if (commits++ === nth) await right(runOf(two, store, rows)(store, rows, {}))
            return rows.commit(changes)()
          },
        }
        await right(runOf(one, store, rows)(store, disturbed, {}))
        expect(await dumpWithCheckpoints(rows)).toEqual(
          await dumpWithCheckpoints(await projected(events)),
        )
      }),
      { numRuns: 200 },
    ))

  test('events that can not be read are parked as the plain runner parks them', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        shapes,
        fc.uniqueArray(fc.nat({ max: 40 })),
        async (desk, shape, at) => {
          const events = recordedIn(desk).map((recorded, i) =>
            at.includes(i)
              ? { ...recorded, event: { ...recorded.event, type: 'CaseTwisted' } }
              : recorded,
          )
          const store = await storeWith(events)
          const [rows, alone] = [inMemoryRowStore(), inMemoryRowStore()]
          const expected = await project(store, alone, deskModels)()
          const done = await runOf(shape, store, rows)(store, rows, {})()
          expect(done).toEqual(expected)
          expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(alone))
        },
      ),
      { numRuns: 200 },
    ))

  test('a window sees the rows of the one before, which may not be committed yet', async () => {
    // more rows than the runner keeps between commits
    const cases = 20_001
    const store = newStore()
    for (const round of [0, 1]) {
      for (let i = 0; i < cases; i++) {
        const id = `${String(i)}-case`
        const event = sealed(id, round, round === 0 ? opened(0) : call(1))
        await right(store.append(`case-${id}`, round === 0 ? 'noStream' : 0, [event]))
      }
    }
    const [rows, alone] = [inMemoryRowStore(), inMemoryRowStore()]
    const parts: Part[] = []
    const checkpoints = [...deskModels.facts, ...deskModels.groups].map((id) => [id, ''] as const)
    await replayPart(
      store,
      rows,
      {
        partition: { index: 0, of: 1 },
        checkpoints,
        windows: [positionOf(cases - 1), positionOf(2 * cases - 1)],
      },
      (part) => {
        parts.push(part)
        return Promise.resolve()
      },
      new AbortController().signal,
    )
    for (const part of parts) await right(rows.commit(together([part])))
    await right(project(store, alone, deskModels))
    expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(alone))
  })
})

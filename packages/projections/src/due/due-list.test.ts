import { epochMs, fromEpochMs, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { ClockEvent } from '@casetrail/core/clock'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { cases, desks, recordedIn, validEvents } from '../../test/arbitrary-desk.js'
import { complaint } from '../../test/care-desk.js'
import { clockRun } from '../../test/clock-desk.js'
import {
  HOUR,
  hour,
  opened,
  right,
  rowsOf,
  start,
  storeOf,
  type Story,
  type Told,
} from '../../test/desk.js'
import { elapsed, mean, rings, warned, workingDays } from '../../test/promises.js'
import { projected } from '../../test/rows.js'
import {
  clockFacts,
  deskModels,
  dueAsOf,
  dueNow,
  project,
  streamsToTick,
  type Due,
} from '../index.js'

const at = (hours: number) => start + hours * HOUR
const clock = clockRun('firstResponse')

/** What is listed after so many hours: clock, status, hours left. */
const listed = async (story: Story, hours: number): Promise<ReadonlyArray<unknown>> => {
  const rows = await rowsOf({ a: [opened(0), ...story] })
  const list = await right(dueAsOf(rows, at(hours)))
  return list.map(({ clock: name, status, remainingMs }) => [
    name,
    status,
    remainingMs === undefined ? undefined : remainingMs / HOUR,
  ])
}

describe('what is due', () => {
  test('runs until it is warned of, is due when that was not recorded, then breached', async () => {
    const silent = [clock.started(0, 24, { target: warned(24), warnAt: hour(23) })]
    expect(await listed(silent, 22)).toEqual([['firstResponse', 'running', 2]])
    expect(await listed(silent, 23)).toEqual([['firstResponse', 'due', 1]])
    const told = [...silent, clock.warned(23, 24)]
    expect(await listed(told, 23)).toEqual([['firstResponse', 'warned', 1]])
    expect(await listed(told, 24)).toEqual([['firstResponse', 'warned', 0]])
    expect(await listed(told, 25)).toEqual([['firstResponse', 'due', -1]])
    const broken = [...told, clock.breached(24)]
    expect(await listed(broken, 25)).toEqual([['firstResponse', 'breached', -1]])
  })

  test('as of an earlier instant: what began later is not there, what was met later is', async () => {
    const story = [
      clock.started(1, 25),
      clock.breached(25),
      clock.met(30, 29, false),
      clockRun('resolution').started(2, 50),
    ]
    expect(await listed(story, 0)).toEqual([])
    expect(await listed(story, 1.5)).toEqual([['firstResponse', 'running', 23.5]])
    expect(await listed(story, 25)).toEqual([
      ['firstResponse', 'running', 0],
      ['resolution', 'running', 25],
    ])
    expect(await listed(story, 26)).toEqual([
      ['firstResponse', 'breached', -1],
      ['resolution', 'running', 24],
    ])
    expect(await listed(story, 30)).toEqual([['resolution', 'running', 20]])
  })

  test('stands still, and goes on with another deadline: each as of its time', async () => {
    const story = [
      clock.started(0, 24),
      clock.paused(4, 4),
      clock.resumed(10, 30),
      clock.retargeted(12, elapsed(8), 14),
    ]
    expect(await listed(story, 3)).toEqual([['firstResponse', 'running', 21]])
    // 20 of its 24 hours are left, whatever the time
    expect(await listed(story, 9)).toEqual([['firstResponse', 'paused', 20]])
    expect(await listed(story, 11)).toEqual([['firstResponse', 'running', 19]])
    expect(await listed(story, 13)).toEqual([['firstResponse', 'running', 1]])
  })

  test('has no warning any more that it had before, once its target has none', async () => {
    const story = [
      clock.started(0, 24, { target: warned(24), warnAt: hour(23) }),
      clock.paused(4, 4),
      clock.retargeted(5, elapsed(48)),
      clock.resumed(6, 50),
    ]
    expect(await listed(story, 30)).toEqual([['firstResponse', 'running', 20]])
    const rows = await rowsOf({ a: [opened(0), ...story] })
    expect(await right(streamsToTick(rows, at(50)))).toEqual([])
  })

  test('of working days that stand still tells how many are left', async () => {
    const story = [
      clock.started(0, 56, { target: workingDays(2) }),
      clock.paused(1, 1, { daysLeft: 2 }),
    ]
    const [due] = await right(dueAsOf(await rowsOf({ a: [opened(0), ...story] }), at(5)))
    expect(due).toMatchObject({ status: 'paused', daysLeft: 2 })
    expect(due).not.toHaveProperty('remainingMs')
    expect(due).not.toHaveProperty('dueAt')
  })

  test('a mean has no deadline and comes last; what counts is judged at once', async () => {
    const story = [
      clockRun('frontLine').started(0, undefined, { target: mean }),
      clock.started(0, 24),
      clockRun('rings').started(0, undefined, { target: rings }),
      clockRun('rings').breached(0, { count: 5 }),
    ]
    expect(await listed(story, 1)).toEqual([
      ['firstResponse', 'running', 23],
      ['frontLine', 'running', undefined],
    ])
  })

  test('a cancelled one is not due, and a breach that was withdrawn is none', async () => {
    expect(await listed([clock.started(0, 4), clock.cancelled(2)], 3)).toEqual([])
    const story = [clock.started(0, 4), clock.breached(4), clock.withdrawn(3), clock.paused(3, 3)]
    expect(await listed(story, 5)).toEqual([['firstResponse', 'paused', 1]])
  })

  test('tells all that a table and a driver ask for', async () => {
    const own = clockRun('complaintHandled', 1, 'complaint-1')
    const rows = await rowsOf({
      a: [complaint().received(0, { externalRef: 'K7' }), own.started(0, 9, { cycle: 1 })],
    })
    const expected: Due = {
      stream: 'complaint-1-a',
      category: 'complaint',
      correlation: 'a',
      externalRef: 'K7',
      customer: 'customer-1',
      clock: 'complaintHandled',
      run: 1,
      cycle: 1,
      standard: 'retail-2025@1',
      target: elapsed(9),
      startedAt: at(0),
      dueAt: at(9),
      status: 'running',
      remainingMs: 8 * HOUR,
    }
    expect(await right(dueAsOf(rows, at(1)))).toEqual([expected])
  })
})

describe('streams to tick', () => {
  const stories = {
    b: [opened(0), clock.started(0, 24, { warnAt: hour(23) })],
    a: [opened(0), clock.started(0, 9)],
    c: [opened(0), clock.started(0, 5), clock.breached(5)],
    d: [opened(0), clock.started(0, 5), clock.paused(2, 2)],
    e: [opened(0), clock.started(0, 5), clock.met(4, 4)],
  }

  test('are those with something to record, the longest due first', async () => {
    const rows = await rowsOf(stories)
    const ticked = async (now: number) =>
      (await right(streamsToTick(rows, now))).map(({ stream }) => stream)
    expect(await ticked(at(9))).toEqual([])
    expect(await ticked(at(9) + 1)).toEqual(['case-a'])
    expect(await ticked(at(23))).toEqual(['case-a', 'case-b'])
    expect(await right(streamsToTick(rows, at(10)))).toEqual([
      { stream: 'case-a', category: 'case', correlation: 'a', at: at(9) + 1 },
    ])
  })

  test('are none once all is recorded', async () => {
    const told = [clock.warned(23, 24), clock.breached(24)]
    const rows = await rowsOf({ b: [...stories.b, ...told], a: [...stories.a, clock.breached(9)] })
    expect(await right(streamsToTick(rows, at(500)))).toEqual([])
    expect((await right(dueNow(rows, at(500)))).map(({ status }) => status)).toEqual([
      'breached',
      'breached',
    ])
  })

  test('are asked of the open streams only', async () => {
    const rows = inMemoryRowStore()
    const store = await storeOf(stories)
    await right(project(store, rows, deskModels))
    const looked: string[] = []
    const watched = {
      ...rows,
      load: (
        id: { readonly name: string; readonly version: number },
        keys: ReadonlyArray<string>,
      ) => {
        looked.push(...keys)
        return rows.load(id, keys)
      },
      scan: () => () => Promise.reject(new Error('nothing is scanned')),
    }
    await right(dueNow(watched, at(6)))
    expect(looked.sort()).toEqual(['case-a', 'case-b', 'case-c', 'case-d'])
  })
})

const isOfCase = (event: CaseEvent | ClockEvent): event is CaseEvent =>
  !event.type.startsWith('Clock')

describe('laws', () => {
  const law = (property: (events: ReadonlyArray<RecordedEvent>, now: number) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(desks, fc.nat({ max: 60 * 24 }), async (desk, hours) => {
        await property(recordedIn(desk), at(hours))
      }),
      { numRuns: 200 },
    )

  test('what is due now, by the open streams = by all of them, after the last event', () =>
    law(async (events, hours) => {
      const rows = await projected(events)
      const times = events.map(({ event }) => epochMs(event.at))
      const now = Math.max(hours, ...times)
      expect(await right(dueNow(rows, now))).toEqual(await right(dueAsOf(rows, now)))
    }))

  test('the streams to tick = those with something due', () =>
    law(async (events, hours) => {
      const rows = await projected(events)
      const times = events.map(({ event }) => epochMs(event.at))
      const now = Math.max(hours, ...times) + 1
      const due = (await right(dueNow(rows, now))).filter(({ status }) => status === 'due')
      const ticked = await right(streamsToTick(rows, now))
      expect(new Set(ticked.map(({ stream }) => stream))).toEqual(
        new Set(due.map(({ stream }) => stream)),
      )
    }))

  test('a real history: under way is what its clocks say, and a tick records where one is due', () =>
    fc.assert(
      fc.asyncProperty(validEvents, fc.nat({ max: 20 * 24 }), async (events, hours) => {
        const story = events.map((event): Told => (isOfCase(event) ? event : [event, {}]))
        const rows = await rowsOf({ a: story })
        const { clocks } = events.reduce(cases.evolve, cases.initialState)
        const last = Math.max(start, ...events.map((event) => epochMs(event.at)))
        // what was recorded of a deadline was recorded after it
        const now = last + 1 + hours * HOUR
        const state = { inner: cases.initialState.inner, clocks }
        const ticker = { id: 'ticker', role: 'system' }
        const command = { type: 'CheckDeadlines', at: fromEpochMs(now), actor: ticker } as const
        const ticked = cases.decide(command, state)
        if (E.isLeft(ticked)) throw new Error(ticked.left._tag)
        const due = await right(streamsToTick(rows, now))
        expect(due.length).toBe(ticked.right.length > 0 ? 1 : 0)
        const list = await right(dueNow(rows, now))
        const named = (one: { readonly clock: string; readonly run: number }): string =>
          `${one.clock} ${String(one.run)}`
        expect(list.map(named).sort()).toEqual(clocks.live.map(named).sort())
        for (const one of list) {
          const live = clocks.live.find((run) => named(run) === named(one))
          const running = live?.since !== undefined && live.dueAt !== undefined
          if (one.status !== 'paused' && running) expect(one.dueAt).toBe(epochMs(live.dueAt))
          expect(one.status === 'breached').toBe(live?.breached)
          if (live?.breached === false) expect(one.status === 'paused').toBe(!live.since)
        }
      }),
      { numRuns: 500 },
    ))

  test('every stream with a clock has one row', () =>
    law(async (events) => {
      const rows = await projected(events)
      const clocked = events.filter(({ event }) => event.type === 'ClockStarted')
      const streams = [...new Set(clocked.map(({ stream }) => stream))]
      expect([...(await right(rows.load(clockFacts, streams))).keys()].sort()).toEqual(
        streams.sort(),
      )
    }))
})

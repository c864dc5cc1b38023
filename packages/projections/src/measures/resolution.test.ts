import { caseEvents, type CaseEvent } from '@casetrail/core/case'
import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  asked,
  call,
  cancelled,
  closed,
  DAY,
  figureFrom,
  held,
  hour,
  merged,
  opened,
  reopened,
  resolved,
  resumed,
  shareFrom,
  someTime,
  start,
  unmerged,
  type Story,
} from '../../test/desk.js'

const seconds = (hours: number): number => hours * 3600

describe('rightFirstTime', () => {
  /** What metrics.md lets follow the one resolution, among the events of a case. */
  const allowed: ReadonlySet<CaseEvent['type']> = new Set([
    'ResolutionConfirmed',
    'SolutionVerified',
    'CaseClosed',
    'CaseArchived',
    'EffortRecorded',
  ] as const)

  /** Some event of a type, a day after the resolution. */
  const someEvent = (type: string): CaseEvent => {
    const codec = caseEvents.versions.find((one) => one.type === type)?.codec
    if (codec === undefined) throw new Error(`no codec for ${type}`)
    const [event] = fc.sample<unknown>(arbitraryOf(codec), { numRuns: 1, seed: 7 })
    return { ...(event as CaseEvent), at: hour(25) }
  }

  test.each(caseEvents.types.filter((type) => type !== 'CaseOpened' && type !== 'CaseMerged'))(
    'resolved once, then %s',
    async (type) => {
      const story = [opened(0), resolved(1), someEvent(type)]
      const met = allowed.has(type) ? 1 : 0
      expect(await shareFrom('rightFirstTime', { a: story })).toEqual([met, 1, {}])
    },
  )

  test('whatever comes before the resolution is no matter', async () => {
    const story = [opened(0), call(0), call(1), asked(2), held(3), call(4), resolved(5), closed(6)]
    expect(await shareFrom('rightFirstTime', { a: story })).toEqual([1, 1, {}])
  })

  test('of all cases opened: unresolved and cancelled ones are missed, merged ones count once', async () => {
    const stories = {
      a: [opened(0), resolved(1)],
      b: [opened(0)],
      c: [opened(0), cancelled(1)],
      d: [opened(0), merged(1)],
      e: [opened(0), closed(1, 'unsolved')],
    }
    expect(await shareFrom('rightFirstTime', stories)).toEqual([1, 4, { merged: 1 }])
  })
})

describe('resolution.first, full and net', () => {
  const twice = [opened(0), resolved(2, 'lin'), reopened(10), resolved(50, 'wu')]

  test('first ends at the first resolution, full at the last', async () => {
    expect(await figureFrom('resolution.first', { a: twice })).toMatchObject({ value: seconds(2) })
    expect(await figureFrom('resolution.full', { a: twice })).toMatchObject({ value: seconds(50) })
    expect(await figureFrom('resolution.net', { a: twice })).toMatchObject({ value: seconds(2) })
  })

  test('each is dated and credited at its own resolution', async () => {
    const query = { from: start + DAY, to: start + 3 * DAY, where: { agent: 'wu' } }
    expect(await figureFrom('resolution.full', { a: twice }, { query })).toMatchObject({ count: 1 })
    expect(await figureFrom('resolution.first', { a: twice }, { query })).toMatchObject({
      value: null,
    })
  })

  test('quantiles interpolate between neighbours', async () => {
    const stories = Object.fromEntries(
      [1, 2, 3, 4, 10].map((hours) => [`c${String(hours)}`, [opened(0), resolved(hours)]]),
    )
    expect(await figureFrom('resolution.first', stories)).toMatchObject({
      count: 5,
      value: seconds(3),
      mean: seconds(4),
      min: seconds(1),
      max: seconds(10),
      quantiles: {
        p25: seconds(2),
        p50: seconds(3),
        p75: seconds(4),
        p90: seconds(4 + 6 * 0.6),
      },
      exact: true,
    })
  })

  test('unresolved, unhandled, unknown and impossible times are excluded by name', async () => {
    const stories = {
      a: [opened(0)],
      b: [opened(0), resolved(1), merged(2)],
      c: [opened(0), cancelled(2)],
      d: [opened(0), someTime(resolved(1))],
      e: [someTime(opened(0)), resolved(1)],
      f: [opened(2), resolved(1)],
      g: [opened(0), closed(1, 'unsolved')],
      h: [opened(0), resolved(0)],
    }
    const excluded = { notResolved: 2, merged: 1, cancelled: 1, timeUnknown: 2, negative: 1 }
    for (const id of ['resolution.first', 'resolution.full', 'resolution.net']) {
      expect(await figureFrom(id, stories)).toMatchObject({ count: 1, value: 0, excluded })
    }
  })

  test('of nothing there is no duration', async () => {
    expect(await figureFrom('resolution.first', { a: [opened(0)] })).toMatchObject({
      value: null,
      reason: 'nothing to count: no duration is known',
      excluded: { notResolved: 1 },
    })
  })

  test.each<[string, Story, number]>([
    ['a wait, resumed', [opened(0), asked(1), resumed(3), resolved(10)], 8],
    ['a hold, resumed', [opened(0), held(1), resumed(3), resolved(10)], 8],
    ['a wait ends with the customer’s contact', [opened(0), asked(1), call(4), resolved(10)], 7],
    [
      'also with one that is not public, as the stage does',
      [opened(0), asked(1), call(4, { public: false }), resolved(10)],
      7,
    ],
    ['a hold does not', [opened(0), held(1), call(4), resumed(6), resolved(10)], 5],
    ['a pause ends with the resolution', [opened(0), held(1), resolved(10)], 1],
    [
      'several pauses add up',
      [opened(0), asked(1), call(2), held(3), resumed(5), asked(6), resolved(10)],
      3,
    ],
    [
      'what comes after the first resolution is no matter',
      [opened(0), resolved(4), reopened(5), held(6), resumed(8), resolved(10)],
      4,
    ],
    [
      'closing ends a pause',
      [opened(0), held(1), closed(3, 'unsolved'), reopened(5), resolved(10)],
      8,
    ],
    [
      'a pause goes on through a merger that is undone',
      [opened(0), held(1), merged(2), unmerged(4), resumed(5), resolved(10)],
      6,
    ],
    ['a hold that turns into a wait', [opened(0), held(1), asked(2), call(4), resolved(10)], 7],
    ['never below none', [opened(0), held(-5), resumed(3), resolved(4)], 0],
    ['a pause that runs backwards is none', [opened(0), held(4), resumed(2), resolved(10)], 10],
  ])('net: %s', async (_, story, hours) => {
    expect(await figureFrom('resolution.net', { a: story })).toMatchObject({
      value: seconds(hours),
    })
  })
})

describe('resolution.rate', () => {
  test('cases resolved of cases opened, by the day of the opening; merged ones count once', async () => {
    const stories = {
      a: [opened(0), resolved(100)],
      b: [opened(0), resolved(1), reopened(2)],
      c: [opened(0)],
      d: [opened(0), cancelled(1)],
      e: [opened(0), merged(1)],
      f: [opened(30), resolved(31)],
    }
    expect(await shareFrom('resolution.rate', stories)).toEqual([3, 5, { merged: 1 }])
    const query = { from: start, to: start + DAY }
    expect(await shareFrom('resolution.rate', stories, { query })).toEqual([2, 4, { merged: 1 }])
  })
})

describe('reopen.rate', () => {
  const stories = {
    a: [opened(0), resolved(1), reopened(2), resolved(3), reopened(4), resolved(5, 'wu')],
    b: [opened(0), resolved(1, 'wu')],
    c: [opened(0), resolved(1), closed(2)],
    d: [opened(0)],
    e: [opened(0), resolved(1), reopened(2), merged(3)],
    f: [opened(0), someTime(resolved(1)), reopened(2)],
  }

  test('cases reopened of cases resolved, and apart events of resolutions', async () => {
    expect(await figureFrom('reopen.rate', stories)).toMatchObject({
      value: 2 / 4,
      numerator: 2,
      denominator: 4,
      mean: 3 / 4,
      parts: { events: { value: 3 / 6, numerator: 3, denominator: 6 } },
      excluded: { notResolved: 1, merged: 1 },
    })
  })

  test('credit to the original resolver', async () => {
    const of = (agent: string) =>
      figureFrom('reopen.rate', stories, { query: { where: { agent } } })
    expect(await of('lin')).toMatchObject({ numerator: 2, denominator: 3 })
    expect(await of('wu')).toMatchObject({ numerator: 0, denominator: 1 })
  })

  test('by the day of the first resolution', async () => {
    const a = [opened(0), resolved(1), reopened(30), resolved(31)]
    const query = { from: start, to: start + DAY }
    expect(await figureFrom('reopen.rate', { a }, { query })).toMatchObject({
      numerator: 1,
      denominator: 1,
    })
  })
})

/** Counting complaints: as a naive count would, in a small row. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { counted, noCounts, partOf, partsOf, sum, usual, type Counts } from './surge-counts.js'
import { at } from '../../testing/boundary.js'

const DAY = 96
const WEEK = 7 * DAY
const MONDAY = partOf(at('2025-03-03T00:00:00.000Z'))

const all = (parts: ReadonlyArray<number>, window: number): Counts =>
  parts.reduce((counts, part) => counted(counts, part, window), noCounts(parts[0] ?? MONDAY))

const naive = (parts: ReadonlyArray<number>, until: number, window: number): number =>
  parts.filter((part) => part > until - window && part <= until).length

/** Some weeks of complaints in the order in which they came, save that some are told of late. */
const complaints = fc
  .array(fc.tuple(fc.nat({ max: 6 * WEEK }), fc.nat({ max: DAY })), { maxLength: 300 })
  .map((found) => [
    MONDAY,
    ...found
      .sort(([a], [b]) => a - b)
      .map(([came, late]) => Math.max(MONDAY, MONDAY + came - late)),
  ])

const windows = fc.constantFrom(1, 4, DAY, 3 * DAY, WEEK, 10 * DAY)

describe('complaints counted', () => {
  test('are as many as came, in the window and in those of the weeks before', () => {
    fc.assert(
      fc.property(complaints, windows, (parts, window) => {
        const counts = all(parts, window)
        const until = Math.max(...parts)
        expect(sum(counts, until, window)).toBe(naive(parts, until, window))
        const apart = Math.ceil(window / WEEK) * WEEK
        const before = [1, 2, 3, 4]
          .map((n) => until - n * apart)
          .filter((end) => end - window + 1 > MONDAY)
        const mean =
          before.reduce((found, end) => found + naive(parts, end, window), 0) / before.length
        expect(usual(counts, until, window)).toBe(before.length === 0 ? undefined : mean)
      }),
      { numRuns: 300 },
    )
  })

  test('take no more room after years, nor after ten thousand', () => {
    const window = partsOf(24 * 3_600_000)
    const parts = Array.from({ length: 20_000 }, (_, i) => MONDAY + i * 5)
    expect(JSON.stringify(all(parts, window)).length).toBeLessThan(8_000)
    const often = Array.from({ length: 20_000 }, (_, i) => MONDAY + (i % 30) * DAY)
    expect(JSON.stringify(all(often.sort(), window)).length).toBeLessThan(1_000)
    const year = partsOf(365 * 24 * 3_600_000)
    const long = all(parts, year)
    expect(long.days.length).toBeLessThanOrEqual(71)
    expect(usual(long, long.last, year)).toBeUndefined()
  })

  test('are forgotten after a long silence, and what is older than that is not counted', () => {
    const later = all([MONDAY, MONDAY + 200 * DAY], DAY)
    expect(later.days.length).toBe(31)
    expect(usual(later, later.last, DAY)).toBe(0)
    expect(counted(later, MONDAY + 1, DAY)).toBe(later)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { quantile, sorted } from './quantile.js'
import { toBucket } from './tally.js'

/** Hyndman and Fan's definition 7, from the list itself. */
const typeSeven = (values: ReadonlyArray<number>, q: number): number => {
  const inOrder = [...values].sort((a, b) => a - b)
  const h = (inOrder.length - 1) * q
  const low = inOrder[Math.floor(h)] ?? NaN
  const high = inOrder[Math.ceil(h)] ?? NaN
  return low + (h - Math.floor(h)) * (high - low)
}

const distributionOf = (values: ReadonlyArray<number>): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('quantile', () => {
  test('as R and NumPy have it by default', () => {
    const of = (q: number) => quantile(sorted(distributionOf([1, 2, 3, 4])), q)
    expect([0, 0.25, 0.5, 0.75, 0.9, 1].map(of)).toEqual([1, 1.75, 2.5, 3.25, 3.7, 4])
  })

  test('of one value is that value', () => {
    expect([0, 0.3, 1].map((q) => quantile(sorted(distributionOf([42])), q))).toEqual([42, 42, 42])
  })

  test('agrees with the definition on the list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat({ max: 9 }), fc.integer({ min: -1e6, max: 1e12 })), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const expected = typeSeven(values, q)
          const found = quantile(sorted(distributionOf(values)), q)
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)))
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('toBucket', () => {
  test('stays within 1 % of the value, is the same for the same value, keeps the order', () => {
    const ms = fc.oneof(fc.nat({ max: 1_000 }), fc.integer({ min: 0, max: 10 ** 13 }))
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(Math.abs(toBucket(a) - a)).toBeLessThanOrEqual(0.01 * a * (1 + 1e-9))
        if (a <= b) expect(toBucket(a)).toBeLessThanOrEqual(toBucket(b))
      }),
      { numRuns: 2_000 },
    )
  })

  test('small values keep their own, and the number of buckets stays small', () => {
    expect([0, 1, 99].map(toBucket)).toEqual([0, 1, 99])
    const buckets = new Set<number>()
    for (let ms = 1; ms < 10 * 365 * 86_400_000; ms = Math.ceil(ms * 1.001)) {
      buckets.add(toBucket(ms))
    }
    expect(buckets.size).toBeLessThan(1_500)
  })
})

import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Duration, durationMs } from './duration.js'

describe('durations', () => {
  test.each([
    ['P7D', 604_800_000],
    ['P1W', 604_800_000],
    ['PT24H', 86_400_000],
    ['PT10M', 600_000],
    ['PT0S', 0],
    ['P1W2DT3H4M5S', 788_645_000],
  ])('%s is %i ms', (text, ms) => {
    expect(Duration.is(text) ? durationMs(text) : undefined).toBe(ms)
  })

  test.each([
    'P',
    'PT',
    'P1DT',
    '',
    'P1M',
    'P1Y',
    'PT1.5H',
    '-P1D',
    'P-1D',
    'p1d',
    'P1D ',
    '7D',
    'PT1S1M',
  ])('%j is none', (text) => {
    expect(Duration.is(text)).toBe(false)
  })

  test('is the sum of its parts', () => {
    const parts = fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 99 }), fc.nat({ max: 99 }))
    fc.assert(
      fc.property(parts, ([days, minutes, seconds]) => {
        const text = `P${String(days)}DT${String(minutes)}M${String(seconds)}S`
        const ms = days * 86_400_000 + minutes * 60_000 + seconds * 1_000
        expect(Duration.is(text) ? durationMs(text) : undefined).toBe(ms)
      }),
      { numRuns: 300 },
    )
  })

  test('is a safe number of milliseconds', () => {
    fc.assert(
      fc.property(arbitraryOf(Duration), (duration) => {
        expect(Number.isSafeInteger(durationMs(duration))).toBe(true)
      }),
      { numRuns: 200 },
    )
    expect(Duration.is(`P${'9'.repeat(400)}D`)).toBe(false)
  })
})

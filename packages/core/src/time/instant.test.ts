import { arbitraryOf } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { Instant, epochMs, fromEpochMs, instant, laterOf } from './instant.js'

const FIRST = Date.parse('0000-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')
const moments = fc.integer({ min: FIRST, max: LAST })

describe('instants and milliseconds', () => {
  test('epochMs takes back fromEpochMs, in every year', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        expect(epochMs(fromEpochMs(ms))).toBe(ms)
        expect(Instant.is(fromEpochMs(ms))).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  test('agrees with Date on every day from 1899 to 2101 and on the ends', () => {
    for (let ms = Date.UTC(1899, 0, 1); ms < Date.UTC(2101, 0, 1); ms += 86_399_000) {
      const text = new Date(ms).toISOString()
      const at = instant(text)
      expect(E.isRight(at) && epochMs(at.right)).toBe(ms)
    }
    for (const ms of [FIRST, LAST, 0, -1]) {
      expect(epochMs(fromEpochMs(ms))).toBe(ms)
    }
  })

  test('string order is time order', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(fromEpochMs(a) < fromEpochMs(b)).toBe(a < b)
        expect(laterOf(fromEpochMs(a), fromEpochMs(b))).toBe(fromEpochMs(Math.max(a, b)))
      }),
      { numRuns: 1_000 },
    )
  })

  test('fromEpochMs is total: fractions are cut, what lies outside becomes the nearest end', () => {
    expect(fromEpochMs(1.9)).toBe('1970-01-01T00:00:00.001Z')
    expect(fromEpochMs(-0.5)).toBe('1970-01-01T00:00:00.000Z')
    expect(fromEpochMs(Infinity)).toBe('9999-12-31T23:59:59.999Z')
    expect(fromEpochMs(-1e300)).toBe('0000-01-01T00:00:00.000Z')
    expect(fromEpochMs(Number.NaN)).toBe('0000-01-01T00:00:00.000Z')
  })
})

describe('what is an instant', () => {
  test.each([
    '2025-02-30T00:00:00.000Z',
    '2025-02-29T00:00:00.000Z',
    '1900-02-29T00:00:00.000Z',
    '2025-04-31T00:00:00.000Z',
    '2025-13-01T00:00:00.000Z',
    '2025-00-10T00:00:00.000Z',
    '2025-01-00T00:00:00.000Z',
    '2025-01-01T24:00:00.000Z',
    '2025-01-01T23:60:00.000Z',
    '2025-01-01T23:59:60.000Z',
    '2025-01-01T00:00:00Z',
    '2025-01-01T00:00:00.000+00:00',
    '2025-01-01T00:00:00.000z',
    '2025-01-01 00:00:00.000Z',
    '2025-01-01T00:00:00.0000Z',
    '+25-01-01T00:00:00.000Z',
    '２025-01-01T00:00:00.000Z',
    ' 2025-01-01T00:00:00.00Z',
    '2025-01-01T00:00:00.000Z\n',
    '',
  ])('%j is none', (text) => {
    const refused = instant(text)
    expect(refused).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidInstant', found: text } })
    expect(Instant.is(text)).toBe(false)
  })

  test('leap days are', () => {
    for (const text of ['2024-02-29T00:00:00.000Z', '2000-02-29T23:59:59.999Z']) {
      expect(instant(text)).toEqual(E.right(text))
    }
  })

  test('changing a character gives no instant that Date does not have', () => {
    const changed = fc
      .tuple(arbitraryOf(Instant), fc.nat({ max: 23 }), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([text, i, c]) => text.slice(0, i) + c + text.slice(i + 1))
    fc.assert(
      fc.property(changed, (text) => {
        const ms = Date.parse(text)
        const exists = !Number.isNaN(ms) && ms >= FIRST && new Date(ms).toISOString() === text
        expect(Instant.is(text)).toBe(exists)
      }),
      { numRuns: 3_000 },
    )
  })

  test('a Date is, unless it is invalid or beyond the year 9999', () => {
    expect(instant(new Date(0))).toEqual(E.right('1970-01-01T00:00:00.000Z'))
    expect(E.isLeft(instant(new Date(Number.NaN)))).toBe(true)
    expect(E.isLeft(instant(new Date(8.64e15)))).toBe(true)
  })
})

import { epochMs } from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import { Temporal } from '@js-temporal/polyfill'
import { describe, expect, test } from 'vitest'

import { calendarKey } from './calendar-key.js'

const day = (zone: string, text: string): string => calendarKey('day', zone)(epochMs(at(text)))
const week = (zone: string, text: string): string => calendarKey('week', zone)(epochMs(at(text)))

/** The same, asked of Temporal for each instant. */
const byTemporal = (unit: 'day' | 'week' | 'month', zone: string, ms: number): string => {
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate()
  if (unit === 'day') return date.toString()
  if (unit === 'month') return date.toPlainYearMonth().toString()
  return `${String(date.yearOfWeek)}-W${String(date.weekOfYear).padStart(2, '0')}`
}

describe('the day, week and month of an instant', () => {
  test('Shanghai: the day begins at 16:00 UTC, also in its summers of 1986 to 1991', () => {
    expect(day('Asia/Shanghai', '2025-03-01T15:59:59.999Z')).toBe('2025-03-01')
    expect(day('Asia/Shanghai', '2025-03-01T16:00:00.000Z')).toBe('2025-03-02')
    expect(day('Asia/Shanghai', '1988-07-01T14:59:59.999Z')).toBe('1988-07-01')
    expect(day('Asia/Shanghai', '1988-07-01T15:00:00.000Z')).toBe('1988-07-02')
  })

  test('Berlin: a day of 23 hours, and one of 25', () => {
    expect(day('Europe/Berlin', '2025-03-29T22:59:59.999Z')).toBe('2025-03-29')
    expect(day('Europe/Berlin', '2025-03-29T23:00:00.000Z')).toBe('2025-03-30')
    expect(day('Europe/Berlin', '2025-03-30T21:59:59.999Z')).toBe('2025-03-30')
    expect(day('Europe/Berlin', '2025-03-30T22:00:00.000Z')).toBe('2025-03-31')
    expect(day('Europe/Berlin', '2025-10-25T22:00:00.000Z')).toBe('2025-10-26')
    expect(day('Europe/Berlin', '2025-10-26T22:59:59.999Z')).toBe('2025-10-26')
    expect(day('Europe/Berlin', '2025-10-26T23:00:00.000Z')).toBe('2025-10-27')
  })

  test('Lord Howe: half an hour of summer', () => {
    expect(day('Australia/Lord_Howe', '2025-01-01T12:59:59.999Z')).toBe('2025-01-01')
    expect(day('Australia/Lord_Howe', '2025-01-01T13:00:00.000Z')).toBe('2025-01-02')
    expect(day('Australia/Lord_Howe', '2025-07-01T13:29:59.999Z')).toBe('2025-07-01')
    expect(day('Australia/Lord_Howe', '2025-07-01T13:30:00.000Z')).toBe('2025-07-02')
  })

  test('Apia: 30 December 2011 never was', () => {
    expect(day('Pacific/Apia', '2011-12-30T09:59:59.999Z')).toBe('2011-12-29')
    expect(day('Pacific/Apia', '2011-12-30T10:00:00.000Z')).toBe('2011-12-31')
  })

  test('Monrovia, before 1972: the day begins at 0:44:30 UTC', () => {
    const key = calendarKey('day', 'Africa/Monrovia')
    expect(key(epochMs(at('1971-06-01T00:44:00.000Z')))).toBe('1971-05-31')
    expect(key(epochMs(at('1971-06-01T00:44:29.999Z')))).toBe('1971-05-31')
    expect(key(epochMs(at('1971-06-01T00:44:30.000Z')))).toBe('1971-06-01')
  })

  test('ISO weeks belong to the year of their Thursday', () => {
    expect(week('UTC', '2024-12-29T23:59:59.999Z')).toBe('2024-W52')
    expect(week('UTC', '2024-12-30T00:00:00.000Z')).toBe('2025-W01')
    expect(week('UTC', '2021-01-03T12:00:00.000Z')).toBe('2020-W53')
    expect(week('UTC', '2021-01-04T12:00:00.000Z')).toBe('2021-W01')
    expect(week('Asia/Shanghai', '2024-12-29T16:00:00.000Z')).toBe('2025-W01')
  })

  test('months are the zone’s', () => {
    const text = '2025-02-28T16:00:00.000Z'
    expect(calendarKey('month', 'Asia/Shanghai')(epochMs(at(text)))).toBe('2025-03')
    expect(calendarKey('month', 'Europe/Berlin')(epochMs(at(text)))).toBe('2025-02')
  })

  test('agrees with Temporal at any instant, whatever was asked before', () => {
    const zones = [
      'UTC',
      'Asia/Shanghai',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Chatham',
      'Africa/Monrovia',
      'Europe/Amsterdam',
      'America/Havana',
    ]
    const year = 31_556_952_000
    const keys = new Map(
      zones.flatMap((zone) =>
        (['day', 'week', 'month'] as const).map(
          (unit) => [`${zone} ${unit}`, calendarKey(unit, zone)] as const,
        ),
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        fc.oneof(
          fc.integer({ min: -60 * year, max: 80 * year }),
          // around midnights, where it matters
          fc
            .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -864e5, max: 864e5 }))
            .map(([days, ms]) => days * 86_400_000 + Math.round(ms / 60_000) * 60_000 - (ms & 1)),
        ),
        (zone, unit, ms) => {
          expect(keys.get(`${zone} ${unit}`)?.(ms)).toBe(byTemporal(unit, zone, ms))
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

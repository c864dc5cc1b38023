/** The day, week or month that an instant falls into, in a named zone. */
import type { EpochMs } from '@casetrail/core'
import { fromEpochMs } from '@casetrail/core'
import { Temporal } from '@js-temporal/polyfill'

export type CalendarUnit = 'day' | 'week' | 'month'

export const isCalendarUnit = (name: string): name is CalendarUnit =>
  name === 'day' || name === 'week' || name === 'month'

/** Since 1972-01-07 no zone's day begins or offset changes within a quarter of an hour. */
const QUARTER_MS = 900_000
const BY_QUARTERS_SINCE = 63_600_000_000

const dayIn = (zone: string, at: EpochMs): string =>
  zone === 'UTC'
    ? fromEpochMs(at).slice(0, 10)
    : Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()

const weekOf = (day: string): string => {
  const date = Temporal.PlainDate.from(day)
  const week = String(date.weekOfYear ?? 0).padStart(2, '0')
  return `${String(date.yearOfWeek ?? date.year)}-W${week}`
}

const keyOf = (unit: CalendarUnit, day: string): string =>
  unit === 'day' ? day : unit === 'month' ? day.slice(0, 7) : weekOf(day)

/**
 * A function from instants to `2025-03-01`, `2025-W09` (ISO weeks) or `2025-03`, quick for instants
 * near ones that it has seen.
 */
export const calendarKey = (unit: CalendarUnit, zone: string): ((at: EpochMs) => string) => {
  const seen = new Map<number, string>()
  return (at) => {
    if (at < BY_QUARTERS_SINCE) return keyOf(unit, dayIn(zone, at))
    const quarter = Math.floor(at / QUARTER_MS)
    const known = seen.get(quarter)
    if (known !== undefined) return known
    const key = keyOf(unit, dayIn(zone, at))
    seen.set(quarter, key)
    return key
  }
}

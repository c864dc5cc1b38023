/** Local time: from when to when a zone keeps which offset. */
import { Temporal } from '@js-temporal/polyfill'

import type { EpochMs } from '../time/index.js'

import { DAY, type DayNumber } from './dates.js'

/** A time without a change of the clock. */
export interface OffsetPeriod {
  readonly from: EpochMs
  /** Not included. */
  readonly to: EpochMs
  /** What the clock on the wall shows more than UTC, in milliseconds. */
  readonly offset: number
}

const offsetAt = (zone: string, at: EpochMs): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

/** The first instant with another offset than at `from`, which `to` has. */
const changeBetween = (zone: string, from: EpochMs, to: EpochMs, offset: number): EpochMs => {
  let same = from
  let other = to
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (offsetAt(zone, middle) === offset) same = middle
    else other = middle
  }
  return other
}

/**
 * The periods of a zone that there is, in order and without a gap. Each day is looked at, since searching for
 * the next change passes over those that lie close together (America/Boa_Vista 2000, a week).
 */
export const offsetPeriods = (
  zone: string,
  from: EpochMs,
  to: EpochMs,
): ReadonlyArray<OffsetPeriod> => {
  const periods: OffsetPeriod[] = []
  let begun = from
  let offset = offsetAt(zone, from)
  for (let seen = from; seen < to;) {
    const next = Math.min(seen + DAY, to)
    const then = offsetAt(zone, next)
    if (then !== offset) {
      const change = changeBetween(zone, seen, next, offset)
      periods.push({ from: begun, to: change, offset })
      begun = change
      offset = then
    }
    seen = next
  }
  return [...periods, { from: begun, to, offset }]
}

/** The dates that a zone left out when it changed sides (Pacific/Apia, 2011-12-30). */
export const skippedDays = (periods: ReadonlyArray<OffsetPeriod>): ReadonlySet<DayNumber> => {
  const skipped = new Set<DayNumber>()
  for (const [i, { to, offset }] of periods.entries()) {
    const after = periods[i + 1]?.offset ?? offset
    const end = Math.floor((to + after) / DAY)
    for (let day = Math.ceil((to + offset) / DAY); day < end; day++) skipped.add(day)
  }
  return skipped
}

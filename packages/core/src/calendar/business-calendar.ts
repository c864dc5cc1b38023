/** A calendar made ready for asking. */
import * as E from 'fp-ts/lib/Either.js'

import { fromEpochMs, type EpochMs, type Instant } from '../time/index.js'

import { checkCalendar } from './check.js'
import { DAY } from './dates.js'
import { Calendar } from './document.js'
import { NOTHING, tablesOf } from './tables.js'

/** Asked of a time that the calendar knows nothing of. */
export interface OutsideCalendar {
  readonly _tag: 'OutsideCalendar'
  /** As `id@version`. */
  readonly calendar: string
  readonly at: Instant
  /** From the first instant that it knows to just after the last. */
  readonly covers: { readonly from: Instant; readonly to: Instant }
}

type Answer<A> = E.Either<OutsideCalendar, A>

/**
 * Questions to a calendar; times in milliseconds since the epoch. Each rejects `OutsideCalendar` where the
 * question or its answer lies outside the days that the calendar covers. What is no number or infinite, or no
 * whole number where days are counted, is outside too.
 */
export interface BusinessCalendar {
  /** As `id@version`. */
  readonly ref: string
  readonly id: string
  readonly zone: string
  readonly isOpen: (at: EpochMs) => Answer<boolean>
  /** Open time from `a` to `b`, in milliseconds; below zero where `b` is the earlier. */
  readonly between: (a: EpochMs, b: EpochMs) => Answer<number>
  /**
   * The first instant by which so much open time has passed since `at`; `at` itself for none, and for less
   * than none what `before` says of as much.
   */
  readonly after: (at: EpochMs, ms: number) => Answer<EpochMs>
  /**
   * The last instant from which so much open time is left until `at`; `at` itself for none, and for less
   * than none what `after` says of as much.
   */
  readonly before: (at: EpochMs, ms: number) => Answer<EpochMs>
  /**
   * The closing time of the n-th working day after the day of `at`, n from 1. A working day is a date of the
   * zone with hours; 0 is the last up to the day of `at`, -1 the one before it.
   */
  readonly endOfWorkingDay: (at: EpochMs, n: number) => Answer<EpochMs>
  /** How many working days close after `a` and at or before `b`; below zero where `b` is the earlier. */
  readonly closings: (a: EpochMs, b: EpochMs) => Answer<number>
  /**
   * The n-th closing of a working day after `at`, n from 1; 0 is the last one at or before it, -1 the one
   * before that.
   */
  readonly nthClosing: (at: EpochMs, n: number) => Answer<EpochMs>
}

/** How many of `sorted` are at or before `at`. */
const countUpTo = (sorted: Float64Array, at: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** How many of `sorted` are before `at`. */
const countBefore = (sorted: Float64Array, at: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}

const isNumber = (u: unknown): u is number => typeof u === 'number'

/** What is no calendar, and one that is wrong, knows nothing. */
const isUsable = (calendar: unknown): calendar is Calendar =>
  Calendar.is(calendar) && checkCalendar(calendar).length === 0

/** Of anything; `?` for what it has not. */
const namesOf = (calendar: Partial<Calendar> | null | undefined) => {
  const { id, version, zone } = calendar ?? {}
  const name = typeof id === 'string' ? id : '?'
  const ref = `${name}@${isNumber(version) ? String(version) : '?'}`
  return { id: name, zone: typeof zone === 'string' ? zone : '?', ref }
}

/**
 * A calendar as tables, made once; a question then is a search or two in them.
 *
 * One that `decodeCalendar` would refuse knows nothing: each question is `OutsideCalendar`.
 *
 * @example
 * import { epochMs, type Instant } from '@casetrail/core'
 * import { businessCalendar, chinaOffice } from '@casetrail/core/calendar'
 *
 * const calendar = businessCalendar(chinaOffice)
 * const at = (text: string) => epochMs(text as Instant)
 * // Sunday 2025-09-28 is worked, to make up for the holidays from 2025-10-01 to 2025-10-08
 * calendar.isOpen(at('2025-09-28T01:00:00.000Z')) // { _tag: 'Right', right: true }
 * calendar.between(at('2025-09-30T09:00:00.000Z'), at('2025-10-09T02:00:00.000Z')) // { _tag: 'Right', right: 7_200_000 }
 * calendar.isOpen(at('2027-01-01T01:00:00.000Z'))._tag // 'Left'
 */
export const businessCalendar = (calendar: Calendar): BusinessCalendar => {
  const { id, zone, ref } = namesOf(calendar)
  const { first, last, opens, closes, openBefore, closings, firstDay, workedUpTo, periods } =
    isUsable(calendar) ? tablesOf(calendar) : NOTHING
  const periodStarts = Float64Array.from(periods, (period) => period.from)
  const covers = { from: fromEpochMs(first), to: fromEpochMs(last) }

  const outside = (at: EpochMs): E.Left<OutsideCalendar> => ({
    _tag: 'Left',
    left: {
      _tag: 'OutsideCalendar',
      calendar: ref,
      at: fromEpochMs(isNumber(at) ? at : NaN),
      covers,
    },
  })
  // the way round takes NaN for outside
  const isInside = (at: EpochMs): boolean => isNumber(at) && at >= first && at <= last

  /** Open milliseconds from the beginning of the calendar. */
  const openUntil = (at: EpochMs): number => {
    const i = countUpTo(opens, at) - 1
    if (i < 0) return 0
    return (openBefore[i] ?? 0) + Math.min(at, closes[i] ?? at) - (opens[i] ?? at)
  }
  const total = openUntil(last)

  const isOpen = (at: EpochMs): Answer<boolean> => {
    if (!isInside(at) || at === last) return outside(at)
    const i = countUpTo(opens, at) - 1
    return E.right(i >= 0 && at < (closes[i] ?? at))
  }

  const between = (a: EpochMs, b: EpochMs): Answer<number> => {
    if (!isInside(a)) return outside(a)
    if (!isInside(b)) return outside(b)
    return E.right(openUntil(b) - openUntil(a))
  }

  const after = (at: EpochMs, ms: number): Answer<EpochMs> => {
    if (!isInside(at)) return outside(at)
    if (!isNumber(ms)) return outside(last + 1)
    if (ms === 0) return E.right(at)
    const target = openUntil(at) + ms
    if (ms < 0) return backTo(at, target)
    if (!(target <= total)) return outside(last + 1)
    const i = countBefore(openBefore, target) - 1
    const reached = (opens[i] ?? at) + target - (openBefore[i] ?? target)
    // less than a number can tell apart is none
    return E.right(Math.max(reached, at))
  }

  /** The last instant before `at` by which no more than so much of the calendar's open time has passed. */
  const backTo = (at: EpochMs, target: number): Answer<EpochMs> => {
    if (!(target >= 0)) return outside(first - 1)
    const i = countUpTo(openBefore, target) - 1
    const reached = (opens[i] ?? at) + target - (openBefore[i] ?? target)
    return E.right(Math.min(reached, at))
  }

  /** The closing so many after the one of an index. */
  const closingAt = (from: number, n: number): Answer<EpochMs> => {
    if (!isNumber(n)) return outside(last + 1)
    const index = from + n
    const closing = closings[index]
    return closing === undefined ? outside(index < 0 ? first - 1 : last + 1) : E.right(closing)
  }

  const endOfWorkingDay = (at: EpochMs, n: number): Answer<EpochMs> => {
    if (!isInside(at)) return outside(at)
    const { offset } = periods[countUpTo(periodStarts, at) - 1] ?? { offset: 0 }
    const day = Math.floor((at + offset) / DAY) - firstDay
    const worked = workedUpTo[Math.min(day, workedUpTo.length - 1)] ?? 0
    return closingAt(worked - 1, n)
  }

  return {
    ref,
    id,
    zone,
    isOpen,
    between,
    after,
    before: (at, ms) => after(at, isNumber(ms) ? -ms : ms),
    endOfWorkingDay,
    closings: (a, b) => {
      if (!isInside(a)) return outside(a)
      if (!isInside(b)) return outside(b)
      return E.right(countUpTo(closings, b) - countUpTo(closings, a))
    },
    nthClosing: (at, n) => (isInside(at) ? closingAt(countUpTo(closings, at) - 1, n) : outside(at)),
  }
}

/** Reckoning of deadlines and of time run, by a target's kind and its calendar. */
import * as E from 'fp-ts/lib/Either.js'

import type { BusinessCalendar } from '../calendar/business-calendar.js'
import type { Target } from '../standard/clocks.js'
import {
  durationMs,
  epochMs,
  fromEpochMs,
  laterOf,
  type Duration,
  type EpochMs,
  type Instant,
} from '../time/index.js'

import type { CalendarNotLoaded, Unreckonable } from './rejection.js'

const MOST_KNOWN = 1_000
const known = new Map<Duration, number>()

/** `durationMs`, which reads a text: those of standards are few and come again and again. */
export const millisecondsOf = (duration: Duration): number => {
  const found = known.get(duration)
  if (found !== undefined) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const ms = durationMs(duration)
  known.set(duration, ms)
  return ms
}

let lastAt: Instant | undefined
let lastMs = 0

/** `epochMs`, which reads a text: the clocks of a stream ask of the same instant one after the other. */
const msOf = (at: Instant): EpochMs => {
  if (at === lastAt) return lastMs
  lastMs = epochMs(at)
  lastAt = at
  return lastMs
}

/** A calendar, or why there is none. */
export type AnyCalendar = E.Either<CalendarNotLoaded, BusinessCalendar>

/** What a target counts by: a calendar, or `undefined` for the time on the wall. */
export interface Measure {
  readonly target: Target
  readonly calendar: BusinessCalendar | undefined
}

/** How a target is reckoned. Rejects: `CalendarNotLoaded` where it takes a calendar. */
export const measureOf = (
  target: Target,
  calendar: () => AnyCalendar,
): E.Either<Unreckonable, Measure> => {
  if (target.kind !== 'business' && target.kind !== 'workingDays') {
    return E.right({ target, calendar: undefined })
  }
  const found = calendar()
  return E.isLeft(found) ? found : E.right({ target, calendar: found.right })
}

/**
 * The same number, as an integer to V8: a run or an event that once had a double in a field gets another
 * hidden class, and those made with the old one are slow ever after.
 */
const whole = Math.trunc

/** Milliseconds that run from one instant to a later one; none where it is not later. */
export const runFrom = (
  { calendar }: Measure,
  from: Instant,
  to: Instant,
): E.Either<Unreckonable, number> => {
  if (to <= from) return E.right(0)
  const a = epochMs(from)
  const b = msOf(to)
  if (calendar === undefined) return E.right(whole(b - a))
  const ran = calendar.between(a, b)
  return E.isLeft(ran) ? ran : E.right(whole(ran.right))
}

/** A run as far as its deadline depends on it. */
export interface Course {
  readonly from: Instant
  /** Since when it runs. */
  readonly since: Instant
  /** What had run by `since`. */
  readonly elapsedMs: number
  /** Of working days: the closings that were to come at `since`, where it was paused before. */
  readonly daysLeft: number | undefined
}

export interface Deadline {
  readonly dueAt?: Instant | undefined
  readonly warnAt?: Instant | undefined
}

const none: Deadline = {}

const dueOf = (
  { target, calendar }: Measure,
  { from, since, elapsedMs, daysLeft }: Course,
): E.Either<Unreckonable, number> | undefined => {
  switch (target.kind) {
    case 'elapsed':
      return E.right(msOf(since) + Math.max(0, millisecondsOf(target.time) - elapsedMs))
    case 'business':
      return calendar?.after(msOf(since), Math.max(0, millisecondsOf(target.time) - elapsedMs))
    case 'workingDays':
      if (daysLeft === undefined) return calendar?.endOfWorkingDay(epochMs(from), target.days)
      return daysLeft === 0 ? E.right(msOf(since)) : calendar?.nthClosing(msOf(since), daysLeft)
    case 'count':
    case 'mean':
      return undefined
  }
}

const warningOf = (
  { target, calendar }: Measure,
  due: number,
): E.Either<Unreckonable, number> | undefined => {
  if (target.kind === 'count' || target.kind === 'mean' || target.warnBefore === undefined) {
    return undefined
  }
  const before = millisecondsOf(target.warnBefore)
  return calendar === undefined ? E.right(due - before) : calendar.before(due, before)
}

/**
 * When a run is due and warned of, as known at `at`: neither comes before that where it was known only
 * then (`notBefore`).
 */
export const deadlineOf = (
  measure: Measure,
  course: Course,
  notBefore?: Instant,
): E.Either<Unreckonable, Deadline> => {
  const due = dueOf(measure, course)
  if (due === undefined) return E.right(none)
  if (E.isLeft(due)) return due
  const warning = warningOf(measure, due.right)
  if (warning !== undefined && E.isLeft(warning)) return warning
  const bound = (ms: number): Instant => {
    const instant = fromEpochMs(ms)
    return notBefore === undefined ? instant : laterOf(instant, notBefore)
  }
  const dueAt = bound(due.right)
  if (warning === undefined) return E.right({ dueAt })
  const warnAt = laterOf(bound(warning.right), course.since)
  return E.right({ dueAt, warnAt: warnAt < dueAt ? warnAt : dueAt })
}

/** Of working days: how many closings are to come at `at`; `undefined` of other kinds. */
export const daysLeftAt = (
  { target, calendar }: Measure,
  at: Instant,
  dueAt: Instant | undefined,
): E.Either<Unreckonable, number> | undefined => {
  if (target.kind !== 'workingDays' || calendar === undefined || dueAt === undefined) {
    return undefined
  }
  return dueAt <= at ? E.right(0) : calendar.closings(msOf(at), epochMs(dueAt))
}

/** Whether two targets promise the same. */
export const sameTarget = (a: Target, b: Target): boolean => {
  if (a === b) return true
  if (a.kind !== b.kind) return false
  const left: Readonly<Record<string, unknown>> = a
  const right: Readonly<Record<string, unknown>> = b
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => left[name] === right[name])
}

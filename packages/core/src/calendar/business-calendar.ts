/** A calendar made ready for asking. */
import type { Either } from 'fp-ts/lib/Either.js'

import type { EpochMs, Instant } from '../time/index.js'

/** Asked of a time that the calendar knows nothing of. */
export interface OutsideCalendar {
  readonly _tag: 'OutsideCalendar'
  /** As `id@version`. */
  readonly calendar: string
  readonly at: Instant
  /** From the first instant that it knows to just after the last. */
  readonly covers: { readonly from: Instant; readonly to: Instant }
}

type Answer<A> = Either<OutsideCalendar, A>

/**
 * Questions to a calendar; times in milliseconds since the epoch. Each rejects `OutsideCalendar` where the
 * question or its answer lies outside the days that the calendar covers.
 */
export interface BusinessCalendar {
  /** As `id@version`. */
  readonly ref: string
  readonly id: string
  readonly zone: string
  readonly isOpen: (at: EpochMs) => Answer<boolean>
  /** Open time from `a` to `b`, in milliseconds; below zero where `b` is the earlier. */
  readonly between: (a: EpochMs, b: EpochMs) => Answer<number>
  /** The first instant by which so much open time has passed since `at`; `at` itself for none. */
  readonly after: (at: EpochMs, ms: number) => Answer<EpochMs>
  /** The last instant from which so much open time is left until `at`; `at` itself for none. */
  readonly before: (at: EpochMs, ms: number) => Answer<EpochMs>
  /** The closing time of the n-th working day after the day of `at`, n from 1. */
  readonly endOfWorkingDay: (at: EpochMs, n: number) => Answer<EpochMs>
  /** How many working days close after `a` and at or before `b`. */
  readonly closings: (a: EpochMs, b: EpochMs) => Answer<number>
  /** The n-th closing of a working day after `at`, n from 1. */
  readonly nthClosing: (at: EpochMs, n: number) => Answer<EpochMs>
}

/** What a rule does to a run: it begins, stands still, goes on, is met, or is not asked any more. */
import * as E from 'fp-ts/lib/Either.js'

import type { DomainEvent } from '../decider/message.js'
import type { Target } from '../standard/clocks.js'
import { durationMs, type Instant } from '../time/index.js'

import {
  calendarOf,
  elapsedAt,
  isLate,
  measureOfRun,
  ofRun,
  turnAt,
  withdraw,
  type Journal,
} from './journal.js'
import type { ReadyClock } from './levels.js'
import { daysLeftAt, deadlineOf, measureOf, runFrom } from './reckon.js'
import type { Unreckonable } from './rejection.js'
import type { ClockRun, EndedRun } from './state.js'

/** The beginning of a run. */
export interface Beginning {
  readonly at: Instant
  /** When counting begins. */
  readonly from: Instant
  readonly cycle: number | undefined
  readonly instance: string | undefined
}

const named = (journal: Journal, clock: ReadyClock, { cycle, instance }: Beginning) => ({
  clock: clock.id,
  run: (journal.clocks().runs.get(clock.id) ?? 0) + 1,
  ...(cycle === undefined ? {} : { cycle }),
  ...(instance === undefined ? {} : { instance }),
})

/** A promise of time begins to run. */
export const begin = (
  journal: Journal,
  clock: ReadyClock,
  target: Target,
  beginning: Beginning,
): Unreckonable | undefined => {
  const { at, from } = beginning
  const measure = measureOf(target, () => calendarOf(journal, clock.calendar))
  if (E.isLeft(measure)) return measure.left
  const elapsed = runFrom(measure.right, from, at)
  if (E.isLeft(elapsed)) return elapsed.left
  const course = { from, since: from, elapsedMs: 0, daysLeft: undefined }
  const deadline = deadlineOf(measure.right, course)
  if (E.isLeft(deadline)) return deadline.left
  const { calendar } = measure.right
  journal.record({
    type: 'ClockStarted',
    at,
    ...named(journal, clock, beginning),
    target,
    from,
    elapsedMs: elapsed.right,
    ...deadline.right,
    ...(calendar === undefined ? {} : { calendar: calendar.ref }),
  })
  return undefined
}

/** A number that is told at once is judged at once. */
export const judge = (
  journal: Journal,
  clock: ReadyClock,
  target: Extract<Target, { readonly kind: 'count' }>,
  beginning: Beginning,
  count: number,
): void => {
  const { at } = beginning
  const run = named(journal, clock, beginning)
  journal.record({ type: 'ClockStarted', at, ...run, target, from: at, elapsedMs: 0 })
  journal.record(
    count <= target.atMost
      ? { type: 'ClockMet', at, ...run, inTime: true, elapsedMs: 0, count }
      : { type: 'ClockBreached', at, ...run, count },
  )
}

export const pause = (
  journal: Journal,
  run: ClockRun,
  happenedAt: Instant,
): Unreckonable | undefined => {
  if (run.since === undefined) return undefined
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const at = turnAt(run, happenedAt)
  const elapsed = elapsedAt(measure.right, run, at)
  if (E.isLeft(elapsed)) return elapsed.left
  const left = daysLeftAt(measure.right, at, run.dueAt)
  if (left !== undefined && E.isLeft(left)) return left.left
  withdraw(journal, run, happenedAt, 'paused')
  journal.record({
    type: 'ClockPaused',
    at,
    ...ofRun(run),
    elapsedMs: elapsed.right,
    ...(left === undefined ? {} : { daysLeft: left.right }),
  })
  return undefined
}

export const resume = (
  journal: Journal,
  run: ClockRun,
  happenedAt: Instant,
): Unreckonable | undefined => {
  if (run.since !== undefined) return undefined
  const at = turnAt(run, happenedAt)
  if (run.breached) {
    journal.record({ type: 'ClockResumed', at, ...ofRun(run) })
    return undefined
  }
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const { from, elapsedMs, daysLeft } = run
  const deadline = deadlineOf(measure.right, { from, since: at, elapsedMs, daysLeft })
  if (E.isLeft(deadline)) return deadline.left
  journal.record({ type: 'ClockResumed', at, ...ofRun(run), ...deadline.right })
  return undefined
}

const isKept = (run: ClockRun, at: Instant, elapsedMs: number): boolean =>
  run.target.kind === 'mean' ? elapsedMs <= durationMs(run.target.time) : !isLate(run, at)

/** Kept at an instant, in time or late. */
export const meet = (journal: Journal, run: ClockRun, at: Instant): Unreckonable | undefined => {
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const elapsed = elapsedAt(measure.right, run, at)
  if (E.isLeft(elapsed)) return elapsed.left
  const elapsedMs = elapsed.right
  withdraw(journal, run, at, 'met')
  const inTime = isKept(run, at, elapsedMs)
  journal.record({ type: 'ClockMet', at, ...ofRun(run), inTime, elapsedMs })
  return undefined
}

export const cancel = (
  journal: Journal,
  run: ClockRun,
  { at, type: because }: DomainEvent,
  as: 'cancelled' | 'exempt',
): Unreckonable | undefined => {
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const elapsed = elapsedAt(measure.right, run, at)
  if (E.isLeft(elapsed)) return elapsed.left
  withdraw(journal, run, at, 'cancelled')
  const elapsedMs = elapsed.right
  journal.record({ type: 'ClockCancelled', at, ...ofRun(run), as, because, elapsedMs })
  return undefined
}

/**
 * A cancelled run is taken up again as if it had not been: its deadline stands, and what has passed since
 * has run, unless it stood still.
 */
export const restart = (
  journal: Journal,
  clock: ReadyClock,
  ended: EndedRun,
  at: Instant,
): Unreckonable | undefined => {
  const { target, calendar, from, elapsedMs, dueAt, warnAt, warned, endedAt } = ended
  const measure = measureOfRun(journal, ended)
  if (E.isLeft(measure)) return measure.left
  const stoodStill = ended.since === undefined
  const ran = stoodStill ? E.right(0) : runFrom(measure.right, endedAt ?? at, at)
  if (E.isLeft(ran)) return ran.left
  const left = stoodStill ? undefined : daysLeftAt(measure.right, at, dueAt)
  if (left !== undefined && E.isLeft(left)) return left.left
  const run = named(journal, clock, { ...ended, at })
  journal.record({
    type: 'ClockStarted',
    at,
    ...run,
    target,
    from,
    elapsedMs: elapsedMs + ran.right,
    ...(stoodStill || dueAt === undefined ? {} : { dueAt }),
    ...(stoodStill || warned || warnAt === undefined ? {} : { warnAt }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(left === undefined ? {} : { daysLeft: left.right }),
  })
  if (stoodStill) {
    const { daysLeft } = ended
    journal.record({
      type: 'ClockPaused',
      at,
      ...run,
      elapsedMs,
      ...(daysLeft === undefined ? {} : { daysLeft }),
    })
  }
  return undefined
}

/** What a rule does to a run: it begins, stands still, goes on, is met, or is not asked any more. */
import * as E from 'fp-ts/lib/Either.js'

import type { DomainEvent } from '../decider/message.js'
import type { Target } from '../standard/clocks.js'
import type { Instant } from '../time/index.js'

import type {
  ClockBreached,
  ClockCancelled,
  ClockMet,
  ClockPaused,
  ClockResumed,
  ClockStarted,
} from './events.js'
import {
  calendarOf,
  due,
  elapsedAt,
  isLate,
  measureOfRun,
  named,
  record,
  turnAt,
  withdraw,
  type Draft,
  type Journal,
} from './journal.js'
import type { ReadyClock } from './levels.js'
import { daysLeftAt, deadlineOf, measureOf, millisecondsOf, runFrom } from './reckon.js'
import type { Unreckonable } from './rejection.js'
import { runsOf, type ClockRun, type EndedRun } from './state.js'

/** The beginning of a run. */
export interface Beginning {
  readonly at: Instant
  /** When counting begins. */
  readonly from: Instant
  readonly cycle: number | undefined
  readonly instance: string | undefined
}

const startOf = (
  journal: Journal,
  clock: ReadyClock,
  target: Target,
  { at, from, cycle, instance }: Beginning,
  elapsedMs: number,
): Draft<ClockStarted> => {
  const run = runsOf(journal.clocks, clock.id) + 1
  const event: Draft<ClockStarted> = {
    type: 'ClockStarted',
    at,
    clock: clock.id,
    run,
    target,
    from,
    elapsedMs,
  }
  return named(event, { cycle, instance })
}

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
  const event = due(startOf(journal, clock, target, beginning, elapsed.right), deadline.right)
  if (calendar !== undefined) event.calendar = calendar.ref
  record(journal, event)
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
  const started = startOf(journal, clock, target, beginning, 0)
  record(journal, started)
  const of = { clock: clock.id, run: started.run, count }
  const judged: Draft<ClockMet> | Draft<ClockBreached> =
    count <= target.atMost
      ? { type: 'ClockMet', at, ...of, inTime: true, elapsedMs: 0 }
      : { type: 'ClockBreached', at, ...of }
  record(journal, named(judged, beginning))
}

const pausedAt = (
  { clock, run, cycle, instance }: Pick<ClockRun, 'clock' | 'run' | 'cycle' | 'instance'>,
  at: Instant,
  elapsedMs: number,
  daysLeft: number | undefined,
): ClockPaused => {
  const event: Draft<ClockPaused> = { type: 'ClockPaused', at, clock, run, elapsedMs }
  if (daysLeft !== undefined) event.daysLeft = daysLeft
  return named(event, { cycle, instance })
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
  record(journal, pausedAt(run, at, elapsed.right, left?.right))
  return undefined
}

export const resume = (
  journal: Journal,
  run: ClockRun,
  happenedAt: Instant,
): Unreckonable | undefined => {
  if (run.since !== undefined) return undefined
  const at = turnAt(run, happenedAt)
  const event: Draft<ClockResumed> = { type: 'ClockResumed', at, clock: run.clock, run: run.run }
  named(event, run)
  if (run.breached) {
    record(journal, event)
    return undefined
  }
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const { from, elapsedMs, daysLeft } = run
  const deadline = deadlineOf(measure.right, { from, since: at, elapsedMs, daysLeft })
  if (E.isLeft(deadline)) return deadline.left
  record(journal, due(event, deadline.right))
  return undefined
}

const isKept = (run: ClockRun, at: Instant, elapsedMs: number): boolean =>
  run.target.kind === 'mean' ? elapsedMs <= millisecondsOf(run.target.time) : !isLate(run, at)

/** Kept at an instant, in time or late. */
export const meet = (journal: Journal, run: ClockRun, at: Instant): Unreckonable | undefined => {
  const measure = measureOfRun(journal, run)
  if (E.isLeft(measure)) return measure.left
  const elapsed = elapsedAt(measure.right, run, at)
  if (E.isLeft(elapsed)) return elapsed.left
  const elapsedMs = elapsed.right
  withdraw(journal, run, at, 'met')
  const inTime = isKept(run, at, elapsedMs)
  const { clock, run: n } = run
  const event: Draft<ClockMet> = { type: 'ClockMet', at, clock, run: n, inTime, elapsedMs }
  record(journal, named(event, run))
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
  const event: Draft<ClockCancelled> = {
    type: 'ClockCancelled',
    at,
    clock: run.clock,
    run: run.run,
    as,
    because,
    elapsedMs: elapsed.right,
  }
  record(journal, named(event, run))
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
  const { cycle, instance, daysLeft } = ended
  const beginning = { at, from, cycle, instance }
  const event = startOf(journal, clock, target, beginning, elapsedMs + ran.right)
  if (!stoodStill) due(event, warned || warnAt === undefined ? { dueAt } : { dueAt, warnAt })
  if (calendar !== undefined) event.calendar = calendar
  if (left !== undefined) event.daysLeft = left.right
  record(journal, event)
  journal.isBack = true
  if (stoodStill) record(journal, pausedAt({ ...ended, run: event.run }, at, elapsedMs, daysLeft))
  return undefined
}

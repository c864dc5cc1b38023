/** A running promise becomes another: by what the stream is now, or by a newer calendar. */
import * as E from 'fp-ts/lib/Either.js'

import type { Target } from '../standard/clocks.js'
import type { Instant } from '../time/index.js'

import type { ClockRetargeted } from './events.js'
import {
  calendarOf,
  due,
  isLate,
  measureOfRun,
  named,
  record,
  withdraw,
  type Draft,
  type Journal,
} from './journal.js'
import type { CategoryLevels, ReadyClock, ServiceLevels } from './levels.js'
import type { Asked } from './moment.js'
import { deadlineOf, measureOf, sameTarget, type Deadline, type Measure } from './reckon.js'
import type { Unreckonable } from './rejection.js'
import type { ClockRun } from './state.js'

/** Of working days: so many closings more or less than before. */
const daysAfter = (run: ClockRun, target: Target): number | undefined => {
  if (run.daysLeft === undefined) return undefined
  const more =
    target.kind === 'workingDays' && run.target.kind === 'workingDays'
      ? target.days - run.target.days
      : 0
  return Math.max(0, run.daysLeft + more)
}

const change = (
  journal: Journal,
  run: ClockRun,
  target: Target,
  { calendar }: Measure,
  deadline: Deadline,
  at: Instant,
): void => {
  const event: Draft<ClockRetargeted> = {
    type: 'ClockRetargeted',
    at,
    clock: run.clock,
    run: run.run,
    target,
  }
  due(named(event, run), deadline)
  if (calendar !== undefined) event.calendar = calendar.ref
  const daysLeft = daysAfter(run, target)
  if (daysLeft !== undefined) event.daysLeft = daysLeft
  record(journal, event)
}

/** When a run is due by another target or calendar: not before `at`; none while it stands still. */
const anew = (measure: Measure, run: ClockRun, at: Instant): E.Either<Unreckonable, Deadline> => {
  const { from, since, elapsedMs } = run
  if (since === undefined) return E.right({})
  const daysLeft = daysAfter(run, measure.target)
  return deadlineOf(measure, { from, since, elapsedMs, daysLeft }, at)
}

/** What a stream is, before an event and after it. */
export interface Change {
  readonly before: Asked
  readonly after: Asked
}

/** Whether it is this event that gives the clock another target. */
const isOfThis = ({ targetFor }: ReadyClock, { before, after }: Change): boolean => {
  const [was, is] = [targetFor(before), targetFor(after)]
  return was === undefined || is === undefined ? was !== is : !sameTarget(was, is)
}

/** Whether targets may be others than before, where an event may make them so. */
export const areOthers = (
  { variesBy }: CategoryLevels,
  { before, after }: Change,
  { isBack, clocks }: Journal,
): boolean => {
  if (variesBy.length === 0 || clocks.live.length === 0) return false
  if (isBack) return true
  const [was, is] = [before.fields(), after.fields()]
  return variesBy.some((name) => was[name] !== is[name])
}

/**
 * Brings the runs under way to the targets that are theirs after an event. One that was broken before
 * stays as it is, and so does one whose breach the event is early enough to withdraw, unless it is this
 * event that changes the target.
 */
export const retarget = (
  journal: Journal,
  levels: CategoryLevels,
  at: Instant,
  attributes: Change,
): Unreckonable | undefined => {
  for (const run of journal.clocks.live) {
    const clock = levels.clocks.get(run.clock)
    if (clock === undefined || clock.variesBy.length === 0 || isLate(run, at)) continue
    const target = clock.targetFor(attributes.after)
    if (target === undefined || sameTarget(target, run.target)) continue
    if (run.breached && !isOfThis(clock, attributes)) continue
    const measure = measureOf(target, () => calendarOf(journal, clock.calendar))
    if (E.isLeft(measure)) return measure.left
    const deadline = anew(measure.right, run, at)
    if (E.isLeft(deadline)) return deadline.left
    withdraw(journal, run, at, 'retargeted')
    change(journal, run, target, measure.right, deadline.right, at)
  }
  return undefined
}

const versionOf = (calendar: string): number =>
  Number(calendar.slice(calendar.lastIndexOf('@') + 1))

/** Whether a newer version of a calendar was given, of one as `id@version`. */
export const isOutdated = (levels: ServiceLevels, calendar: string): boolean => {
  const newest = levels.calendarOf(calendar)?.ref
  return newest !== undefined && newest !== calendar && versionOf(newest) > versionOf(calendar)
}

/**
 * Brings the runs under way to a newer version of their calendar, where one was given that can reckon
 * them; a deadline that it knows nothing of stands.
 */
export const renew = (journal: Journal, at: Instant): void => {
  for (const run of journal.clocks.live) {
    const { calendar, breached } = run
    if (calendar === undefined || breached || !isOutdated(journal.levels, calendar)) continue
    const measure = measureOfRun(journal, run)
    const deadline = E.isLeft(measure) ? measure : anew(measure.right, run, at)
    if (E.isLeft(measure) || E.isLeft(deadline)) continue
    change(journal, run, run.target, measure.right, deadline.right, at)
  }
}

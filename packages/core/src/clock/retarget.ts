/** A running promise becomes another: by what the stream is now, or by a newer calendar. */
import * as E from 'fp-ts/lib/Either.js'

import type { Target } from '../standard/clocks.js'
import type { Instant } from '../time/index.js'

import type { Fields } from './conditions.js'
import { calendarOf, isLate, ofRun, withdraw, type Journal } from './journal.js'
import type { CategoryLevels, ReadyClock } from './levels.js'
import { deadlineOf, measureOf, sameTarget } from './reckon.js'
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
  clock: ReadyClock,
  run: ClockRun,
  target: Target,
  at: Instant,
): Unreckonable | undefined => {
  const measure = measureOf(target, () => calendarOf(journal, clock.calendar))
  if (E.isLeft(measure)) return measure.left
  const { calendar } = measure.right
  if (sameTarget(target, run.target) && calendar?.ref === run.calendar) return undefined
  const { from, since, elapsedMs } = run
  const daysLeft = daysAfter(run, target)
  const course = since && { from, since, elapsedMs, daysLeft }
  const deadline = course && deadlineOf(measure.right, course, at)
  if (deadline !== undefined && E.isLeft(deadline)) return deadline.left
  withdraw(journal, run, at, 'retargeted')
  journal.record({
    type: 'ClockRetargeted',
    at,
    ...ofRun(run),
    target,
    ...deadline?.right,
    ...(calendar === undefined ? {} : { calendar: calendar.ref }),
    ...(daysLeft === undefined ? {} : { daysLeft }),
  })
  return undefined
}

/** Brings the runs under way to the target that is theirs now; one that was broken stays as it is. */
export const retarget = (
  journal: Journal,
  levels: CategoryLevels,
  at: Instant,
  attributes: () => Fields,
): Unreckonable | undefined => {
  for (const run of journal.clocks().live) {
    const clock = levels.clocks.get(run.clock)
    if (clock === undefined || isLate(run, at)) continue
    const target = clock.varies ? (clock.targetFor(attributes) ?? run.target) : run.target
    const refused = change(journal, clock, run, target, at)
    if (refused !== undefined) return refused
  }
  return undefined
}

/** Whether a newer version of a run's calendar was given. */
export const isOutdated = ({ levels, clocks }: Journal): boolean =>
  clocks().live.some(({ calendar }) => {
    if (calendar === undefined) return false
    const newest = levels.calendar(calendar.slice(0, calendar.lastIndexOf('@')))
    return newest !== undefined && newest.ref !== calendar
  })

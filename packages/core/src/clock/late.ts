/** What happened in time and is recorded late, of runs that have ended. */
import type { Instant } from '../time/index.js'

import { isLate, ofRun, type Journal } from './journal.js'
import type { ReadyClock } from './levels.js'
import type { Unreckonable } from './rejection.js'
import type { EndedRun } from './state.js'
import { begin, meet } from './steps.js'

/**
 * The run that a recurring clock would have begun when the earlier one was met: it lasts until that one's
 * meeting as it was recorded before.
 */
const between = (
  journal: Journal,
  clock: ReadyClock,
  { target, cycle, instance }: EndedRun,
  from: Instant,
  until: Instant,
): Unreckonable | undefined => {
  const refused = begin(journal, clock, target, { at: from, from, cycle, instance })
  if (refused !== undefined) return refused
  const run = journal.clocks().live.at(-1)
  if (run === undefined) return undefined
  const { dueAt } = run
  if (dueAt !== undefined && dueAt < until) {
    journal.record({ type: 'ClockBreached', at: dueAt, ...ofRun(run) })
  }
  return meet(journal, { ...run, breached: dueAt !== undefined && dueAt < until }, until)
}

/**
 * A run that was broken, and has ended since, was kept after all if this happened while it ran and by its
 * deadline.
 */
export const keepLate = (
  journal: Journal,
  clock: ReadyClock,
  run: EndedRun,
  at: Instant,
): Unreckonable | undefined => {
  if (!run.breached || isLate(run, at) || at < run.from || run.as === 'breached') return undefined
  const { as, endedAt } = run
  const refused = meet(journal, run, at)
  if (refused !== undefined || !clock.recurs || as !== 'met' || endedAt === undefined)
    return refused
  return between(journal, clock, run, at, endedAt)
}

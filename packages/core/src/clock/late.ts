/** The runs that follow one another, and what happened in time and is recorded late. */
import type { Target } from '../standard/clocks.js'
import { laterOf, type Instant } from '../time/index.js'

import { breachOf, isLate, record, type Journal } from './journal.js'
import type { ReadyClock } from './levels.js'
import type { Unreckonable } from './rejection.js'
import type { ClockRun, EndedRun } from './state.js'
import { begin, cancel, meet, pause } from './steps.js'

/** The run that began last, broken if its deadline had passed by then. */
const lastBy = (journal: Journal, at: Instant): ClockRun | undefined => {
  const run = journal.clocks.live.at(-1)
  if (run?.dueAt === undefined || run.breached || run.dueAt >= at) return run
  record(journal, breachOf(run, run.dueAt))
  return journal.clocks.live.at(-1)
}

/**
 * The run that a recurring clock begins when an earlier one is met; it stands still from when that one
 * did.
 */
export const beginNext = (
  journal: Journal,
  clock: ReadyClock,
  target: Target,
  { cycle, instance, since, pausedAt }: ClockRun,
  at: Instant,
): Unreckonable | undefined => {
  const refused = begin(journal, clock, target, { at, from: at, cycle, instance })
  if (refused !== undefined || since !== undefined) return refused
  const stop = laterOf(at, pausedAt ?? at)
  const next = lastBy(journal, stop)
  return next && pause(journal, next, stop)
}

/**
 * The run that a recurring clock would have begun when the earlier one was met: it lasts until that one's
 * end as it was recorded before, and ends as that one did.
 */
const between = (
  journal: Journal,
  clock: ReadyClock,
  run: EndedRun,
  at: Instant,
  until: Instant,
): Unreckonable | undefined => {
  const refused = beginNext(journal, clock, run.target, run, at)
  if (refused !== undefined) return refused
  const next = run.since === undefined ? journal.clocks.live.at(-1) : lastBy(journal, until)
  if (next === undefined) return undefined
  const { as, because } = run
  if (as === 'met' || as === 'breached' || because === undefined) return meet(journal, next, until)
  return cancel(journal, next, { at: until, type: because }, as)
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
  const { endedAt } = run
  const refused = meet(journal, run, at)
  if (refused !== undefined || !clock.recurs || endedAt === undefined) return refused
  return between(journal, clock, run, at, endedAt)
}

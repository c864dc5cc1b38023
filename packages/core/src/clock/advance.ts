/** Time passes: what was due is recorded, at its own instant. */
import type { Instant } from '../time/index.js'

import type { ClockEvent, ClockWarned } from './events.js'
import { breachOf, named, record, type Draft, type Journal } from './journal.js'
import type { ClockRun } from './state.js'

const isWarned = ({ warned, warnAt }: ClockRun, at: Instant): boolean =>
  !warned && warnAt !== undefined && warnAt <= at

/** After the instant itself: at the deadline a promise can still be kept. */
const isOver = ({ dueAt }: ClockRun, at: Instant): boolean => dueAt !== undefined && dueAt < at

/** Whether a run has anything to say at an instant. */
export const isDue = (run: ClockRun, at: Instant): boolean =>
  run.since !== undefined && !run.breached && (isWarned(run, at) || isOver(run, at))

const saidBy = (run: ClockRun, at: Instant): ReadonlyArray<ClockEvent> => {
  const { clock, dueAt, warnAt } = run
  const said: ClockEvent[] = []
  if (dueAt === undefined) return said
  if (warnAt !== undefined && isWarned(run, at)) {
    const warned: Draft<ClockWarned> = {
      type: 'ClockWarned',
      at: warnAt,
      clock,
      run: run.run,
      dueAt,
    }
    said.push(named(warned, run))
  }
  if (isOver(run, at)) said.push(breachOf(run, dueAt))
  return said
}

/** Records the warnings and breaches of all that was due by then, the earliest first. */
export const advance = (journal: Journal, at: Instant): void => {
  const { live } = journal.clocks
  let said: ReadonlyArray<ClockEvent> | undefined
  for (const run of live) {
    if (!isDue(run, at)) continue
    const more = saidBy(run, at)
    said = said === undefined ? more : [...said, ...more]
  }
  if (said === undefined) return
  if (said.length > 1) said = said.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const event of said) record(journal, event)
}

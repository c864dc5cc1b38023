/** Time passes: what was due is recorded, at its own instant. */
import type { Instant } from '../time/index.js'

import type { ClockEvent } from './events.js'
import { ofRun, type Journal } from './journal.js'
import type { ClockRun } from './state.js'

const isWarned = ({ warned, warnAt }: ClockRun, at: Instant): boolean =>
  !warned && warnAt !== undefined && warnAt <= at

/** After the instant itself: at the deadline a promise can still be kept. */
const isOver = ({ dueAt }: ClockRun, at: Instant): boolean => dueAt !== undefined && dueAt < at

/** Whether a run has anything to say at an instant. */
const isDue = (run: ClockRun, at: Instant): boolean =>
  run.since !== undefined && !run.breached && (isWarned(run, at) || isOver(run, at))

const saidBy = (run: ClockRun, at: Instant): ReadonlyArray<ClockEvent> => {
  const { dueAt, warnAt } = run
  const said: ClockEvent[] = []
  if (dueAt === undefined) return said
  if (warnAt !== undefined && isWarned(run, at)) {
    said.push({ type: 'ClockWarned', at: warnAt, ...ofRun(run), dueAt })
  }
  if (isOver(run, at)) said.push({ type: 'ClockBreached', at: dueAt, ...ofRun(run) })
  return said
}

/** Records the warnings and breaches of all that was due by then, the earliest first. */
export const advance = (journal: Journal, at: Instant): void => {
  const { live } = journal.clocks()
  if (!live.some((run) => isDue(run, at))) return
  live
    .filter((run) => isDue(run, at))
    .flatMap((run) => saidBy(run, at))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .forEach(journal.record)
}

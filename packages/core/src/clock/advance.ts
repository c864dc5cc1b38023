/** Time passes: what was due is recorded, at its own instant. */
import type { Instant } from '../time/index.js'

import type { ClockEvent, ClockWarned } from './events.js'
import { breachOf, named, record, type Draft, type Journal } from './journal.js'
import type { Clocks, ClockRun } from './state.js'

const isWarned = ({ warned, warnAt }: ClockRun, at: Instant): boolean =>
  !warned && warnAt !== undefined && warnAt <= at

/** After the instant itself: at the deadline a promise can still be kept. */
const isOver = ({ dueAt }: ClockRun, at: Instant): boolean => dueAt !== undefined && dueAt < at

const say = (said: ClockEvent[], run: ClockRun, at: Instant): void => {
  const { clock, dueAt, warnAt } = run
  if (dueAt === undefined) return
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
}

/** By time; what comes at the same time stays in its order. A few at most, and mostly in order. */
const sort = (events: ClockEvent[]): void => {
  for (let i = 1; i < events.length; i++) {
    const event = events[i]
    if (event === undefined) continue
    let j = i - 1
    for (let other = events[j]; other !== undefined && other.at > event.at; other = events[j]) {
      events[j + 1] = other
      j -= 1
    }
    events[j + 1] = event
  }
}

/** Whether time may have something to say by then; of instants their order as texts is that in time. */
export const mayBeDue = ({ nextAt }: Clocks, at: Instant): boolean =>
  nextAt !== undefined && nextAt <= at

/** Records the warnings and breaches of all that was due by then, the earliest first. */
export const advance = (journal: Journal, at: Instant): void => {
  const { clocks } = journal
  if (!mayBeDue(clocks, at)) return
  const said: ClockEvent[] = []
  for (const run of clocks.live) if (run.since !== undefined && !run.breached) say(said, run, at)
  sort(said)
  for (const event of said) record(journal, event)
}

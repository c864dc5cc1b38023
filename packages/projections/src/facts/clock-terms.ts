/** What a run of a clock is bound to, and since when: a part of its stream's row. */
import { epochMs, type EpochMs, type EventId } from '@casetrail/core'
import type {
  ClockPaused,
  ClockResumed,
  ClockRetargeted,
  ClockStarted,
} from '@casetrail/core/clock'
import type { Target } from '@casetrail/core/standards'

import type { Draft, Fact } from './fact.js'

/** What a run was bound to from an instant on, until the next terms. */
export interface Terms {
  readonly from: EpochMs
  readonly id: EventId
  readonly target: Target
  /** It stands still; the deadline is that of before. */
  readonly paused: boolean
  readonly dueAt: EpochMs | undefined
  readonly warnAt: EpochMs | undefined
  /** What had run when it began, or stood still last. */
  readonly elapsedMs: number
  /** Of working days that stand still: how many ends are to come. */
  readonly daysLeft: number | undefined
}

const KEPT = 32

const msOf = (at: ClockStarted['dueAt']): EpochMs | undefined =>
  at === undefined ? undefined : epochMs(at)

/** Those that a run begins with. */
export const firstTerms = (event: ClockStarted, started: Fact): Terms => ({
  from: started.at,
  id: started.id,
  target: event.target,
  paused: false,
  dueAt: msOf(event.dueAt),
  warnAt: msOf(event.warnAt),
  elapsedMs: event.elapsedMs,
  daysLeft: undefined,
})

type Changing = ClockPaused | ClockResumed | ClockRetargeted

/** A deadline that is told brings its own warning, or none. */
const redated = (next: Draft<Terms>, { dueAt, warnAt }: ClockResumed | ClockRetargeted): void => {
  if (dueAt === undefined) return
  next.dueAt = epochMs(dueAt)
  next.warnAt = msOf(warnAt)
}

const changed = (before: Terms, { at: from, id }: Fact, event: Changing): Terms => {
  const { target, paused, dueAt, warnAt, elapsedMs, daysLeft } = before
  const next: Draft<Terms> = { from, id, target, paused, dueAt, warnAt, elapsedMs, daysLeft }
  switch (event.type) {
    case 'ClockPaused':
      next.paused = true
      next.elapsedMs = event.elapsedMs
      next.daysLeft = event.daysLeft
      return next
    case 'ClockResumed':
      next.paused = false
      redated(next, event)
      return next
    case 'ClockRetargeted':
      next.target = event.target
      next.daysLeft = event.daysLeft ?? daysLeft
      redated(next, event)
      return next
  }
}

/** The terms after an event that changes them: the first, and at most the last 31. */
export const termsAfter = (
  terms: ReadonlyArray<Terms>,
  event: Changing,
  fact: Fact,
): ReadonlyArray<Terms> => {
  const { length } = terms
  const last = terms[length - 1]
  if (last === undefined) return terms
  const next = changed(last, fact, event)
  return length < KEPT
    ? terms.toSpliced(length, 0, next)
    : [...terms.slice(0, 1), ...terms.slice(2 + length - KEPT), next]
}

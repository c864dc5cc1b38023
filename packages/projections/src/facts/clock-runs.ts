/** The runs of a stream's clocks, folded from their events: a part of its row. */
import { epochMs, type EpochMs, type EventId } from '@casetrail/core'
import type { ClockEvent, ClockStarted } from '@casetrail/core/clock'

import { firstTerms, termsAfter, type Terms } from './clock-terms.js'
import type { Draft, Fact } from './fact.js'

/** A breach; of a target that counts, with the number. */
export interface Breach extends Fact {
  readonly count: number | undefined
}

/** How a run ended; of several the one recorded last. */
export interface RunEnd extends Fact {
  readonly as: 'met' | 'cancelled' | 'exempt'
  /** Of a met one. */
  readonly inTime: boolean
  readonly elapsedMs: number
  readonly count: number | undefined
}

export interface ClockRun {
  readonly clock: string
  readonly run: number
  readonly cycle: number | undefined
  readonly instance: string | undefined
  /** As `id@version`. */
  readonly calendar: string | undefined
  /** When counting began; `started.at`, or earlier. */
  readonly from: EpochMs
  readonly started: Fact
  /** In the order in which they were recorded: the first, and at most the last 31. */
  readonly terms: ReadonlyArray<Terms>
  readonly warned: Fact | undefined
  /** One that stands: what was withdrawn is none. */
  readonly breached: Breach | undefined
  readonly withdrawn: EventId | undefined
  readonly ended: RunEnd | undefined
}

/** Runs of a clock that the row has let go: how many, and of when and by which event the last of them is. */
export interface OlderRuns {
  readonly clock: string
  readonly count: number
  readonly at: EpochMs
  readonly id: EventId
}

export interface Runs {
  /** By their starts: at most 256 under way, and the last 256 that are over. */
  readonly kept: ReadonlyArray<ClockRun>
  readonly older: ReadonlyArray<OlderRuns>
}

export const noRuns: Runs = { kept: [], older: [] }

const KEPT = 256

/** The terms that a run is bound to now. */
export const termsOf = ({ terms }: ClockRun): Terms | undefined => terms.at(-1)

/** Over is what was met or cancelled, and a number too high: no later event makes it less. */
export const isOver = (run: ClockRun): boolean =>
  run.ended !== undefined || (run.breached !== undefined && termsOf(run)?.target.kind === 'count')

const copyOf = (run: ClockRun): Draft<ClockRun> => ({
  clock: run.clock,
  run: run.run,
  cycle: run.cycle,
  instance: run.instance,
  calendar: run.calendar,
  from: run.from,
  started: run.started,
  terms: run.terms,
  warned: run.warned,
  breached: run.breached,
  withdrawn: run.withdrawn,
  ended: run.ended,
})

const begun = (event: ClockStarted, started: Fact): ClockRun => ({
  clock: event.clock,
  run: event.run,
  cycle: event.cycle,
  instance: event.instance,
  calendar: event.calendar,
  from: epochMs(event.from),
  started,
  terms: [firstTerms(event, started)],
  warned: undefined,
  breached: undefined,
  withdrawn: undefined,
  ended: undefined,
})

const endedBy = (
  { at, id, timeUnknown }: Fact,
  as: RunEnd['as'],
  inTime: boolean,
  elapsedMs: number,
  count: number | undefined,
): RunEnd => ({ at, id, timeUnknown, as, inTime, elapsedMs, count })

const breachedBy = ({ at, id, timeUnknown }: Fact, count: number | undefined): Breach => ({
  at,
  id,
  timeUnknown,
  count,
})

/** A run after an event that is not its start. */
const moved = (run: ClockRun, event: Exclude<ClockEvent, ClockStarted>, fact: Fact): ClockRun => {
  const next = copyOf(run)
  switch (event.type) {
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockRetargeted':
      next.terms = termsAfter(run.terms, event, fact)
      if (event.type === 'ClockRetargeted') next.calendar = event.calendar ?? run.calendar
      return next
    case 'ClockWarned':
      next.warned = fact
      return next
    case 'ClockBreached':
      next.breached = breachedBy(fact, event.count)
      return next
    case 'ClockBreachWithdrawn':
      next.breached = undefined
      next.withdrawn = fact.id
      return next
    case 'ClockMet':
      next.ended = endedBy(fact, 'met', event.inTime, event.elapsedMs, event.count)
      return next
    case 'ClockCancelled':
      next.ended = endedBy(fact, event.as, false, event.elapsedMs, undefined)
      return next
  }
}

const letGo = (older: Runs['older'], run: ClockRun): Runs['older'] => {
  const index = older.findIndex(({ clock }) => clock === run.clock)
  const known = older[index]
  const { at, id } = run.ended ?? run.breached ?? run.started
  if (known === undefined) return [...older, { clock: run.clock, count: 1, at, id }]
  const last = known.at > at ? known : { at, id }
  return older.with(index, { clock: run.clock, count: known.count + 1, at: last.at, id: last.id })
}

/** Without the first run too many, of those under way and those that are over apart. */
const capped = (runs: Runs, over: boolean): Runs => {
  const { kept, older } = runs
  if (kept.length <= KEPT) return runs
  let own = 0
  let first = -1
  kept.forEach((run, i) => {
    if (isOver(run) !== over) return
    own += 1
    if (first < 0) first = i
  })
  const run = kept[first]
  if (own <= KEPT || run === undefined) return runs
  return { kept: kept.toSpliced(first, 1), older: letGo(older, run) }
}

/**
 * The runs after an event of a clock; the same value where it changes none. An event of a run whose
 * start was not seen, or that was let go, changes none.
 */
export const runsAfter = (runs: Runs, event: ClockEvent, fact: Fact): Runs => {
  const { kept, older } = runs
  const index = kept.findLastIndex(({ clock, run }) => run === event.run && clock === event.clock)
  const run = kept[index]
  if (event.type === 'ClockStarted') {
    if (run !== undefined) return runs
    return capped({ kept: kept.toSpliced(kept.length, 0, begun(event, fact)), older }, false)
  }
  if (run === undefined) return runs
  const next = moved(run, event, fact)
  const after = { kept: kept.with(index, next), older }
  return isOver(next) && !isOver(run) ? capped(after, true) : after
}

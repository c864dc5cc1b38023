/** The runs of a stream's clocks, folded from their events: a part of its row. */
import { epochMs, type EpochMs, type EventId } from '@casetrail/core'
import type {
  ClockEvent,
  ClockMet,
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
const TERMS = 32

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

const msOf = (at: ClockStarted['dueAt']): EpochMs | undefined =>
  at === undefined ? undefined : epochMs(at)

const begun = (event: ClockStarted, started: Fact): ClockRun => ({
  clock: event.clock,
  run: event.run,
  cycle: event.cycle,
  instance: event.instance,
  calendar: event.calendar,
  from: epochMs(event.from),
  started,
  terms: [
    {
      from: started.at,
      id: started.id,
      target: event.target,
      paused: false,
      dueAt: msOf(event.dueAt),
      warnAt: msOf(event.warnAt),
      elapsedMs: event.elapsedMs,
      daysLeft: undefined,
    },
  ],
  warned: undefined,
  breached: undefined,
  withdrawn: undefined,
  ended: undefined,
})

type Changing = ClockPaused | ClockResumed | ClockRetargeted

const changed = (before: Terms, { at: from, id }: Fact, event: Changing): Terms => {
  switch (event.type) {
    case 'ClockPaused': {
      const { elapsedMs, daysLeft } = event
      return { ...before, from, id, paused: true, elapsedMs, daysLeft }
    }
    case 'ClockResumed':
      return {
        ...before,
        from,
        id,
        paused: false,
        dueAt: msOf(event.dueAt) ?? before.dueAt,
        warnAt: event.dueAt === undefined ? before.warnAt : msOf(event.warnAt),
      }
    case 'ClockRetargeted':
      return {
        ...before,
        from,
        id,
        target: event.target,
        dueAt: msOf(event.dueAt) ?? before.dueAt,
        warnAt: event.dueAt === undefined ? before.warnAt : msOf(event.warnAt),
        daysLeft: event.daysLeft ?? before.daysLeft,
      }
  }
}

const withTerms = ({ terms }: ClockRun, event: Changing, fact: Fact): ReadonlyArray<Terms> => {
  const [first, ...rest] = terms
  const last = rest.at(-1) ?? first
  return first === undefined || last === undefined
    ? terms
    : [first, ...rest.slice(2 - TERMS), changed(last, fact, event)]
}

const metBy = (
  { at, id, timeUnknown }: Fact,
  { inTime, elapsedMs, count }: Pick<ClockMet, 'inTime' | 'elapsedMs' | 'count'>,
): RunEnd => ({ at, id, timeUnknown, as: 'met', inTime, elapsedMs, count })

/** A run after an event that is not its start. */
const moved = (run: ClockRun, event: Exclude<ClockEvent, ClockStarted>, fact: Fact): ClockRun => {
  const next = copyOf(run)
  switch (event.type) {
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockRetargeted':
      next.terms = withTerms(run, event, fact)
      if (event.type === 'ClockRetargeted') next.calendar = event.calendar ?? run.calendar
      return next
    case 'ClockWarned':
      next.warned = fact
      return next
    case 'ClockBreached':
      next.breached = { ...fact, count: event.count }
      return next
    case 'ClockBreachWithdrawn':
      next.breached = undefined
      next.withdrawn = fact.id
      return next
    case 'ClockMet':
      next.ended = metBy(fact, event)
      return next
    case 'ClockCancelled': {
      const { as, elapsedMs } = event
      next.ended = { ...fact, as, inTime: false, elapsedMs, count: undefined }
      return next
    }
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

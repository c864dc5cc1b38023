/** The clocks of a stream, as their events tell of them. No calendar and no standard is needed. */
import type { Target } from '../standard/clocks.js'
import { laterOf, type Instant } from '../time/index.js'

import type { ClockEvent, ClockStarted } from './events.js'

/** How a run ended: judged, or not to be judged. */
export type Ending = 'met' | 'cancelled' | 'exempt' | 'breached'

/** One run of a clock. */
export interface ClockRun {
  readonly clock: string
  readonly run: number
  readonly cycle: number | undefined
  readonly instance: string | undefined
  readonly target: Target
  /** As `id@version`. */
  readonly calendar: string | undefined
  /** When counting began. */
  readonly from: Instant
  /** What had run by `since`, or in all where it stands still. */
  readonly elapsedMs: number
  /** Since when it runs; `undefined`: it stands still. */
  readonly since: Instant | undefined
  /** Since when it stands still. */
  readonly pausedAt: Instant | undefined
  /** Of working days: how many closings were to come when it was paused last. */
  readonly daysLeft: number | undefined
  readonly dueAt: Instant | undefined
  readonly warnAt: Instant | undefined
  readonly warned: boolean
  readonly breached: boolean
  readonly endedAt: Instant | undefined
}

export interface Clocks {
  /** Those not met and not cancelled; a breached one is among them until it is. */
  readonly live: ReadonlyArray<ClockRun>
  /**
   * The last ended run of each clock and instance, where something may still be said of it: a breach may
   * be withdrawn, and what was cancelled be taken up again.
   */
  readonly ended: ReadonlyMap<string, EndedRun>
  /** How often each clock was started. */
  readonly runs: ReadonlyMap<string, number>
}

export interface EndedRun extends ClockRun {
  readonly as: Ending
  /** The type of the event that cancelled it. */
  readonly because: string | undefined
}

export const noClocks: Clocks = { live: [], ended: new Map(), runs: new Map() }

/** Runs of one clock under way at once are told apart by their instance. The length keeps texts apart. */
const keyOf = ({ clock, instance }: ClockRun): string =>
  `${String(clock.length)}:${clock}${instance === undefined ? '' : `:${instance}`}`

/** Of steps there may be any number: what is settled is forgotten. */
const isOpen = ({ as, breached }: EndedRun): boolean =>
  as === 'cancelled' || (breached && as !== 'breached')

const withEnded = (ended: Clocks['ended'], key: string, run: EndedRun): Clocks['ended'] => {
  if (isOpen(run)) return new Map(ended).set(key, run)
  if (!ended.has(key)) return ended
  const rest = new Map(ended)
  rest.delete(key)
  return rest
}

const started = (event: ClockStarted): ClockRun => ({
  clock: event.clock,
  run: event.run,
  cycle: event.cycle,
  instance: event.instance,
  target: event.target,
  calendar: event.calendar,
  from: event.from,
  elapsedMs: event.elapsedMs,
  since: laterOf(event.at, event.from),
  pausedAt: undefined,
  daysLeft: event.daysLeft,
  dueAt: event.dueAt,
  warnAt: event.warnAt,
  warned: false,
  breached: false,
  endedAt: undefined,
})

type Moving = Exclude<ClockEvent, ClockStarted>

/** A run after an event that leaves it under way. */
const moved = (run: ClockRun, event: Moving): ClockRun => {
  switch (event.type) {
    case 'ClockPaused':
      return {
        ...run,
        elapsedMs: event.elapsedMs,
        since: undefined,
        pausedAt: event.at,
        daysLeft: event.daysLeft,
      }
    case 'ClockResumed':
      return {
        ...run,
        since: event.at,
        pausedAt: undefined,
        dueAt: event.dueAt ?? run.dueAt,
        warnAt: event.dueAt === undefined ? run.warnAt : event.warnAt,
      }
    case 'ClockRetargeted':
      return {
        ...run,
        target: event.target,
        calendar: event.calendar ?? run.calendar,
        dueAt: event.dueAt ?? run.dueAt,
        warnAt: event.dueAt === undefined ? run.warnAt : event.warnAt,
        daysLeft: event.daysLeft ?? run.daysLeft,
      }
    case 'ClockWarned':
      return { ...run, warned: true }
    case 'ClockBreached':
      return { ...run, breached: true }
    case 'ClockBreachWithdrawn':
      return { ...run, breached: false }
    case 'ClockMet':
    case 'ClockCancelled':
      return { ...run, elapsedMs: event.elapsedMs, endedAt: event.at }
  }
}

/** What an event ends a run as; `undefined`: it stays under way. */
const endingOf = (run: ClockRun, event: Moving): Ending | undefined => {
  switch (event.type) {
    case 'ClockMet':
      return 'met'
    case 'ClockCancelled':
      return event.as
    case 'ClockBreached':
      // a number told at once is judged at once
      return run.target.kind === 'count' ? 'breached' : undefined
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockRetargeted':
    case 'ClockWarned':
    case 'ClockBreachWithdrawn':
      return undefined
  }
}

const start = (clocks: Clocks, event: ClockStarted): Clocks => ({
  live: [...clocks.live, started(event)],
  ended: clocks.ended,
  runs: new Map(clocks.runs).set(
    event.clock,
    Math.max(event.run, clocks.runs.get(event.clock) ?? 0),
  ),
})

/** A late recording changes what is known of a run that has ended. */
const amend = (clocks: Clocks, event: Moving): Clocks => {
  for (const [key, run] of clocks.ended) {
    if (run.clock !== event.clock || run.run !== event.run) continue
    const as = endingOf(run, event) ?? run.as
    return { ...clocks, ended: withEnded(clocks.ended, key, { ...run, ...moved(run, event), as }) }
  }
  return clocks
}

/** The clocks after one of their events. Total: an event of an unknown run changes nothing. */
export const evolveClocks = (clocks: Clocks, event: ClockEvent): Clocks => {
  if (event.type === 'ClockStarted') return start(clocks, event)
  const i = clocks.live.findIndex((run) => run.run === event.run && run.clock === event.clock)
  const run = clocks.live[i]
  if (run === undefined) return amend(clocks, event)
  const next = moved(run, event)
  const as = endingOf(run, event)
  if (as === undefined) return { ...clocks, live: clocks.live.with(i, next) }
  const because = event.type === 'ClockCancelled' ? event.because : undefined
  return {
    live: clocks.live.toSpliced(i, 1),
    ended: withEnded(clocks.ended, keyOf(run), { ...next, as, because }),
    runs: clocks.runs,
  }
}

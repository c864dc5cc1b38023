/** How clock events move the clocks of a stream. */
import { laterOf, type Instant } from '../time/index.js'

import type { ClockEvent, ClockResumed, ClockRetargeted, ClockStarted } from './events.js'
import { noClocks, type ClockRun, type Clocks, type EndedRun, type Ending } from './state.js'

/** Twice as fast as `with`. */
const replaced = <A>(list: ReadonlyArray<A>, i: number, item: A): ReadonlyArray<A> => {
  const copy = list.slice()
  copy[i] = item
  return copy
}

/** Of two instants; as texts they are in the order of time. */
const soonerOf = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a

/** Of a run as it stands: nothing while it stands still, and after the breach. */
const nextOf = ({ since, breached, warned, dueAt, warnAt }: ClockRun): Instant | undefined =>
  since === undefined || breached || dueAt === undefined
    ? undefined
    : soonerOf(dueAt, warned ? undefined : warnAt)

/** Runs of one clock under way at once are told apart by their instance. */
const isSame = (a: ClockRun, b: ClockRun): boolean =>
  a.clock === b.clock && a.instance === b.instance

/** Of steps there may be any number: what is settled is forgotten. */
const isOpen = ({ breached }: ClockRun, as: Ending): boolean =>
  as === 'cancelled' || (breached && as !== 'breached')

const withEnded = (
  ended: Clocks['ended'],
  run: ClockRun,
  last: EndedRun | undefined,
): Clocks['ended'] => {
  const i = ended.length === 0 ? -1 : ended.findIndex((one) => isSame(one, run))
  if (last === undefined) return i < 0 ? ended : ended.toSpliced(i, 1)
  return i < 0 ? [...ended, last] : replaced(ended, i, last)
}

const withRun = (runs: Clocks['runs'], { clock, run }: ClockStarted): Clocks['runs'] => {
  let i = runs.length - 1
  while (i >= 0 && runs[i]?.clock !== clock) i--
  const times = Math.max(run, runs[i]?.times ?? 0)
  return i < 0 ? [...runs, { clock, times }] : replaced(runs, i, { clock, times })
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
  nextAt: event.dueAt === undefined ? undefined : soonerOf(event.dueAt, event.warnAt),
  endedAt: undefined,
})

type Moving = Exclude<ClockEvent, ClockStarted>

type Draft = { -readonly [K in keyof ClockRun]: ClockRun[K] }

/** A copy, private until `evolveClocks` returns it. Written out: several times as fast as a spread. */
const draftOf = (r: ClockRun): Draft => ({
  clock: r.clock,
  run: r.run,
  cycle: r.cycle,
  instance: r.instance,
  target: r.target,
  calendar: r.calendar,
  from: r.from,
  elapsedMs: r.elapsedMs,
  since: r.since,
  pausedAt: r.pausedAt,
  daysLeft: r.daysLeft,
  dueAt: r.dueAt,
  warnAt: r.warnAt,
  warned: r.warned,
  breached: r.breached,
  nextAt: r.nextAt,
  endedAt: r.endedAt,
})

type DraftOfEnded = { -readonly [K in keyof EndedRun]: EndedRun[K] }

/** `undefined`: nothing may be said of it any more. */
const endedOf = (run: ClockRun, as: Ending, because: string | undefined): EndedRun | undefined => {
  if (!isOpen(run, as)) return undefined
  const ended = draftOf(run) as DraftOfEnded
  ended.as = as
  ended.because = because
  return ended
}

/**
 * A new deadline brings its own warning, or none. A warning that is yet to come will come, though there
 * was one of an earlier deadline.
 */
const redated = (next: Draft, { at, dueAt, warnAt }: ClockResumed | ClockRetargeted): void => {
  if (dueAt === undefined) return
  next.dueAt = dueAt
  next.warnAt = warnAt
  if (warnAt !== undefined && warnAt > at) next.warned = false
}

/** A run after an event that leaves it under way. */
const moved = (run: ClockRun, event: Moving): ClockRun => {
  const next = draftOf(run)
  switch (event.type) {
    case 'ClockPaused':
      next.elapsedMs = event.elapsedMs
      next.since = undefined
      next.nextAt = undefined
      next.pausedAt = event.at
      next.daysLeft = event.daysLeft
      return next
    case 'ClockResumed':
      next.since = event.at
      next.pausedAt = undefined
      redated(next, event)
      next.nextAt = nextOf(next)
      return next
    case 'ClockRetargeted':
      next.target = event.target
      next.calendar = event.calendar ?? run.calendar
      next.daysLeft = event.daysLeft ?? run.daysLeft
      redated(next, event)
      next.nextAt = nextOf(next)
      return next
    case 'ClockWarned':
      next.warned = true
      next.nextAt = nextOf(next)
      return next
    case 'ClockBreached':
      next.breached = true
      next.nextAt = undefined
      return next
    case 'ClockBreachWithdrawn':
      next.breached = false
      next.nextAt = nextOf(next)
      return next
    case 'ClockMet':
    case 'ClockCancelled':
      next.elapsedMs = event.elapsedMs
      next.endedAt = event.at
      return next
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

let lastOne: Clocks['calendars'] = []

/** Streams mostly run by one and the same calendar: they share the list of it. */
const oneOf = (calendar: string): Clocks['calendars'] => {
  if (lastOne[0] !== calendar) lastOne = [calendar]
  return lastOne
}

const calendarsOf = (live: Clocks['live']): Clocks['calendars'] => {
  let calendars = noClocks.calendars
  for (const { calendar, breached } of live) {
    if (calendar === undefined || breached || calendars[0] === calendar) continue
    if (calendars.length === 0) calendars = oneOf(calendar)
    else if (!calendars.includes(calendar)) calendars = [...calendars, calendar]
  }
  return calendars
}

/** With what every command asks of all that run, of which one was `before` and is `after`. */
const clocksOf = (
  { nextAt }: Clocks,
  live: Clocks['live'],
  ended: Clocks['ended'],
  runs: Clocks['runs'],
  before: ClockRun | undefined,
  after: ClockRun | undefined,
): Clocks => {
  let first = after === undefined ? nextAt : soonerOf(nextAt, after.nextAt)
  if (before?.nextAt !== undefined && before.nextAt === nextAt) {
    first = undefined
    for (const run of live) first = soonerOf(first, run.nextAt)
  }
  return { live, ended, runs, nextAt: first, calendars: calendarsOf(live) }
}

/** A late recording changes what is known of a run that has ended. */
const amend = (clocks: Clocks, event: Moving): Clocks => {
  const { live, ended, runs, nextAt, calendars } = clocks
  const run = ended.find((one) => one.clock === event.clock && one.run === event.run)
  if (run === undefined) return clocks
  const last = endedOf(moved(run, event), endingOf(run, event) ?? run.as, run.because)
  return { live, ended: withEnded(ended, run, last), runs, nextAt, calendars }
}

const indexOf = (live: Clocks['live'], { clock, run }: Moving): number => {
  let i = live.length - 1
  for (; i >= 0; i--) if (live[i]?.run === run && live[i]?.clock === clock) break
  return i
}

/** The clocks after one of their events. Total: an event of an unknown run changes nothing. */
export const evolveClocks = (clocks: Clocks, event: ClockEvent): Clocks => {
  const { live, ended, runs } = clocks
  if (event.type === 'ClockStarted') {
    const run = started(event)
    const all = live.toSpliced(live.length, 0, run)
    return clocksOf(clocks, all, ended, withRun(runs, event), undefined, run)
  }
  const i = indexOf(live, event)
  const run = live[i]
  if (run === undefined) return amend(clocks, event)
  const as = endingOf(run, event)
  if (as === undefined) {
    const next = moved(run, event)
    return clocksOf(clocks, replaced(live, i, next), ended, runs, run, next)
  }
  const because = event.type === 'ClockCancelled' ? event.because : undefined
  const last = isOpen(run, as) ? endedOf(moved(run, event), as, because) : undefined
  return clocksOf(clocks, live.toSpliced(i, 1), withEnded(ended, run, last), runs, run, undefined)
}

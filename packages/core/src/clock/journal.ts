/** What a decision has recorded of its clocks so far; private to it. */
import * as E from 'fp-ts/lib/Either.js'

import { laterOf, type Instant } from '../time/index.js'

import type { ClockBreached, ClockBreachWithdrawn, ClockEvent } from './events.js'
import type { ServiceLevels } from './levels.js'
import { evolveClocks } from './evolve.js'
import { measureOf, runFrom, type AnyCalendar, type Deadline, type Measure } from './reckon.js'
import type { Unreckonable } from './rejection.js'
import type { Clocks, ClockRun } from './state.js'

export interface Journal {
  readonly levels: ServiceLevels
  /** Where the decision's events go. */
  readonly told: { readonly push: (event: ClockEvent) => unknown }
  /** After all that was recorded. */
  clocks: Clocks
  /** A run came back that may promise what the stream was once promised. */
  isBack: boolean
}

export const record = (journal: Journal, event: ClockEvent): void => {
  journal.told.push(event)
  journal.clocks = evolveClocks(journal.clocks, event)
}

/** An event while it is made: written field by field, several times as fast as by spreads. */
export type Draft<E> = { -readonly [K in keyof E]: E[K] }

const notLoaded = ({ calendars }: ServiceLevels, calendar: string): AnyCalendar =>
  E.left({ _tag: 'CalendarNotLoaded', calendar, loaded: calendars })

/** By id; the newest that was given. */
export const calendarOf = ({ levels }: Journal, id: string): AnyCalendar => {
  const found = levels.calendar(id)
  return found === undefined ? notLoaded(levels, id) : E.right(found)
}

/** Of a calendar's `id@version`. */
const idOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'))

/** How a run is reckoned, by its own calendar's newest version. */
export const measureOfRun = (
  { levels }: Journal,
  { target, calendar = '' }: ClockRun,
): E.Either<Unreckonable, Measure> =>
  measureOf(target, () => {
    const found = levels.calendarOf(calendar)
    return found === undefined ? notLoaded(levels, idOf(calendar)) : E.right(found)
  })

/**
 * What had run by an instant. One before the run's last turn is reckoned from the beginning, pauses
 * included, and is never more than what had run by that turn.
 */
export const elapsedAt = (
  measure: Measure,
  run: ClockRun,
  at: Instant,
): E.Either<Unreckonable, number> => {
  const { from, since, pausedAt, endedAt, elapsedMs } = run
  const turn = since ?? pausedAt ?? from
  const isBefore = endedAt !== undefined || at < turn
  if (since === undefined && !isBefore) return E.right(elapsedMs)
  const ran = runFrom(measure, isBefore ? from : turn, at)
  if (E.isLeft(ran)) return ran
  return E.right(isBefore ? Math.min(elapsedMs, ran.right) : elapsedMs + ran.right)
}

interface OfRun {
  cycle?: number
  instance?: string
}

/** Which run an event tells of. */
export const named = <E extends OfRun>(
  event: E,
  { cycle, instance }: Pick<ClockRun, 'cycle' | 'instance'>,
): E => {
  if (cycle !== undefined) event.cycle = cycle
  if (instance !== undefined) event.instance = instance
  return event
}

/** An event with a deadline, where there is one. */
export const due = <E extends Draft<Deadline>>(event: E, { dueAt, warnAt }: Deadline): E => {
  if (dueAt !== undefined) event.dueAt = dueAt
  if (warnAt !== undefined) event.warnAt = warnAt
  return event
}

/** A run is broken, at its deadline. */
export const breachOf = (run: ClockRun, at: Instant): ClockBreached => {
  const event: Draft<ClockBreached> = {
    type: 'ClockBreached',
    at,
    clock: run.clock,
    run: run.run,
  }
  return named(event, run)
}

/** Whether what happened at an instant comes too late for the run's deadline. */
export const isLate = ({ breached, dueAt }: ClockRun, at: Instant): boolean =>
  breached && (dueAt === undefined || at > dueAt)

/** A breach is unsaid by what happened at or before the deadline, and by nothing else. */
export const withdraw = (
  journal: Journal,
  run: ClockRun,
  at: Instant,
  reason: ClockBreachWithdrawn['reason'],
): void => {
  if (!run.breached || isLate(run, at)) return
  const event: Draft<ClockBreachWithdrawn> = {
    type: 'ClockBreachWithdrawn',
    at,
    clock: run.clock,
    run: run.run,
    reason,
  }
  record(journal, named(event, run))
  journal.isBack = true
}

/** When something happens to a run: not before its last turn. */
export const turnAt = (run: ClockRun, at: Instant): Instant =>
  laterOf(at, run.since ?? run.pausedAt ?? run.from)

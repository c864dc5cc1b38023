/**
 * The clock events, which stand in the streams whose promises they tell of. STORAGE CONTRACT: change a
 * codec only as CONTRIBUTING.md says; that holds for the targets of a standard too, which they carry.
 */
import * as t from 'io-ts'

import { Count, Ordinal, Text, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Target } from '../standard/clocks.js'
import { Instant } from '../time/instant.js'

/**
 * Which run of which clock: runs of a clock are numbered from 1 in each stream. `instance` tells apart
 * those under way at once (a step), `cycle` is the stream's.
 */
const ofRun = { clock: Text, run: Ordinal } as const
const more = { cycle: Ordinal, instance: Text } as const

/** When it is due, and when the warning comes; neither for means and counts. */
const deadline = { dueAt: Instant, warnAt: Instant } as const

/**
 * A promise begins to run. `from` is when counting began: `at`, or earlier where a field of the event or
 * a run that was cancelled says so; `elapsedMs` is what had run by `at`. `calendar` is `id@version`;
 * `daysLeft` as in `ClockPaused`, of a run taken up again.
 */
export const ClockStarted = eventRecord(
  'ClockStarted',
  { ...ofRun, target: Target, from: Instant, elapsedMs: Count },
  { ...more, ...deadline, calendar: Text, daysLeft: Count },
)
export interface ClockStarted extends t.TypeOf<typeof ClockStarted> {}

/** It stands still. `elapsedMs` has run so far; `daysLeft`: of working days, how many ends are to come. */
export const ClockPaused = eventRecord(
  'ClockPaused',
  { ...ofRun, elapsedMs: Count },
  { ...more, daysLeft: Count },
)
export interface ClockPaused extends t.TypeOf<typeof ClockPaused> {}

/** It goes on. */
export const ClockResumed = eventRecord('ClockResumed', ofRun, { ...more, ...deadline })
export interface ClockResumed extends t.TypeOf<typeof ClockResumed> {}

/**
 * Another target, or another version of the calendar; what has run and was paused stays. A paused one
 * gets its deadline when it is resumed; `daysLeft` as in `ClockPaused`.
 */
export const ClockRetargeted = eventRecord(
  'ClockRetargeted',
  { ...ofRun, target: Target },
  { ...more, ...deadline, calendar: Text, daysLeft: Count },
)
export interface ClockRetargeted extends t.TypeOf<typeof ClockRetargeted> {}

/** It will be due soon. `at` is when the warning was to come. */
export const ClockWarned = eventRecord('ClockWarned', { ...ofRun, dueAt: Instant }, more)
export interface ClockWarned extends t.TypeOf<typeof ClockWarned> {}

/** The promise was kept, in time or late. `count`: of a target that counts. */
export const ClockMet = eventRecord(
  'ClockMet',
  { ...ofRun, inTime: t.boolean, elapsedMs: Count },
  { ...more, count: Count },
)
export interface ClockMet extends t.TypeOf<typeof ClockMet> {}

/** The promise was broken. `at` is the deadline itself, whenever it was noticed. */
export const ClockBreached = eventRecord('ClockBreached', ofRun, { ...more, count: Count })
export interface ClockBreached extends t.TypeOf<typeof ClockBreached> {}

/**
 * What was recorded later shows that the promise was not broken: it happened at `at`, at or before the
 * deadline.
 */
export const ClockBreachWithdrawn = eventRecord(
  'ClockBreachWithdrawn',
  { ...ofRun, reason: oneOf('WithdrawalReason', 'met', 'paused', 'cancelled', 'retargeted') },
  more,
)
export interface ClockBreachWithdrawn extends t.TypeOf<typeof ClockBreachWithdrawn> {}

/**
 * It is not asked any more: neither kept nor broken, unless it was broken before. `because` is the type of
 * the event that ended it.
 */
export const ClockCancelled = eventRecord(
  'ClockCancelled',
  {
    ...ofRun,
    as: oneOf('CancelledAs', 'cancelled', 'exempt'),
    because: Text,
    elapsedMs: Count,
  },
  more,
)
export interface ClockCancelled extends t.TypeOf<typeof ClockCancelled> {}

export type ClockEvent =
  | ClockStarted
  | ClockPaused
  | ClockResumed
  | ClockRetargeted
  | ClockWarned
  | ClockMet
  | ClockBreached
  | ClockBreachWithdrawn
  | ClockCancelled

/** Of all clocks, in whichever stream. */
export const clockEvents: EventCatalogue<ClockEvent> = eventCatalogue<ClockEvent>({
  ClockStarted: eventType(ClockStarted),
  ClockPaused: eventType(ClockPaused),
  ClockResumed: eventType(ClockResumed),
  ClockRetargeted: eventType(ClockRetargeted),
  ClockWarned: eventType(ClockWarned),
  ClockMet: eventType(ClockMet),
  ClockBreached: eventType(ClockBreached),
  ClockBreachWithdrawn: eventType(ClockBreachWithdrawn),
  ClockCancelled: eventType(ClockCancelled),
})

/** What a standard promises, and when the promise is kept: clocks as data. */
import * as t from 'io-ts'

import { Ordinal, Text, oneOf, record } from '../codec/primitives.js'
import { Duration } from '../time/duration.js'

import { Label, Source } from './label.js'

/** Asked of an event's fields, or of a stream's attributes: each named one has one of its values. */
export const Conditions = t.readonly(
  t.record(t.string, t.readonlyArray(t.union([t.string, t.number, t.boolean]))),
  'Conditions',
)
export type Conditions = t.TypeOf<typeof Conditions>

/** So much time, whether the house is open or not. */
export const ElapsedTarget = record(
  'ElapsedTarget',
  { kind: t.literal('elapsed'), time: Duration },
  { /** How long before it is due a warning comes. */ warnBefore: Duration },
)
/** So much time of the calendar's open hours. */
export const BusinessTarget = record(
  'BusinessTarget',
  { kind: t.literal('business'), time: Duration },
  { /** In open hours. */ warnBefore: Duration },
)
/** The end of the n-th working day after the day on which it began. */
export const WorkingDaysTarget = record(
  'WorkingDaysTarget',
  { kind: t.literal('workingDays'), days: Ordinal },
  { /** In open hours. */ warnBefore: Duration },
)
/** A number that an event tells, such as rings: judged at once. */
export const CountTarget = record('CountTarget', {
  kind: t.literal('count'),
  atMost: Ordinal,
  /** The event's field that holds it. */
  of: Text,
})
/** A mean over a period, so that no single one is late. */
export const MeanTarget = record('MeanTarget', { kind: t.literal('mean'), time: Duration })

export const Target = t.union(
  [ElapsedTarget, BusinessTarget, WorkingDaysTarget, CountTarget, MeanTarget],
  'Target',
)
export type Target = t.TypeOf<typeof Target>

/**
 * What an event does to a clock. The first rule of the clock that matches the event wins.
 *
 * `start` begins a run where none is under way; `restart` takes up what the event of `after` cancelled, from
 * its original start; `exempt` ends a run that shall not be judged.
 */
export const ClockRule = record(
  'ClockRule',
  {
    /** The type of an event. */
    on: Text,
    do: oneOf('ClockStep', 'start', 'pause', 'resume', 'meet', 'cancel', 'exempt', 'restart'),
  },
  {
    /** Of the event's fields. */
    if: Conditions,
    /** Of the stream's attributes, after the event. */
    while: Conditions,
    /** For `start`: the event's field with the instant from which it counts; else the event's own time. */
    from: Text,
    /** For `restart`: the type of the event that had cancelled the run. */
    after: Text,
  },
)
export interface ClockRule extends t.TypeOf<typeof ClockRule> {}

/** A target and for which streams it is: the first whose conditions hold of the attributes. */
export const TargetChoice = record('TargetChoice', { target: Target }, { if: Conditions })
export interface TargetChoice extends t.TypeOf<typeof TargetChoice> {}

/** The categories of streams that may have clocks. */
export const ClockedCategory = oneOf(
  'ClockedCategory',
  'case',
  'complaint',
  'followUp',
  'emergency',
)
export type ClockedCategory = t.TypeOf<typeof ClockedCategory>

/** A promise about time. */
export const Clock = record(
  'Clock',
  {
    id: Text,
    label: Label,
    source: Source,
    of: ClockedCategory,
    rules: t.readonlyArray(ClockRule),
    /** All of one kind. Where none is for a stream, the clock does not start there. */
    targets: t.readonlyArray(TargetChoice),
  },
  {
    /** The event's field that tells apart runs under way at once, such as a step. */
    instance: Text,
    /** Whether it begins anew as soon as it is met. */
    recurs: t.boolean,
    /** By id; else the standard's. */
    calendar: Text,
    /** Listed and shown, and never started. */
    off: t.boolean,
  },
)
export interface Clock extends t.TypeOf<typeof Clock> {}

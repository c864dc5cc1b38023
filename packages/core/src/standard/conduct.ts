/** What a standard asks of the work beyond its clocks: steps, targets, thresholds, and what the host sets. */
import * as t from 'io-ts'

import { Finite, Ordinal, Text, oneOf, record } from '../codec/primitives.js'
import { Duration } from '../time/duration.js'

import { ClockedCategory, Conditions } from './clocks.js'
import { Handbook, Label, Source } from './label.js'

/**
 * `shownBy`: the types of events, or `step:<id>` of a step that was recorded, or completed as one of the
 * case's plan; any of them shows it. One event may show several steps.
 */
export const RequiredStep = record(
  'RequiredStep',
  { id: Text, label: Label, shownBy: t.readonlyArray(Text) },
  {
    /** Types of events: asked for only where one of them happened. */ when: t.readonlyArray(Text),
  },
)
export interface RequiredStep extends t.TypeOf<typeof RequiredStep> {}

/** Steps that have to be taken in this order, in streams whose attributes at the opening fit. */
export const Procedure = record(
  'Procedure',
  {
    id: Text,
    label: Label,
    source: Source,
    of: ClockedCategory,
    steps: t.readonlyArray(RequiredStep),
  },
  { if: Conditions },
)
export interface Procedure extends t.TypeOf<typeof Procedure> {}

/** What a figure should be: a share from 0 to 1, a duration in seconds, a score, in the figure's own unit. */
export const Kpi = record(
  'Kpi',
  { id: Text, label: Label, source: Source, metric: Text },
  {
    /** What of the figure; its value where it says nothing. */
    of: oneOf('KpiStatistic', 'mean', 'p50', 'p90', 'p95', 'p99'),
    atLeast: Finite,
    atMost: Finite,
    /** One value of each dimension named. */
    where: t.readonly(t.record(t.string, Text)),
  },
)
export interface Kpi extends t.TypeOf<typeof Kpi> {}

/** When what happens to a desk calls for more. */
export const Policies = record('Policies', {
  /** The ordinary process failed: so often reopened or transferred, or paused so long. */
  ordinaryFailed: record('OrdinaryFailed', {
    reopened: Ordinal,
    transferred: Ordinal,
    paused: Duration,
  }),
  /** Complaints within the window at least so many, and so many times as many as in that of the weeks before. */
  surge: record('Surge', { window: Duration, atLeast: Ordinal, times: Finite }),
  /** The same root cause so often within the window. */
  recurringCause: record('RecurringCause', { window: Duration, atLeast: Ordinal }),
  /** Rounds of follow-up and reopening before it is escalated instead. */
  followUpRounds: Ordinal,
})

/** A rule that the lifecycles keep by themselves, told for people. */
export const Principle = record('Principle', { id: Text, label: Label, source: Source })
export interface Principle extends t.TypeOf<typeof Principle> {}

/**
 * Where the part of the document at a JSON pointer comes from. A segment of a pointer names an item of a
 * list by its `id` or `code`, or by its index.
 */
export const SourceOf = record('SourceOf', { at: Text, handbook: Handbook, gist: Label })
export interface SourceOf extends t.TypeOf<typeof SourceOf> {}

/**
 * A number that the handbook leaves to the house. The place at the pointer holds an example, and nothing
 * runs by it: the standard runs when each is set.
 */
export const Setting = record('Setting', {
  name: Text,
  label: Label,
  at: Text,
  /** Durations as `PT4H`; amounts in minor units. */
  unit: oneOf('SettingUnit', 'duration', 'days', 'count', 'amount'),
})
export interface Setting extends t.TypeOf<typeof Setting> {}

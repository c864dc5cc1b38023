/** Measures: from a row to dated, classified readings that cite their events. */
import type { EventId } from '../store/port.js'
import type { EpochMs } from '../time/index.js'

import type { Key } from './facts.js'
import type { ProjectionId } from './rows.js'

/**
 * `s`: values are durations in milliseconds, shown as seconds. `perThousand`: so many of each 1,000;
 * `perHour`: so many in each hour.
 */
export type Unit = 'share' | 's' | 'count' | 'score' | 'perThousand' | 'perHour' | 'flow'

/** Two languages, side by side. */
export interface Label {
  readonly en: string
  readonly zh: string
}

/** A value that counts: an integer (milliseconds, a score, 1 for yes and 0 for no). */
export interface Counted {
  readonly _tag: 'Counted'
  readonly value: number
}
/** Left out, for a reason with a name: `notResolved`, `timeUnknown`, `noContact` … */
export interface Excluded {
  readonly _tag: 'Excluded'
  readonly reason: string
}
export type Verdict = Counted | Excluded

/** Counts, with a value in the measure's own unit. */
export const counted = (value: number): Verdict => ({ _tag: 'Counted', value })
/** Left out of the figure, for a reason that has a name. */
export const excluded = (reason: string): Verdict => ({ _tag: 'Excluded', reason })

export type Dimensions = Readonly<Record<string, string>>

export interface Reading {
  /** The row it speaks of. */
  readonly subject: Key
  /** When it counts; may lie ahead (a deadline). */
  readonly at: EpochMs
  /** With `until` it is an interval [at, until), for what is open or running; Infinity: still. */
  readonly until?: EpochMs
  readonly verdict: Verdict
  /** Until then the verdict may still change by time passing alone: it is provisional. */
  readonly finalFrom?: EpochMs
  readonly dimensions: Dimensions
  /** Whose credit it is, frozen at the fact: the dimension `agent`. */
  readonly credit?: string
  readonly evidence: ReadonlyArray<EventId>
  /** What there is to say of it beyond value and reason, for people: which step is missing. */
  readonly says?: Label
}

/** Where a measure takes its rows from: facts, or a group of them. */
export type Origin = { readonly facts: ProjectionId } | { readonly group: ProjectionId }

/**
 * One pure function from a row to readings. Windows, breakdowns, percentiles, as-of, explain and
 * merging are written once, over readings.
 */
export interface Measure<Row> {
  readonly id: string
  readonly version: number
  readonly unit: Unit
  readonly from: Origin
  /** The parts of the row that it looks at: when none of them changed, its readings are the same. */
  readonly parts: ReadonlyArray<keyof Row>
  /** Reasons that are told also when nothing was excluded by them. */
  readonly excludes?: ReadonlyArray<string>
  /** Dimensions that its readings may have beside those of the row's finding, such as the clock. */
  readonly adds?: ReadonlyArray<string>
  readonly readings: (row: Row, key: Key) => ReadonlyArray<Reading>
}

/** A mapping made ready to run: every name in it known, every column found a place. */
import type { Actor, Instant, StandardRef } from '@casetrail/core'
import type * as E from 'fp-ts/lib/Either.js'

import type { Lifecycle } from '../lifecycle.js'
import type { SourceRow } from '../read/row.js'

import type { Test } from './condition.js'
import type { Format } from './document.js'
import type { ReadFields } from './value.js'

export type ReadActor = (row: SourceRow) => Actor

/** A time in a row's column. */
export interface TimeAt {
  readonly place: number
  readonly column: string
  readonly read: (text: string) => E.Either<string, Instant>
}

export interface PlannedEmission {
  /** The stream that it is for, by its place in the plan. */
  readonly stream: number
  readonly type: string
  /** Where its effective time stands; else it is the row's. */
  readonly at: TimeAt | undefined
  readonly actor: ReadActor
  readonly fields: ReadFields
  /** What the importer fills in this event. */
  readonly filled: ReadonlyArray<string>
}

/** What an opening event carries of its stream, as far as its codec knows it. */
export type Carried = 'standard' | 'externalRef' | 'attributes'

export interface PlannedStream {
  readonly lifecycle: Lifecycle
  /** Where its key stands. */
  readonly key: number
  readonly opening: PlannedEmission
  /** Which of the rows that have its key may open it. */
  readonly when: Test
  readonly carries: ReadonlyArray<Carried>
}

interface PlannedRule {
  readonly name: string
  readonly test: Test
  readonly emit: ReadonlyArray<PlannedEmission>
}

interface Attribute {
  readonly dimension: string
  readonly place: number
  readonly take: 'first' | 'last'
}

export interface Plan {
  readonly source: string
  readonly format: Format
  readonly standard: StandardRef
  /** The first is the story: rows are grouped by its key, and the others' keys are read within them. */
  readonly streams: readonly [PlannedStream, ...PlannedStream[]]
  /** The columns that a reader must keep, in the order of a row's values. */
  readonly columns: ReadonlyArray<string>
  readonly nulls: ReadonlySet<string>
  readonly activity: number
  readonly time: TimeAt
  readonly order: 'file' | 'time'
  readonly actor: ReadActor
  readonly attributes: ReadonlyArray<Attribute>
  readonly rules: ReadonlyArray<PlannedRule>
  readonly unmapped: 'error' | 'note' | { readonly ignore: string }
}

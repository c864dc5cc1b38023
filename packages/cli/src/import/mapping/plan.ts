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
  readonly type: string
  /** Where its effective time stands; else it is the row's. */
  readonly at: TimeAt | undefined
  readonly actor: ReadActor
  readonly fields: ReadFields
  /** What the importer fills in this event. */
  readonly filled: ReadonlyArray<string>
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
  readonly lifecycle: Lifecycle
  /** The columns that a reader must keep, in the order of a row's values. */
  readonly columns: ReadonlyArray<string>
  readonly nulls: ReadonlySet<string>
  readonly key: number
  readonly activity: number
  readonly time: TimeAt
  readonly order: 'file' | 'time'
  readonly actor: ReadActor
  readonly opening: PlannedEmission
  readonly attributes: ReadonlyArray<Attribute>
  readonly rules: ReadonlyArray<PlannedRule>
  readonly unmapped: 'error' | 'note' | { readonly ignore: string }
}

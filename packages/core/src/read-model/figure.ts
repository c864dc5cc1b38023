/** Figures: measures over a window, combined into one value. */
import type { Either } from 'fp-ts/lib/Either.js'

import type { EpochMs } from '../time/index.js'

import type { Label, Measure, Reading, Unit } from './measure.js'

/** How many times a value occurred. */
export type Distribution = ReadonlyMap<number, number>

/**
 * What readings add up to. Tallies of integers form a commutative group: they can be merged and
 * taken away again in any order. Counts may be below zero on the way.
 */
export interface Tally {
  readonly count: number
  readonly sum: number
  readonly distribution: Distribution
  readonly excluded: ReadonlyMap<string, number>
  /** How many counted verdicts become final from when; those yet to come are provisional. */
  readonly ripening: ReadonlyMap<EpochMs, number>
}

/** Which readings of a measure a figure takes, and over what. */
export interface FigureInput {
  readonly measure: Measure<never>
  readonly where?: (reading: Reading) => boolean
  /**
   * `window`: readings dated in it. `atStart`, `atEnd`: interval readings that cover that instant,
   * whose value is their age there in milliseconds.
   */
  readonly over: 'window' | 'atStart' | 'atEnd'
}

/** Why a figure has no value. */
export interface NoValue {
  readonly _tag: 'NoValue'
  readonly reason: string
}

/** A figure's value and what it is made of. */
export interface Value {
  /** In the figure's unit; a duration's is its median in seconds. */
  readonly value: number
  readonly numerator?: number
  readonly denominator?: number
  readonly count?: number
  readonly mean?: number
  readonly min?: number
  readonly max?: number
  readonly quantiles?: Readonly<Record<string, number>>
  readonly distribution?: Readonly<Record<string, number>>
  /** Whether quantiles are exact; else each is within `error` of itself. */
  readonly exact?: boolean
  readonly error?: number
  /** Figures within the figure, such as functional and hierarchical escalation. */
  readonly parts?: Readonly<Record<string, Readonly<Record<string, number | null>>>>
}

export type Tallies = Readonly<Record<string, Tally>>

export interface Figure {
  readonly id: string
  readonly label: Label
  readonly unit: Unit
  readonly inputs: Readonly<Record<string, FigureInput>>
  /** On which side of the figure a counted value stands. */
  readonly side: (value: number) => 'met' | 'missed'
  readonly value: (tallies: Tallies) => Either<NoValue, Value>
}

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
  /** How many counted verdicts have which word, where the input tallies a dimension. */
  readonly words: ReadonlyMap<string, number>
  readonly excluded: ReadonlyMap<string, number>
  /** How many counted verdicts become final from when; those yet to come are provisional. */
  readonly ripening: ReadonlyMap<EpochMs, number>
}

/** On which side a counted value stands. */
export type SideOf = (value: number) => 'met' | 'missed'

/** Which readings of a measure a figure takes, and over what. */
export interface FigureInput {
  readonly measure: Measure<never>
  readonly where?: (reading: Reading) => boolean
  /**
   * `window`: readings dated in it. `atStart`, `atEnd`: interval readings that cover that instant,
   * whose value is their age there in milliseconds.
   */
  readonly over: 'window' | 'atStart' | 'atEnd'
  /** On which side its values stand; default: the figure's. */
  readonly side?: SideOf
  /** What its values are; default: the measure's unit, `s` for ages. */
  readonly unit?: Unit
  /** A dimension whose words are tallied too, such as the cause. */
  readonly words?: string
  /**
   * Readings without a dimension that is asked for are of all its values: what rates are taken of, such
   * as exposure, has no type of complaint.
   */
  readonly whole?: true
}

/** Why a figure has no value. */
export interface NoValue {
  readonly _tag: 'NoValue'
  readonly reason: string
}

/** A figure within a figure. */
export interface Part {
  readonly value: number | null
  /** Default: the figure's. */
  readonly unit?: Unit
  readonly numerator?: number
  readonly denominator?: number
  readonly count?: number
}

/** A word's place in a ranking: the commonest first. */
export interface Ranked {
  readonly key: string
  readonly count: number
  readonly share: number
  /** The share of this word and those before it. */
  readonly cumulative: number
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
  readonly parts?: Readonly<Record<string, Part>>
  /** What was counted by its words (Pareto). */
  readonly ranking?: ReadonlyArray<Ranked>
}

export type Tallies = Readonly<Record<string, Tally>>

export interface Figure {
  readonly id: string
  readonly label: Label
  readonly unit: Unit
  /** The first is the main one: its exclusions and what is provisional are the figure's. */
  readonly inputs: Readonly<Record<string, FigureInput>>
  /** On which side of the figure a counted value stands; where there are no sides, all are met. */
  readonly side?: SideOf
  readonly value: (tallies: Tallies) => Either<NoValue, Value>
}

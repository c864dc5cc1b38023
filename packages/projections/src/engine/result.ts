/** A figure's answer: its value, and of each input what was counted, left out and may still change. */
import * as E from 'fp-ts/lib/Either.js'
import type { EpochMs } from '@casetrail/core'
import type {
  Figure,
  FigureInput,
  Label,
  SideOf,
  Tallies,
  Tally,
  Unit,
  Value,
} from '@casetrail/core/read-model'

import { empty } from './tally.js'

/** What an input of a figure gave. */
export interface InputResult {
  readonly unit: Unit
  /** Counted readings. */
  readonly count: number
  /** Those of them on the met side, where the input has sides. */
  readonly met?: number
  /** Their values added up, in the unit: what an exposure comes to. */
  readonly sum: number
  readonly excluded: Readonly<Record<string, number>>
  readonly provisional: number
}

/** A figure's answer, with what was left out and what may still change. */
export interface FigureResult extends Partial<Omit<Value, 'value'>> {
  readonly metric: string
  readonly label: Label
  readonly unit: Unit
  /** `null` where there is nothing to say, for `reason`. */
  readonly value: number | null
  readonly reason?: string
  /** Of the main input. */
  readonly excluded: Readonly<Record<string, number>>
  /** Counted verdicts of the main input that time alone may still change. */
  readonly provisional: number
  /** Every input by its name, the main one first, where there are several. */
  readonly inputs?: Readonly<Record<string, InputResult>>
}

/** On which side a value of an input stands; `undefined` where it has no sides. */
export const sideOfInput = (figure: Figure, input: FigureInput): SideOf | undefined =>
  input.side ?? figure.side

/** What the values of an input are. */
export const unitOfInput = ({ unit, over, measure }: FigureInput): Unit =>
  unit ?? (over === 'window' ? measure.unit : 's')

/** How many of a tally's values stand on the met side. */
export const metOf = (tally: Tally, side: SideOf): number => {
  let met = 0
  for (const [value, n] of tally.distribution) if (side(value) === 'met') met += n
  return met
}

/** By reason, in alphabetical order; those that the measure names also where they are 0. */
const excludedOf = (tally: Tally, { measure }: FigureInput): Readonly<Record<string, number>> => {
  const reasons = new Set([...(measure.excludes ?? []), ...tally.excluded.keys()])
  return Object.fromEntries(
    [...reasons].sort().map((name) => [name, tally.excluded.get(name) ?? 0]),
  )
}

const provisionalOf = (tally: Tally, asOf: EpochMs): number => {
  let provisional = 0
  for (const [finalFrom, n] of tally.ripening) if (finalFrom > asOf) provisional += n
  return provisional
}

const inputResult = (
  figure: Figure,
  input: FigureInput,
  tally: Tally,
  asOf: EpochMs,
): InputResult => {
  const unit = unitOfInput(input)
  const side = sideOfInput(figure, input)
  return {
    unit,
    count: tally.count,
    ...(side === undefined ? {} : { met: metOf(tally, side) }),
    sum: unit === 's' ? tally.sum / 1_000 : tally.sum,
    excluded: excludedOf(tally, input),
    provisional: provisionalOf(tally, asOf),
  }
}

/** What a figure makes of its tallies, as of the query. */
export const resultOf = (
  figure: Figure,
  tallies: Tallies,
  { asOf }: { readonly asOf: EpochMs },
): FigureResult => {
  const inputs = Object.entries(figure.inputs).map(
    ([name, input]) => [name, inputResult(figure, input, tallies[name] ?? empty(), asOf)] as const,
  )
  const { id: metric, label, unit } = figure
  const { excluded = {}, provisional = 0 } = inputs[0]?.[1] ?? {}
  const base = { metric, label, unit, excluded, provisional }
  const several = inputs.length > 1 ? { inputs: Object.fromEntries(inputs) } : {}
  const value = figure.value(tallies)
  return E.isLeft(value)
    ? { ...base, value: null, reason: value.left.reason, ...several }
    : { ...base, ...value.right, ...several }
}

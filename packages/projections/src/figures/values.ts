/** How tallies become values: shares, durations, counts. */
import * as E from 'fp-ts/lib/Either.js'
import type {
  Figure,
  NoValue,
  Part,
  SideOf,
  Tallies,
  Tally,
  Value,
} from '@casetrail/core/read-model'

import { quantile, sorted } from '../engine/quantile.js'
import { metOf } from '../engine/result.js'
import { empty } from '../engine/tally.js'

export const nothing = (reason: string): E.Either<NoValue, Value> =>
  E.left({ _tag: 'NoValue', reason })

export const tallyOf = (tallies: Tallies, name: string): Tally => tallies[name] ?? empty()

/** Yes is 1 and no is 0, or a count of which one is enough. */
export const atLeastOnce: SideOf = (value) => (value >= 1 ? 'met' : 'missed')

/** Met ÷ counted; nothing where nothing is counted, never 0 or 1. */
export const share = (tally: Tally, side: SideOf): E.Either<NoValue, Value> => {
  if (tally.count === 0) return nothing('nothing to count: the denominator is 0')
  const numerator = metOf(tally, side)
  return E.right({ value: numerator / tally.count, numerator, denominator: tally.count })
}

export const shareOf =
  (name: string, side: SideOf = atLeastOnce): Figure['value'] =>
  (tallies) =>
    share(tallyOf(tallies, name), side)

/** The share of an input, as a part of a figure. */
export const sharePart = (tallies: Tallies, name: string, side: SideOf = atLeastOnce): Part => {
  const of = share(tallyOf(tallies, name), side)
  if (E.isLeft(of)) return { value: null, unit: 'share' }
  const { value, numerator = 0, denominator = 0 } = of.right
  return { value, unit: 'share', numerator, denominator }
}

/** A share, and beside it the shares of other inputs. */
export const shareBeside =
  (main: string, ...beside: ReadonlyArray<string>): Figure['value'] =>
  (tallies) => {
    const value = shareOf(main)(tallies)
    if (E.isLeft(value)) return value
    const parts = beside.map((name) => [name, sharePart(tallies, name)] as const)
    return E.right({ ...value.right, parts: Object.fromEntries(parts) })
  }

/** A share, with the mean count a case, as in transfers. */
export const shareWithMean =
  (name: string): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    const value = share(tally, atLeastOnce)
    return E.isLeft(value) ? value : E.right({ ...value.right, mean: tally.sum / tally.count })
  }

const SECONDS = 1 / 1000
const QUANTILES = [0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const

/** Median, quantiles, mean, least and greatest of durations, in seconds; tallied in milliseconds. */
const duration = (tally: Tally): E.Either<NoValue, Value> => {
  if (tally.count === 0) return nothing('nothing to count: no duration is known')
  const values = sorted(tally.distribution)
  const named = QUANTILES.map((q) => [`p${String(q * 100)}`, quantile(values, q, SECONDS)])
  return E.right({
    value: quantile(values, 0.5, SECONDS),
    count: tally.count,
    quantiles: Object.fromEntries(named) as Readonly<Record<string, number>>,
    mean: (tally.sum * SECONDS) / tally.count,
    min: quantile(values, 0, SECONDS),
    max: quantile(values, 1, SECONDS),
    exact: true,
  })
}

export const durationOf =
  (name: string): Figure['value'] =>
  (tallies) =>
    duration(tallyOf(tallies, name))

/** How many; none is a figure too. */
export const countOf =
  (name: string): Figure['value'] =>
  (tallies) => {
    const { count } = tallyOf(tallies, name)
    return E.right({ value: count, count })
  }

const DAY_MS = 86_400_000
const AGES = [
  ['≤1d', 1],
  ['≤3d', 3],
  ['≤7d', 7],
  ['≤14d', 14],
  ['≤30d', 30],
  ['>30d', Infinity],
] as const

/** How many are open, how old they are, and how many are of which age. */
export const ageing =
  (name: string): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    const ages = duration(tally)
    const distribution: Record<string, number> = Object.fromEntries(
      AGES.map(([label]) => [label, 0]),
    )
    for (const [age, n] of tally.distribution) {
      const bucket = AGES.find(([, days]) => age <= days * DAY_MS)?.[0] ?? '>30d'
      distribution[bucket] = (distribution[bucket] ?? 0) + n
    }
    const base = { value: tally.count, count: tally.count, distribution }
    return E.right(E.isLeft(ages) ? base : { ...ages.right, ...base })
  }

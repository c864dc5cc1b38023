/** Quantiles by linear interpolation between order statistics (Hyndman–Fan type 7). */
import type { Distribution } from '@casetrail/core/read-model'

export interface Sorted {
  readonly values: ReadonlyArray<number>
  /** How many observations are at or below the value of the same index. */
  readonly upTo: ReadonlyArray<number>
  readonly count: number
}

/** A distribution in ascending order. */
export const sorted = (distribution: Distribution): Sorted => {
  const values = Float64Array.from(distribution.keys()).sort()
  const upTo: number[] = []
  let count = 0
  for (const value of values) {
    count += distribution.get(value) ?? 0
    upTo.push(count)
  }
  return { values: Array.from(values), upTo, count }
}

/** The observation at a rank from 0. */
const at = ({ values, upTo }: Sorted, rank: number): number => {
  let low = 0
  let high = upTo.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] ?? 0) > rank) high = middle
    else low = middle + 1
  }
  return values[low] ?? NaN
}

/**
 * The q-quantile of a sorted distribution, each value taken times `scale` before interpolating.
 *
 * @see Hyndman, Fan: Sample Quantiles in Statistical Packages (1996), definition 7
 */
export const quantile = (from: Sorted, q: number, scale = 1): number => {
  const h = (from.count - 1) * q
  const below = Math.floor(h)
  const low = at(from, below) * scale
  const high = at(from, Math.min(below + 1, from.count - 1)) * scale
  return low + (high - low) * (h - below)
}

/**
 * Tallies: what readings add up to. All parts are counts and sums of integers, so that tallies can be
 * added, taken away again and merged in any order.
 */
import type { EpochMs } from '@casetrail/core'
import type { Reading, Tally } from '@casetrail/core/read-model'

/** A tally under construction. */
export interface Sum extends Tally {
  count: number
  sum: number
  readonly distribution: Map<number, number>
  readonly words: Map<string, number>
  readonly excluded: Map<string, number>
  readonly ripening: Map<EpochMs, number>
}

export const empty = (): Sum => ({
  count: 0,
  sum: 0,
  distribution: new Map(),
  words: new Map(),
  excluded: new Map(),
  ripening: new Map(),
})

const bump = <K>(map: Map<K, number>, key: K, by: number): void => {
  const n = (map.get(key) ?? 0) + by
  if (n === 0) map.delete(key)
  else map.set(key, n)
}

/**
 * Adds a reading (`sign` 1) or takes it away (-1). `rounded` says which value the distribution keeps
 * for a value: itself, or its bucket's. `word` is the reading's, where the input tallies words.
 */
export const add = (
  tally: Sum,
  reading: Reading,
  value: number,
  sign: 1 | -1,
  rounded: (value: number) => number,
  word?: string,
): void => {
  if (reading.verdict._tag === 'Excluded') {
    bump(tally.excluded, reading.verdict.reason, sign)
    return
  }
  tally.count += sign
  tally.sum += sign * value
  bump(tally.distribution, rounded(value), sign)
  if (word !== undefined) bump(tally.words, word, sign)
  if (reading.finalFrom !== undefined) bump(tally.ripening, reading.finalFrom, sign)
}

const into = (target: Sum, other: Tally, sign: 1 | -1): Sum => {
  target.count += sign * other.count
  target.sum += sign * other.sum
  for (const [value, n] of other.distribution) bump(target.distribution, value, sign * n)
  for (const [word, n] of other.words) bump(target.words, word, sign * n)
  for (const [reason, n] of other.excluded) bump(target.excluded, reason, sign * n)
  for (const [at, n] of other.ripening) bump(target.ripening, at, sign * n)
  return target
}

/** The tally of both. */
export const merge = (a: Tally, b: Tally): Tally => into(into(empty(), a, 1), b, 1)

/** The tally that merged with `b` gives `a`. */
export const subtract = (a: Tally, b: Tally): Tally => into(into(empty(), a, 1), b, -1)

/** Adds all of `other` to a tally under construction. */
export const absorb = (target: Sum, other: Tally): void => {
  into(target, other, 1)
}

export const exactly = (value: number): number => value

/** Relative width of the buckets that live tallies keep durations in. */
const BUCKET_ERROR = 0.01

const GAMMA = Math.log((1 + BUCKET_ERROR) / (1 - BUCKET_ERROR))

/**
 * The middle of a value's logarithmic bucket, within 1 % of the value (DDSketch's mapping, without
 * its collapsing, which could not be subtracted). Values below 100 keep their own bucket.
 */
export const toBucket = (value: number): number => {
  if (Math.abs(value) < 100) return value
  const index = Math.ceil(Math.log(Math.abs(value)) / GAMMA)
  return (Math.sign(value) * 2 * Math.exp(index * GAMMA)) / (Math.exp(GAMMA) + 1)
}

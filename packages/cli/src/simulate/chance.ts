/** Chance from a seed: the same seed gives the same draws, on every machine. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** One or more of something. */
export type Some<A> = readonly [A, ...ReadonlyArray<A>]

export interface Chance {
  /** A whole number between two, both included. */
  readonly between: (from: number, to: number) => number
  /** The same, small ones more often: as times are. */
  readonly skewed: (from: number, to: number) => number
  /** Whether something with so many chances in a hundred happens. */
  readonly happens: (percent: number) => boolean
  readonly pick: <A>(options: Some<A>) => A
}

const STEPS = 10_000

export const chanceFrom = (seed: number): Chance => {
  const generator = xoroshiro128plus(seed)
  const between: Chance['between'] = (from, to) => uniformInt(generator, from, to)
  return {
    between,
    skewed: (from, to) => {
      const share = between(0, STEPS) / STEPS
      return from + Math.round((to - from) * share * share * share)
    },
    happens: (percent) => between(1, 100) <= percent,
    pick: (options) => options[between(0, options.length - 1)] ?? options[0],
  }
}

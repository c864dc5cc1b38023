/** Measuring subjects against one another: in one process, in turns, each time from a clean heap. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import type { Ratio } from './benchmark.js'

/**
 * Something measured. `prepare` is not timed; what it gives back is, from call to settled promise.
 * It may warm up what it makes: collecting garbage discards code optimised for what is gone.
 */
export interface Subject {
  readonly name: string
  readonly prepare: () => (() => unknown) | Promise<() => unknown>
}

export interface Rounds {
  readonly warmUps: number
  readonly rounds: number
  /** Whether garbage is collected before each run; default: yes. */
  readonly collects?: boolean
}

/** Milliseconds of each round, by subject. */
export type Times = ReadonlyArray<ReadonlyArray<number>>

setFlagsFromString('--expose-gc')
export const collectGarbage = runInNewContext('gc') as () => void

const once = async ({ prepare }: Subject, collects: boolean): Promise<number> => {
  if (collects) collectGarbage()
  const run = await prepare()
  const begun = performance.now()
  await run()
  return performance.now() - begun
}

/** Runs all subjects in turns, A B A B; the warm-ups are not kept. */
export const takeTurns = async (
  subjects: ReadonlyArray<Subject>,
  { warmUps, rounds, collects = true }: Rounds,
): Promise<Times> => {
  const times: number[][] = subjects.map(() => [])
  for (let round = -warmUps; round < rounds; round++) {
    for (const [i, subject] of subjects.entries()) {
      const ms = await once(subject, collects)
      if (round >= 0) times[i]?.push(ms)
    }
  }
  return times
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** Their time over our time, round by round: how many times as fast ours is. */
export const ratioOf = (
  ours: ReadonlyArray<number> = [],
  theirs: ReadonlyArray<number> = [],
): Ratio => {
  const ratios = ours.map((ms, round) => (theirs[round] ?? NaN) / ms)
  return { median: median(ratios), least: Math.min(...ratios), greatest: Math.max(...ratios) }
}

/** So many things in that time, as text: `0.35 M commands/s`. */
export const rate = (count: number, times: ReadonlyArray<number> = [], noun = 'events'): string => {
  const perSecond = (count / median(times)) * 1000
  const number =
    perSecond >= 1e6
      ? `${(perSecond / 1e6).toFixed(2)} M`
      : perSecond >= 1e5
        ? `${(perSecond / 1e6).toFixed(3)} M`
        : perSecond >= 1e3
          ? `${(perSecond / 1e3).toFixed(1)} k`
          : perSecond.toFixed(1)
  return `${number} ${noun}/s`
}

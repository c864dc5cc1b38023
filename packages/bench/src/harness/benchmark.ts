/** What a benchmark is, and what it says. */

interface BenchOptions {
  /** Fewer rounds and smaller workloads, to see that everything runs. */
  readonly quick: boolean
  /** Also the benchmarks that take minutes. */
  readonly million: boolean
}

/** How the medians of two subjects compare: more than 1, ours is the faster. */
export interface Ratio {
  readonly median: number
  readonly least: number
  readonly greatest: number
}

export interface Target {
  readonly bound: 'atLeast' | 'atMost'
  readonly value: number
}

export const atLeast = (value: number | undefined): { readonly target?: Target } =>
  value === undefined ? {} : { target: { bound: 'atLeast', value } }

export interface Line {
  readonly what: string
  readonly against: string
  /** In words, such as `0.35 M commands/s`. */
  readonly ours: string
  readonly theirs: string
  readonly ratio?: Ratio
  /** The bound that the median must hold; a line without one is for information. */
  readonly target?: Target
  /** Measured value where it is no ratio, such as megabytes. */
  readonly value?: number
  readonly unit?: string
}

/** Why a benchmark could not be run, in one sentence. */
export interface Skipped {
  readonly what: string
  readonly reason: string
}

export interface Benchmark {
  readonly name: string
  readonly run: (options: BenchOptions) => Promise<ReadonlyArray<Line | Skipped>>
}

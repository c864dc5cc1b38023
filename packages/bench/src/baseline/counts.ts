/** What figures made by hand are made of: shares being counted, durations being collected. */
import type { FigureResult } from '@casetrail/projections'

export type HandFigure = Omit<FigureResult, 'label' | 'unit'>
export type Excluded = Record<string, number>

export const exclude = (excluded: Excluded, reason: string): void => {
  excluded[reason] = (excluded[reason] ?? 0) + 1
}

/** The q-quantile of sorted milliseconds in seconds, by linear interpolation. */
const quantile = (sorted: Float64Array, q: number): number => {
  const h = (sorted.length - 1) * q
  const below = Math.floor(h)
  const low = (sorted[below] ?? NaN) / 1000
  const high = (sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN) / 1000
  return low + (high - low) * (h - below)
}

export const durations = (
  values: ReadonlyArray<number>,
): Omit<HandFigure, 'metric' | 'excluded'> => {
  if (values.length === 0) {
    return { value: null, reason: 'nothing to count: no duration is known', provisional: 0 }
  }
  const sorted = Float64Array.from(values).sort()
  let sum = 0
  for (const value of sorted) sum += value
  const at = (q: number): number => quantile(sorted, q)
  return {
    value: at(0.5),
    count: sorted.length,
    quantiles: {
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
    },
    mean: sum / 1000 / sorted.length,
    min: at(0),
    max: at(1),
    exact: true,
    provisional: 0,
  }
}

const share = (numerator: number, denominator: number): Omit<HandFigure, 'metric' | 'excluded'> =>
  denominator === 0
    ? { value: null, reason: 'nothing to count: the denominator is 0', provisional: 0 }
    : { value: numerator / denominator, numerator, denominator, provisional: 0 }

/** One share being counted. */
export const counter = () => {
  const excluded: Excluded = {}
  let met = 0
  let all = 0
  let sum = 0
  return {
    add: (verdict: number | string): void => {
      if (typeof verdict === 'string') {
        exclude(excluded, verdict)
        return
      }
      all += 1
      sum += verdict
      if (verdict >= 1) met += 1
    },
    share: () => ({ ...share(met, all), excluded }),
    withMean: () => ({ ...share(met, all), ...(all === 0 ? {} : { mean: sum / all }), excluded }),
    part: () =>
      all === 0
        ? { value: null, unit: 'share' as const }
        : { value: met / all, unit: 'share' as const, numerator: met, denominator: all },
    sum: () => sum,
  }
}

/** Durations being collected. */
export const collector = () => {
  const values: number[] = []
  const excluded: Excluded = {}
  return {
    leaveOut: (reason: string): void => exclude(excluded, reason),
    add: (from: number, to: number, isUnknown: boolean, lessMs = 0): void => {
      if (isUnknown) exclude(excluded, 'timeUnknown')
      else if (to < from) exclude(excluded, 'negative')
      else values.push(Math.max(0, to - from - lessMs))
    },
    result: () => ({ ...durations(values), excluded }),
  }
}

/** Spans of elapsed time, written as ISO-8601 durations of fixed length: `P7D`, `PT24H`, `PT10M`. */
import * as t from 'io-ts'

export interface DurationBrand {
  readonly Duration: unique symbol
}

/**
 * An ISO-8601 duration in weeks, days (of 24 hours), hours, minutes and seconds; months and years
 * have no fixed length and are refused, as is what is no safe number of milliseconds.
 */
export type Duration = t.Branded<string, DurationBrand>

const PATTERN = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

const UNITS_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const

const milliseconds = (text: string): number => {
  const parts = PATTERN.exec(text)
  if (parts === null) return NaN
  return UNITS_MS.reduce((sum, unit, i) => sum + Number(parts[i + 1] ?? 0) * unit, 0)
}

const isDuration = (text: string): text is Duration => Number.isSafeInteger(milliseconds(text))

export const Duration: t.BrandC<t.StringC, DurationBrand> = t.brand(
  t.string,
  isDuration,
  'Duration',
)

/**
 * Milliseconds of a duration.
 *
 * @example
 * import { Duration, durationMs } from '@casetrail/core'
 *
 * const text: string = 'PT24H'
 * Duration.is(text) && durationMs(text) // 86400000
 */
export const durationMs = (duration: Duration): number => milliseconds(duration)

/** A figure's value, and what belongs to it, as short texts. */
import type { FigureResult } from '@casetrail/projections'

import { duration, number, percent, type Locale } from './format.js'
import { reasonText, word } from './words.js'

/** The value alone: 91.3 %, 5 d 23 h 35 m, 4,580; — where there is none. */
export const valueText = (figure: FigureResult, locale: Locale, parts = 3): string => {
  if (figure.value === null) return '—'
  switch (figure.unit) {
    case 'share':
      return percent(figure.value)
    case 's':
      return duration(figure.value, locale, parts)
    case 'count':
    case 'score':
    case 'flow':
      return number(figure.value, Number.isInteger(figure.value) ? 0 : 2)
  }
}

/** What the value is made of: numerator / denominator, or how many were counted. */
export const basisText = ({ numerator, denominator, count }: FigureResult): string =>
  numerator !== undefined && denominator !== undefined
    ? `${number(numerator)} / ${number(denominator)}`
    : count === undefined
      ? ''
      : number(count)

export const quantileText = (
  { quantiles }: FigureResult,
  name: 'p50' | 'p75' | 'p90' | 'p95' | 'p99',
  locale: Locale,
  parts: number,
): string => {
  const seconds = quantiles?.[name]
  return seconds === undefined ? '—' : duration(seconds, locale, parts)
}

/** merged 17, cancelled 5 */
export const leftOutText = ({ excluded }: Pick<FigureResult, 'excluded'>, locale: Locale): string =>
  Object.entries(excluded)
    .map(([reason, n]) => `${reasonText(reason, locale)} ${number(n)}`)
    .join(', ')

const partText = (
  name: string,
  part: Readonly<Record<string, number | null>>,
  locale: Locale,
): string => {
  const { value, numerator, denominator } = part
  const basis =
    typeof numerator !== 'number'
      ? ''
      : typeof denominator === 'number'
        ? ` (${number(numerator)} / ${number(denominator)})`
        : ` (${number(numerator)})`
  return `${reasonText(name, locale)} ${typeof value === 'number' ? percent(value) : '—'}${basis}`
}

/** What else there is to say: parts, mean, ages, what is provisional. */
export const remarksOf = (figure: FigureResult, locale: Locale): ReadonlyArray<string> => {
  const { provisional, parts = {}, distribution, unit, mean } = figure
  return [
    ...(figure.value === null ? [word('noData', locale)] : []),
    ...(provisional === 0 ? [] : [`${word('provisional', locale)} ${number(provisional)}`]),
    ...Object.entries(parts).map(([name, part]) => partText(name, part, locale)),
    ...(unit === 'share' && mean !== undefined
      ? [`${word('mean', locale)} ${number(mean, 2)}`]
      : []),
    ...(distribution === undefined || figure.value === 0
      ? []
      : Object.entries(distribution).map(([name, n]) => `${name} ${number(n)}`)),
  ]
}

/** A figure's value, and what belongs to it, as short texts. */
import type { Part, Ranked, Unit } from '@casetrail/core/read-model'
import type { FigureResult } from '@casetrail/projections'

import { whyText } from './absent.js'
import { cleaned } from './cleaned.js'
import { duration, number, percent, type Locale } from './format.js'
import { leftOutText } from './left-out.js'
import { reasonText, word } from './words.js'

/** The value alone: 91.3 %, 5 d 23 h 35 m, 4,580; — where there is none. */
export const valueText = (
  figure: Pick<FigureResult, 'value' | 'unit'>,
  locale: Locale,
  parts = 3,
): string => {
  if (figure.value === null) return '—'
  switch (figure.unit) {
    case 'share':
      return percent(figure.value)
    case 's':
      return duration(figure.value, locale, parts)
    case 'perThousand':
      return `${number(figure.value, 2)} ‰`
    case 'perHour':
      return `${number(figure.value, 4)} /h`
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

const partText = (name: string, part: Part, unit: Unit, locale: Locale): string => {
  const { value, numerator, denominator, count } = part
  const basis =
    numerator === undefined
      ? count
      : denominator === undefined
        ? numerator
        : `${number(numerator)} / ${number(denominator)}`
  const shown = typeof basis === 'number' ? number(basis) : basis
  return (
    `${reasonText(name, locale)} ${valueText({ value, unit: part.unit ?? unit }, locale, 2)}` +
    (shown === undefined ? '' : ` (${shown})`)
  )
}

/** As many words of a ranking as there is room for; `--json` has them all. */
const RANKED = 5

const rankingText = (ranking: ReadonlyArray<Ranked>, locale: Locale): ReadonlyArray<string> => [
  ...ranking
    .slice(0, RANKED)
    .map(
      ({ key, count, cumulative }) =>
        `${cleaned(key)} ${number(count)} (${word('upTo', locale)} ${percent(cumulative)})`,
    ),
  ...(ranking.length > RANKED
    ? [`… ${number(ranking.length - RANKED)} ${word('more', locale)} (--json)`]
    : []),
]

/** The reason beside it, where it is not who was left out: that is told anyway. */
const noDataText = (figure: FigureResult, locale: Locale): string => {
  const why = leftOutText(figure, locale) === '' ? whyText(figure, locale) : ''
  return word('noData', locale) + (why === '' ? '' : `: ${why}`)
}

/** What else there is to say: parts, mean, ages, what is provisional. */
export const remarksOf = (figure: FigureResult, locale: Locale): ReadonlyArray<string> => {
  const { provisional, parts = {}, distribution, ranking = [], unit, mean } = figure
  const nothing = (figure.denominator ?? figure.count) === 0
  return [
    ...(figure.value === null ? [noDataText(figure, locale)] : []),
    ...(provisional === 0 ? [] : [`${word('provisional', locale)} ${number(provisional)}`]),
    ...Object.entries(parts).map(([name, part]) => partText(name, part, unit, locale)),
    ...(mean !== undefined && (unit === 'share' || (unit === 'score' && mean !== figure.value))
      ? [`${word('mean', locale)} ${number(mean, 2)}`]
      : []),
    ...(distribution === undefined || nothing
      ? []
      : Object.entries(distribution).map(([name, n]) => `${name}: ${number(n)}`)),
    ...rankingText(ranking, locale),
  ]
}

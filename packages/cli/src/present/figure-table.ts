/** The figures of a report, by family. */
import type { FigureResult } from '@casetrail/projections'

import type { Locale } from './format.js'
import { basisText, leftOutText, quantileText, remarksOf, valueText } from './figure-rows.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'
import { widthOf } from './width.js'
import { word, type Word } from './words.js'

export const FAMILIES: ReadonlyArray<readonly [Word, ReadonlyArray<string>]> = [
  ['opened', ['cases.opened', 'cases.open', 'backlog']],
  ['firstContact', ['fcr.gross', 'fcr.net', 'fcr.window', 'rightFirstTime']],
  ['times', ['response.first', 'resolution.first', 'resolution.full', 'resolution.net']],
  ['outcome', ['resolution.rate', 'reopen.rate', 'transfer.rate', 'escalation.rate']],
]

/** From here on ids, exclusions and remarks have columns of their own. */
const WIDE = 110

const RIGHT = { align: 'right' } as const

const columnsOf = (
  family: Word,
  locale: Locale,
  wide: boolean,
  labels: number,
): ReadonlyArray<Column> => {
  const label: Column = { head: word(family, locale), atLeast: labels, narrowest: 16 }
  const right = (name: Word): Column => ({ head: word(name, locale), ...RIGHT })
  const values: ReadonlyArray<Column> =
    family === 'times'
      ? [right('n'), right('median'), { head: 'p90', ...RIGHT }, { head: 'p95', ...RIGHT }]
      : family === 'opened'
        ? [right('n')]
        : [right('share'), right('of')]
  return wide
    ? [label, { head: 'id' }, ...values, { head: word('leftOut', locale), narrowest: 18 }]
    : [label, ...values]
}

const valuesOf = (
  figure: FigureResult,
  family: Word,
  locale: Locale,
  parts: number,
): ReadonlyArray<string> => {
  if (family === 'opened') return [valueText(figure, locale)]
  if (family !== 'times') return [valueText(figure, locale), basisText(figure)]
  return [
    basisText(figure),
    quantileText(figure, 'p50', locale, parts),
    quantileText(figure, 'p90', locale, parts),
    quantileText(figure, 'p95', locale, parts),
  ]
}

const rowOf = (figure: FigureResult, family: Word, locale: Locale, wide: boolean): Row => {
  const values = valuesOf(figure, family, locale, wide ? 3 : 2)
  const remarks = remarksOf(figure, locale)
  const left = leftOutText(figure, locale)
  const label = figure.label[locale]
  if (wide) {
    const rest = [left, ...remarks].filter((text) => text !== '').join(' · ')
    return { cells: [label, figure.metric, ...values, rest] }
  }
  const note = [
    figure.metric,
    ...(left === '' ? [] : [`${word('leftOut', locale)} ${left}`]),
    ...remarks,
  ]
  return { cells: [label, ...values], notes: [note.join(' · ')] }
}

/** The tables of the families that have figures, an empty line between them. */
export const figureTables = (
  figures: ReadonlyArray<FigureResult>,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const wide = width >= WIDE
  const labels = Math.max(...figures.map((figure) => widthOf(figure.label[locale])))
  return FAMILIES.flatMap(([family, ids]) => {
    const own = figures.filter((figure) => ids.includes(figure.metric))
    if (own.length === 0) return []
    const rows = own.map((figure) => rowOf(figure, family, locale, wide))
    return ['', ...table(columnsOf(family, locale, wide, labels), rows, width, style).lines]
  })
}

/** A breakdown: one row for each key, the figures side by side. */
import type { Evaluation, FigureResult } from '@casetrail/projections'

import { cleaned } from './cleaned.js'
import { basisText, quantileText, valueText } from './figure-rows.js'
import type { Locale } from './format.js'
import type { Style } from './style.js'
import { table, type Column } from './table.js'
import { wrapped } from './width.js'
import { word } from './words.js'

/** What there is room for goes in this order: values before what they are made of. */
const VALUES = 100
const BASES = 200
const SPREAD = 300

/** The columns of a figure: its value, and what that is made of. */
export const columnsOf = (
  figure: FigureResult,
  place: number,
  locale: Locale,
): ReadonlyArray<Column> => {
  const column = (head: string, dispensable: number): Column => ({
    head,
    align: 'right',
    dispensable: dispensable + place,
  })
  const value = column(figure.metric, VALUES)
  switch (figure.unit) {
    case 'share':
    case 'perThousand':
    case 'perHour':
      return [value, column(word('of', locale), BASES)]
    case 's':
      return [value, column('p90', SPREAD), column(word('n', locale), BASES)]
    case 'score':
      return [value, column(word('n', locale), BASES)]
    case 'count':
    case 'flow':
      return [value]
  }
}

/** The cells under `columnsOf`. */
export const cellsOf = (figure: FigureResult, locale: Locale): ReadonlyArray<string> => {
  const value = valueText(figure, locale, 2)
  switch (figure.unit) {
    case 'share':
    case 'perThousand':
    case 'perHour':
    case 'score':
      return [value, basisText(figure)]
    case 's':
      return [value, quantileText(figure, 'p90', locale, 2), basisText(figure)]
    case 'count':
    case 'flow':
      return [value]
  }
}

/** The table of those figures that have a value, and a remark where some had no room. */
export const breakdownTable = (
  breakdown: NonNullable<Evaluation['breakdown']>,
  totals: ReadonlyArray<FigureResult>,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const figures = totals.filter((figure) => figure.value !== null)
  const names = new Set(figures.map((figure) => figure.metric))
  const columns: ReadonlyArray<Column> = [
    { head: cleaned(breakdown.by), narrowest: 16 },
    ...figures.flatMap((figure, i) => columnsOf(figure, i, locale)),
  ]
  const rows = breakdown.rows.map((row) => ({
    cells: [
      cleaned(row.key),
      ...row.figures
        .filter((figure) => names.has(figure.metric))
        .flatMap((figure) => cellsOf(figure, locale)),
    ],
  }))
  const { lines, dropped } = table(columns, rows, width, style)
  const missing = figures.map(({ metric }) => metric).filter((metric) => dropped.includes(metric))
  const remark =
    missing.length === 0
      ? []
      : [
          '',
          ...wrapped(
            `no room for ${missing.join(', ')}: name the figures you want, or --json`,
            width,
          ).map((line) => style.note(line)),
        ]
  return ['', ...lines, ...remark]
}

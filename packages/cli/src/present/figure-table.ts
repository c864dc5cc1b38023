/** The figures of a report, by family. */
import type { FigureResult } from '@casetrail/projections'

import { familiesOf, type Family, type Layout } from './families.js'
import type { Locale } from './format.js'
import { basisText, leftOutText, quantileText, remarksOf, valueText } from './figure-rows.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'
import { widthOf } from './width.js'
import { word, type Word } from './words.js'

/** From here on ids, exclusions and remarks have columns of their own. */
const WIDE = 110

const RIGHT = { align: 'right' } as const

const valueColumns = (layout: Layout, locale: Locale): ReadonlyArray<Column> => {
  const right = (name: Word): Column => ({ head: word(name, locale), ...RIGHT })
  switch (layout) {
    case 'counts':
      return [right('n')]
    case 'durations':
      return [right('n'), right('median'), { head: 'p90', ...RIGHT }, { head: 'p95', ...RIGHT }]
    case 'shares':
      return [right('share'), right('of')]
    case 'values':
      return [right('value'), right('of')]
  }
}

const columnsOf = (
  { name, layout }: Family,
  locale: Locale,
  wide: boolean,
  labels: number,
): ReadonlyArray<Column> => {
  const label: Column = { head: word(name, locale), atLeast: labels, narrowest: 16 }
  const values = valueColumns(layout, locale)
  return wide
    ? [label, { head: 'id' }, ...values, { head: word('remarks', locale), narrowest: 18 }]
    : [label, ...values]
}

const valuesOf = (
  figure: FigureResult,
  layout: Layout,
  locale: Locale,
  parts: number,
): ReadonlyArray<string> => {
  if (layout === 'counts') return [valueText(figure, locale)]
  if (layout !== 'durations') return [valueText(figure, locale, parts), basisText(figure)]
  return [
    basisText(figure),
    quantileText(figure, 'p50', locale, parts),
    quantileText(figure, 'p90', locale, parts),
    quantileText(figure, 'p95', locale, parts),
  ]
}

const rowOf = (figure: FigureResult, layout: Layout, locale: Locale, wide: boolean): Row => {
  const values = valuesOf(figure, layout, locale, wide ? 3 : 2)
  const remarks = remarksOf(figure, locale)
  const left = leftOutText(figure, locale)
  const label = figure.label[locale]
  const rest = [...(left === '' ? [] : [`${word('leftOut', locale)} ${left}`]), ...remarks]
  return wide
    ? { cells: [label, figure.metric, ...values, rest.join(' · ')] }
    : { cells: [label, ...values], notes: [[figure.metric, ...rest].join(' · ')] }
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
  return familiesOf(figures).flatMap((family) => {
    const rows = family.figures.map((figure) => rowOf(figure, family.layout, locale, wide))
    return ['', ...table(columnsOf(family, locale, wide, labels), rows, width, style).lines]
  })
}

/** The figures of a report, by family. */
import type { FigureResult } from '@casetrail/projections'

import { absentText, isAbsent } from './absent.js'
import { familiesOf, type Family, type Layout } from './families.js'
import type { Locale } from './format.js'
import { leftOutText } from './left-out.js'
import { basisText, quantileText, remarksOf, valueText } from './figure-rows.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'
import { widthOf, wrapped } from './width.js'
import { word, type Word } from './words.js'

/** From here on ids, exclusions and remarks have columns of their own. */
const WIDE = 110

const RIGHT = { align: 'right' } as const

/** What a note under a row is indented by. */
const NOTE = '  '

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

/** A family's table, and under it which of its figures have no data; without any, that in place of it. */
const briefly = (
  family: Family,
  locale: Locale,
  width: number,
  style: Style,
  tableOf: (family: Family) => ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const { name, figures } = family
  if (figures.every(isAbsent)) {
    const text = `${word(name, locale)} · ${absentText(figures, locale)}`
    return wrapped(text, width).map((line) => style.note(line))
  }
  const [shown] = familiesOf(figures.filter(({ value }) => value !== null))
  const absent = figures.filter(({ value }) => value === null)
  const lines = shown === undefined ? [] : tableOf(shown)
  if (absent.length === 0) return lines
  const notes = wrapped(absentText(absent, locale), width - NOTE.length)
  return [...lines, ...notes.map((line) => style.note(NOTE + line))]
}

/**
 * The tables of the families that have figures, an empty line between them. A `brief` one leaves the
 * figures without data to a line under the others of their family.
 */
export const figureTables = (
  figures: ReadonlyArray<FigureResult>,
  locale: Locale,
  width: number,
  style: Style,
  brief = false,
): ReadonlyArray<string> => {
  const wide = width >= WIDE
  const shown = brief ? figures.filter(({ value }) => value !== null) : figures
  const labels = Math.max(0, ...shown.map((figure) => widthOf(figure.label[locale])))
  const tableOf = (family: Family): ReadonlyArray<string> => {
    const rows = family.figures.map((figure) => rowOf(figure, family.layout, locale, wide))
    return table(columnsOf(family, locale, wide, labels), rows, width, style).lines
  }
  return familiesOf(figures).flatMap((family) => [
    '',
    ...(brief ? briefly(family, locale, width, style, tableOf) : tableOf(family)),
  ])
}

/** A report as a page: the words and numbers of the text, with each figure's definition. */
import type { Evaluation, FigureResult, FlowResult } from '@casetrail/projections'

import { cellsOf, columnsOf } from '../breakdown-table.js'
import { definitionOf } from '../definitions.js'
import { familiesOf, type Layout } from '../families.js'
import { basisText, quantileText, remarksOf, valueText } from '../figure-rows.js'
import { edgeCells, flowHeading, moreText, variantCells, type FlowCells } from '../flow-table.js'
import type { Locale } from '../format.js'
import { leftOutText } from '../left-out.js'
import { headingText, type Report } from '../report-text.js'
import type { Column } from '../table.js'
import { unreadLines } from '../unread.js'
import { word } from '../words.js'

import { html, none, type Markup } from './escape.js'
import { pageText, tableOf, type Cell, type Head } from './page.js'

/** As many of a flow's rows as a page shows; `--json` has them all. */
const FLOW_ROWS = 100

const QUANTILES = ['p75', 'p90', 'p95', 'p99'] as const

const headOf = ({ head, align }: Column): Head =>
  align === 'right' ? { text: head, kind: 'n' } : { text: head }

const numbers = (texts: ReadonlyArray<string>): ReadonlyArray<Cell> =>
  texts.map((content) => ({ content, kind: 'n' }))

const valueHeads = (layout: Layout, locale: Locale): ReadonlyArray<string> => {
  switch (layout) {
    case 'counts':
      return [word('n', locale)]
    case 'durations':
      return [word('median', locale), ...QUANTILES, word('n', locale)]
    case 'shares':
      return [word('share', locale), word('of', locale)]
    case 'values':
      return [word('value', locale), word('of', locale)]
  }
}

const valuesOf = (figure: FigureResult, layout: Layout, locale: Locale): ReadonlyArray<string> => {
  const value = valueText(figure, locale)
  if (layout === 'counts') return [value]
  if (layout !== 'durations') return [value, basisText(figure)]
  return [
    quantileText(figure, 'p50', locale, 3),
    ...QUANTILES.map((name) => quantileText(figure, name, locale, 3)),
    basisText(figure),
  ]
}

const rowOf = (figure: FigureResult, layout: Layout, locale: Locale): ReadonlyArray<Cell> => {
  const remarks = remarksOf(figure, locale).join(' · ')
  const [value = '', ...rest] = valuesOf(figure, layout, locale)
  return [
    {
      kind: 'figure',
      content: html`${figure.label[locale]} <code>${figure.metric}</code>
        <small>${definitionOf(figure.metric, locale)}</small
        >${remarks === '' ? none : html` <small><b>${remarks}</b></small>`}`,
    },
    { content: value, kind: 'n value' },
    ...numbers(rest),
    { content: leftOutText(figure, locale) },
  ]
}

const familyTables = (
  figures: ReadonlyArray<FigureResult>,
  locale: Locale,
): ReadonlyArray<Markup> =>
  familiesOf(figures).map(({ name, figures: own, layout }) => {
    const heads: ReadonlyArray<Head> = [
      { text: word('figure', locale), kind: 'figure' },
      ...valueHeads(layout, locale).map((text): Head => ({ text, kind: 'n' })),
      { text: word('leftOut', locale) },
    ]
    const rows = own.map((figure) => rowOf(figure, layout, locale))
    return tableOf(word(name, locale), heads, rows)
  })

const breakdownOf = (
  { by, rows }: NonNullable<Evaluation['breakdown']>,
  totals: ReadonlyArray<FigureResult>,
  locale: Locale,
): Markup => {
  const figures = totals.filter((figure) => figure.value !== null)
  const names = new Set(figures.map((figure) => figure.metric))
  const columns = figures.map((figure, place) => columnsOf(figure, place, locale))
  return tableOf(
    `${word('by', locale)} ${by}`,
    [{ text: by }, ...columns.flat().map(headOf)],
    rows.map((row) => [
      { content: row.key },
      ...numbers(
        row.figures
          .filter((figure) => names.has(figure.metric))
          .flatMap((figure) => cellsOf(figure, locale)),
      ),
    ]),
    figures.map((figure, i) => ({
      text: figure.label[locale],
      columns: columns[i]?.length ?? 1,
    })),
  )
}

const flowTable = (caption: string, { columns, rows }: FlowCells, more: string): Markup =>
  html`${tableOf(
    caption,
    columns.map(headOf),
    rows.map(({ cells }) =>
      cells.map((content, i): Cell =>
        columns[i]?.align === 'right' ? { content, kind: 'n' } : { content },
      ),
    ),
  )}${more === '' ? none : html`<p class="note">${more}</p> `}`

const flowTables = (flow: FlowResult, locale: Locale): ReadonlyArray<Markup> => [
  flowTable(
    flowHeading(flow, locale),
    variantCells(flow, FLOW_ROWS, locale),
    moreText(flow.variants.length, FLOW_ROWS, locale),
  ),
  flowTable(
    word('directly', locale),
    edgeCells(flow, FLOW_ROWS, locale),
    moreText(flow.edges.length, FLOW_ROWS, locale),
  ),
]

/** The whole report as a page. */
export const reportPage = (report: Report, locale: Locale): string => {
  const { evaluation, flow, unread } = report
  const { figures, breakdown } = evaluation
  const title = `${word('report', locale)} · ${report.store}`
  const body = [
    ...familyTables(figures, locale),
    ...(breakdown === undefined ? [] : [breakdownOf(breakdown, figures, locale)]),
    ...(flow === undefined ? [] : flowTables(flow, locale)),
  ]
  return pageText(
    { title, about: [headingText(report, locale), ...unreadLines(unread, locale)], body },
    locale,
  )
}

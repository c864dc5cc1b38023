/** The process flow: the ways cases go, and what follows what. */
import type { FlowResult } from '@casetrail/projections'

import { cleaned } from './cleaned.js'
import { eventLabel } from './event-label.js'
import { duration, number, percent, type Locale } from './format.js'
import type { Style } from './style.js'
import { table, type Column } from './table.js'
import { word } from './words.js'

/** A step is a source's activity, or an event of ours by its name. */
const stepText = (step: string, locale: Locale): string =>
  eventLabel(step)?.[locale] ?? cleaned(step)

const VARIANTS = 8
const EDGES = 12

/** What is left out below a table of the first `shown`; '' where that is nothing. */
export const moreText = (all: number, shown: number, locale: Locale): string =>
  all > shown ? `… ${number(all - shown)} ${word('more', locale)} (--json)` : ''

const more = (all: number, shown: number, style: Style, locale: Locale): ReadonlyArray<string> => {
  const text = moreText(all, shown, locale)
  return text === '' ? [] : [style.note(text)]
}

/** What there is to show of a flow: columns, and rows of cells. */
export interface FlowCells {
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<{ readonly cells: ReadonlyArray<string> }>
}

/** The commonest ways that cases go. */
export const variantCells = (flow: FlowResult, shown: number, locale: Locale): FlowCells => ({
  columns: [
    { head: word('cases', locale), align: 'right' },
    { head: word('share', locale), align: 'right' },
    { head: word('variant', locale), narrowest: 20 },
  ],
  rows: flow.variants.slice(0, shown).map(({ steps, cases }) => ({
    cells: [
      number(cases),
      percent(cases / flow.cases),
      steps.map((step) => stepText(step, locale)).join(' → '),
    ],
  })),
})

/** The commonest steps from one thing to the next. */
export const edgeCells = (flow: FlowResult, shown: number, locale: Locale): FlowCells => ({
  columns: [
    { head: word('after', locale), narrowest: 14 },
    { head: word('directly', locale), narrowest: 14 },
    { head: word('often', locale), align: 'right' },
    { head: word('median', locale), align: 'right' },
    { head: word('total', locale), align: 'right', dispensable: 1 },
  ],
  rows: flow.edges.slice(0, shown).map(({ from, to, count, medianS, totalS }) => ({
    cells: [
      stepText(from, locale),
      stepText(to, locale),
      number(count),
      medianS === null ? '—' : duration(medianS, locale, 2),
      duration(totalS, locale, 2),
    ],
  })),
})

/** How much there is: cases, steps and variants. */
export const flowHeading = (flow: FlowResult, locale: Locale): string =>
  `${flow.label[locale]}: ${number(flow.cases)} ${word('cases', locale)}, ` +
  `${number(flow.steps)} ${word('steps', locale)}, ` +
  `${number(flow.variants.length)} ${word('variants', locale)}`

const variantTable = (
  flow: FlowResult,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const { columns, rows } = variantCells(flow, VARIANTS, locale)
  return [
    ...table(columns, rows, width, style).lines,
    ...more(flow.variants.length, VARIANTS, style, locale),
  ]
}

const edgeTable = (
  flow: FlowResult,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const { columns, rows } = edgeCells(flow, EDGES, locale)
  return [
    ...table(columns, rows, width, style).lines,
    ...more(flow.edges.length, EDGES, style, locale),
  ]
}

/** Variants first, then the commonest steps from one thing to the next. */
export const flowTables = (
  flow: FlowResult,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => [
  '',
  style.title(flowHeading(flow, locale)),
  ...(flow.cases === 0
    ? []
    : [...variantTable(flow, locale, width, style), '', ...edgeTable(flow, locale, width, style)]),
]

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

const more = (all: number, shown: number, style: Style, locale: Locale): ReadonlyArray<string> =>
  all > shown ? [style.note(`… ${number(all - shown)} ${word('more', locale)} (--json)`)] : []

const variantTable = (
  flow: FlowResult,
  locale: Locale,
  width: number,
  style: Style,
): ReadonlyArray<string> => {
  const columns: ReadonlyArray<Column> = [
    { head: word('cases', locale), align: 'right' },
    { head: word('share', locale), align: 'right' },
    { head: word('variant', locale), narrowest: 20 },
  ]
  const rows = flow.variants.slice(0, VARIANTS).map(({ steps, cases }) => ({
    cells: [
      number(cases),
      percent(cases / flow.cases),
      steps.map((step) => stepText(step, locale)).join(' → '),
    ],
  }))
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
  const columns: ReadonlyArray<Column> = [
    { head: word('after', locale), narrowest: 14 },
    { head: word('directly', locale), narrowest: 14 },
    { head: word('often', locale), align: 'right' },
    { head: word('median', locale), align: 'right' },
    { head: word('total', locale), align: 'right', dispensable: 1 },
  ]
  const rows = flow.edges.slice(0, EDGES).map(({ from, to, count, medianS, totalS }) => ({
    cells: [
      stepText(from, locale),
      stepText(to, locale),
      number(count),
      medianS === null ? '—' : duration(medianS, locale, 2),
      duration(totalS, locale, 2),
    ],
  }))
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
  style.title(
    `${flow.label[locale]}: ${number(flow.cases)} ${word('cases', locale)}, ` +
      `${number(flow.steps)} ${word('steps', locale)}, ` +
      `${number(flow.variants.length)} ${word('variants', locale)}`,
  ),
  ...(flow.cases === 0
    ? []
    : [...variantTable(flow, locale, width, style), '', ...edgeTable(flow, locale, width, style)]),
]

/** A report for a person. */
import type { Evaluation, FlowResult, Parked } from '@casetrail/projections'

import type { Window } from '../query/window.js'

import { breakdownTable } from './breakdown-table.js'
import { cleaned } from './cleaned.js'
import { figureTables } from './figure-table.js'
import { flowTables } from './flow-table.js'
import { time, type Locale } from './format.js'
import type { Style } from './style.js'
import { unreadLines } from './unread.js'
import { wrapped } from './width.js'
import { word } from './words.js'

export interface Report {
  readonly store: string
  readonly window: Window
  readonly evaluation: Evaluation
  readonly flow: FlowResult | undefined
  /** Events that the rows are without. */
  readonly unread: Parked
  /** What the figures are limited to, as `channel=phone`. */
  readonly where?: ReadonlyArray<string>
  /** No figure was asked for by name: those without data are told in short. */
  readonly brief?: boolean
}

const ends = ({ from, to, zone }: Window, locale: Locale): string => {
  const parts = [
    ...(from === undefined ? [] : [`${word('from', locale)} ${time(from, zone, true)}`]),
    ...(to === undefined ? [] : [`${word('to', locale)} ${time(to, zone, true)}`]),
  ]
  return parts.length === 0 ? word('always', locale) : parts.join(' ')
}

type Answered = Pick<Report, 'store' | 'window' | 'where'>

/** The store, the window and the instant that an answer is given for. */
export const headingText = ({ store, window, where = [] }: Answered, locale: Locale): string =>
  [
    cleaned(store),
    ...where.map((condition) => cleaned(condition)),
    ends(window, locale),
    `${word('asOf', locale)} ${time(window.asOf, window.zone, true)} ${window.zone}` +
      (window.asKnownThen ? ` (${word('knownThen', locale)})` : ''),
  ].join(' · ')

/** The heading in one or two lines. */
export const headingOf = (
  answered: Answered,
  locale: Locale,
  width: number,
): ReadonlyArray<string> => wrapped(headingText(answered, locale), width)

/** The whole report, ending in a newline. */
export const reportText = (report: Report, locale: Locale, width: number, style: Style): string => {
  const { evaluation, flow, unread } = report
  const { figures, breakdown } = evaluation
  const lines = [
    ...headingOf(report, locale, width).map((line) => style.title(line)),
    ...unreadLines(unread, locale)
      .flatMap((line) => wrapped(line, width))
      .map((line) => style.warning(line)),
    ...figureTables(figures, locale, width, style, report.brief),
    ...(breakdown === undefined ? [] : breakdownTable(breakdown, figures, locale, width, style)),
    ...(flow === undefined ? [] : flowTables(flow, locale, width, style)),
  ]
  return `${lines.join('\n')}\n`
}

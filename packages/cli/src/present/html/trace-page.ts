/** A case's history as a page: both times, who, what, under which rule, from which row. */
import type { TraceEntry } from '@casetrail/core'

import type { Locale } from '../format.js'
import {
  detailsOf,
  elsewhereIn,
  importedAt,
  nameOf,
  rowText,
  ruleOf,
  shown,
  summaryOf,
  whatText,
  type Story,
} from '../timeline.js'
import { roleText } from '../told.js'
import { word } from '../words.js'

import { html, none, type Markup } from './escape.js'
import { pageText, tableOf, type Cell, type Head } from './page.js'

const timeOf = (at: TraceEntry['at'], zone: string): Markup =>
  html`<time datetime="${at}">${shown(at, zone)}</time>`

const small = (text: string): Markup => (text === '' ? none : html` <small>${text}</small>`)

const recordedOf = (entry: TraceEntry, zone: string, locale: Locale): Markup => {
  const { at, recordedAt, knownAt } = entry
  const known = knownAt === undefined || knownAt === at ? '' : shown(knownAt, zone)
  return html`${timeOf(recordedAt, zone)}${small(known === '' ? '' : `${word('known', locale)} ${known}`)}`
}

const detailList = (details: ReadonlyArray<readonly [string, string]>): Markup =>
  details.length === 0
    ? none
    : html`<dl>
        ${details.map(
          ([field, value]) =>
            html`<dt>${field}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`

const sourceOf = ({ source }: TraceEntry, locale: Locale): Markup =>
  source === undefined ? none : html`${rowText(source, locale)}${small(source.file ?? '')}`

const rowOf = (
  entry: TraceEntry,
  place: number,
  story: Story,
  sourced: boolean,
  locale: Locale,
  elsewhere: (entry: TraceEntry) => string,
): ReadonlyArray<Cell> => {
  const { zone } = story
  const unknown = entry.timeUnknown ? word('timeUnknown', locale) : ''
  const other = locale === 'en' ? 'zh' : 'en'
  return [
    { content: html`${timeOf(entry.at, zone)}${small(unknown)}`, kind: 'when' },
    { content: recordedOf(entry, zone, locale), kind: 'when' },
    {
      content: html`<b>${whatText(entry, locale)}</b>
        <small lang="${other === 'zh' ? 'zh-Hant' : 'en'}">${entry.label[other]}</small
        >${small(elsewhere(entry))}`,
    },
    { content: entry.who.id },
    { content: roleText(entry.who.role, locale) },
    { content: ruleOf(entry) },
    { content: detailList(detailsOf(entry, place === 0, zone, locale)) },
    ...(sourced ? [{ content: sourceOf(entry, locale) }] : []),
  ]
}

/** The whole history as a page. */
export const tracePage = (story: Story, locale: Locale): string => {
  const { found, entries } = story
  const sourced = entries.some(({ source }) => source !== undefined)
  const heads: ReadonlyArray<Head> = [
    { text: word('when', locale), kind: 'when' },
    { text: word('recorded', locale), kind: 'when' },
    { text: word('what', locale) },
    { text: word('who', locale) },
    { text: word('role', locale) },
    { text: word('rule', locale) },
    { text: word('details', locale) },
    ...(sourced ? [{ text: word('source', locale) }] : []),
  ]
  const elsewhere = elsewhereIn(story, locale)
  const rows = entries.map((entry, place) => rowOf(entry, place, story, sourced, locale, elsewhere))
  const about = [summaryOf(story, locale), ...importedAt(story, locale)]
  const body = [tableOf(word('history', locale), heads, rows)]
  return pageText({ title: nameOf(found), about, body }, locale)
}

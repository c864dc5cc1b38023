/** A case's history as a page: both times, who, what, under which rule, from which row. */
import type { TraceEntry } from '@casetrail/core'

import { clockTelling } from '../clock-lines.js'
import { isClockEntry } from '../clock-runs.js'
import { clockRows } from '../clock-table.js'
import { clockDetail, clockText, newsOf, type ClockTelling } from '../clock-told.js'
import type { Locale } from '../format.js'
import { answerText, isAnswer, toneOf } from '../policy-answers.js'
import {
  detailsOf,
  elsewhereIn,
  importedAt,
  nameOf,
  rowText,
  ruleOf,
  shown,
  summaryOf,
  unreadTexts,
  whatText,
  type Story,
} from '../timeline.js'
import type { StoryEntry } from '../story-entry.js'
import { roleText } from '../told.js'
import { word } from '../words.js'
import { woven, type Woven } from '../woven.js'

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

interface Telling {
  readonly zone: string
  readonly sourced: boolean
  readonly locale: Locale
  readonly elsewhere: (entry: TraceEntry) => string
  readonly clocks: ClockTelling
}

/** What the event did to clocks, and what policies wanted because of it. */
const effectList = ({ caused, answers }: Woven, clocks: ClockTelling, locale: Locale): Markup =>
  caused.length + answers.length === 0
    ? none
    : html`<ul>
        ${caused.map((clock) => html`<li class="${newsOf(clock, clocks)}">${clockText(clock, clocks)}</li>`)}
        ${answers.map((answer) => html`<li class="${toneOf(answer)}">${answerText(answer, locale)}</li>`)}
      </ul>`

const detailOf = (entry: StoryEntry, place: number, telling: Telling): Markup => {
  const { zone, locale, clocks } = telling
  if (isAnswer(entry)) return html`<p class="${toneOf(entry)}">${answerText(entry, locale)}</p>`
  const unread = unreadTexts(entry, locale).map((text) => html`<p class="bad">${text}</p>`)
  return isClockEntry(entry)
    ? html`<p class="${newsOf(entry, clocks)}">${clockDetail(entry, clocks)}</p>`
    : html`${unread}${detailList(detailsOf(entry, place === 0, zone, locale))}`
}

const rowOf = (one: Woven, place: number, telling: Telling): ReadonlyArray<Cell> => {
  const { entry } = one
  const { zone, sourced, locale, elsewhere, clocks } = telling
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
    { content: html`${detailOf(entry, place, telling)}${effectList(one, clocks, locale)}` },
    ...(sourced ? [{ content: sourceOf(entry, locale) }] : []),
  ]
}

const clockTable = (
  { zone, asOf }: Story,
  { runs, names }: ClockTelling,
  locale: Locale,
): ReadonlyArray<Markup> => {
  if (runs.size === 0) return []
  const rows = clockRows(runs.values(), names, zone, asOf, locale).map(
    ({ clock, target, due, state, news }): ReadonlyArray<Cell> => [
      { content: clock },
      { content: target },
      { content: due, kind: 'when' },
      { content: html`<span class="${news}">${state}</span>` },
    ],
  )
  const heads: ReadonlyArray<Head> = [
    { text: word('clock', locale) },
    { text: word('target', locale) },
    { text: word('due', locale), kind: 'when' },
    { text: word('standing', locale) },
  ]
  return [tableOf(word('clocks', locale), heads, rows)]
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
  const clocks = clockTelling(story, locale)
  const telling = { zone: story.zone, sourced, locale, elsewhere, clocks }
  const rows = woven(entries).map((one, place) => rowOf(one, place, telling))
  const about = [summaryOf(story, locale), ...importedAt(story, locale)]
  const body = [tableOf(word('history', locale), heads, rows), ...clockTable(story, clocks, locale)]
  return pageText({ title: nameOf(found), about, body }, locale)
}

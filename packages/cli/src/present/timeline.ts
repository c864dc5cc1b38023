/** A case's history as a timeline. */
import {
  categoryOf,
  type Detail,
  type EpochMs,
  type Instant,
  type TraceEntry,
} from '@casetrail/core'
import { categoryLabels } from '@casetrail/core/desk'
import type { ServiceStandard } from '@casetrail/core/standards'
import type { FoundCase } from '@casetrail/projections'

import { cleaned } from './cleaned.js'
import { clockLines, clockTelling } from './clock-lines.js'
import { clockRuns, isClockEntry } from './clock-runs.js'
import { clockDetail, clockText, clockTitle, newsOf, type ClockTelling } from './clock-told.js'
import { number, time, type Locale } from './format.js'
import { answerText, isAnswer, toneOf } from './policy-answers.js'
import type { StoryEntry } from './story-entry.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'
import { roleText, told, type Told } from './told.js'
import { reasonText } from './unread.js'
import { wrapped } from './width.js'
import { word } from './words.js'
import { woven, type Woven } from './woven.js'

export interface Story {
  readonly store: string
  readonly found: FoundCase
  readonly entries: ReadonlyArray<StoryEntry>
  readonly zone: string
  /** Until when clocks are told. */
  readonly asOf: EpochMs
  /** Standards that name clocks, beside those that ship. */
  readonly standards?: ReadonlyArray<ServiceStandard>
}

/** A time as the timeline shows it. */
export const shown = (at: Instant, zone: string): string => time(Date.parse(at), zone)

/** The standard and its version; '' where there is none. */
export const ruleOf = ({ standard }: TraceEntry): string =>
  standard === undefined ? '' : `${cleaned(standard.id)}@${String(standard.version)}`

/** The row of a source, and what that calls what happened. */
export const rowText = (
  { row, activity }: NonNullable<TraceEntry['source']>,
  locale: Locale,
): string =>
  `${word('row', locale)} ${number(row)}` +
  (activity === undefined ? '' : ` ${JSON.stringify(cleaned(activity))}`)

/** Where an entry's times differ, and which row it came from. */
const provenanceOf = (entry: TraceEntry, zone: string, locale: Locale): ReadonlyArray<string> => {
  const { at, recordedAt, knownAt, source } = entry
  const known = knownAt !== undefined && knownAt !== at
  const late = knownAt === undefined && recordedAt !== at
  return [
    ...(entry.timeUnknown ? [word('timeUnknown', locale)] : []),
    ...(known ? [`${word('known', locale)} ${shown(knownAt, zone)}`] : []),
    ...(late ? [`${word('recorded', locale)} ${shown(recordedAt, zone)}`] : []),
    ...(source === undefined ? [] : [rowText(source, locale)]),
  ]
}

/** The rule and who did it are told by themselves, the customer with the first event. */
const isToldElsewhere =
  ({ who }: TraceEntry, first: boolean) =>
  (field: string, value: Detail[1]): boolean =>
    field === 'standard' || (field === 'customer' && !first) || (field === 'by' && value === who.id)

/** The fields of an entry and their values, without what is told elsewhere. */
export const detailsOf = (
  entry: StoryEntry,
  first: boolean,
  zone: string,
  locale: Locale,
): ReadonlyArray<Told> => {
  if (entry.unread !== undefined) {
    return entry.details.map(([field, value]) => [cleaned(field), cleaned(String(value))])
  }
  const isElsewhere = isToldElsewhere(entry, first)
  const own = entry.details.filter(
    ([field, value]) => !isElsewhere(field.split('.')[0] ?? field, value),
  )
  return told(own, zone, locale, ruleOf(entry))
}

const detailText = (entry: StoryEntry, first: boolean, zone: string, locale: Locale): string =>
  detailsOf(entry, first, zone, locale)
    .map((detail) => detail.join(' '))
    .join(locale === 'zh' ? '，' : ', ')

const cycleText = (cycle: number, locale: Locale): string =>
  locale === 'zh' ? `第 ${String(cycle)} 輪` : `cycle ${String(cycle)}`

/** What happened, and in which round where that is not the first. */
export const whatText = ({ label, cycle }: TraceEntry, locale: Locale): string =>
  cleaned(label[locale]) +
  (cycle === undefined || cycle === 1 ? '' : ` (${cycleText(cycle, locale)})`)

/** What the streams of a category are called; by its name where nobody named it. */
const categoryText = (stream: string, locale: Locale): string => {
  const category = categoryOf(stream)
  return cleaned(categoryLabels[category]?.[locale] ?? category)
}

/** Whose events an entry's are, told where a story is of several streams: the second complaint by its number. */
export const elsewhereIn = (
  { entries, found }: Story,
  locale: Locale,
): ((entry: TraceEntry) => string) => {
  const told = entries.filter((entry) => !isAnswer(entry))
  const streams = [...new Set(told.map(({ stream }) => stream))]
  const names = new Map<string, string>()
  for (const stream of streams) {
    const alike = streams.filter((one) => categoryOf(one) === categoryOf(stream))
    const number = alike.length === 1 ? '' : ` ${String(alike.indexOf(stream) + 1)}`
    names.set(stream, `${categoryText(stream, locale)}${number}`)
  }
  return ({ stream }) =>
    streams.length === 1 || stream === `case-${found.id}` ? '' : (names.get(stream) ?? '')
}

/** The one rule that all entries were decided under, if there is one. */
const commonRule = (entries: ReadonlyArray<StoryEntry>): string => {
  const [first, ...rest] = entries.filter((entry) => !isAnswer(entry) && entry.unread === undefined)
  const rule = first === undefined ? '' : ruleOf(first)
  return rest.every((entry) => ruleOf(entry) === rule) ? rule : ''
}

interface Telling {
  readonly story: Story
  /** Whether one rule is told for all. */
  readonly ruled: boolean
  readonly locale: Locale
  readonly style: Style
  readonly elsewhere: (entry: TraceEntry) => string
  readonly clocks: ClockTelling
}

/** Why an event is not told whole. */
export const unreadTexts = ({ unread }: StoryEntry, locale: Locale): ReadonlyArray<string> =>
  unread === undefined
    ? []
    : [`${word('unread', locale)}${locale === 'zh' ? '：' : ': '}${reasonText(unread, locale)}`]

/** What time alone brought was done by nobody. */
const isOfTime = ({ type }: TraceEntry): boolean =>
  type === 'ClockWarned' || type === 'ClockBreached'

const rowOf = ({ entry, caused, answers }: Woven, place: number, telling: Telling): Row => {
  const { story, ruled, locale, style, elsewhere, clocks } = telling
  const { who } = entry
  const { zone } = story
  const rule = ruled ? '' : ruleOf(entry)
  const remarks = [...provenanceOf(entry, zone, locale), rule, elsewhere(entry)].filter(
    (remark) => remark !== '',
  )
  const ofClock = isClockEntry(entry)
  const told = ofClock ? clockDetail(entry, clocks) : detailText(entry, place === 0, zone, locale)
  const detail = isAnswer(entry) ? answerText(entry, locale) : told
  return {
    cells: [
      shown(entry.at, zone),
      ofClock ? `› ${clockTitle(entry, locale)}` : whatText(entry, locale),
      isOfTime(entry) ? '' : `${cleaned(who.id)} (${roleText(who.role, locale)})`,
    ],
    notes: [detail, remarks.join(' · ')].filter((note) => note !== ''),
    marked: [
      ...unreadTexts(entry, locale).map((text) => ({ text, paint: style.bad })),
      ...caused.map((clock) => ({
        text: clockText(clock, clocks),
        paint: style[newsOf(clock, clocks)],
      })),
      ...answers.map((answer) => ({
        text: answerText(answer, locale),
        paint: style[toneOf(answer)],
      })),
    ],
    ...(ofClock && newsOf(entry, clocks) !== 'note' ? { paint: style[newsOf(entry, clocks)] } : {}),
  }
}

/** When an import's events came into this store, which says nothing of when things happened. */
export const importedAt = ({ entries, zone }: Story, locale: Locale): ReadonlyArray<string> => {
  const imported = entries.filter((entry) => entry.knownAt !== undefined)
  const first = imported[0]
  const last = imported.at(-1)
  if (first === undefined || last === undefined) return []
  const begin = shown(first.recordedAt, zone)
  const end = shown(last.recordedAt, zone)
  const files = [...new Set(imported.map(({ source }) => source?.file ?? ''))].filter(Boolean)
  return [
    [
      `${word('imported', locale)} ${begin === end ? begin : `${begin} – ${end}`}`,
      ...files.map((file) => cleaned(file)),
    ].join(' · '),
  ]
}

/** What the case is called: its source's key and its id. */
export const nameOf = ({ externalRef, id }: FoundCase): string =>
  cleaned(externalRef === undefined ? id : `${externalRef} · ${id}`)

/** The store, how many events there are, the zone, and the rule where all have the same. */
export const summaryOf = ({ store, entries, zone }: Story, locale: Locale): string => {
  const rule = commonRule(entries)
  return [
    cleaned(store),
    `${number(entries.length)} ${word(entries.length === 1 ? 'event' : 'events', locale)}`,
    zone,
    ...(rule === '' ? [] : [`${word('rule', locale)} ${rule}`]),
  ].join(' · ')
}

/** The timeline as text, ending in a newline. */
export const timelineText = (story: Story, locale: Locale, width: number, style: Style): string => {
  const { found, entries } = story
  const rule = commonRule(entries)
  const columns: ReadonlyArray<Column> = [
    { head: word('when', locale) },
    { head: word('what', locale), narrowest: 16 },
    { head: word('who', locale), narrowest: 14 },
  ]
  const clocks = clockTelling(story, locale)
  const elsewhere = elsewhereIn(story, locale)
  const telling = { story, ruled: rule !== '', locale, style, elsewhere, clocks }
  const rows = woven(entries).map((one, place) => rowOf(one, place, telling))
  const lines = [
    ...wrapped(nameOf(found), width).map((line) => style.title(line)),
    ...[summaryOf(story, locale), ...importedAt(story, locale)].flatMap((line) =>
      wrapped(line, width),
    ),
    '',
    ...table(columns, rows, width, style).lines,
    ...clockLines(clocks, story.asOf, width, style),
  ]
  return `${lines.join('\n')}\n`
}

/** The history as a document. */
export const timelineJson = ({ store, found, entries }: Story): string =>
  `${JSON.stringify({ store, case: found, entries: entries.map(entryJson), clocks: [...clockRuns(entries).values()] }, null, 2)}\n`

const entryJson = ({ details, ...entry }: StoryEntry): object => ({
  ...entry,
  details: Object.fromEntries(details),
})

/** What competing consumers could not handle, as text and as JSON. */
import { trace, type Detail } from '@casetrail/core'
import { deskVocabulary } from '@casetrail/core/desk'
import type { ParkedEvent, ParkedGroup, Replayed } from '@casetrail/eventstoredb'

import { cleaned } from './cleaned.js'
import { eventLabel } from './event-label.js'
import { number, time, type Locale } from './format.js'
import type { Style } from './style.js'
import { table } from './table.js'
import { told } from './told.js'
import { wrapped } from './width.js'

const WORDS = {
  at: { en: 'parked at', zh: '擱置時間' },
  event: { en: 'event', zh: '事件' },
  stream: { en: 'stream', zh: '事件流' },
  parked: { en: 'parked', zh: '件擱置' },
  nothing: { en: 'Nothing is parked.', zh: '無擱置事件。' },
  more: { en: 'more: --limit shows them', zh: '件未列出：以 --limit 列出' },
  gone: { en: 'deleted since', zh: '已刪除' },
  one: { en: 'event is given again to', zh: '件事件重新投遞至' },
  again: { en: 'events are given again to', zh: '件事件重新投遞至' },
  recorded: { en: 'recorded', zh: '記錄於' },
  fields: { en: 'fields', zh: '欄位' },
  hidden: {
    en: 'shown by --personal: what can not be read may be personal',
    zh: '以 --personal 顯示',
  },
  none: { en: 'Nothing was parked.', zh: '沒有可重新投遞的事件。' },
} as const

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const storyOf = trace(deskVocabulary)

/** What can't be read can't be told from what is personal. */
const isReadable = ({ reason }: ParkedEvent): boolean => !reason.includes('UnreadableEvent')

/** The fields of a parked event; undefined: they are not shown. */
const detailsOf = (parked: ParkedEvent, personal: boolean): ReadonlyArray<Detail> | undefined => {
  if (parked.event === undefined || !(personal || isReadable(parked))) return undefined
  const [entry] = storyOf([parked.event], { personal })
  return entry?.details
}

const typeText = ({ event }: ParkedEvent, locale: Locale): string =>
  event === undefined
    ? WORDS.gone[locale]
    : cleaned(eventLabel(event.event.type)?.[locale] ?? event.event.type)

const placeText = ({ stream, revision }: ParkedEvent): string =>
  `${cleaned(stream)} @${String(revision)}`

const envelope = ({ number: n, parkedAt, reason, stream, revision, event }: ParkedEvent) => ({
  number: n,
  parkedAt,
  reason,
  stream,
  revision,
  ...(event === undefined
    ? { deleted: true }
    : { type: event.event.type, eventId: event.eventId, recordedAt: event.recordedAt }),
})

export const parkedJson = (store: string, groups: ReadonlyArray<ParkedGroup>): string =>
  asJson({
    store,
    groups: groups.map(({ group, count, events }) => ({
      group,
      count,
      events: events.map(envelope),
    })),
  })

export interface ParkedTelling {
  readonly zone: string
  readonly locale: Locale
  readonly columns: number
  readonly style: Style
}

const groupLines = (
  { group, count, events }: ParkedGroup,
  { zone, locale, columns, style }: ParkedTelling,
): ReadonlyArray<string> => {
  const { lines } = table(
    [
      { head: '#', align: 'right' },
      { head: WORDS.at[locale] },
      { head: WORDS.event[locale], narrowest: 12 },
      { head: WORDS.stream[locale], narrowest: 12, dispensable: 1 },
    ],
    events.map((parked) => ({
      cells: [
        String(parked.number),
        time(Date.parse(parked.parkedAt), zone),
        typeText(parked, locale),
        placeText(parked),
      ],
      notes: parked.reason.split('\n').map(cleaned),
    })),
    columns,
    style,
  )
  const more = count - events.length
  return [
    style.title(`${cleaned(group)}: ${number(count)} ${WORDS.parked[locale]}`),
    ...lines,
    ...(more > 0 ? [`${number(more)} ${WORDS.more[locale]}`] : []),
  ]
}

/** Groups that have parked nothing are not told of. */
export const parkedText = (groups: ReadonlyArray<ParkedGroup>, telling: ParkedTelling): string => {
  const some = groups.filter(({ count }) => count > 0)
  if (some.length === 0) return `${WORDS.nothing[telling.locale]}\n`
  return `${some.map((group) => groupLines(group, telling).join('\n')).join('\n\n')}\n`
}

export const shownJson = (store: string, parked: ParkedEvent, personal: boolean): string => {
  const details = detailsOf(parked, personal)
  return asJson({
    store,
    group: parked.group,
    ...envelope(parked),
    ...(details === undefined ? {} : { details: Object.fromEntries(details) }),
  })
}

export const shownText = (
  parked: ParkedEvent,
  personal: boolean,
  { zone, locale, columns, style }: ParkedTelling,
): string => {
  const details = detailsOf(parked, personal)
  const fields = details === undefined ? [] : told(details, zone, locale)
  const { event } = parked
  const when = (at: string): string => time(Date.parse(at), zone)
  const lines = [
    ...(event === undefined ? [] : [`${WORDS.recorded[locale]} ${when(event.recordedAt)}`]),
    `${WORDS.at[locale]} ${when(parked.parkedAt)}`,
    ...parked.reason.split('\n').map(cleaned),
    ...(event !== undefined && details === undefined
      ? [`${WORDS.fields[locale]}: ${WORDS.hidden[locale]}`]
      : fields.map(([field, value]) => `${field}: ${value}`)),
  ]
  const head = style.title(`${typeText(parked, locale)}  ${placeText(parked)}`)
  const body = lines.flatMap((line) => wrapped(line, columns - 2)).map((line) => `  ${line}`)
  return `${[head, ...body].join('\n')}\n`
}

export const replayedJson = (store: string, replayed: Replayed): string =>
  asJson({ store, ...replayed })

export const replayedText = ({ group, events }: Replayed, locale: Locale): string =>
  events === 0
    ? `${WORDS.none[locale]}\n`
    : `${number(events)} ${WORDS[events === 1 ? 'one' : 'again'][locale]} ${cleaned(group)}\n`

/** Events that the rows are without: how many, which and why. */
import { problemText } from '@casetrail/core'
import type { Parked, ParkedEvent, ParkedReason } from '@casetrail/projections'

import { cleaned } from './cleaned.js'
import { number, type Locale } from './format.js'

/** As many are named in a text. */
export const NAMED = 5

const WORDS = {
  type: { en: 'this program knows no such type', zh: '本程式不認識此類型' },
  noVersion: { en: 'it names no version', zh: '未註明版本' },
  others: { en: 'more', zh: '處其他問題' },
  story: { en: 'story', zh: '軌跡' },
} as const

const versionText = (version: unknown, newest: number, locale: Locale): string => {
  // a foreign event may say none
  if (typeof version !== 'number') return WORDS.noVersion[locale]
  return locale === 'zh'
    ? `為第 ${String(version)} 版，本程式只讀到第 ${String(newest)} 版`
    : `it is of version ${String(version)}, and this program reads up to ${String(newest)}`
}

/** Why an event could not be read, on one line. */
export const reasonText = (reason: ParkedReason, locale: Locale): string => {
  switch (reason._tag) {
    case 'UnknownType':
      return WORDS.type[locale]
    case 'UnknownVersion':
      return versionText(reason.version, reason.newest, locale)
    case 'Malformed': {
      const [first, ...others] = reason.problems
      const more = others.length === 0 ? '' : ` (+${number(others.length)} ${WORDS.others[locale]})`
      return first === undefined ? '' : `${cleaned(problemText(first))}${more}`
    }
    case 'FactsThrew':
      return locale === 'zh'
        ? `${reason.facts} 的行無法納入：${cleaned(reason.reason)}`
        : `the rows of ${reason.facts} could not take it in: ${cleaned(reason.reason)}`
  }
}

const AGAIN = 'casetrail replay --from-scratch'

const headText = (count: number, locale: Locale): string => {
  if (locale === 'zh') {
    return `有 ${number(count)} 個事件無法讀取，未計入；程式能讀取後，${AGAIN} 即可補入`
  }
  const events = count === 1 ? '1 event' : `${number(count)} events`
  return (
    `${events} could not be read and ${count === 1 ? 'is' : 'are'} left out; ` +
    `${AGAIN} takes them in when the program can read them`
  )
}

/** Where it stands; the story is named where the stream doesn't. */
const placeText = ({ stream, revision, story }: ParkedEvent, locale: Locale): string =>
  `${cleaned(stream)}@${String(revision)}` +
  (story === undefined || stream.endsWith(story)
    ? ''
    : ` (${WORDS.story[locale]} ${cleaned(story)})`)

const moreText = (more: number, locale: Locale): string =>
  locale === 'zh'
    ? `另有 ${number(more)} 個：--json 列出全部`
    : `and ${number(more)} more: --json lists them all`

/** The count with what can be done, and the first of the events; none where all could be read. */
export const unreadLines = ({ count, events }: Parked, locale: Locale): ReadonlyArray<string> => {
  if (count === 0) return []
  const named = events.slice(0, NAMED)
  return [
    headText(count, locale),
    ...named.map(
      (one) => `${placeText(one, locale)} ${cleaned(one.type)}: ${reasonText(one.reason, locale)}`,
    ),
    ...(count > named.length ? [moreText(count - named.length, locale)] : []),
  ]
}

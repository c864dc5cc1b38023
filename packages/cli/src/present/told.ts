/** The details of an event in a person's words: fields by their names, words by theirs, money as money. */
import { Instant, type Detail } from '@casetrail/core'
import { fieldLabels, standardWords, wordLabels } from '@casetrail/core/desk'
import { readyStandards, type Label } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import { time, type Locale } from './format.js'
import { moneyText } from './money.js'

/** A field's name and its value, as a person reads them. */
export type Told = readonly [field: string, value: string]

type Words = Readonly<Record<string, Label>>

/** The words of the standards that ship, then the closed words of events, which go before. */
const allWords = readyStandards.reduce<Words>(
  (all, standard) => ({ ...standardWords(standard), ...all }),
  wordLabels,
)

/** The same by the standard, as `id@version`, whose own words go before those of the others. */
const wordsBy: ReadonlyMap<string, Words> = new Map(
  readyStandards.map((standard) => [
    `${standard.id}@${String(standard.version)}`,
    { ...allWords, ...standardWords(standard), ...wordLabels },
  ]),
)

/** What the standards that ship call their roles. */
const roles: ReadonlyMap<string, Label> = new Map(
  readyStandards.flatMap((standard) => standard.roles.map(({ code, label }) => [code, label])),
)

/** Within a sentence: a label's capital goes, an abbreviation's stays. */
export const inSentence = (text: string): string =>
  /^[A-Z](?![A-Z])/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text

const wordOf = (word: string, words: Words, locale: Locale): string =>
  inSentence(words[word]?.[locale] ?? word)

/** A role in a person's words; as it is where no standard that ships has it. */
export const roleText = (role: string, locale: Locale): string =>
  inSentence(roles.get(role)?.[locale] ?? cleaned(role))

const YES_NO = { en: ['yes', 'no'], zh: ['是', '否'] } as const

/** Said by the value alone, within its record. */
const unsaid: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'method',
  'whys',
  'amount',
  'currency',
  'staff',
  'score',
  'dimension',
])

/** Fields whose values are words of a vocabulary; ids and texts are shown as they are. */
const isWordIn =
  (words: Words) =>
  (value: string): boolean =>
    Object.hasOwn(words, value)

const nameOf = (field: string, locale: Locale): string =>
  Object.hasOwn(fieldLabels, field) ? (fieldLabels[field]?.[locale] ?? field) : cleaned(field)

const valueOf = (value: Detail[1], words: Words, zone: string, locale: Locale): string => {
  if (typeof value === 'boolean') return YES_NO[locale][value ? 0 : 1]
  const text = String(value)
  if (Instant.is(text)) return time(Date.parse(text), zone)
  const parts = text.split(' / ')
  return parts.every(isWordIn(words))
    ? parts.map((part) => wordOf(part, words, locale)).join(' / ')
    : cleaned(text)
}

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text)

/** An old event may hold any text for a currency. */
const amountText = (amount: number, currency: string): string =>
  isCurrency(currency)
    ? moneyText({ amount, currency }, 'code')
    : `${String(amount)} ${cleaned(currency)}`

const isIndex = (key: string): boolean => /^\d+$/.test(key)

/** The details of one field of the event, those within it too. */
const together = (
  group: ReadonlyArray<readonly [path: ReadonlyArray<string>, value: Detail[1]]>,
  words: Words,
  zone: string,
  locale: Locale,
): string => {
  const said: string[] = []
  let amount: number | undefined
  for (const [path, value] of group) {
    const key = path.findLast((one) => !isIndex(one)) ?? ''
    if (key === 'amount' && path.length > 1 && typeof value === 'number') {
      amount = value
    } else if (key === 'currency' && amount !== undefined) {
      said.push(amountText(amount, String(value)))
    } else {
      const text = valueOf(value, words, zone, locale)
      said.push(path.length < 2 || unsaid.has(key) ? text : `${nameOf(key, locale)} ${text}`)
    }
  }
  return said.join(' ')
}

/** A source's own names and values, as they are. */
const attributesText = (
  group: ReadonlyArray<readonly [path: ReadonlyArray<string>, value: Detail[1]]>,
): string =>
  group.map(([[, ...name], value]) => cleaned(`${name.join('.')} ${String(value)}`)).join(' / ')

/** The details as they are told, field by field, in the words of a standard, as `id@version`. */
export const told = (
  details: ReadonlyArray<Detail>,
  zone: string,
  locale: Locale,
  standard = '',
): ReadonlyArray<Told> => {
  const words = wordsBy.get(standard) ?? allWords
  const groups = new Map<string, (readonly [ReadonlyArray<string>, Detail[1]])[]>()
  for (const [field, value] of details) {
    const path = field.split('.')
    const [first = field] = path
    groups.set(first, [...(groups.get(first) ?? []), [path, value]])
  }
  return [...groups].map(([field, group]) => [
    nameOf(field, locale),
    field === 'attributes' ? attributesText(group) : together(group, words, zone, locale),
  ])
}

/** What the parts of a shown standard are made of: sections of tables, words and spans of time. */
import { fieldLabels, standardWords, wordLabels } from '@casetrail/core/desk'
import type { Label, ServiceStandard, Term } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import { TEXTS } from './standard-words.js'
import type { Style } from './style.js'
import { table, type Column, type Row } from './table.js'

export interface Page {
  readonly locale: Locale
  readonly width: number
  readonly style: Style
  /** The library's words and the standard's own. */
  readonly words: Readonly<Record<string, Label>>
}

export const pageOf = (
  standard: ServiceStandard,
  locale: Locale,
  width: number,
  style: Style,
): Page => ({ locale, width, style, words: { ...standardWords(standard), ...wordLabels } })

export type Lines = ReadonlyArray<string>

const INDENT = 2

const PAIR: ReadonlyArray<Column> = [
  { head: '', narrowest: 12 },
  { head: '', narrowest: 12 },
]

/** A headed table, after an empty line; without columns, of pairs. */
export const section = (
  { locale, width, style }: Page,
  name: Label,
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<Column> = PAIR,
): Lines => ['', style.head(name[locale]), ...table(columns, rows, width, style, INDENT).lines]

/** A name and its value in each row. */
export const pairs = (
  { locale }: Page,
  rows: ReadonlyArray<readonly [Label, string]>,
): ReadonlyArray<Row> => rows.map(([name, value]) => ({ cells: [name[locale], cleaned(value)] }))

const named = (labels: Readonly<Record<string, Label>>, code: string, locale: Locale): string =>
  cleaned((Object.hasOwn(labels, code) ? labels[code]?.[locale] : undefined) ?? code)

/** What a word is called, or else the word itself. */
export const word = (code: string, { words, locale }: Page): string => named(words, code, locale)

/** Names one after the other. */
export const listed = (names: ReadonlyArray<string>, { locale }: Page): string =>
  names.join(locale === 'zh' ? '、' : ', ')

export const listedWords = (codes: ReadonlyArray<string>, page: Page): string =>
  listed(
    codes.map((code) => word(code, page)),
    page,
  )

/** What the standard calls one of its own terms. */
export const termText = (terms: ReadonlyArray<Term>, code: string, locale: Locale): string =>
  cleaned(terms.find((term) => term.code === code)?.label[locale] ?? code)

const UNITS = {
  W: { en: 'w', zh: '週' },
  D: { en: 'd', zh: '天' },
  H: { en: 'h', zh: '小時' },
  M: { en: 'min', zh: '分鐘' },
  S: { en: 's', zh: '秒' },
} as const

const isUnit = (letter: string): letter is keyof typeof UNITS => Object.hasOwn(UNITS, letter)

/** A duration in the units that it is written in: 24 hours are not turned into a day. */
export const spanText = (duration: string, locale: Locale): string => {
  const parts = [...duration.matchAll(/(\d+)([A-Z])/g)].flatMap(([, n = '', letter = '']) =>
    isUnit(letter) ? [`${n} ${UNITS[letter][locale]}`] : [],
  )
  return parts.join(' ')
}

/** The conditions of a rule; what has none is for everything else. */
export const conditionText = (
  conditions: Readonly<Record<string, string | undefined>>,
  page: Page,
): string => {
  const asked = Object.entries(conditions).flatMap(([name, value]) =>
    value === undefined ? [] : [`${named(fieldLabels, name, page.locale)} ${word(value, page)}`],
  )
  return asked.length === 0 ? TEXTS.otherwise[page.locale] : asked.join(', ')
}

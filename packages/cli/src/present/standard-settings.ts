/** What the house must set before a standard runs, with the example that stands in its place. */
import { durationMs, Duration, fieldOf, segmentsOf } from '@casetrail/core'
import type { ServiceStandard, Setting } from '@casetrail/core/standards'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import { moneyText } from './money.js'
import { spanText, type Lines, type Page } from './standard-page.js'
import { PROMISES } from './standard-promise-words.js'
import { table } from './table.js'
import { wrapped } from './width.js'

/** A list's item by its id or code, else by its index; an object's own field. */
const within = (value: unknown, segment: string): unknown => {
  if (Array.isArray(value)) {
    const named: unknown = value.find(
      (item: unknown) => fieldOf(item, 'id') === segment || fieldOf(item, 'code') === segment,
    )
    return named ?? value[Number(segment)]
  }
  return fieldOf(value, segment)
}

/** What stands at a place whose segments name items of lists. */
const valueAt = (document: unknown, segments: ReadonlyArray<string>): unknown =>
  segments.reduce<unknown>(within, document)

/** The currency beside an amount. */
export const currencyBeside = (
  document: unknown,
  segments: ReadonlyArray<string>,
): string | undefined => {
  const currency = within(valueAt(document, segments.slice(0, -1)), 'currency')
  return typeof currency === 'string' ? currency : undefined
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? cleaned(String(value)) : '…'

const asDuration = (value: unknown): Duration | undefined =>
  Duration.is(value) ? value : undefined

/** What stands in the place of a setting, in words. */
const settingText = (
  standard: ServiceStandard,
  { at, unit }: Pick<Setting, 'at' | 'unit'>,
  locale: Locale,
): string => {
  const segments = segmentsOf(at)
  const value = valueAt(standard, segments)
  if (value === undefined) return ''
  switch (unit) {
    case 'duration': {
      const span = asDuration(value)
      return span === undefined ? plain(value) : spanText(span, locale)
    }
    case 'days':
      return locale === 'zh' ? `${plain(value)} 個工作日` : `${plain(value)} working days`
    case 'amount': {
      const currency = currencyBeside(standard, segments)
      return currency === undefined || typeof value !== 'number'
        ? plain(value)
        : moneyText({ amount: value, currency })
    }
    case 'count':
      return plain(value)
  }
}

/** As `--set` takes it: `4h`, `30m`, `3`, `300.00`. */
const exampleArgument = (
  standard: ServiceStandard,
  setting: Pick<Setting, 'at' | 'unit'>,
): string => {
  const segments = segmentsOf(setting.at)
  const value = valueAt(standard, segments)
  if (setting.unit === 'duration') {
    const span = asDuration(value)
    return span === undefined ? '…' : shortSpan(durationMs(span))
  }
  if (setting.unit === 'amount' && typeof value === 'number') {
    const currency = currencyBeside(standard, segments)
    return currency === undefined
      ? String(value)
      : (moneyText({ amount: value, currency }).split(' ').at(-1) ?? '').replaceAll(',', '')
  }
  return plain(value)
}

const SPANS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
] as const

const shortSpan = (ms: number): string => {
  const fits = SPANS.find(([size]) => ms >= size && ms % size === 0) ?? SPANS[3]
  return `${String(ms / fits[0])}${fits[1]}`
}

/** `example, firstResponse is to be set`: of a part that holds one; '' where all is set. */
export const exampleOf = (
  { hostMustSet }: ServiceStandard,
  part: ReadonlyArray<string>,
  locale: Locale,
): string => {
  const names = hostMustSet
    .filter(({ at }) => {
      const segments = segmentsOf(at)
      return part.every((segment, i) => segments[i] === segment)
    })
    .map(({ name }) => cleaned(name))
  if (names.length === 0) return ''
  const { en, zh } = PROMISES.example
  return locale === 'zh' ? `${zh}，待設定：${names.join('、')}` : `${en}: set ${names.join(', ')}`
}

/** What must be set, and how; nothing where all is. */
export const settingLines = (standard: ServiceStandard, page: Page): Lines => {
  const { locale, style, width } = page
  const { hostMustSet, id } = standard
  if (hostMustSet.length === 0) return []
  const { lines } = table(
    [
      { head: PROMISES.setting[locale] },
      { head: PROMISES.meaning[locale], narrowest: 16 },
      { head: PROMISES.exampleValue[locale], narrowest: 8 },
    ],
    hostMustSet.map((setting) => ({
      cells: [
        cleaned(setting.name),
        cleaned(setting.label[locale]),
        settingText(standard, setting, locale),
      ],
    })),
    width,
    style,
    2,
  )
  const [first] = hostMustSet
  const how =
    first === undefined
      ? ''
      : `--set ${cleaned(id)}.${cleaned(first.name)}=${exampleArgument(standard, first)}`
  return [
    '',
    ...wrapped(PROMISES.mustSet[locale], width).map(style.bad),
    ...lines,
    ...wrapped(PROMISES.howToSet[locale], width).map(style.note),
    `  ${how}`,
  ]
}

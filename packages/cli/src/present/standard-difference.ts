/** What differs between two standards, in words. */
import { Duration, isFields, segmentsOf, type Fields } from '@casetrail/core'
import { Kpi, Target, type ServiceStandard } from '@casetrail/core/standards'

import type { Difference } from '../standards/difference.js'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import { moneyText } from './money.js'
import { fieldText, isLabel, placeText, placeTexts } from './place-text.js'
import { bracketed } from './standard-conditions.js'
import { boundText, boundsText } from './standard-conduct.js'
import { spanText } from './standard-page.js'
import { fieldAt, wordsOf, type WordsOf } from './standard-terms.js'
import type { Style } from './style.js'
import { targetText, warningText } from './target-text.js'
import { wrapped } from './width.js'

type Standards = readonly [before: ServiceStandard, after: ServiceStandard]

const LONGEST = 200

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`

interface Wording {
  readonly locale: Locale
  readonly words: WordsOf
  /** What the value is of. */
  readonly field: string
}

const YES_NO = { en: ['yes', 'no'], zh: ['是', '否'] } as const

const plainText = (value: unknown, { locale, words, field }: Wording): string => {
  if (typeof value === 'boolean') return YES_NO[locale][value ? 0 : 1]
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (Duration.is(value)) return spanText(value, locale)
  return cleaned(words(value, field)?.[locale] ?? value)
}

const labelOf = (value: Fields, locale: Locale): string => {
  const { label } = value
  const name = value['id'] ?? value['code'] ?? value['name']
  const id = typeof name === 'string' ? cleaned(name) : ''
  if (!isLabel(label)) return id
  return `${cleaned(label[locale])}${bracketed(id, locale)}`
}

/** The promises of a clock, so that a new one says what it promises. */
const promisesOf = (value: Fields, locale: Locale): string => {
  const { targets } = value
  if (!Array.isArray(targets)) return ''
  const told = targets.flatMap((choice: unknown) => {
    const target = isFields(choice) ? choice['target'] : undefined
    return Target.is(target) ? [targetText(target, locale)] : []
  })
  if (told.length === 0) return ''
  return `${locale === 'zh' ? '：' : ': '}${told.join(locale === 'zh' ? '、' : ', ')}`
}

/** Of a target of a figure, so that a new one says what it asks. */
const boundsOf = (value: unknown, locale: Locale): string =>
  Kpi.is(value) ? `${locale === 'zh' ? '：' : ': '}${boundsText(value, locale)}` : ''

/** A field beside others; an amount has its currency there. */
const besideText = (
  [field, value]: readonly [string, unknown],
  { currency }: Fields,
  wording: Wording,
): string => {
  const name = fieldText(field, wording.locale)
  return field === 'upTo' && typeof value === 'number' && typeof currency === 'string'
    ? `${name} ${moneyText({ amount: value, currency })}`
    : `${name} ${differenceValue(value, { ...wording, field })}`
}

/** A value as a person reads it; of an item that has a name, the name. */
const differenceValue = (value: unknown, wording: Wording): string => {
  const { locale } = wording
  const list = locale === 'zh' ? '、' : ', '
  if (Array.isArray(value)) {
    if (value.length === 0) return '–'
    return shortened(value.map((item) => differenceValue(item, wording)).join(list))
  }
  if (!isFields(value)) return shortened(plainText(value, wording))
  if (Target.is(value)) {
    return `${targetText(value, locale)}${bracketed(warningText(value, locale), locale)}`
  }
  if (isLabel(value)) return cleaned(value[locale])
  const name = labelOf(value, locale)
  if (name !== '') return name + promisesOf(value, locale) + boundsOf(value, locale)
  const isAmount = typeof value['upTo'] === 'number' && typeof value['currency'] === 'string'
  const fields = Object.entries(value)
    // told with the amount
    .filter(([field]) => !(isAmount && field === 'currency'))
    .map((field) => besideText(field, value, wording))
  return shortened(fields.join(list))
}

const ORDER = { en: 'another order', zh: '順序不同' } as const

/** A label that is the same in the language shown, and differs in the other, is told in both. */
const bothOf = (before: unknown, after: unknown, wording: Wording): readonly [string, string] => {
  const texts = [differenceValue(before, wording), differenceValue(after, wording)] as const
  if (texts[0] !== texts[1]) return texts
  const both = (value: unknown): string =>
    isLabel(value) ? `${cleaned(value.en)} / ${cleaned(value.zh)}` : JSON.stringify(value)
  return [shortened(both(before)), shortened(both(after))]
}

const BOUNDS: ReadonlyArray<string> = ['atLeast', 'atMost']

/** A bound of a figure's target in the figure's unit; `undefined` for all else. */
const boundAt = (
  [part = '', id = '', field = '']: ReadonlyArray<string>,
  { kpis }: ServiceStandard,
  value: unknown,
  locale: Locale,
): string | undefined => {
  const kpi = kpis.find((one) => one.id === id)
  if (part !== 'kpis' || kpi === undefined || !BOUNDS.includes(field)) return undefined
  return typeof value === 'number' ? boundText(value, kpi, locale) : undefined
}

const textOf = (difference: Difference, [a, b]: Standards, wording: Wording): string => {
  const { locale } = wording
  const segments = segmentsOf(difference.at)
  const bound = (standard: ServiceStandard, value: unknown) =>
    boundAt(segments, standard, value, locale)
  switch (difference.kind) {
    case 'added':
      return bound(b, difference.after) ?? differenceValue(difference.after, wording)
    case 'removed':
      return bound(a, difference.before) ?? differenceValue(difference.before, wording)
    case 'changed': {
      const [before, after] = bothOf(difference.before, difference.after, wording)
      return `${bound(a, difference.before) ?? before} → ${bound(b, difference.after) ?? after}`
    }
    case 'reordered':
      return `${ORDER[wording.locale]}: ${difference.after.map(cleaned).join(', ')}`
  }
}

const MARKS = { added: '+', removed: '−', changed: '~', reordered: '~' } as const

const paintOf = ({ kind }: Difference, style: Style): ((text: string) => string) => {
  if (kind === 'added') return style.good
  return kind === 'removed' ? style.bad : (text) => text
}

const SUMMARY = {
  en: (n: number) =>
    n === 0 ? 'they say the same' : `${String(n)} difference${n === 1 ? '' : 's'}`,
  zh: (n: number) => (n === 0 ? '內容相同' : `${String(n)} 處不同`),
} as const

const nameOf = ({ id, version }: ServiceStandard): string => cleaned(`${id}@${String(version)}`)

/** Where it is, without the part that it stands under, nor the name of an item that is told whole. */
const placeOf = (
  difference: Difference,
  part: string,
  [before, after]: Standards,
  locale: Locale,
): string => {
  const segments = segmentsOf(difference.at)
  const { kind } = difference
  const whole = kind === 'added' ? difference.after : kind === 'removed' ? difference.before : ''
  const isNamed = isFields(whole) && labelOf(whole, locale) !== ''
  const told = isNamed ? segments.slice(0, -1) : segments
  const texts = placeTexts(told, [after, before], locale)
  return (part === '' ? texts : texts.slice(1)).join(' › ')
}

/** The differences under the parts of the standard that they are in, ending in a newline. */
export const differenceText = (
  [before, after]: Standards,
  found: ReadonlyArray<Difference>,
  locale: Locale,
  width: number,
  style: Style,
): string => {
  const words = wordsOf([after, before])
  const lines = [
    ...wrapped(`${nameOf(before)} → ${nameOf(after)}: ${SUMMARY[locale](found.length)}`, width).map(
      style.title,
    ),
  ]
  const parts = new Map<string, Difference[]>([['', []]])
  for (const difference of found) {
    const [top = '', ...rest] = segmentsOf(difference.at)
    const part = rest.length > 0 || difference.kind === 'reordered' ? top : ''
    parts.set(part, [...(parts.get(part) ?? []), difference])
  }
  for (const [part, its] of parts) {
    if (part !== '') lines.push('', style.head(placeText([part], [after, before], locale)))
    for (const difference of its) {
      const place = placeOf(difference, part, [before, after], locale)
      const wording: Wording = { locale, words, field: fieldAt(segmentsOf(difference.at)) }
      const value = textOf(difference, [before, after], wording)
      const text = [place, value].filter((one) => one !== '').join(': ')
      const paint = paintOf(difference, style)
      lines.push(
        ...wrapped(text, width - 4).map((line, i) =>
          paint(`  ${i === 0 ? MARKS[difference.kind] : ' '} ${line}`),
        ),
      )
    }
  }
  return `${lines.join('\n')}\n`
}

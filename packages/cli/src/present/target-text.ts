/** A promise about time in words. */
import { fieldLabels } from '@casetrail/core/desk'
import type { Target } from '@casetrail/core/standards'

import type { Locale } from './format.js'
import { spanText } from './standard-page.js'

const fieldText = (field: string, locale: Locale): string =>
  (Object.hasOwn(fieldLabels, field) ? fieldLabels[field]?.[locale] : undefined) ?? field

/** Days of open time are so many times 24 hours of it, no working days: told in hours. */
const inHours = (time: string): string => {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(.*))?$/.exec(time)
  if (found === null) return time
  const [, weeks = '0', days = '0', hours = '0', rest = ''] = found
  const all = Number(weeks) * 168 + Number(days) * 24 + Number(hours)
  return `PT${all === 0 ? '' : `${String(all)}H`}${rest}`
}

/** `10 min of business time`, `2 working days`, `at most 3 (answered after rings)`. */
export const targetText = (target: Target, locale: Locale): string => {
  const zh = locale === 'zh'
  switch (target.kind) {
    case 'elapsed':
      return spanText(target.time, locale)
    case 'business': {
      const span = spanText(inHours(target.time), locale)
      return zh ? `營業時間 ${span}` : `${span} of business time`
    }
    case 'workingDays': {
      const days = String(target.days)
      return zh ? `${days} 個工作日` : `${days} working day${target.days === 1 ? '' : 's'}`
    }
    case 'count': {
      const field = fieldText(target.of, locale)
      return zh
        ? `${field}至多 ${String(target.atMost)}`
        : `${field}: at most ${String(target.atMost)}`
    }
    case 'mean': {
      const span = spanText(target.time, locale)
      return zh ? `平均 ${span}` : `${span} on average`
    }
  }
}

/** When the warning comes, in words; '' where none does. */
export const warningText = (target: Target, locale: Locale): string => {
  const before = 'warnBefore' in target ? target.warnBefore : undefined
  if (before === undefined) return ''
  if (target.kind === 'elapsed') {
    const span = spanText(before, locale)
    return locale === 'zh' ? `提前 ${span}` : `${span} before`
  }
  const span = spanText(inHours(before), locale)
  return locale === 'zh' ? `提前營業時間 ${span}` : `${span} of business time before`
}

const two = (n: number): string => String(n).padStart(2, '0')

/** 00:04:12; hours go on past 24. */
export const stopwatch = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000)
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

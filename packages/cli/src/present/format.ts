/** Numbers, durations and times as people read them. */
import type { EpochMs } from '@casetrail/core'
import { DateTime } from 'luxon'

export type Locale = 'en' | 'zh'

/** 21,348 */
export const number = (n: number, digits = 0): string =>
  n.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits })

/** 91.3 % */
export const percent = (share: number): string => `${number(share * 100, 1)} %`

const UNITS: Readonly<Record<Locale, ReadonlyArray<readonly [seconds: number, unit: string]>>> = {
  en: [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'm'],
    [1, 's'],
  ],
  zh: [
    [86_400, '天'],
    [3_600, '小時'],
    [60, '分'],
    [1, '秒'],
  ],
}

/** 5 d 23 h 35 m, 5天23小時35分: the greatest unit and the two after it, the rest cut off. */
export const duration = (seconds: number, locale: Locale, parts = 3): string => {
  const units = UNITS[locale]
  const gap = locale === 'zh' ? '' : ' '
  const begin = units.findIndex(([size]) => Math.abs(seconds) >= size)
  const shown: string[] = []
  let left = Math.abs(seconds)
  for (const [size, unit] of begin < 0 ? [] : units.slice(begin, begin + parts)) {
    const n = Math.floor(left / size)
    left -= n * size
    if (n > 0) shown.push(`${number(n)}${gap}${unit}`)
  }
  if (shown.length === 0) return `0${gap}${units.at(-1)?.[1] ?? ''}`
  return `${seconds < 0 ? '−' : ''}${shown.join(gap)}`
}

/** 2025-03-01 08:00:00 in the zone; without seconds where `short`. */
export const time = (at: EpochMs, zone: string, short = false): string =>
  DateTime.fromMillis(at, { zone }).toFormat(short ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd HH:mm:ss')

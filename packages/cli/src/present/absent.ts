/** Figures that have nothing to say, in a line: which, and why. */
import type { FigureResult } from '@casetrail/projections'

import type { Locale } from './format.js'
import { leftOutText } from './left-out.js'
import { word } from './words.js'

type Telling = Readonly<Record<Locale, string>>

const EXPOSURES: Readonly<Record<string, string>> = {
  orders: '訂單數',
  customers: '客戶數',
  contacts: '聯繫數',
  'service time': '服務時間',
}

/** What the figures give as their reasons, and how it is said in short. */
const REASONS: ReadonlyArray<readonly [RegExp, (found: ReadonlyArray<string>) => Telling]> = [
  [/^nothing to count/, () => ({ en: 'nothing to count', zh: '無可計數' })],
  [
    /^nothing to divide by: no (.+) is known$/,
    ([, what = '']) => ({
      en: `no ${what} reported`,
      zh: `未報送${EXPOSURES[what] ?? what}`,
    }),
  ],
  [
    /^nothing to divide by: the (.+) is 0$/,
    ([, what = '']) => ({ en: `${what} 0`, zh: `${EXPOSURES[what] ?? what}為 0` }),
  ],
  [/^nothing to compare: there is no/, () => ({ en: 'nobody scored it', zh: '無評分' })],
  [
    /^nothing to compare: no resolved case/,
    () => ({ en: 'no resolved case was followed up', zh: '已解決工單均未回訪' }),
  ],
  [
    /^nothing to compare: every resolved case/,
    () => ({ en: 'every resolved case was followed up', zh: '已解決工單均已回訪' }),
  ],
  [
    /^only (\d+) % of the weight has data, (\d+) % is needed$/,
    ([text = '', has = '', needed = '']) => ({
      en: text,
      zh: `有數據的權重僅 ${has} %，須達 ${needed} %`,
    }),
  ],
  [
    /^several standards weigh differently/,
    ([text = '']) => ({ en: text, zh: '各標準權重不同，請按 standard 分別查詢' }),
  ],
  [/^nothing to weigh/, () => ({ en: 'nothing to weigh', zh: '無可加權' })],
]

/** Why a figure has no value: who was left out, else what it says itself; '' where it says nothing. */
export const whyText = (figure: FigureResult, locale: Locale): string => {
  const left = leftOutText(figure, locale)
  if (left !== '') return `${word('leftOut', locale)} ${left}`
  const { reason, value } = figure
  if (reason === undefined) return value === null ? '' : word('none', locale)
  for (const [pattern, told] of REASONS) {
    const found = pattern.exec(reason)
    if (found !== null) return told(found)[locale]
  }
  return reason
}

/** It has no value, or counts nothing and left nothing out. */
export const isAbsent = (figure: FigureResult): boolean => {
  const { value, unit, excluded } = figure
  const isNone = unit === 'count' && value === 0
  return value === null || (isNone && Object.values(excluded).every((n) => n === 0))
}

/** Those that there is one of for each clock, where there are several, as one. */
const named = (metrics: ReadonlyArray<string>): ReadonlyArray<string> => {
  const families = metrics.map((metric) => metric.replace(/^(sla|time)\..+/, '$1.<clock>'))
  const isAlone = (family: string): boolean =>
    families.indexOf(family) === families.lastIndexOf(family)
  return [...new Set(families.map((family, i) => (isAlone(family) ? (metrics[i] ?? '') : family)))]
}

/** no data: csat, ces: nothing to count · complaint.rate: no orders reported */
export const absentText = (figures: ReadonlyArray<FigureResult>, locale: Locale): string => {
  const byWhy = new Map<string, string[]>()
  for (const figure of figures) {
    const why = whyText(figure, locale)
    const same = byWhy.get(why)
    if (same === undefined) byWhy.set(why, [figure.metric])
    else same.push(figure.metric)
  }
  const groups = [...byWhy].map(
    ([why, ids]) => named(ids).join(', ') + (why === '' ? '' : ` (${why})`),
  )
  return `${word('noData', locale)}: ${groups.join(' · ')}`
}

/** The words of reports in both languages. */
import type { Locale } from './format.js'

const WORDS = {
  opened: { en: 'Volume', zh: '工單量' },
  firstContact: { en: 'First contact', zh: '首次解決' },
  times: { en: 'Times', zh: '時效' },
  outcome: { en: 'Outcome and handovers', zh: '結果與轉派' },
  satisfaction: { en: 'Satisfaction', zh: '滿意度' },
  complaints: { en: 'Complaints', zh: '投訴' },
  followUp: { en: 'Follow-up', zh: '回訪' },
  further: { en: 'Further figures', zh: '其他指標' },
  share: { en: 'share', zh: '比率' },
  value: { en: 'value', zh: '數值' },
  of: { en: 'n / N', zh: '分子/分母' },
  n: { en: 'n', zh: '件數' },
  median: { en: 'median', zh: '中位數' },
  leftOut: { en: 'left out', zh: '剔除' },
  provisional: { en: 'provisional', zh: '待定' },
  asOf: { en: 'as of', zh: '截至' },
  knownThen: { en: 'what was known then', zh: '按當時所知' },
  from: { en: 'from', zh: '自' },
  to: { en: 'to before', zh: '至（不含）' },
  always: { en: 'the whole history', zh: '全部歷史' },
  noData: { en: 'no data', zh: '無數據' },
  mean: { en: 'mean', zh: '平均' },
  case: { en: 'case', zh: '工單' },
  side: { en: 'side', zh: '歸類' },
  met: { en: 'met', zh: '達成' },
  missed: { en: 'missed', zh: '未達成' },
  counted: { en: 'counted', zh: '計入' },
  excluded: { en: 'excluded', zh: '剔除' },
  why: { en: 'value or reason', zh: '數值或原因' },
  input: { en: 'input', zh: '數據項' },
  others: { en: 'others', zh: '其他' },
  credit: { en: 'credit', zh: '歸屬' },
  at: { en: 'counts at', zh: '計入時間' },
  cases: { en: 'cases', zh: '工單' },
  steps: { en: 'steps', zh: '步驟' },
  variants: { en: 'variants', zh: '路徑' },
  variant: { en: 'the way they go', zh: '路徑' },
  directly: { en: 'directly follows', zh: '後續步驟' },
  after: { en: 'after', zh: '起始步驟' },
  often: { en: 'times', zh: '次數' },
  total: { en: 'in all', zh: '合計' },
  upTo: { en: 'cumulative', zh: '累計' },
  more: { en: 'more', zh: '更多' },
  when: { en: 'when', zh: '時間' },
  what: { en: 'what', zh: '事項' },
  who: { en: 'who', zh: '經辦' },
  rule: { en: 'under', zh: '標準' },
  row: { en: 'source row', zh: '來源行' },
  imported: { en: 'imported', zh: '導入於' },
  recorded: { en: 'recorded', zh: '記錄於' },
  known: { en: 'known', zh: '獲知於' },
  timeUnknown: { en: 'at an unknown time', zh: '時間不詳' },
  events: { en: 'events', zh: '事件' },
  figure: { en: 'figure', zh: '指標' },
  report: { en: 'Report', zh: '報告' },
  history: { en: 'History of a case', zh: '工單經過' },
  role: { en: 'role', zh: '角色' },
  details: { en: 'details', zh: '細節' },
  source: { en: 'source', zh: '來源' },
  by: { en: 'by', zh: '按' },
} as const

export type Word = keyof typeof WORDS

/** A word in a language. */
export const word = (name: Word, locale: Locale): string => WORDS[name][locale]

const REASONS: Readonly<Record<string, string>> = {
  merged: '已合併',
  cancelled: '已取消',
  notResolved: '未解決',
  notAnswered: '未答覆',
  noContact: '無客戶聯繫',
  ineligible: '一線不可解',
  standardNotLoaded: '標準未載入',
  timeUnknown: '時間不詳',
  negative: '時間倒置',
  functional: '職能升級',
  hierarchical: '層級升級',
  events: '按次',
}

/** The name of a reason or a part; in English it is its own name, as in `--json`. */
export const reasonText = (reason: string, locale: Locale): string =>
  locale === 'en' ? reason : (REASONS[reason] ?? reason)

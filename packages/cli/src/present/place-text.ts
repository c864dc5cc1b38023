/** Places in a standard in words: `Clocks › Inquiry response › target`. */
import { fieldOf, isFields, segmentsOf } from '@casetrail/core'
import type { Label, ServiceStandard } from '@casetrail/core/standards'
import { fieldLabels } from '@casetrail/core/desk'

import { cleaned } from './cleaned.js'
import type { Locale } from './format.js'
import { spaced } from './standard-conditions.js'

/** What the fields of the document are called in Chinese, where no event has a field of the name. */
const FIELDS: Readonly<Record<string, string>> = {
  label: '名稱',
  en: '英文',
  zh: '中文',
  validFrom: '生效',
  validUntil: '失效',
  basedOn: '擴展自',
  extends: '擴展自',
  zone: '時區',
  channels: '渠道',
  taxonomies: '分類體系',
  categories: '類別',
  code: '代碼',
  children: '下級類別',
  resolutionCodes: '解決代碼',
  causes: '原因',
  firstContactIneligibility: '一線無法解決的原因',
  tiers: '客戶等級',
  serviceDimensions: '服務維度',
  priorities: '優先級',
  levels: '級別',
  matrix: '矩陣',
  low: '低',
  medium: '中',
  high: '高',
  raise: '上調',
  by: '以',
  routing: '派單',
  firstContact: '首次解決',
  window: '窗口期',
  warmTransferCounts: '熱轉接算一次聯繫',
  reopen: '重開',
  closing: '關閉',
  waitingTime: '等待確認期',
  pause: '掛起',
  longest: '最長',
  backdating: '補錄',
  clocks: '時限',
  handbook: '手冊',
  gist: '要義',
  rules: '規則',
  on: '事件',
  do: '動作',
  if: '條件',
  while: '當',
  targets: '目標',
  recurs: '循環',
  off: '未啟用',
  procedures: '必要步驟',
  steps: '步驟',
  shownBy: '憑據',
  when: '僅當',
  kpis: '指標目標',
  metric: '指標',
  atLeast: '至少',
  where: '範圍',
  policies: '門檻',
  ordinaryFailed: '常規流程失效',
  reopened: '重開次數',
  transferred: '轉派次數',
  paused: '掛起時長',
  surge: '投訴激增',
  times: '倍數',
  recurringCause: '根本原因重複',
  followUpRounds: '回訪輪數',
  roles: '角色',
  may: '權限',
  approval: '審批',
  discretion: '合理授權',
  severities: '嚴重程度',
  upTo: '上限',
  bands: '審批權限',
  approvers: '審批人',
  complaints: '投訴',
  byType: '按類型',
  goods: '商品',
  remedies: '補救措施',
  serviceAttitude: '服務態度',
  logistics: '物流',
  systemTechnical: '系統技術',
  unclassified: '未分類',
  acknowledgement: '確認受理',
  review: '覆核',
  followUps: '回訪',
  grace: '寬限',
  editWindow: '修改期限',
  consentFor: '須經同意',
  cap: '聯繫間隔',
  interval: '間隔',
  exempt: '不適用',
  plans: '回訪計劃',
  every: '頻率',
  satisfaction: '滿意度指數',
  weights: '權重',
  service: '服務',
  rightFirstTime: '一次做對',
  serviceLevel: '服務水平',
  coverage: '數據覆蓋',
  supervisorRoles: '主管角色',
  principles: '始終遵守的規則',
  sources: '依據',
  hostMustSet: '待設定項',
  name: '名稱',
}

/** Abbreviations that the splitting of names would spoil. */
const ENGLISH: Readonly<Record<string, string>> = {
  kpis: 'KPI targets',
  hostMustSet: 'to be set by the house',
  followUps: 'follow-ups',
  followUpRounds: 'follow-up rounds',
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const own = <A>(record: Readonly<Record<string, A>>, key: string): A | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** What a field of the document is called. */
export const fieldText = (field: string, locale: Locale): string => {
  if (locale === 'en') return cleaned(own(ENGLISH, field) ?? spaced(field))
  return cleaned(own(FIELDS, field) ?? own(fieldLabels, field)?.zh ?? field)
}

export const isLabel = (u: unknown): u is Label =>
  isFields(u) && typeof u['en'] === 'string' && typeof u['zh'] === 'string'

const itemOf = (list: ReadonlyArray<unknown>, name: string): unknown =>
  list.find((item) => ['id', 'code', 'at', 'name'].some((key) => fieldOf(item, key) === name)) ??
  list[Number(name)]

const labelOf = (item: unknown, locale: Locale): string | undefined => {
  const label = fieldOf(item, 'label')
  return isLabel(label) ? cleaned(label[locale]) : undefined
}

/** A step on the way, in words, and where it leads in each of the documents. */
interface Step {
  readonly text: string
  readonly at: ReadonlyArray<unknown>
}

const stepInto = (segment: string, at: ReadonlyArray<unknown>, locale: Locale): Step => {
  const list = at.find((value): value is ReadonlyArray<unknown> => Array.isArray(value))
  if (list === undefined) {
    const next = at.map((value) => fieldOf(value, segment))
    return { text: fieldText(segment, locale), at: next }
  }
  const items = at.map((value) => (Array.isArray(value) ? itemOf(value, segment) : undefined))
  const label = items.map((item) => labelOf(item, locale)).find((text) => text !== undefined)
  const number = /^\d+$/.test(segment) ? String(Number(segment) + 1) : cleaned(segment)
  return { text: label ?? number, at: items }
}

/** The steps to a place, each named by what stands there in the first of the documents that has it. */
export const placeTexts = (
  segments: ReadonlyArray<string>,
  documents: ReadonlyArray<ServiceStandard>,
  locale: Locale,
): ReadonlyArray<string> => {
  let at: ReadonlyArray<unknown> = documents
  return segments.map((segment, i) => {
    const step = stepInto(segment, at, locale)
    at = step.at
    // a source is named by the place that it is of
    if (segment.startsWith('/')) return placeText(segmentsOf(segment), documents, locale)
    return i === 0 ? capital(step.text) : step.text
  })
}

/** The place as one text. */
export const placeText = (
  segments: ReadonlyArray<string>,
  documents: ReadonlyArray<ServiceStandard>,
  locale: Locale,
): string => placeTexts(segments, documents, locale).join(' › ')

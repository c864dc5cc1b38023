/** What each figure counts, in one line. The rules in full: docs/metrics.md. */
import type { Label } from '@casetrail/core/read-model'

import { deskDefinitions } from './desk-definitions.js'
import type { Locale } from './format.js'

const DEFINITIONS: Readonly<Record<string, Label>> = {
  ...deskDefinitions,
  'cases.opened': {
    en: 'cases opened in the window; merged duplicates count once',
    zh: '窗口期內受理的工單；合併的重複單只計一次',
  },
  'cases.open': {
    en: 'cases that are active at the end of the window',
    zh: '窗口期末仍在辦的工單',
  },
  backlog: {
    en: 'cases that are active at the end of the window, by how long they have been',
    zh: '窗口期末仍在辦的工單，按在辦時長分段',
  },
  'fcr.gross': {
    en: 'cases resolved in the first contact ÷ all with a contact of the customer; a reopening, a second contact of the customer or waiting for information fails it',
    zh: '首次聯繫即解決 ÷ 有客戶聯繫的全部工單；重開、客戶再次聯繫或等待客戶補充即不算',
  },
  'fcr.net': {
    en: 'cases resolved in the first contact ÷ all with a contact of the customer that intake did not mark as not resolvable at first level',
    zh: '首次聯繫即解決 ÷ 有客戶聯繫且受理時未標明一線無法解決的工單',
  },
  'fcr.window': {
    en: 'cases resolved in the first contact whose customer does not come with the same problem again within the window after ÷ all with a contact of the customer; provisional until the window has closed',
    zh: '首次聯繫即解決且同一客戶在窗口期內不因同一問題再來 ÷ 有客戶聯繫的全部工單；窗口期結束前為待定',
  },
  rightFirstTime: {
    en: 'cases with exactly one resolution and nothing after it but confirmation, verification, closing, archiving and effort ÷ all cases opened',
    zh: '只解決一次且此後僅有確認、驗證、關閉、歸檔、工時的工單 ÷ 全部受理工單',
  },
  'response.first': {
    en: 'creation → first public reply by a person, by the date of the reply',
    zh: '受理 → 首次人工公開回覆，按回覆日期統計',
  },
  'response.next': {
    en: "the customer's oldest unanswered message → first public reply by a person, one for each turn, by the date of the reply",
    zh: '客戶最早未獲答覆的消息 → 其後首次人工公開回覆，每個來回計一次，按回覆日期統計',
  },
  'resolution.first': {
    en: 'creation → first resolution, by the date of the resolution',
    zh: '受理 → 首次解決，按解決日期統計',
  },
  'resolution.full': {
    en: 'creation → last resolution, by the date of the resolution',
    zh: '受理 → 最終解決，按解決日期統計',
  },
  'resolution.net': {
    en: 'creation → first resolution, less the time it was paused',
    zh: '受理 → 首次解決，扣除掛起時間',
  },
  'resolution.rate': {
    en: 'cases resolved ÷ cases opened, by the date of opening',
    zh: '已解決 ÷ 受理，按受理日期統計',
  },
  'reopen.rate': {
    en: 'cases reopened at least once ÷ cases resolved; credit to the first resolver',
    zh: '至少重開一次的工單 ÷ 已解決工單；歸屬首次解決人',
  },
  'repeat.rate': {
    en: 'resolved cases whose customer came again for the same cause within the window after ÷ cases resolved; the cause is the root cause, else the category; provisional until the window has closed',
    zh: '窗口期內同一客戶因同一原因再來的已解決工單 ÷ 已解決工單；原因取根本原因，無則取類別；窗口期結束前為待定',
  },
  'eta.kept': {
    en: 'cases solved by the time that the customer was told last ÷ cases with such a time, by the date of that time',
    zh: '在最後一次告知客戶的預計時間前解決的工單 ÷ 告知過預計時間的工單，按該時間統計',
  },
  'transfer.rate': {
    en: 'cases handed over at least once ÷ cases handled; the first assignment is none',
    zh: '至少轉派一次的工單 ÷ 處理的工單；首次派單不算',
  },
  'escalation.rate': {
    en: 'cases escalated at least once, to another function or up the line ÷ cases handled',
    zh: '至少升級一次（職能或層級）的工單 ÷ 處理的工單',
  },
  'standard.execution': {
    en: 'required steps taken in their order ÷ required steps, of work that is over; beside it what conforms as a whole',
    zh: '按順序完成的規定步驟 ÷ 規定步驟（已結束的工作）；並列完全符合者占比',
  },
  flow: {
    en: 'what follows what in the cases opened in the window, how often and after how long',
    zh: '窗口期內受理工單的步驟先後、次數與間隔',
  },
}

/** Of the figures that there is one of for each dimension or clock, by how their ids begin. */
const OF_MANY: Readonly<Record<string, Label>> = {
  'gap.': {
    en: 'mean of what was expected − mean of what was perceived, 1–5: above 0 the service falls short',
    zh: '期望均分 − 感知均分（1–5 分）：大於 0 即服務未達期望',
  },
  'sla.': {
    en: 'runs of this clock met by their deadline ÷ those whose deadline has come, by the deadline; past it and not met is missed, recorded or not',
    zh: '該時限按期達成 ÷ 已到期，按到期時間統計；逾期未達成即算未達成，無論有無記錄',
  },
  'time.': {
    en: 'start of this clock → when it was met, late ones too, less what it stood still, in its own time; by the date it was met',
    zh: '該時限開始 → 達成（含逾期達成），扣除暫停，按其計時方式；按達成日期統計',
  },
}

const ofMany = (metric: string): Label | undefined =>
  Object.entries(OF_MANY).find(([prefix]) => metric.startsWith(prefix))?.[1]

/** The definition of a figure; '' for one that has none here. */
export const definitionOf = (metric: string, locale: Locale): string =>
  (ofMany(metric) ?? DEFINITIONS[metric])?.[locale] ?? ''

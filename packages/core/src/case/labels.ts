/** What case events and rejections are called, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { CaseEvent } from './events/index.js'
import type { CaseRejection } from './rejection.js'

/** The name of every case event, in English and Chinese. */
export const caseLabels: Readonly<Record<CaseEvent['type'], Label>> = {
  CaseOpened: { en: 'Case opened', zh: '受理' },
  CaseClassified: { en: 'Classified', zh: '分類' },
  CasePrioritised: { en: 'Prioritised', zh: '定優先級' },
  CaseAssigned: { en: 'Assigned', zh: '派單' },
  CaseAccepted: { en: 'Accepted', zh: '接單' },
  CaseTransferred: { en: 'Transferred', zh: '轉派' },
  ParticipantAdded: { en: 'Participant added', zh: '加入協作人' },
  ParticipantRemoved: { en: 'Participant removed', zh: '移除協作人' },
  CaseEscalated: { en: 'Escalated', zh: '升級' },
  EffortRecorded: { en: 'Effort recorded', zh: '登記工時' },
  ContactRecorded: { en: 'Contact', zh: '聯繫' },
  ProgressUpdated: { en: 'Progress updated', zh: '更新進度' },
  DelayNotified: { en: 'Delay notified', zh: '告知延誤' },
  StepRecorded: { en: 'Step recorded', zh: '登記步驟' },
  CustomerInputRequested: { en: 'Customer asked', zh: '請客戶補充' },
  CaseHeld: { en: 'On hold', zh: '掛起' },
  CaseResumed: { en: 'Resumed', zh: '恢復' },
  SolutionProposed: { en: 'Solution proposed', zh: '提出方案' },
  StepPlanned: { en: 'Step planned', zh: '計劃步驟' },
  StepStarted: { en: 'Step started', zh: '步驟開始' },
  StepCompleted: { en: 'Step completed', zh: '步驟完成' },
  StepDropped: { en: 'Step dropped', zh: '步驟取消' },
  NoteAdded: { en: 'Note added', zh: '添加備註' },
  NoteCorrected: { en: 'Note corrected', zh: '更正備註' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
  AppointmentBooked: { en: 'Appointment booked', zh: '預約' },
  AppointmentConfirmed: { en: 'Appointment confirmed', zh: '預約確認' },
  AppointmentRefused: { en: 'Appointment refused', zh: '預約未成' },
  AppointmentRescheduled: { en: 'Appointment rescheduled', zh: '預約改期' },
  AppointmentReminded: { en: 'Appointment reminder', zh: '預約提醒' },
  AppointmentCancelled: { en: 'Appointment cancelled', zh: '預約取消' },
  AppointmentKept: { en: 'Appointment kept', zh: '預約履行' },
  AppointmentMissed: { en: 'Appointment missed', zh: '預約失約' },
  CaseResolved: { en: 'Resolved', zh: '解決' },
  SolutionVerified: { en: 'Solution verified', zh: '驗證方案' },
  ResolutionConfirmed: { en: 'Resolution confirmed', zh: '客戶確認解決' },
  ResolutionRejected: { en: 'Resolution rejected', zh: '客戶不認可' },
  CaseReopened: { en: 'Reopened', zh: '重開' },
  CaseClosed: { en: 'Closed', zh: '關閉' },
  CaseArchived: { en: 'Archived', zh: '歸檔' },
  CaseCancelled: { en: 'Cancelled', zh: '取消' },
  DuplicateAbsorbed: { en: 'Duplicate absorbed', zh: '認領重複單' },
  CaseMerged: { en: 'Merged', zh: '合併' },
  CaseUnmerged: { en: 'Unmerged', zh: '撤銷合併' },
  DuplicateReleased: { en: 'Duplicate released', zh: '釋放重複單' },
  CaseSplit: { en: 'Split off', zh: '拆單' },
  CaseLinked: { en: 'Linked', zh: '關聯' },
}

/** Every rejection as a sentence, in English and Chinese. */
export const caseRejections: Readonly<Record<CaseRejection['_tag'], Label>> = {
  ...lifecycleRejections,
  NotInTaxonomy: sharedRejections.NotInTaxonomy,
  ReasonRequired: sharedRejections.ReasonRequired,
  SupervisorRequired: sharedRejections.SupervisorRequired,
  CaseNotOpened: { en: 'The case was not opened.', zh: '工單尚未受理。' },
  CaseAlreadyOpened: { en: 'The case was opened already.', zh: '工單已受理。' },
  CaseStillActive: {
    en: 'The case is still being worked on.',
    zh: '工單仍在處理中。',
  },
  CaseNotPaused: { en: 'The case is not paused.', zh: '工單並未暫停。' },
  CasePaused: { en: 'The case is paused.', zh: '工單已暫停。' },
  CaseAlreadyResolved: { en: 'The case is resolved.', zh: '工單已解決。' },
  CaseAlreadyClosed: { en: 'The case is closed.', zh: '工單已關閉。' },
  CaseAlreadyMerged: {
    en: 'The case was merged into another.',
    zh: '工單已併入另一工單。',
  },
  CaseAlreadyArchived: { en: 'The case is archived.', zh: '工單已歸檔。' },
  CaseAlreadyCancelled: { en: 'The case was cancelled.', zh: '工單已取消。' },
  PriorityBasisMissing: {
    en: 'It takes urgency and impact, or a priority by hand.',
    zh: '須提供緊急程度與影響程度，或人工指定優先級。',
  },
  NoRoute: {
    en: 'No route of the standard takes the case, and nobody was named.',
    zh: '沒有適用的派單規則，也未指定承接人。',
  },
  ParticipantNotFound: {
    en: 'Nobody of this id takes part in the case.',
    zh: '協作人不在此工單中。',
  },
  StepAlreadyPlanned: { en: 'The step is planned already.', zh: '該步驟已在計劃中。' },
  StepNotOpen: {
    en: 'The step was never planned, or is over.',
    zh: '該步驟未計劃或已結束。',
  },
  StepsStillOpen: {
    en: 'Steps of the plan are still open.',
    zh: '計劃中仍有未完成的步驟。',
  },
  NoteNotFound: { en: 'The case has no such note.', zh: '工單無此備註。' },
  AppointmentAlreadyBooked: {
    en: 'The appointment is booked already.',
    zh: '該預約已存在。',
  },
  AppointmentNotOpen: {
    en: 'The appointment was never booked, or is over.',
    zh: '該預約不存在或已結束。',
  },
  LongestPauseNotOver: {
    en: 'The longest pause is not over yet.',
    zh: '最長暫停時間未到。',
  },
  WaitingTimeNotOver: {
    en: "The customer's time to answer is not over yet.",
    zh: '等待客戶確認的時間未到。',
  },
  ReopenWindowPassed: {
    en: 'It is too late to reopen the case; open a linked one.',
    zh: '重開期限已過，請另開關聯工單。',
  },
  ReopenWindowOpen: {
    en: 'It is too early to archive the case; it may still be reopened.',
    zh: '仍在重開期限內，暫不能歸檔。',
  },
  MergeWithItself: { en: 'A case cannot merge with itself.', zh: '工單不能與自身合併。' },
  CustomersDiffer: { en: 'The cases are of two customers.', zh: '兩張工單的客戶不同。' },
  HasAbsorbedOthers: {
    en: 'The case has absorbed others, and cannot become a duplicate.',
    zh: '工單已認領其他重複單，不能再被併入。',
  },
  MergedIntoAnother: {
    en: 'The case was merged into another than the one named.',
    zh: '工單併入的並非所指工單。',
  },
  DuplicateNotAbsorbed: {
    en: 'The case has not absorbed this duplicate.',
    zh: '工單未認領該重複單。',
  },
}

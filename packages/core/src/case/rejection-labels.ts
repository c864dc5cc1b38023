/** What each rejection of a case command says, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/document.js'

import type { CaseRejection } from './rejection.js'

/** Every rejection of a case command as a sentence, in English and Chinese. */
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
    zh: '須提供緊急度與影響度，或人工指定優先級。',
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
  MergeWithItself: { en: 'A case can not merge with itself.', zh: '工單不能與自身合併。' },
  CustomersDiffer: { en: 'The cases are of two customers.', zh: '兩張工單的客戶不同。' },
  HasAbsorbedOthers: {
    en: 'The case has absorbed others, and can not become a duplicate.',
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

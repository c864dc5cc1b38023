/** What complaint events and rejections are called, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { ComplaintEvent } from './events/index.js'
import type { ComplaintRejection } from './rejection.js'

/** The name of every complaint event, in English and Chinese. */
export const complaintLabels: Readonly<Record<ComplaintEvent['type'], Label>> = {
  ComplaintReceived: { en: 'Complaint received', zh: '投訴受理' },
  ComplaintAcknowledged: { en: 'Complaint acknowledged', zh: '確認受理' },
  ComplaintClassified: { en: 'Complaint classified', zh: '投訴分類' },
  SeverityAssessed: { en: 'Severity assessed', zh: '評定嚴重程度' },
  SeverityChanged: { en: 'Severity changed', zh: '調整嚴重程度' },
  ComplaintEscalated: { en: 'Complaint escalated', zh: '投訴升級' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
  InvestigatorAssigned: { en: 'Investigator assigned', zh: '指派調查員' },
  EvidenceRecorded: { en: 'Evidence recorded', zh: '登記證據' },
  FindingRecorded: { en: 'Finding recorded', zh: '登記調查結果' },
  RootCauseDetermined: { en: 'Root cause determined', zh: '查明根本原因' },
  RemedyProposed: { en: 'Remedy proposed', zh: '擬定補救措施' },
  RemedyApproved: { en: 'Remedy approved', zh: '批准補救措施' },
  RemedyRefused: { en: 'Remedy refused', zh: '駁回補救措施' },
  RemedyOffered: { en: 'Remedy offered', zh: '向客戶提出補救措施' },
  RemedyAccepted: { en: 'Remedy accepted', zh: '客戶接受補救措施' },
  RemedyDeclined: { en: 'Remedy declined', zh: '客戶拒絕補救措施' },
  RemedyFulfilled: { en: 'Remedy fulfilled', zh: '落實補救措施' },
  RemedyWithdrawn: { en: 'Remedy withdrawn', zh: '撤回補救措施' },
  ComplaintDecided: { en: 'Complaint decided', zh: '作出處理決定' },
  DecisionCommunicated: { en: 'Decision communicated', zh: '告知處理決定' },
  ReviewRequested: { en: 'Review requested', zh: '申請覆核' },
  ReviewCompleted: { en: 'Review completed', zh: '覆核完成' },
  ComplaintClosed: { en: 'Complaint closed', zh: '投訴結案' },
  ComplaintArchived: { en: 'Complaint archived', zh: '投訴歸檔' },
  ComplaintWithdrawn: { en: 'Complaint withdrawn', zh: '撤回投訴' },
  ComplaintReopened: { en: 'Complaint reopened', zh: '投訴重開' },
  ReferredExternally: { en: 'Referred to an outside body', zh: '轉外部機構' },
  ComplaintAbsorbed: { en: 'Duplicate complaint absorbed', zh: '認領重複投訴' },
  ComplaintMerged: { en: 'Complaint merged', zh: '投訴合併' },
  ComplaintReleased: { en: 'Duplicate complaint released', zh: '釋放重複投訴' },
}

/** Every rejection as a sentence, in English and Chinese. */
export const complaintRejections: Readonly<Record<ComplaintRejection['_tag'], Label>> = {
  ...lifecycleRejections,
  NotInTaxonomy: sharedRejections.NotInTaxonomy,
  ComplaintNotReceived: { en: 'There is no such complaint yet.', zh: '投訴尚未受理。' },
  ComplaintAlreadyReceived: { en: 'The complaint is already received.', zh: '投訴已受理。' },
  ComplaintNotAcknowledged: { en: 'The complaint is not acknowledged yet.', zh: '尚未確認受理。' },
  ComplaintAlreadyAcknowledged: {
    en: 'The complaint is already acknowledged.',
    zh: '已確認受理。',
  },
  InvestigationNotStarted: { en: 'Nobody investigates it yet.', zh: '調查尚未開始。' },
  ComplaintNotDecided: { en: 'The complaint is not decided yet.', zh: '尚未作出處理決定。' },
  ComplaintAlreadyDecided: { en: 'The complaint is already decided.', zh: '已作出處理決定。' },
  ComplaintStillOpen: { en: 'The complaint is still open.', zh: '投訴尚未結案。' },
  ComplaintAlreadyClosed: { en: 'The complaint is already closed.', zh: '投訴已結案。' },
  ComplaintAlreadyArchived: { en: 'The complaint is already archived.', zh: '投訴已歸檔。' },
  ComplaintAlreadyWithdrawn: { en: 'The complaint was withdrawn.', zh: '投訴已撤回。' },
  ComplaintAlreadyMerged: { en: 'The complaint was merged into another.', zh: '投訴已合併。' },
  MethodDoesNotFit: {
    en: 'A complaint of this channel is acknowledged otherwise.',
    zh: '確認受理的方式與投訴渠道不符。',
  },
  SeverityNotAssessed: { en: 'The severity is not assessed yet.', zh: '尚未評定嚴重程度。' },
  SeverityAlreadyAssessed: { en: 'The severity is already assessed.', zh: '已評定嚴重程度。' },
  EvidenceAlreadyRecorded: { en: 'This evidence is already recorded.', zh: '該證據已登記。' },
  AmountRequired: { en: 'This kind of remedy needs an amount.', zh: '此類補救措施須註明金額。' },
  CurrencyNotCovered: sharedRejections.CurrencyNotCovered,
  RemedyAlreadyProposed: {
    en: 'This remedy can no longer be proposed anew.',
    zh: '該補救措施不可再次擬定。',
  },
  RemedyNotFound: { en: 'There is no such remedy.', zh: '無此補救措施。' },
  RemedyNotInState: {
    en: 'The remedy is in another state.',
    zh: '補救措施的狀態不允許此操作。',
  },
  AmountNotApproved: { en: 'Another amount was approved.', zh: '金額與批准的不符。' },
  ApproverRoleRequired: sharedRejections.ApproverRoleRequired,
  ReviewRightNotTold: {
    en: 'The customer was not told of the right to a review.',
    zh: '未告知客戶可申請覆核。',
  },
  RemedyOrReasonRequired: {
    en: 'Upheld without a remedy needs the reason why.',
    zh: '投訴成立而無補救措施時須說明理由。',
  },
  HappenedBeforeDecision: {
    en: 'The time lies before the decision.',
    zh: '時間早於作出處理決定的時間。',
  },
  DecisionNotCommunicated: {
    en: 'The customer does not know the decision yet.',
    zh: '處理決定尚未告知客戶。',
  },
  RemediesUnsettled: { en: 'Remedies are not settled yet.', zh: '尚有補救措施未了結。' },
  ReviewOpen: { en: 'A review is open.', zh: '覆核尚未完成。' },
  ReviewAlreadyOpen: { en: 'A review is already open.', zh: '已在覆核中。' },
  NoReviewOpen: { en: 'No review was requested.', zh: '沒有待完成的覆核。' },
  ReviewWindowPassed: { en: 'It is too late for a review.', zh: '已過申請覆核期限。' },
  ReopenWindowPassed: { en: 'It is too late to reopen.', zh: '已過重開期限。' },
  WindowOpen: {
    en: 'It may still be reopened or reviewed.',
    zh: '仍在可重開或申請覆核的期限內。',
  },
  MergeWithItself: { en: 'A complaint cannot merge with itself.', zh: '投訴不能與自身合併。' },
  CustomersDiffer: { en: 'The customers differ.', zh: '客戶不同。' },
  HasAbsorbedOthers: { en: 'It has absorbed others itself.', zh: '本投訴已認領其他投訴。' },
  DuplicateNotAbsorbed: { en: 'This duplicate was not absorbed.', zh: '未認領該重複投訴。' },
}

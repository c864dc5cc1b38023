/** What emergency events and rejections are called, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { EmergencyEvent } from './events.js'
import type { EmergencyRejection } from './rejection.js'

/** The name of every emergency event, in English and Chinese. */
export const emergencyLabels: Readonly<Record<EmergencyEvent['type'], Label>> = {
  EmergencyDeclared: { en: 'Emergency declared', zh: '宣布應急' },
  PlanStarted: { en: 'Plan started', zh: '啟動預案' },
  FallbackActivated: { en: 'Fallback activated', zh: '啟用備用方案' },
  CustomersInformed: { en: 'Customers informed', zh: '告知客戶' },
  ProgressReported: { en: 'Progress reported', zh: '通報進展' },
  Recovered: { en: 'Recovered', zh: '恢復正常' },
  CompensationDecided: { en: 'Compensation decided', zh: '決定補償' },
  Reviewed: { en: 'Reviewed', zh: '復盤' },
  EmergencyStoodDown: { en: 'Stood down', zh: '解除應急' },
  DrillHeld: { en: 'Drill held', zh: '演練' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
}

/** Every rejection as a sentence, in English and Chinese. */
export const emergencyRejections: Readonly<Record<EmergencyRejection['_tag'], Label>> = {
  ...lifecycleRejections,
  NotInTaxonomy: sharedRejections.NotInTaxonomy,
  EmergencyNotDeclared: { en: 'No emergency was declared.', zh: '應急尚未宣布。' },
  EmergencyAlreadyDeclared: {
    en: 'The emergency was declared already.',
    zh: '應急已宣布。',
  },
  PlanNotStarted: { en: 'No plan was started yet.', zh: '預案尚未啟動。' },
  PlanAlreadyStarted: { en: 'A plan was started already.', zh: '預案已啟動。' },
  EmergencyNotRecovered: { en: 'Service has not recovered yet.', zh: '服務尚未恢復。' },
  EmergencyAlreadyRecovered: { en: 'Service has recovered already.', zh: '服務已恢復。' },
  EmergencyAlreadyReviewed: { en: 'The emergency was reviewed.', zh: '應急已復盤。' },
  EmergencyAlreadyStoodDown: { en: 'The emergency was stood down.', zh: '應急已解除。' },
  DrillAlreadyHeld: { en: 'This was a drill, and it is over.', zh: '此為演練，已結束。' },
  RecoveredBeforePlan: {
    en: 'The recovery is dated before the start of the plan.',
    zh: '恢復時間早於預案啟動。',
  },
  ReviewedBeforeRecovery: {
    en: 'The review is dated before the recovery.',
    zh: '復盤時間早於恢復。',
  },
  AmountRequired: { en: 'This kind of compensation needs an amount.', zh: '此類補償須註明金額。' },
  CurrencyNotCovered: sharedRejections.CurrencyNotCovered,
  ApproverRoleRequired: sharedRejections.ApproverRoleRequired,
}

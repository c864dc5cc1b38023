/** What corrective action events and rejections are called, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { CorrectiveActionEvent } from './events.js'
import type { CorrectiveActionRejection } from './rejection.js'

/** The name of every corrective action event, in English and Chinese. */
export const correctiveActionLabels: Readonly<Record<CorrectiveActionEvent['type'], Label>> = {
  CorrectiveActionOpened: { en: 'Corrective action opened', zh: '改進立項' },
  CorrectiveActionPlanned: { en: 'Planned', zh: '制定改進計劃' },
  CorrectiveActionDone: { en: 'Done', zh: '改進完成' },
  CorrectiveActionVerified: { en: 'Verified', zh: '驗收通過' },
  VerificationFailed: { en: 'Verification failed', zh: '驗收未通過' },
  EffectMeasured: { en: 'Effect measured', zh: '效果評估' },
  CorrectiveActionReviewed: { en: 'Reviewed', zh: '改進復盤' },
  CorrectiveActionDropped: { en: 'Dropped', zh: '改進終止' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
}

/** Every rejection as a sentence, in English and Chinese. */
export const correctiveActionRejections: Readonly<
  Record<CorrectiveActionRejection['_tag'], Label>
> = {
  ...lifecycleRejections,
  NotInTaxonomy: sharedRejections.NotInTaxonomy,
  CorrectiveActionNotOpened: {
    en: 'No corrective action was opened.',
    zh: '改進尚未立項。',
  },
  CorrectiveActionAlreadyOpened: {
    en: 'The corrective action was opened already.',
    zh: '改進已立項。',
  },
  CorrectiveActionNotPlanned: {
    en: 'The corrective action is not planned yet.',
    zh: '改進計劃尚未制定。',
  },
  CorrectiveActionNotDone: {
    en: 'The corrective action is not done yet.',
    zh: '改進尚未完成。',
  },
  CorrectiveActionAlreadyDone: {
    en: 'The corrective action is done already; it waits for its verification.',
    zh: '改進已完成，待驗收。',
  },
  CorrectiveActionNotVerified: {
    en: 'The corrective action is not verified yet.',
    zh: '改進尚未驗收。',
  },
  CorrectiveActionAlreadyVerified: {
    en: 'The corrective action is verified already.',
    zh: '改進已驗收。',
  },
  CorrectiveActionAlreadyReviewed: {
    en: 'The corrective action was reviewed.',
    zh: '改進已復盤。',
  },
  CorrectiveActionAlreadyDropped: {
    en: 'The corrective action was dropped.',
    zh: '改進已終止。',
  },
  CriterionMissing: {
    en: 'The plan names no criterion to verify by.',
    zh: '計劃未訂驗收標準。',
  },
  EffectNotMeasured: {
    en: 'The effect was not measured.',
    zh: '效果尚未評估。',
  },
  HappenedBeforeDone: {
    en: 'The time lies before the corrective action was done.',
    zh: '時間早於改進完成時間。',
  },
}

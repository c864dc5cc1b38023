/** What each event of a corrective action is called, for people. */
import type { Label } from '../standard/document.js'

import type { CorrectiveActionEvent } from './events.js'

/** The name of every event, in English and Chinese. */
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

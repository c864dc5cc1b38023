/** What each follow-up event is called, for people. */
import type { Label } from '../standard/document.js'

import type { FollowUpEvent } from './events.js'

/** The name of every follow-up event, in English and Chinese. */
export const followUpLabels: Readonly<Record<FollowUpEvent['type'], Label>> = {
  FollowUpScheduled: { en: 'Follow-up scheduled', zh: '安排回訪' },
  FollowUpAssigned: { en: 'Follow-up assigned', zh: '指派回訪' },
  FollowUpRescheduled: { en: 'Follow-up rescheduled', zh: '回訪改期' },
  FollowUpAttempted: { en: 'Follow-up attempted', zh: '嘗試回訪' },
  FollowUpCompleted: { en: 'Follow-up completed', zh: '回訪完成' },
  FollowUpUnreachable: { en: 'Customer unreachable', zh: '回訪未果' },
  FollowUpMissed: { en: 'Follow-up missed', zh: '回訪逾期' },
  FollowUpDeclined: { en: 'Follow-up declined', zh: '客戶謝絕回訪' },
  FollowUpCancelled: { en: 'Follow-up cancelled', zh: '取消回訪' },
  SurveyRequested: { en: 'Survey sent', zh: '發送問卷' },
  SurveyDelivered: { en: 'Survey delivered', zh: '問卷送達' },
  SurveyBounced: { en: 'Survey bounced', zh: '問卷退回' },
  SatisfactionRecorded: { en: 'Satisfaction recorded', zh: '登記滿意度' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
}

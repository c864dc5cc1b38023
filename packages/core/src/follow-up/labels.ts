/** What follow-up events and rejections are called, for people. */
import { lifecycleRejections, sharedRejections } from '../lifecycle/labels.js'
import type { Label } from '../standard/label.js'

import type { FollowUpEvent } from './events.js'
import type { FollowUpRejection } from './rejection.js'

/** The name of every follow-up event, in English and Chinese. */
export const followUpLabels: Readonly<Record<FollowUpEvent['type'], Label>> = {
  FollowUpScheduled: { en: 'Follow-up scheduled', zh: '安排回訪' },
  FollowUpAssigned: { en: 'Follow-up assigned', zh: '指派回訪' },
  FollowUpRescheduled: { en: 'Follow-up rescheduled', zh: '回訪改期' },
  FollowUpAttempted: { en: 'Follow-up attempted', zh: '嘗試回訪' },
  FollowUpCompleted: { en: 'Follow-up completed', zh: '回訪完成' },
  FollowUpUnreachable: { en: 'Customer unreachable', zh: '未聯繫上客戶' },
  FollowUpMissed: { en: 'Follow-up missed', zh: '回訪逾期' },
  FollowUpDeclined: { en: 'Follow-up declined', zh: '客戶謝絕回訪' },
  FollowUpCancelled: { en: 'Follow-up cancelled', zh: '取消回訪' },
  SurveyRequested: { en: 'Survey sent', zh: '發送問卷' },
  SurveyDelivered: { en: 'Survey delivered', zh: '問卷送達' },
  SurveyBounced: { en: 'Survey bounced', zh: '問卷退回' },
  SatisfactionRecorded: { en: 'Satisfaction recorded', zh: '登記滿意度' },
  OwnerReminded: { en: 'Owner reminded', zh: '提醒負責人' },
}

/** What every rejection says, in English and Chinese. */
export const followUpRejections: Readonly<Record<FollowUpRejection['_tag'], Label>> = {
  FollowUpNotScheduled: { en: 'The follow-up is not scheduled.', zh: '回訪尚未安排。' },
  FollowUpAlreadyScheduled: { en: 'The follow-up is scheduled already.', zh: '回訪已安排。' },
  FollowUpAlreadyCompleted: { en: 'The follow-up is completed.', zh: '回訪已完成。' },
  FollowUpAlreadyGivenUp: { en: 'The follow-up was given up.', zh: '回訪已因未聯繫上客戶而結束。' },
  FollowUpAlreadyMissed: { en: 'The follow-up was missed.', zh: '回訪已逾期。' },
  FollowUpAlreadyDeclined: { en: 'The customer declined the follow-up.', zh: '客戶已謝絕回訪。' },
  FollowUpAlreadyCancelled: { en: 'The follow-up is cancelled.', zh: '回訪已取消。' },
  ...lifecycleRejections,
  NotInTaxonomy: sharedRejections.NotInTaxonomy,
  ReasonRequired: sharedRejections.ReasonRequired,
  ConsentMissing: { en: 'The customer has not consented.', zh: '客戶未同意。' },
  PreferenceIgnored: { en: 'The customer prefers another method.', zh: '與客戶偏好的方式不符。' },
  ContactTooFrequent: { en: 'The customer was contacted lately.', zh: '聯繫客戶過於頻繁。' },
  SubjectEnded: {
    en: 'The case or complaint is cancelled, merged or withdrawn.',
    zh: '工單或投訴已取消、合併或撤回。',
  },
  HandlerUnknown: {
    en: 'Who handled the serious complaint is not said.',
    zh: '未註明嚴重投訴的經辦人。',
  },
  SubjectAfterwards: {
    en: 'What it is about ended after it is said to be scheduled.',
    zh: '所回訪事項的完結時間晚於安排時間。',
  },
  OutreachAfterwards: {
    en: 'The last contact is after the time of the command.',
    zh: '最近聯繫時間晚於本次操作時間。',
  },
  DueInThePast: { en: 'The due date is in the past.', zh: '到期時間已過。' },
  PlanNotFound: { en: 'The standard has no such plan.', zh: '標準中無此回訪計劃。' },
  PlanForOtherPurpose: {
    en: 'The plan is for another purpose.',
    zh: '回訪計劃的目的與此不符。',
  },
  NoContactYet: { en: 'The customer was not reached by then.', zh: '尚未聯繫上客戶。' },
  CustomerReached: { en: 'The customer was reached.', zh: '已聯繫上客戶。' },
  AttemptsLeft: { en: 'Too few attempts to give up.', zh: '嘗試次數不足，尚不能列為未聯繫上。' },
  NotOverdue: { en: 'Due date and grace are not over.', zh: '尚未逾期。' },
  SurveyAlreadyRequested: { en: 'The survey was sent already.', zh: '問卷已發送。' },
  SurveyNotRequested: { en: 'The survey was never sent.', zh: '問卷未曾發送。' },
  EmptyAnswer: { en: 'The answer holds no score.', zh: '答覆無任何評分。' },
  EditWindowPassed: { en: 'The answer may no longer be changed.', zh: '答覆已過修改期限。' },
  LaterAnswerGiven: { en: 'A later answer was given.', zh: '其後已有新的答覆。' },
  DimensionRepeated: { en: 'A dimension is scored twice.', zh: '維度重複評分。' },
  StaffRepeated: { en: 'A person is scored twice.', zh: '服務人員重複評分。' },
}

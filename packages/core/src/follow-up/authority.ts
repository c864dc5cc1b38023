/** What each follow-up command takes, and who may not call. */
import { duty, type Authority, type Duty } from '../lifecycle/authority.js'

import type { FollowUpCommand } from './commands.js'
import type { FollowUpRules } from './rules.js'
import type { FollowUpState } from './state.js'

type CallerDuty = Duty<FollowUpCommand, FollowUpState, FollowUpRules>

const rule = 'callerIsNotHandler'
const label = {
  en: 'Who handled a serious complaint does not make its follow-up',
  zh: '嚴重投訴的回訪人不得為經辦人',
} as const

const handled = (person: string | undefined, { serious, handler }: FollowUpState): boolean =>
  serious && handler !== undefined && person === handler

/** The call itself, by whom it is recorded. */
const callBy = (on: 'RecordAttempt' | 'CompleteFollowUp'): CallerDuty =>
  duty(on, rule, label, (actor, _, state) => handled(actor.id, state))

export const followUpAuthority: Authority<FollowUpCommand, FollowUpState, FollowUpRules> = {
  permissions: {
    ScheduleFollowUp: 'followUp.plan',
    AssignFollowUp: 'followUp.plan',
    RescheduleFollowUp: 'followUp.plan',
    RecordAttempt: 'followUp.call',
    CompleteFollowUp: 'followUp.call',
    GiveUpFollowUp: 'followUp.call',
    MissFollowUp: 'followUp.plan',
    DeclineFollowUp: 'followUp.answer',
    CancelFollowUp: 'followUp.plan',
    RequestSurvey: 'followUp.survey',
    MarkSurveyDelivered: 'followUp.survey',
    MarkSurveyBounced: 'followUp.survey',
    RecordSatisfaction: 'followUp.answer',
    RemindOwner: 'followUp.remind',
  },
  duties: [
    duty(
      'ScheduleFollowUp',
      rule,
      label,
      (_, { serious, handler, assignee }) =>
        serious === true && handler !== undefined && assignee === handler,
    ),
    duty('AssignFollowUp', rule, label, (_, { assignee }, state) => handled(assignee, state)),
    callBy('RecordAttempt'),
    callBy('CompleteFollowUp'),
  ],
}

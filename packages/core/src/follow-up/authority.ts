/** What each follow-up command takes, and what whoever handled a serious complaint may not do. */
import { duty, type Authority, type Duty } from '../lifecycle/authority.js'

import type { FollowUpCommand } from './commands.js'
import type { FollowUpRules } from './rules.js'
import type { FollowUpState } from './state.js'

type CallerDuty = Duty<FollowUpCommand, FollowUpState, FollowUpRules>

const rule = 'callerIsNotHandler'
const label = {
  en: 'Who handled a serious complaint does not make its follow-up, nor end it or answer in it',
  zh: '嚴重投訴的經辦人不得回訪、終止回訪或代填答覆',
} as const

const handled = (person: string | undefined, { serious, handler }: FollowUpState): boolean =>
  serious && handler !== undefined && person === handler

/** The call and whatever ends the follow-up without one, by whom it is recorded. */
const byAnother = (
  on:
    | 'RecordAttempt'
    | 'CompleteFollowUp'
    | 'GiveUpFollowUp'
    | 'DeclineFollowUp'
    | 'CancelFollowUp'
    | 'RecordSatisfaction',
): CallerDuty => duty(on, rule, label, (actor, _, state) => handled(actor.id, state))

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
      ({ assignee }) => assignee,
    ),
    duty(
      'AssignFollowUp',
      rule,
      label,
      (_, { assignee }, state) => handled(assignee, state),
      ({ assignee }) => assignee,
    ),
    byAnother('RecordAttempt'),
    byAnother('CompleteFollowUp'),
    byAnother('GiveUpFollowUp'),
    byAnother('DeclineFollowUp'),
    byAnother('CancelFollowUp'),
    byAnother('RecordSatisfaction'),
  ],
}

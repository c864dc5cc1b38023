/** The follow-up's decision: every command, to the part that decides it. */
import type { FollowUpCommand, ScheduleFollowUp } from '../commands.js'

import * as call from './call.js'
import { emit, own, type FollowUpDecision, type Situation } from './decision.js'
import * as schedule from './schedule.js'
import * as survey from './survey.js'

/**
 * Decides a command on a scheduled follow-up whose stage allows it, judged by the standard that it was
 * scheduled under. Emits one event, or none where nothing changes.
 */
export const decide = (
  command: Exclude<FollowUpCommand, ScheduleFollowUp>,
  situation: Situation,
): FollowUpDecision => {
  switch (command.type) {
    case 'RecordAttempt':
      return call.attempt(command, situation)
    case 'CompleteFollowUp':
      return call.complete(command, situation)
    case 'RecordSatisfaction':
      return survey.answer(command, situation)
    case 'RequestSurvey':
      return survey.request(command, situation)
    case 'MarkSurveyDelivered':
    case 'MarkSurveyBounced':
      return survey.mark(command, situation)
    case 'AssignFollowUp':
      return schedule.assign(command, situation)
    case 'RescheduleFollowUp':
      return schedule.reschedule(command, situation)
    case 'GiveUpFollowUp':
      return call.giveUp(command, situation)
    case 'MissFollowUp':
      return call.miss(command, situation)
    case 'DeclineFollowUp':
      return call.decline(command, situation)
    case 'CancelFollowUp':
      return call.cancel(command, situation)
    case 'RemindOwner': {
      const { state } = situation
      const { to, reason } = command
      const { customer } = state
      return emit({ type: 'OwnerReminded', ...own(command, state), customer, to, reason })
    }
  }
}

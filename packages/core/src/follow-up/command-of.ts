/** From an event back to the command that would have led to it. */
import { commandBy } from '../lifecycle/command-of.js'

import type { FollowUpCommand } from './commands.js'
import type { FollowUpEvent } from './events.js'

export const commandOf = commandBy<FollowUpEvent, FollowUpCommand>({
  FollowUpScheduled: 'ScheduleFollowUp',
  FollowUpAssigned: 'AssignFollowUp',
  FollowUpRescheduled: 'RescheduleFollowUp',
  FollowUpAttempted: 'RecordAttempt',
  FollowUpCompleted: 'CompleteFollowUp',
  FollowUpUnreachable: 'GiveUpFollowUp',
  FollowUpMissed: 'MissFollowUp',
  FollowUpDeclined: 'DeclineFollowUp',
  FollowUpCancelled: 'CancelFollowUp',
  SurveyRequested: 'RequestSurvey',
  SurveyDelivered: 'MarkSurveyDelivered',
  SurveyBounced: 'MarkSurveyBounced',
  SatisfactionRecorded: 'RecordSatisfaction',
  OwnerReminded: 'RemindOwner',
})

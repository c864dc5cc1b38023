/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'

import type { FollowUpCommand } from './commands.js'
import type { FollowUpEvent } from './events.js'

const commandTypes: Readonly<Record<FollowUpEvent['type'], FollowUpCommand['type']>> = {
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
}

/**
 * The command that would have led to an event: its fields are the event's, which a law of the
 * follow-up's tests holds. The compiler can't follow the table from an event's type to its command's.
 */
export const commandOf = (event: FollowUpEvent, actor: Actor): FollowUpCommand =>
  ({ ...event, type: commandTypes[event.type], actor }) as FollowUpCommand

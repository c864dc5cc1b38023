/** From which stages each command is taken. */
import { stageGuard } from '../lifecycle/stages.js'

import type { FollowUpCommand } from './commands.js'
import type { FollowUpWrongStage } from './rejection.js'
import type { FollowUpStage } from './state.js'

type Stages = ReadonlyArray<FollowUpStage>

const opening: Stages = ['none']
const scheduled: Stages = ['scheduled']
/** A survey may be answered long after the call, and after none was made. */
const notTerminal: Stages = ['scheduled', 'completed', 'unreachable', 'missed']

export const followUpStages: Readonly<Record<FollowUpCommand['type'], Stages>> = {
  ScheduleFollowUp: opening,
  AssignFollowUp: scheduled,
  RescheduleFollowUp: scheduled,
  RecordAttempt: scheduled,
  CompleteFollowUp: scheduled,
  GiveUpFollowUp: scheduled,
  MissFollowUp: scheduled,
  DeclineFollowUp: scheduled,
  CancelFollowUp: scheduled,
  RequestSurvey: scheduled,
  MarkSurveyDelivered: notTerminal,
  MarkSurveyBounced: notTerminal,
  RecordSatisfaction: notTerminal,
  RemindOwner: notTerminal,
}

const tagOf = (stage: FollowUpStage, allowed: Stages): FollowUpWrongStage['_tag'] => {
  if (allowed === opening) return 'FollowUpAlreadyScheduled'
  switch (stage) {
    case 'completed':
      return 'FollowUpAlreadyCompleted'
    case 'unreachable':
      return 'FollowUpAlreadyGivenUp'
    case 'missed':
      return 'FollowUpAlreadyMissed'
    case 'declined':
      return 'FollowUpAlreadyDeclined'
    case 'cancelled':
      return 'FollowUpAlreadyCancelled'
    case 'none':
    case 'scheduled':
      return 'FollowUpNotScheduled'
  }
}

export const wrongStage = stageGuard(followUpStages, tagOf)

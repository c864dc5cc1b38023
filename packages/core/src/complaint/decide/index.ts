/** The complaint's decision: every command, to the part that decides it. */
import type { ComplaintCommand } from '../commands/index.js'
import type { ReceiveComplaint } from '../commands/intake.js'

import type { ComplaintDecision, Situation } from './decision.js'
import * as intake from './intake.js'
import * as investigation from './investigation.js'
import * as outcome from './outcome.js'
import * as remedy from './remedy.js'
import * as tie from './tie.js'

/**
 * Decides a command on a received complaint whose stage allows it, judged by the standard that it was
 * received under. Emits one event, or none where nothing changes.
 */
export const decide = (
  command: Exclude<ComplaintCommand, ReceiveComplaint>,
  situation: Situation,
): ComplaintDecision => {
  switch (command.type) {
    case 'ClassifyComplaint':
      return intake.classify(command, situation)
    case 'AcknowledgeComplaint':
      return intake.acknowledge(command, situation)
    case 'AssessSeverity':
      return intake.assessSeverity(command, situation)
    case 'ChangeSeverity':
      return intake.changeSeverity(command, situation)
    case 'EscalateComplaint':
      return intake.escalate(command, situation)
    case 'RemindOwner':
      return intake.remindOwner(command, situation)
    case 'AssignInvestigator':
      return investigation.assignInvestigator(command, situation)
    case 'RecordEvidence':
      return investigation.recordEvidence(command, situation)
    case 'RecordFinding':
      return investigation.recordFinding(command, situation)
    case 'DetermineRootCause':
      return investigation.determineRootCause(command, situation)
    case 'ProposeRemedy':
      return remedy.propose(command, situation)
    case 'ApproveRemedy':
      return remedy.approve(command, situation)
    case 'RefuseRemedy':
      return remedy.refuse(command, situation)
    case 'OfferRemedy':
      return remedy.offer(command, situation)
    case 'AcceptRemedy':
      return remedy.accept(command, situation)
    case 'DeclineRemedy':
      return remedy.decline(command, situation)
    case 'FulfilRemedy':
      return remedy.fulfil(command, situation)
    case 'WithdrawRemedy':
      return remedy.withdraw(command, situation)
    case 'DecideComplaint':
      return outcome.decideComplaint(command, situation)
    case 'CommunicateDecision':
      return outcome.communicate(command, situation)
    case 'RequestReview':
      return outcome.requestReview(command, situation)
    case 'CompleteReview':
      return outcome.completeReview(command, situation)
    case 'CloseComplaint':
      return outcome.close(command, situation)
    case 'ArchiveComplaint':
      return outcome.archive(command, situation)
    case 'WithdrawComplaint':
      return outcome.withdraw(command, situation)
    case 'ReopenComplaint':
      return outcome.reopen(command, situation)
    case 'ReferExternally':
      return outcome.refer(command, situation)
    case 'AbsorbComplaint':
      return tie.absorb(command, situation)
    case 'MergeComplaint':
      return tie.merge(command, situation)
    case 'ReleaseComplaint':
      return tie.release(command, situation)
  }
}

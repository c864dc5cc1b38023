/** The case's decision: every command, to the part that decides it. */
import type { CaseCommand } from '../commands/index.js'
import type { OpenCase } from '../commands/intake.js'

import type { CaseDecision, Situation } from './decision.js'
import * as intake from './intake.js'
import * as outcome from './outcome.js'
import * as plan from './plan.js'
import * as tie from './tie.js'
import * as work from './work.js'

/**
 * Decides a command on an opened case whose stage allows it, judged by the standard that it was opened
 * under. Emits one event, for a confirmed or rejected resolution two, or none where nothing changes.
 */
export const decide = (
  command: Exclude<CaseCommand, OpenCase>,
  situation: Situation,
): CaseDecision => {
  switch (command.type) {
    case 'ClassifyCase':
      return intake.classify(command, situation)
    case 'PrioritiseCase':
      return intake.prioritise(command, situation)
    case 'AssignCase':
      return intake.assign(command, situation)
    case 'AcceptCase':
      return intake.accept(command, situation)
    case 'TransferCase':
      return intake.transfer(command, situation)
    case 'AddParticipant':
      return intake.addParticipant(command, situation)
    case 'RemoveParticipant':
      return intake.removeParticipant(command, situation)
    case 'EscalateCase':
      return intake.escalate(command, situation)
    case 'RecordContact':
      return work.recordContact(command, situation)
    case 'RecordEffort':
      return work.recordEffort(command, situation)
    case 'UpdateProgress':
      return work.updateProgress(command, situation)
    case 'NotifyDelay':
      return work.notifyDelay(command, situation)
    case 'RecordStep':
      return work.recordStep(command, situation)
    case 'RequestCustomerInput':
      return work.requestInput(command, situation)
    case 'HoldForThirdParty':
      return work.hold(command, situation)
    case 'ResumeCase':
      return work.resume(command, situation)
    case 'ProposeSolution':
      return work.proposeSolution(command, situation)
    case 'AddNote':
      return work.addNote(command, situation)
    case 'CorrectNote':
      return work.correctNote(command, situation)
    case 'RemindOwner':
      return work.remindOwner(command, situation)
    case 'PlanStep':
      return plan.planStep(command, situation)
    case 'StartStep':
    case 'CompleteStep':
    case 'DropStep':
      return plan.moveStep(command, situation)
    case 'BookAppointment':
      return plan.bookAppointment(command, situation)
    case 'ConfirmAppointment':
    case 'RefuseAppointment':
    case 'RescheduleAppointment':
    case 'RemindAppointment':
    case 'CancelAppointment':
    case 'KeepAppointment':
    case 'MissAppointment':
      return plan.moveAppointment(command, situation)
    case 'ResolveCase':
      return outcome.resolve(command, situation)
    case 'VerifySolution':
      return outcome.verify(command, situation)
    case 'ConfirmResolution':
      return outcome.confirm(command, situation)
    case 'RejectResolution':
      return outcome.rejectResolution(command, situation)
    case 'ReopenCase':
      return outcome.reopen(command, situation)
    case 'CloseCase':
      return outcome.close(command, situation)
    case 'ArchiveCase':
      return outcome.archive(command, situation)
    case 'CancelCase':
      return outcome.cancel(command, situation)
    case 'AbsorbDuplicate':
      return tie.absorb(command, situation)
    case 'MergeCase':
      return tie.merge(command, situation)
    case 'UnmergeCase':
      return tie.unmerge(command, situation)
    case 'ReleaseDuplicate':
      return tie.release(command, situation)
    case 'SplitCase':
      return tie.split(command, situation)
    case 'LinkCase':
      return tie.link(command, situation)
  }
}

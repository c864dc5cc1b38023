/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'
import type { CommandTypes } from '../lifecycle/command-of.js'

import type { CaseCommand } from './commands/index.js'
import type { CaseEvent } from './events/index.js'

const commandTypes: CommandTypes<CaseEvent, CaseCommand> = {
  CaseOpened: 'OpenCase',
  CaseClassified: 'ClassifyCase',
  CasePrioritised: 'PrioritiseCase',
  CaseAssigned: 'AssignCase',
  CaseAccepted: 'AcceptCase',
  CaseTransferred: 'TransferCase',
  ParticipantAdded: 'AddParticipant',
  ParticipantRemoved: 'RemoveParticipant',
  CaseEscalated: 'EscalateCase',
  EffortRecorded: 'RecordEffort',
  ContactRecorded: 'RecordContact',
  ProgressUpdated: 'UpdateProgress',
  DelayNotified: 'NotifyDelay',
  StepRecorded: 'RecordStep',
  CustomerInputRequested: 'RequestCustomerInput',
  CaseHeld: 'HoldForThirdParty',
  CaseResumed: 'ResumeCase',
  SolutionProposed: 'ProposeSolution',
  StepPlanned: 'PlanStep',
  StepStarted: 'StartStep',
  StepCompleted: 'CompleteStep',
  StepDropped: 'DropStep',
  NoteAdded: 'AddNote',
  NoteCorrected: 'CorrectNote',
  OwnerReminded: 'RemindOwner',
  AppointmentBooked: 'BookAppointment',
  AppointmentConfirmed: 'ConfirmAppointment',
  AppointmentRefused: 'RefuseAppointment',
  AppointmentRescheduled: 'RescheduleAppointment',
  AppointmentReminded: 'RemindAppointment',
  AppointmentCancelled: 'CancelAppointment',
  AppointmentKept: 'KeepAppointment',
  AppointmentMissed: 'MissAppointment',
  CaseResolved: 'ResolveCase',
  SolutionVerified: 'VerifySolution',
  ResolutionConfirmed: 'ConfirmResolution',
  ResolutionRejected: 'RejectResolution',
  CaseReopened: 'ReopenCase',
  CaseClosed: 'CloseCase',
  CaseArchived: 'ArchiveCase',
  CaseCancelled: 'CancelCase',
  DuplicateAbsorbed: 'AbsorbDuplicate',
  CaseMerged: 'MergeCase',
  CaseUnmerged: 'UnmergeCase',
  DuplicateReleased: 'ReleaseDuplicate',
  CaseSplit: 'SplitCase',
  CaseLinked: 'LinkCase',
}

/**
 * The command that would have led to an event: its fields are the event's. A law of the case's tests
 * holds that every decided event's command is accepted in the state before it.
 */
export const commandOf = (event: CaseEvent, actor: Actor): CaseCommand => {
  const command = { ...event, type: commandTypes[event.type], actor }
  switch (event.type) {
    case 'CaseClosed':
      return event.basis === 'customer'
        ? as({ ...command, type: 'ConfirmResolution' })
        : as(command)
    case 'CasePrioritised': {
      const { priority, ...byMatrix } = event
      return event.basis === 'matrix' ? as({ ...byMatrix, type: command.type, actor }) : as(command)
    }
    case 'DuplicateAbsorbed':
      return as({ ...command, duplicateCustomer: event.customer })
    default:
      return as(command)
  }
}

/** The compiler can't follow the table from an event's type to its command's fields; the law does. */
const as = (
  command: { readonly type: CaseCommand['type'] } & Readonly<Record<string, unknown>>,
): CaseCommand => command as CaseCommand

/** The case commands: their union and their catalogue. */
import { commandCatalogue, type CommandCatalogue } from '../../decider/catalogue.js'

import {
  OpenCase,
  ClassifyCase,
  PrioritiseCase,
  AssignCase,
  AcceptCase,
  TransferCase,
  AddParticipant,
  RemoveParticipant,
  EscalateCase,
  RecordEffort,
} from './intake.js'
import {
  RecordContact,
  UpdateProgress,
  NotifyDelay,
  RecordStep,
  RequestCustomerInput,
  HoldForThirdParty,
  ResumeCase,
  ProposeSolution,
  PlanStep,
  StartStep,
  CompleteStep,
  DropStep,
  AddNote,
  CorrectNote,
  RemindOwner,
} from './work.js'
import {
  BookAppointment,
  ConfirmAppointment,
  RefuseAppointment,
  RescheduleAppointment,
  RemindAppointment,
  CancelAppointment,
  KeepAppointment,
  MissAppointment,
} from './appointment.js'
import {
  ResolveCase,
  VerifySolution,
  ConfirmResolution,
  RejectResolution,
  ReopenCase,
  CloseCase,
  ArchiveCase,
  CancelCase,
  AbsorbDuplicate,
  MergeCase,
  UnmergeCase,
  ReleaseDuplicate,
  SplitCase,
  LinkCase,
} from './outcome.js'

export type CaseCommand =
  | OpenCase
  | ClassifyCase
  | PrioritiseCase
  | AssignCase
  | AcceptCase
  | TransferCase
  | AddParticipant
  | RemoveParticipant
  | EscalateCase
  | RecordEffort
  | RecordContact
  | UpdateProgress
  | NotifyDelay
  | RecordStep
  | RequestCustomerInput
  | HoldForThirdParty
  | ResumeCase
  | ProposeSolution
  | PlanStep
  | StartStep
  | CompleteStep
  | DropStep
  | AddNote
  | CorrectNote
  | RemindOwner
  | BookAppointment
  | ConfirmAppointment
  | RefuseAppointment
  | RescheduleAppointment
  | RemindAppointment
  | CancelAppointment
  | KeepAppointment
  | MissAppointment
  | ResolveCase
  | VerifySolution
  | ConfirmResolution
  | RejectResolution
  | ReopenCase
  | CloseCase
  | ArchiveCase
  | CancelCase
  | AbsorbDuplicate
  | MergeCase
  | UnmergeCase
  | ReleaseDuplicate
  | SplitCase
  | LinkCase

/** The codecs of every command, for what comes from outside. */
export const caseCommands: CommandCatalogue<CaseCommand> = commandCatalogue<CaseCommand>({
  OpenCase,
  ClassifyCase,
  PrioritiseCase,
  AssignCase,
  AcceptCase,
  TransferCase,
  AddParticipant,
  RemoveParticipant,
  EscalateCase,
  RecordEffort,
  RecordContact,
  UpdateProgress,
  NotifyDelay,
  RecordStep,
  RequestCustomerInput,
  HoldForThirdParty,
  ResumeCase,
  ProposeSolution,
  PlanStep,
  StartStep,
  CompleteStep,
  DropStep,
  AddNote,
  CorrectNote,
  RemindOwner,
  BookAppointment,
  ConfirmAppointment,
  RefuseAppointment,
  RescheduleAppointment,
  RemindAppointment,
  CancelAppointment,
  KeepAppointment,
  MissAppointment,
  ResolveCase,
  VerifySolution,
  ConfirmResolution,
  RejectResolution,
  ReopenCase,
  CloseCase,
  ArchiveCase,
  CancelCase,
  AbsorbDuplicate,
  MergeCase,
  UnmergeCase,
  ReleaseDuplicate,
  SplitCase,
  LinkCase,
})

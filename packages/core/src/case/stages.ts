/** From which stages each command is taken: the first column of the case's table. */
import type { CaseCommand } from './commands/index.js'
import type { WrongStage } from './rejection.js'
import type { CaseStage } from './state.js'

type Stages = ReadonlyArray<CaseStage>

export const active: Stages = ['new', 'open', 'pendingCustomer', 'onHold']
const opening: Stages = ['none']
const unpaused: Stages = ['new', 'open']
const paused: Stages = ['pendingCustomer', 'onHold']
const resolved: Stages = ['resolved']
const closed: Stages = ['closed']
const merged: Stages = ['merged']
const notTerminalNorMerged: Stages = [...active, 'resolved', 'closed']
const notTerminal: Stages = [...notTerminalNorMerged, 'merged']

export const allowedStages: Readonly<Record<CaseCommand['type'], Stages>> = {
  OpenCase: opening,
  ClassifyCase: active,
  PrioritiseCase: active,
  AssignCase: active,
  AcceptCase: active,
  TransferCase: active,
  AddParticipant: active,
  RemoveParticipant: active,
  EscalateCase: active,
  RecordEffort: notTerminal,
  RecordContact: notTerminalNorMerged,
  UpdateProgress: active,
  NotifyDelay: active,
  RecordStep: active,
  RequestCustomerInput: unpaused,
  HoldForThirdParty: unpaused,
  ResumeCase: paused,
  ProposeSolution: active,
  PlanStep: active,
  StartStep: active,
  CompleteStep: active,
  DropStep: active,
  AddNote: notTerminal,
  CorrectNote: notTerminal,
  RemindOwner: notTerminal,
  BookAppointment: active,
  ConfirmAppointment: active,
  RefuseAppointment: active,
  RescheduleAppointment: active,
  RemindAppointment: active,
  CancelAppointment: active,
  KeepAppointment: active,
  MissAppointment: active,
  ResolveCase: active,
  VerifySolution: resolved,
  ConfirmResolution: resolved,
  RejectResolution: resolved,
  ReopenCase: ['resolved', 'closed'],
  CloseCase: [...active, 'resolved'],
  ArchiveCase: closed,
  CancelCase: active,
  AbsorbDuplicate: active,
  MergeCase: active,
  UnmergeCase: merged,
  ReleaseDuplicate: notTerminal,
  SplitCase: notTerminal,
  LinkCase: notTerminal,
}

const tagOf = (stage: CaseStage, allowed: Stages): WrongStage['_tag'] => {
  switch (stage) {
    case 'none':
      return 'CaseNotOpened'
    case 'resolved':
      return 'CaseAlreadyResolved'
    case 'closed':
      return 'CaseAlreadyClosed'
    case 'merged':
      return 'CaseAlreadyMerged'
    case 'archived':
      return 'CaseAlreadyArchived'
    case 'cancelled':
      return 'CaseAlreadyCancelled'
    case 'new':
    case 'open':
      return allowed === paused ? 'CaseNotPaused' : 'CaseStillActive'
    case 'pendingCustomer':
    case 'onHold':
      return allowed === unpaused ? 'CasePaused' : 'CaseStillActive'
  }
}

/** The rejection where the stage forbids the command; `undefined` where it allows it. */
export const wrongStage = (type: CaseCommand['type'], stage: CaseStage): WrongStage | undefined => {
  const allowed = allowedStages[type]
  if (allowed.includes(stage)) return undefined
  return {
    _tag: allowed === opening ? 'CaseAlreadyOpened' : tagOf(stage, allowed),
    command: type,
    stage,
    allowed,
  }
}

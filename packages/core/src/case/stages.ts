/** From which stages each command is taken. */
import { stageGuard } from '../lifecycle/stages.js'

import type { CaseCommand } from './commands/index.js'
import type { CaseWrongStage } from './rejection.js'
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

export const caseStages: Readonly<Record<CaseCommand['type'], Stages>> = {
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

const tagOf = (stage: CaseStage, allowed: Stages): CaseWrongStage['_tag'] => {
  if (allowed === opening) return 'CaseAlreadyOpened'
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

const guard = stageGuard(caseStages, tagOf)

/** Reopening an archived case comes too late, which is said by the window. */
export const wrongStage = (
  type: CaseCommand['type'],
  stage: CaseStage,
): CaseWrongStage | undefined =>
  type === 'ReopenCase' && stage === 'archived' ? undefined : guard(type, stage)

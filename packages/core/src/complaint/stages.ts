/** From which stages each command is taken. */
import { stageGuard } from '../lifecycle/stages.js'

import type { ComplaintCommand } from './commands/index.js'
import type { ComplaintWrongStage } from './rejection.js'
import type { ComplaintStage } from './state.js'

type Stages = ReadonlyArray<ComplaintStage>

const opening: Stages = ['none']
const received: Stages = ['received']
const open: Stages = ['received', 'acknowledged', 'investigating', 'decided']
const examined: Stages = ['acknowledged', 'investigating']
const investigating: Stages = ['investigating']
const remedied: Stages = ['investigating', 'decided']
const decided: Stages = ['decided']
const reviewed: Stages = ['decided', 'closed']
const closed: Stages = ['closed']
const notTerminal: Stages = [...open, 'closed', 'withdrawn']

/** A terminal stage, archived or merged, takes no command. */
export const complaintStages: Readonly<Record<ComplaintCommand['type'], Stages>> = {
  ReceiveComplaint: opening,
  AcknowledgeComplaint: received,
  ClassifyComplaint: open,
  AssessSeverity: open,
  ChangeSeverity: open,
  EscalateComplaint: open,
  RemindOwner: notTerminal,
  AssignInvestigator: examined,
  RecordEvidence: examined,
  RecordFinding: examined,
  DetermineRootCause: remedied,
  ProposeRemedy: remedied,
  ApproveRemedy: remedied,
  RefuseRemedy: remedied,
  OfferRemedy: remedied,
  AcceptRemedy: remedied,
  DeclineRemedy: remedied,
  FulfilRemedy: remedied,
  WithdrawRemedy: remedied,
  DecideComplaint: investigating,
  CommunicateDecision: decided,
  RequestReview: reviewed,
  CompleteReview: reviewed,
  CloseComplaint: decided,
  ArchiveComplaint: closed,
  WithdrawComplaint: open,
  ReopenComplaint: closed,
  ReferExternally: notTerminal,
  AbsorbComplaint: open,
  MergeComplaint: open,
  ReleaseComplaint: notTerminal,
}

const tagOf = (stage: ComplaintStage, allowed: Stages): ComplaintWrongStage['_tag'] => {
  if (allowed === opening) return 'ComplaintAlreadyReceived'
  switch (stage) {
    case 'none':
      return 'ComplaintNotReceived'
    case 'closed':
      return 'ComplaintAlreadyClosed'
    case 'archived':
      return 'ComplaintAlreadyArchived'
    case 'withdrawn':
      return 'ComplaintAlreadyWithdrawn'
    case 'merged':
      return 'ComplaintAlreadyMerged'
    case 'received':
    case 'acknowledged':
    case 'investigating':
    case 'decided':
      if (allowed === closed) return 'ComplaintStillOpen'
      if (allowed === received) return 'ComplaintAlreadyAcknowledged'
      if (stage === 'decided') return 'ComplaintAlreadyDecided'
      if (allowed === examined) return 'ComplaintNotAcknowledged'
      return allowed.includes('investigating') ? 'InvestigationNotStarted' : 'ComplaintNotDecided'
  }
}

const guard = stageGuard(complaintStages, tagOf)

/** Reopening or reviewing an archived complaint comes too late, which is said by the window. */
export const wrongStage = (
  type: ComplaintCommand['type'],
  stage: ComplaintStage,
): ComplaintWrongStage | undefined =>
  stage === 'archived' && (type === 'ReopenComplaint' || type === 'RequestReview')
    ? undefined
    : guard(type, stage)

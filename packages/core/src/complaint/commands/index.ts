/** The complaint commands: their union and their catalogue. */
import { commandCatalogue, type CommandCatalogue } from '../../decider/catalogue.js'

import {
  ReceiveComplaint,
  AcknowledgeComplaint,
  ClassifyComplaint,
  AssessSeverity,
  ChangeSeverity,
  EscalateComplaint,
  RemindOwner,
} from './intake.js'
import {
  AssignInvestigator,
  RecordEvidence,
  RecordFinding,
  DetermineRootCause,
} from './investigation.js'
import {
  ProposeRemedy,
  ApproveRemedy,
  RefuseRemedy,
  OfferRemedy,
  AcceptRemedy,
  DeclineRemedy,
  FulfilRemedy,
  WithdrawRemedy,
} from './remedy.js'
import {
  DecideComplaint,
  CommunicateDecision,
  RequestReview,
  CompleteReview,
  CloseComplaint,
  ArchiveComplaint,
  WithdrawComplaint,
  ReopenComplaint,
  ReferExternally,
  AbsorbComplaint,
  MergeComplaint,
  ReleaseComplaint,
} from './outcome.js'

export type ComplaintCommand =
  | ReceiveComplaint
  | AcknowledgeComplaint
  | ClassifyComplaint
  | AssessSeverity
  | ChangeSeverity
  | EscalateComplaint
  | RemindOwner
  | AssignInvestigator
  | RecordEvidence
  | RecordFinding
  | DetermineRootCause
  | ProposeRemedy
  | ApproveRemedy
  | RefuseRemedy
  | OfferRemedy
  | AcceptRemedy
  | DeclineRemedy
  | FulfilRemedy
  | WithdrawRemedy
  | DecideComplaint
  | CommunicateDecision
  | RequestReview
  | CompleteReview
  | CloseComplaint
  | ArchiveComplaint
  | WithdrawComplaint
  | ReopenComplaint
  | ReferExternally
  | AbsorbComplaint
  | MergeComplaint
  | ReleaseComplaint

/** The codecs of every command, for what comes from outside. */
export const complaintCommands: CommandCatalogue<ComplaintCommand> =
  commandCatalogue<ComplaintCommand>({
    ReceiveComplaint,
    AcknowledgeComplaint,
    ClassifyComplaint,
    AssessSeverity,
    ChangeSeverity,
    EscalateComplaint,
    RemindOwner,
    AssignInvestigator,
    RecordEvidence,
    RecordFinding,
    DetermineRootCause,
    ProposeRemedy,
    ApproveRemedy,
    RefuseRemedy,
    OfferRemedy,
    AcceptRemedy,
    DeclineRemedy,
    FulfilRemedy,
    WithdrawRemedy,
    DecideComplaint,
    CommunicateDecision,
    RequestReview,
    CompleteReview,
    CloseComplaint,
    ArchiveComplaint,
    WithdrawComplaint,
    ReopenComplaint,
    ReferExternally,
    AbsorbComplaint,
    MergeComplaint,
    ReleaseComplaint,
  })

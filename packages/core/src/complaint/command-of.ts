/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'
import { commandBy } from '../lifecycle/command-of.js'

import type { ComplaintCommand } from './commands/index.js'
import type { ComplaintEvent } from './events/index.js'

const commandOfMost = commandBy<ComplaintEvent, ComplaintCommand>({
  ComplaintReceived: 'ReceiveComplaint',
  ComplaintAcknowledged: 'AcknowledgeComplaint',
  ComplaintClassified: 'ClassifyComplaint',
  SeverityAssessed: 'AssessSeverity',
  SeverityChanged: 'ChangeSeverity',
  ComplaintEscalated: 'EscalateComplaint',
  OwnerReminded: 'RemindOwner',
  InvestigatorAssigned: 'AssignInvestigator',
  EvidenceRecorded: 'RecordEvidence',
  FindingRecorded: 'RecordFinding',
  RootCauseDetermined: 'DetermineRootCause',
  RemedyProposed: 'ProposeRemedy',
  RemedyApproved: 'ApproveRemedy',
  RemedyRefused: 'RefuseRemedy',
  RemedyOffered: 'OfferRemedy',
  RemedyAccepted: 'AcceptRemedy',
  RemedyDeclined: 'DeclineRemedy',
  RemedyFulfilled: 'FulfilRemedy',
  RemedyWithdrawn: 'WithdrawRemedy',
  ComplaintDecided: 'DecideComplaint',
  DecisionCommunicated: 'CommunicateDecision',
  ReviewRequested: 'RequestReview',
  ReviewCompleted: 'CompleteReview',
  ComplaintClosed: 'CloseComplaint',
  ComplaintArchived: 'ArchiveComplaint',
  ComplaintWithdrawn: 'WithdrawComplaint',
  ComplaintReopened: 'ReopenComplaint',
  ReferredExternally: 'ReferExternally',
  ComplaintAbsorbed: 'AbsorbComplaint',
  ComplaintMerged: 'MergeComplaint',
  ComplaintReleased: 'ReleaseComplaint',
})

export const commandOf = (event: ComplaintEvent, actor: Actor): ComplaintCommand => {
  const command = commandOfMost(event, actor)
  return event.type === 'ComplaintAbsorbed' && command.type === 'AbsorbComplaint'
    ? { ...command, duplicateCustomer: event.customer }
    : command
}

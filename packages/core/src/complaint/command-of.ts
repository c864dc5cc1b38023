/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'

import type { ComplaintCommand } from './commands/index.js'
import type { ComplaintEvent } from './events/index.js'

const commandTypes: Readonly<Record<ComplaintEvent['type'], ComplaintCommand['type']>> = {
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
}

/**
 * The command that would have led to an event: its fields are the event's. A law of the complaint's
 * tests holds that every decided event's command leads to it again.
 */
export const commandOf = (event: ComplaintEvent, actor: Actor): ComplaintCommand => {
  const command = { ...event, type: commandTypes[event.type], actor }
  return event.type === 'ComplaintAbsorbed'
    ? as({ ...command, duplicateCustomer: event.customer })
    : as(command)
}

/** The compiler can't follow the table from an event's type to its command's fields; the law does. */
const as = (
  command: { readonly type: ComplaintCommand['type'] } & Readonly<Record<string, unknown>>,
): ComplaintCommand => command as ComplaintCommand

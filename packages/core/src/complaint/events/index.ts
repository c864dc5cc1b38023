/** The complaint events: their union and their catalogue. STORAGE CONTRACT, see CONTRIBUTING.md. */
import { eventCatalogue, eventType, type EventCatalogue } from '../../decider/catalogue.js'

import {
  ComplaintReceived,
  ComplaintAcknowledged,
  ComplaintClassified,
  SeverityAssessed,
  SeverityChanged,
  ComplaintEscalated,
  OwnerReminded,
} from './intake.js'
import {
  InvestigatorAssigned,
  EvidenceRecorded,
  FindingRecorded,
  RootCauseDetermined,
} from './investigation.js'
import {
  RemedyProposed,
  RemedyApproved,
  RemedyRefused,
  RemedyOffered,
  RemedyAccepted,
  RemedyDeclined,
  RemedyFulfilled,
  RemedyWithdrawn,
} from './remedy.js'
import {
  ComplaintDecided,
  DecisionCommunicated,
  ReviewRequested,
  ReviewCompleted,
  ComplaintClosed,
  ComplaintArchived,
  ComplaintWithdrawn,
  ComplaintReopened,
  ReferredExternally,
  ComplaintAbsorbed,
  ComplaintMerged,
  ComplaintReleased,
} from './outcome.js'

export type ComplaintEvent =
  | ComplaintReceived
  | ComplaintAcknowledged
  | ComplaintClassified
  | SeverityAssessed
  | SeverityChanged
  | ComplaintEscalated
  | OwnerReminded
  | InvestigatorAssigned
  | EvidenceRecorded
  | FindingRecorded
  | RootCauseDetermined
  | RemedyProposed
  | RemedyApproved
  | RemedyRefused
  | RemedyOffered
  | RemedyAccepted
  | RemedyDeclined
  | RemedyFulfilled
  | RemedyWithdrawn
  | ComplaintDecided
  | DecisionCommunicated
  | ReviewRequested
  | ReviewCompleted
  | ComplaintClosed
  | ComplaintArchived
  | ComplaintWithdrawn
  | ComplaintReopened
  | ReferredExternally
  | ComplaintAbsorbed
  | ComplaintMerged
  | ComplaintReleased

/** The codecs of every type and version. */
export const complaintEvents: EventCatalogue<ComplaintEvent> = eventCatalogue<ComplaintEvent>({
  ComplaintReceived: eventType(ComplaintReceived),
  ComplaintAcknowledged: eventType(ComplaintAcknowledged),
  ComplaintClassified: eventType(ComplaintClassified),
  SeverityAssessed: eventType(SeverityAssessed),
  SeverityChanged: eventType(SeverityChanged),
  ComplaintEscalated: eventType(ComplaintEscalated),
  OwnerReminded: eventType(OwnerReminded),
  InvestigatorAssigned: eventType(InvestigatorAssigned),
  EvidenceRecorded: eventType(EvidenceRecorded),
  FindingRecorded: eventType(FindingRecorded),
  RootCauseDetermined: eventType(RootCauseDetermined),
  RemedyProposed: eventType(RemedyProposed),
  RemedyApproved: eventType(RemedyApproved),
  RemedyRefused: eventType(RemedyRefused),
  RemedyOffered: eventType(RemedyOffered),
  RemedyAccepted: eventType(RemedyAccepted),
  RemedyDeclined: eventType(RemedyDeclined),
  RemedyFulfilled: eventType(RemedyFulfilled),
  RemedyWithdrawn: eventType(RemedyWithdrawn),
  ComplaintDecided: eventType(ComplaintDecided),
  DecisionCommunicated: eventType(DecisionCommunicated),
  ReviewRequested: eventType(ReviewRequested),
  ReviewCompleted: eventType(ReviewCompleted),
  ComplaintClosed: eventType(ComplaintClosed),
  ComplaintArchived: eventType(ComplaintArchived),
  ComplaintWithdrawn: eventType(ComplaintWithdrawn),
  ComplaintReopened: eventType(ComplaintReopened),
  ReferredExternally: eventType(ReferredExternally),
  ComplaintAbsorbed: eventType(ComplaintAbsorbed),
  ComplaintMerged: eventType(ComplaintMerged),
  ComplaintReleased: eventType(ComplaintReleased),
})

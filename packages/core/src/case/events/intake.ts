/** A case's intake, routing and handing over. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { customer, source } from '../../words/fields.js'
import {
  CategoryPath,
  Channel,
  ComplaintType,
  CustomerContact,
  CustomerName,
  Degree,
  EscalationKind,
  FreeText,
  Party,
  Phase,
  ProblemType,
  RequestType,
} from '../../words/words.js'

/** A request came in, by whatever way (受理). Without `firstContactOwner` the first to accept is it. */
export const CaseOpened = cycleEventRecord(
  'CaseOpened',
  {
    ...customer,
    standard: StandardRef,
    channel: Channel,
    requestType: RequestType,
    phase: Phase,
    problemType: ProblemType,
    tier: Text,
    language: Text,
  },
  {
    region: Text,
    subject: FreeText,
    description: FreeText,
    customerName: CustomerName,
    customerContact: CustomerContact,
    /** 首問負責: who took it answers for it until someone else accepts. */
    firstContactOwner: Text,
    /** Why it can't be resolved at first contact; set at intake and never afterwards. */
    firstContactIneligible: Text,
    category: CategoryPath,
    ...source,
  },
)
export interface CaseOpened extends t.TypeOf<typeof CaseOpened> {}

export const CaseClassified = cycleEventRecord(
  'CaseClassified',
  { category: CategoryPath },
  { problemType: ProblemType },
)
export interface CaseClassified extends t.TypeOf<typeof CaseClassified> {}

export const CasePrioritised = cycleEventRecord(
  'CasePrioritised',
  { ...customer, priority: Text, basis: oneOf('PriorityBasis', 'matrix', 'byHand') },
  { urgency: Degree, impact: Degree, complaintType: ComplaintType, reason: FreeText },
)
export interface CasePrioritised extends t.TypeOf<typeof CasePrioritised> {}

export const CaseAssigned = cycleEventRecord('CaseAssigned', {
  to: Party,
  basis: oneOf('AssignmentBasis', 'routing', 'byHand'),
})
export interface CaseAssigned extends t.TypeOf<typeof CaseAssigned> {}

/** Ownership passes with this, and only with this. */
export const CaseAccepted = cycleEventRecord('CaseAccepted', { owner: Text })
export interface CaseAccepted extends t.TypeOf<typeof CaseAccepted> {}

export const CaseTransferred = cycleEventRecord(
  'CaseTransferred',
  { ...customer, to: Party, warm: t.boolean, reason: FreeText },
  { from: Text },
)
export interface CaseTransferred extends t.TypeOf<typeof CaseTransferred> {}

export const ParticipantRole = oneOf(
  'ParticipantRole',
  'specialTeam',
  'technicalExpert',
  'backOffice',
  'coordinator',
  'customerManager',
)

export const ParticipantAdded = cycleEventRecord('ParticipantAdded', {
  participant: Text,
  as: ParticipantRole,
})
export interface ParticipantAdded extends t.TypeOf<typeof ParticipantAdded> {}

export const ParticipantRemoved = cycleEventRecord('ParticipantRemoved', { participant: Text })
export interface ParticipantRemoved extends t.TypeOf<typeof ParticipantRemoved> {}

export const CaseEscalated = cycleEventRecord(
  'CaseEscalated',
  {
    ...customer,
    kind: EscalationKind,
    level: Ordinal,
    reason: FreeText,
  },
  { to: Party },
)
export interface CaseEscalated extends t.TypeOf<typeof CaseEscalated> {}

/** Seconds of work on the case: talking, holding, after-work. */
export const EffortRecorded = cycleEventRecord('EffortRecorded', {
  talkS: Count,
  holdS: Count,
  afterWorkS: Count,
})
export interface EffortRecorded extends t.TypeOf<typeof EffortRecorded> {}

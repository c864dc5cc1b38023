/** Commands of intake: opening, classing, prioritising, routing, handing over. */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { source } from '../../words/fields.js'
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
import { ParticipantRole } from '../events/intake.js'

export const OpenCase = commandRecord(
  'OpenCase',
  {
    customer: Text,
    channel: Channel,
    requestType: RequestType,
    phase: Phase,
    problemType: ProblemType,
    tier: Text,
    language: Text,
  },
  {
    standard: StandardRef,
    region: Text,
    subject: FreeText,
    description: FreeText,
    customerName: CustomerName,
    customerContact: CustomerContact,
    firstContactOwner: Text,
    firstContactIneligible: Text,
    category: CategoryPath,
    ...source,
  },
)
export interface OpenCase extends t.TypeOf<typeof OpenCase> {}
/**
 * Takes a request in. Without `standard` the first that is loaded applies; without `firstContactOwner` it
 * is the actor, unless a customer or a system opens. Rejects: `NotInTaxonomy`.
 */
export const openCase = commandMaker<OpenCase>('OpenCase')

export const ClassifyCase = commandRecord(
  'ClassifyCase',
  { category: CategoryPath },
  { problemType: ProblemType },
)
export interface ClassifyCase extends t.TypeOf<typeof ClassifyCase> {}
/** Puts the case at a path of the taxonomy. Rejects: `NotInTaxonomy`. */
export const classifyCase = commandMaker<ClassifyCase>('ClassifyCase')

export const PrioritiseCase = commandRecord(
  'PrioritiseCase',
  {},
  {
    urgency: Degree,
    impact: Degree,
    complaintType: ComplaintType,
    priority: Text,
    reason: FreeText,
  },
)
export interface PrioritiseCase extends t.TypeOf<typeof PrioritiseCase> {}
/**
 * By urgency and impact through the matrix of the standard; or `priority` by hand, with a reason. Rejects:
 * `ReasonRequired`, `PriorityBasisMissing`, `NotInTaxonomy`.
 */
export const prioritiseCase = commandMaker<PrioritiseCase>('PrioritiseCase')

export const AssignCase = commandRecord('AssignCase', {}, { to: Party })
export interface AssignCase extends t.TypeOf<typeof AssignCase> {}
/**
 * Offers the case to a team or person; without `to` the routing of the standard decides. Rejects:
 * `NoRoute`.
 */
export const assignCase = commandMaker<AssignCase>('AssignCase')

export const AcceptCase = commandRecord('AcceptCase', {}, { owner: Text })
export interface AcceptCase extends t.TypeOf<typeof AcceptCase> {}
/** Takes ownership; default: the actor. */
export const acceptCase = commandMaker<AcceptCase>('AcceptCase')

export const TransferCase = commandRecord('TransferCase', {
  to: Party,
  warm: t.boolean,
  reason: FreeText,
})
export interface TransferCase extends t.TypeOf<typeof TransferCase> {}
/** Offers the case to someone else; `warm`: handed over in person. */
export const transferCase = commandMaker<TransferCase>('TransferCase')

export const AddParticipant = commandRecord('AddParticipant', {
  participant: Text,
  as: ParticipantRole,
})
export interface AddParticipant extends t.TypeOf<typeof AddParticipant> {}
/** Someone else helps, as what; ownership stays. */
export const addParticipant = commandMaker<AddParticipant>('AddParticipant')

export const RemoveParticipant = commandRecord('RemoveParticipant', { participant: Text })
export interface RemoveParticipant extends t.TypeOf<typeof RemoveParticipant> {}
/** They no longer help. Rejects: `ParticipantNotFound`. */
export const removeParticipant = commandMaker<RemoveParticipant>('RemoveParticipant')

export const EscalateCase = commandRecord(
  'EscalateCase',
  { kind: EscalationKind, level: Ordinal, reason: FreeText },
  { to: Party },
)
export interface EscalateCase extends t.TypeOf<typeof EscalateCase> {}
/** To another function, or up the line. `level` counts from 1. */
export const escalateCase = commandMaker<EscalateCase>('EscalateCase')

export const RecordEffort = commandRecord('RecordEffort', {
  talkS: Count,
  holdS: Count,
  afterWorkS: Count,
})
export interface RecordEffort extends t.TypeOf<typeof RecordEffort> {}
/** Work on the case, in seconds. */
export const recordEffort = commandMaker<RecordEffort>('RecordEffort')

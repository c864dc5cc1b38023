/** Commands of a complaint's intake: receiving, acknowledging, classing, weighing, escalating. */
import * as t from 'io-ts'

import { Ordinal, StandardRef, Text, Uuid } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { source } from '../../words/fields.js'
import {
  CategoryPath,
  Channel,
  ComplaintType,
  EscalationKind,
  FreeText,
  Party,
  Reminded,
  Severity,
} from '../../words/words.js'
import { ComplaintSource, Subject } from '../events/intake.js'

export const ReceiveComplaint = commandRecord(
  'ReceiveComplaint',
  { customer: Text, complaintType: ComplaintType, source: ComplaintSource, channel: Channel },
  {
    standard: StandardRef,
    about: Subject,
    case: Uuid,
    subject: FreeText,
    description: FreeText,
    language: Text,
    tier: Text,
    category: CategoryPath,
    ...source,
  },
)
export interface ReceiveComplaint extends t.TypeOf<typeof ReceiveComplaint> {}
/** Takes a complaint in. Without `standard` the first that is loaded applies. Rejects: `NotInTaxonomy`. */
export const receiveComplaint = commandMaker<ReceiveComplaint>('ReceiveComplaint')

export const AcknowledgeComplaint = commandRecord('AcknowledgeComplaint', {
  channel: Channel,
  nextStep: FreeText,
})
export interface AcknowledgeComplaint extends t.TypeOf<typeof AcknowledgeComplaint> {}
/** Tells the customer the next step. Rejects: `MethodDoesNotFit`. */
export const acknowledgeComplaint = commandMaker<AcknowledgeComplaint>('AcknowledgeComplaint')

export const ClassifyComplaint = commandRecord(
  'ClassifyComplaint',
  { complaintType: ComplaintType },
  { category: CategoryPath, about: Subject },
)
export interface ClassifyComplaint extends t.TypeOf<typeof ClassifyComplaint> {}
/**
 * Says the type; the standard says its priority and remedies. `about`: who or what is complained about,
 * where that is learned after the receipt; a person once named stays kept out.
 *
 * Rejects: `NotInTaxonomy`.
 */
export const classifyComplaint = commandMaker<ClassifyComplaint>('ClassifyComplaint')

export const AssessSeverity = commandRecord(
  'AssessSeverity',
  { severity: Severity, urgent: t.boolean },
  { reason: FreeText },
)
export interface AssessSeverity extends t.TypeOf<typeof AssessSeverity> {}
/** The first word on the severity. Rejects: `SeverityAlreadyAssessed`. */
export const assessSeverity = commandMaker<AssessSeverity>('AssessSeverity')

export const ChangeSeverity = commandRecord('ChangeSeverity', {
  severity: Severity,
  urgent: t.boolean,
  reason: FreeText,
})
export interface ChangeSeverity extends t.TypeOf<typeof ChangeSeverity> {}
/**
 * Lowering takes another than who set it; raising voids the approvals of what is not offered yet.
 *
 * Rejects: `SeverityNotAssessed`, `DutiesNotSeparated`.
 */
export const changeSeverity = commandMaker<ChangeSeverity>('ChangeSeverity')

export const EscalateComplaint = commandRecord(
  'EscalateComplaint',
  { kind: EscalationKind, level: Ordinal, reason: FreeText },
  { to: Party },
)
export interface EscalateComplaint extends t.TypeOf<typeof EscalateComplaint> {}
/** To another function, or up the line; every time is told. */
export const escalateComplaint = commandMaker<EscalateComplaint>('EscalateComplaint')

export const RemindOwner = commandRecord('RemindOwner', {
  to: Reminded,
  reason: FreeText,
})
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
/** Reminds the owner or the supervisor; every time is told. */
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')

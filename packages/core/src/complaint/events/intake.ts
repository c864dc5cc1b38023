/**
 * A complaint's intake and what it is (2025年商業零售客戶服務標準操作手冊, H2: type and severity).
 * STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says.
 */
import * as t from 'io-ts'

import { Ordinal, StandardRef, Text, Uuid, oneOf, record } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { by, customer, source } from '../../words/fields.js'
import {
  CategoryPath,
  Channel,
  ComplaintType,
  EscalationKind,
  FreeText,
  Party,
  RemedyKind,
  Reminded,
  Severity,
} from '../../words/words.js'

/** Whether it came from inside the house (staff, another department) or from outside. */
export const ComplaintSource = oneOf('ComplaintSource', 'internal', 'external')

/** Who or what is complained about. A person's id is that of staff, never of a customer. */
export const Subject = record('Subject', {
  kind: oneOf('SubjectKind', 'person', 'item', 'team', 'process'),
  id: Text,
})
export interface Subject extends t.TypeOf<typeof Subject> {}

/** A complaint came in (投訴受理). `case`: the one that it was raised from. */
export const ComplaintReceived = cycleEventRecord(
  'ComplaintReceived',
  {
    ...customer,
    ...by,
    standard: StandardRef,
    complaintType: ComplaintType,
    source: ComplaintSource,
    channel: Channel,
  },
  {
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
export interface ComplaintReceived extends t.TypeOf<typeof ComplaintReceived> {}

/** The customer was told that it is taken up, and what comes next. */
export const ComplaintAcknowledged = cycleEventRecord('ComplaintAcknowledged', {
  ...customer,
  ...by,
  channel: Channel,
  nextStep: FreeText,
})
export interface ComplaintAcknowledged extends t.TypeOf<typeof ComplaintAcknowledged> {}

/**
 * `priority` and the `suggested` kinds of remedy are what the standard says of the type. A person that it
 * is `about` is added to those complained about before.
 */
export const ComplaintClassified = cycleEventRecord(
  'ComplaintClassified',
  {
    ...by,
    complaintType: ComplaintType,
    priority: Text,
    suggested: t.readonlyArray(RemedyKind),
  },
  { category: CategoryPath, about: Subject },
)
export interface ComplaintClassified extends t.TypeOf<typeof ComplaintClassified> {}

/** The first word on the severity: general 一般, major 較重, serious 嚴重. */
export const SeverityAssessed = cycleEventRecord(
  'SeverityAssessed',
  { ...customer, ...by, severity: Severity, urgent: t.boolean },
  { reason: FreeText },
)
export interface SeverityAssessed extends t.TypeOf<typeof SeverityAssessed> {}

/** `from` is the severity before. Raised, it voids the approvals of remedies not offered yet. */
export const SeverityChanged = cycleEventRecord('SeverityChanged', {
  ...customer,
  ...by,
  severity: Severity,
  urgent: t.boolean,
  from: Severity,
  reason: FreeText,
})
export interface SeverityChanged extends t.TypeOf<typeof SeverityChanged> {}

/** To another function, or up the line. `level` counts from 1. */
export const ComplaintEscalated = cycleEventRecord(
  'ComplaintEscalated',
  { ...customer, ...by, kind: EscalationKind, level: Ordinal, reason: FreeText },
  { to: Party },
)
export interface ComplaintEscalated extends t.TypeOf<typeof ComplaintEscalated> {}

/** The owner or the supervisor was reminded. */
export const OwnerReminded = cycleEventRecord('OwnerReminded', {
  ...customer,
  ...by,
  to: Reminded,
  reason: FreeText,
})
export interface OwnerReminded extends t.TypeOf<typeof OwnerReminded> {}

/**
 * Remedies, each with its own id and state: proposed, approved or refused, offered, accepted or declined,
 * fulfilled. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says.
 */
import * as t from 'io-ts'

import { Text, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { by, customer } from '../../words/fields.js'
import { Money } from '../../words/money.js'
import { FreeText, RemedyKind } from '../../words/words.js'

import { handled } from './parts.js'

const remedy = { remedy: Text } as const

/** Proposed, or proposed anew: an approval before it is void. `goodwill`: may be fulfilled unaccepted. */
export const RemedyProposed = cycleEventRecord(
  'RemedyProposed',
  { ...customer, ...by, ...remedy, kind: RemedyKind, goodwill: t.boolean },
  { amount: Money, description: FreeText },
)
export interface RemedyProposed extends t.TypeOf<typeof RemedyProposed> {}

/** By the proposer's own discretion (合理授權), or by the standard's band. */
export const RemedyApproved = cycleEventRecord(
  'RemedyApproved',
  { ...by, ...remedy, basis: oneOf('ApprovalBasis', 'discretion', 'band'), role: Text },
  { amount: Money },
)
export interface RemedyApproved extends t.TypeOf<typeof RemedyApproved> {}

/** By who approves; it may be proposed anew. */
export const RemedyRefused = cycleEventRecord('RemedyRefused', {
  ...customer,
  ...by,
  ...remedy,
  reason: FreeText,
})
export interface RemedyRefused extends t.TypeOf<typeof RemedyRefused> {}

/** To the customer, as it was approved. */
export const RemedyOffered = cycleEventRecord(
  'RemedyOffered',
  { ...by, ...remedy },
  { amount: Money },
)
export interface RemedyOffered extends t.TypeOf<typeof RemedyOffered> {}

/** By the customer. */
export const RemedyAccepted = cycleEventRecord('RemedyAccepted', { ...by, ...remedy })
export interface RemedyAccepted extends t.TypeOf<typeof RemedyAccepted> {}

/** The customer was told of the right to a review. */
export const RemedyDeclined = cycleEventRecord(
  'RemedyDeclined',
  { ...customer, ...by, ...remedy, toldOfReview: t.literal(true) },
  { reason: FreeText },
)
export interface RemedyDeclined extends t.TypeOf<typeof RemedyDeclined> {}

/** The customer has it. `case`, `severity` and `handler` are for the follow-up. */
export const RemedyFulfilled = cycleEventRecord(
  'RemedyFulfilled',
  { ...customer, ...by, ...remedy, kind: RemedyKind },
  { amount: Money, ...handled },
)
export interface RemedyFulfilled extends t.TypeOf<typeof RemedyFulfilled> {}

/** Before it was settled otherwise. */
export const RemedyWithdrawn = cycleEventRecord('RemedyWithdrawn', {
  ...customer,
  ...by,
  ...remedy,
  reason: FreeText,
})
export interface RemedyWithdrawn extends t.TypeOf<typeof RemedyWithdrawn> {}

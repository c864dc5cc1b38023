/** What a customer is asked, on which scales. STORAGE CONTRACT, like the events that hold them. */
import type * as t from 'io-ts'

import { Text, oneOf, record } from '../codec/primitives.js'
import { From1To5, scale } from '../words/scales.js'

/** 0–10, how likely the customer is to recommend the house. */
export const Nps = scale('Nps', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

/** 1–7, how easy it was for the customer. */
export const Ces = scale('Ces', 1, 2, 3, 4, 5, 6, 7)

/** The score of a person who served (H2 服務人員滿意度), from very dissatisfied to very satisfied. */
export const StaffScore = record('StaffScore', { staff: Text, score: From1To5 })
export interface StaffScore extends t.TypeOf<typeof StaffScore> {}

/** A dimension of the standard: what was expected of the service, and how it was perceived (H3). */
export const DimensionScore = record('DimensionScore', {
  dimension: Text,
  expected: From1To5,
  perceived: From1To5,
})
export interface DimensionScore extends t.TypeOf<typeof DimensionScore> {}

/** What came of a call. `callBack`: the customer asks for another time. Only `reached` is a contact. */
export const AttemptResult = oneOf(
  'AttemptResult',
  'reached',
  'noAnswer',
  'wrongNumber',
  'callBack',
)
export type AttemptResult = t.TypeOf<typeof AttemptResult>

export const FollowUpOutcome = oneOf(
  'FollowUpOutcome',
  'satisfied',
  'unsatisfied',
  'unresolved',
  'newNeed',
)
export type FollowUpOutcome = t.TypeOf<typeof FollowUpOutcome>

export const CancelReason = oneOf(
  'CancelReason',
  'caseReopened',
  'replaced',
  'merged',
  'consentWithdrawn',
  'erased',
  'other',
)
export type CancelReason = t.TypeOf<typeof CancelReason>

export const Consent = oneOf('Consent', 'given', 'withdrawn')
export type Consent = t.TypeOf<typeof Consent>

/** The stages of a case and of a complaint, once there is one. */
export const SubjectStage = oneOf(
  'SubjectStage',
  'new',
  'open',
  'pendingCustomer',
  'onHold',
  'resolved',
  'cancelled',
  'received',
  'acknowledged',
  'investigating',
  'decided',
  'withdrawn',
  'closed',
  'archived',
  'merged',
)
export type SubjectStage = t.TypeOf<typeof SubjectStage>

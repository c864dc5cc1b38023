/** What a customer is asked, on which scales. STORAGE CONTRACT, like the events that hold them. */
import * as t from 'io-ts'

import { Text, oneOf, record } from '../codec/primitives.js'

/** One of some whole numbers. */
const scale = (name: string, ...[first, second, ...more]: Numbers): t.Type<number> =>
  t.union([t.literal(first), t.literal(second), ...more.map((n) => t.literal(n))], name)

type Numbers = readonly [number, number, ...ReadonlyArray<number>]

/** 1–5, from very dissatisfied to very satisfied (H3 高端客戶服務禮儀手冊). */
export const Likert = scale('Likert', 1, 2, 3, 4, 5)

/** 0–10, how likely the customer is to recommend the house. */
export const Nps = scale('Nps', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

/** 1–7, how easy it was for the customer. */
export const Ces = scale('Ces', 1, 2, 3, 4, 5, 6, 7)

/** The score of a person who served (H2 服務人員滿意度). */
export const StaffScore = record('StaffScore', { staff: Text, score: Likert })
export interface StaffScore extends t.TypeOf<typeof StaffScore> {}

/** A dimension of the standard: what was expected of the service, and how it was perceived (H3). */
export const DimensionScore = record('DimensionScore', {
  dimension: Text,
  expected: Likert,
  perceived: Likert,
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

/** To whom a reminder goes. */
export const Reminded = oneOf('Reminded', 'owner', 'supervisor')

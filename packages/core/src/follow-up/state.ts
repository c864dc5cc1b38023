/** A follow-up's state: what its rules need to know of its past. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'
import type { Channel, Purpose } from '../words/words.js'

import type { DimensionScore, StaffScore } from './scores.js'

/** `none`: not scheduled yet. */
export type FollowUpStage =
  'none' | 'scheduled' | 'completed' | 'unreachable' | 'missed' | 'declined' | 'cancelled'

/** How far a survey got. */
export type SurveyStanding = 'requested' | 'delivered' | 'bounced'

/** What a follow-up is about. */
export interface Subject {
  readonly case?: string
  readonly complaint?: string
}

/** An answer as another is held against it: its scores. What the customer wrote stays in the event. */
export interface GivenAnswer {
  readonly answer: number
  readonly at: Instant
  readonly csat: number | undefined
  readonly nps: number | undefined
  readonly ces: number | undefined
  readonly staff: ReadonlyArray<StaffScore>
  readonly dimensions: ReadonlyArray<DimensionScore>
  readonly resolvedInOneContact: boolean | undefined
  readonly survey: string | undefined
  /** Whether something was written with it. */
  readonly hasVerbatim: boolean
}

/** Of a follow-up that was never scheduled, `customer`, `purpose` and `method` say nothing. */
export interface FollowUpState {
  readonly stage: FollowUpStage
  readonly standard: StandardRef | undefined
  readonly openedAt: Instant | undefined
  readonly customer: string
  readonly purpose: Purpose
  readonly method: Channel
  readonly cycle: number | undefined
  readonly subject: Subject
  readonly due: Instant | undefined
  /** What being in time is judged by, however often it was rescheduled. */
  readonly firstDue: Instant | undefined
  readonly handler: string | undefined
  readonly serious: boolean
  readonly assignee: string | undefined
  readonly attempts: number
  /** When the customer was first spoken to, or answered. */
  readonly reachedAt: Instant | undefined
  readonly surveys: ReadonlyMap<string, SurveyStanding>
  readonly firstAnsweredAt: Instant | undefined
  /** The answer that counts. */
  readonly answer: GivenAnswer | undefined
}

export const initialState: FollowUpState = {
  stage: 'none',
  standard: undefined,
  openedAt: undefined,
  customer: '',
  purpose: 'afterResolution',
  method: 'unknown',
  cycle: undefined,
  subject: {},
  due: undefined,
  firstDue: undefined,
  handler: undefined,
  serious: false,
  assignee: undefined,
  attempts: 0,
  reachedAt: undefined,
  surveys: new Map(),
  firstAnsweredAt: undefined,
  answer: undefined,
}

export const isTerminal = ({ stage }: FollowUpState): boolean =>
  stage === 'cancelled' || stage === 'declined'

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof FollowUpState]: FollowUpState[K] }

export const draftOf = (s: FollowUpState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  openedAt: s.openedAt,
  customer: s.customer,
  purpose: s.purpose,
  method: s.method,
  cycle: s.cycle,
  subject: s.subject,
  due: s.due,
  firstDue: s.firstDue,
  handler: s.handler,
  serious: s.serious,
  assignee: s.assignee,
  attempts: s.attempts,
  reachedAt: s.reachedAt,
  surveys: s.surveys,
  firstAnsweredAt: s.firstAnsweredAt,
  answer: s.answer,
})

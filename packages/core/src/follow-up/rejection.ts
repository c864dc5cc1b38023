/** Why a follow-up command is refused. Each states a fact; nothing was appended. */
import type {
  LifecycleRejection,
  NotInTaxonomy,
  ReasonRequired,
  WrongStage,
} from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'
import type { Channel, Purpose } from '../words/words.js'

import type { SubjectStage } from './scores.js'
import type { FollowUpStage } from './state.js'

/** The stage forbids the command; the tag says what the follow-up is. */
export type FollowUpWrongStage = WrongStage<
  | 'FollowUpNotScheduled'
  | 'FollowUpAlreadyScheduled'
  | 'FollowUpAlreadyCompleted'
  | 'FollowUpAlreadyGivenUp'
  | 'FollowUpAlreadyMissed'
  | 'FollowUpAlreadyDeclined'
  | 'FollowUpAlreadyCancelled',
  FollowUpStage
>
/** The customer has refused; or, where the purpose takes consent, has not given it. */
export interface ConsentMissing {
  readonly _tag: 'ConsentMissing'
  readonly purpose: Purpose
  readonly consent: 'withdrawn' | 'unknown'
}
/** The customer prefers another method. */
export interface PreferenceIgnored {
  readonly _tag: 'PreferenceIgnored'
  readonly preference: Channel
  readonly found: Channel
}
/** The customer was called on lately. `until`: not before. */
export interface ContactTooFrequent {
  readonly _tag: 'ContactTooFrequent'
  readonly until: Instant
}
/** The case or complaint is cancelled, merged or withdrawn: there is nothing to follow up. */
export interface SubjectEnded {
  readonly _tag: 'SubjectEnded'
  readonly stage: SubjectStage
}
/** The last outreach can't have been after the command's own time. */
export interface OutreachAfterwards {
  readonly _tag: 'OutreachAfterwards'
  readonly lastOutreachAt: Instant
  readonly at: Instant
}
/** What it is about can't have ended after the command's own time. */
export interface SubjectAfterwards {
  readonly _tag: 'SubjectAfterwards'
  readonly since: Instant
  readonly at: Instant
}
/** It is about a serious complaint, whose handler must not call; and nobody says who that is. */
export interface HandlerUnknown {
  readonly _tag: 'HandlerUnknown'
}
export interface DueInThePast {
  readonly _tag: 'DueInThePast'
  readonly due: Instant
}
/** The standard has no such plan. */
export interface PlanNotFound {
  readonly _tag: 'PlanNotFound'
  readonly plan: string
  readonly plans: ReadonlyArray<string>
  readonly nearest: string | undefined
}
/** The plan is for `purpose`, by whose consent and cap it is judged. */
export interface PlanForOtherPurpose {
  readonly _tag: 'PlanForOtherPurpose'
  readonly plan: string
  readonly purpose: Purpose
  readonly found: Purpose
}
/** The customer was not spoken to by then, and has not answered. */
export interface NoContactYet {
  readonly _tag: 'NoContactYet'
}
/** Giving up would be wrong: the customer was spoken to, or has answered. */
export interface CustomerReached {
  readonly _tag: 'CustomerReached'
  readonly reachedAt: Instant
}
/** Too early to give up. */
export interface AttemptsLeft {
  readonly _tag: 'AttemptsLeft'
  readonly attempts: number
  readonly required: number
}
/** Due date and grace are not over. */
export interface NotOverdue {
  readonly _tag: 'NotOverdue'
  readonly until: Instant
}
export interface SurveyAlreadyRequested {
  readonly _tag: 'SurveyAlreadyRequested'
  readonly survey: string
}
/** `requested` are the surveys that were. */
export interface SurveyNotRequested {
  readonly _tag: 'SurveyNotRequested'
  readonly survey: string
  readonly requested: ReadonlyArray<string>
}
/** No score, and not a word on whether one contact was enough. */
export interface EmptyAnswer {
  readonly _tag: 'EmptyAnswer'
}
/** The first answer may no longer be changed. */
export interface EditWindowPassed {
  readonly _tag: 'EditWindowPassed'
  readonly until: Instant
}
/** An answer recorded late can't take the place of one given after it. */
export interface LaterAnswerGiven {
  readonly _tag: 'LaterAnswerGiven'
  readonly answeredAt: Instant
}
export interface DimensionRepeated {
  readonly _tag: 'DimensionRepeated'
  readonly dimension: string
}
export interface StaffRepeated {
  readonly _tag: 'StaffRepeated'
  readonly staff: string
}

export type FollowUpRejection =
  | LifecycleRejection
  | FollowUpWrongStage
  | NotInTaxonomy
  | ReasonRequired
  | ConsentMissing
  | PreferenceIgnored
  | ContactTooFrequent
  | SubjectEnded
  | HandlerUnknown
  | OutreachAfterwards
  | SubjectAfterwards
  | DueInThePast
  | PlanNotFound
  | PlanForOtherPurpose
  | NoContactYet
  | CustomerReached
  | AttemptsLeft
  | NotOverdue
  | SurveyAlreadyRequested
  | SurveyNotRequested
  | EmptyAnswer
  | EditWindowPassed
  | LaterAnswerGiven
  | DimensionRepeated
  | StaffRepeated

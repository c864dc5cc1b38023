/** Why a complaint command is refused. Each states a fact; nothing was appended. */
import type {
  ApproverRoleRequired,
  CurrencyNotCovered,
  LifecycleRejection,
  NotInTaxonomy,
  WrongStage,
} from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'
import type { Money } from '../words/money.js'
import type { Channel, RemedyKind, Severity } from '../words/words.js'

import type { DecisionOutcome } from './events/outcome.js'
import type { ComplaintStage, RemedyStanding } from './state.js'

/** The stage forbids the command; the tag says what the complaint is. */
export type ComplaintWrongStage = WrongStage<
  | 'ComplaintNotReceived'
  | 'ComplaintAlreadyReceived'
  | 'ComplaintNotAcknowledged'
  | 'ComplaintAlreadyAcknowledged'
  | 'InvestigationNotStarted'
  | 'ComplaintNotDecided'
  | 'ComplaintAlreadyDecided'
  | 'ComplaintStillOpen'
  | 'ComplaintAlreadyClosed'
  | 'ComplaintAlreadyArchived'
  | 'ComplaintAlreadyWithdrawn'
  | 'ComplaintAlreadyMerged',
  ComplaintStage
>
/** A complaint that came by `channel` is acknowledged by one of `fitting`. */
export interface MethodDoesNotFit {
  readonly _tag: 'MethodDoesNotFit'
  readonly channel: Channel
  readonly found: Channel
  readonly fitting: ReadonlyArray<Channel>
}
export interface SeverityNotAssessed {
  readonly _tag: 'SeverityNotAssessed'
}
/** It may be changed, with a reason. */
export interface SeverityAlreadyAssessed {
  readonly _tag: 'SeverityAlreadyAssessed'
  readonly severity: Severity
}
export interface EvidenceAlreadyRecorded {
  readonly _tag: 'EvidenceAlreadyRecorded'
  readonly evidence: string
}
/** A remedy of this kind is money. */
export interface AmountRequired {
  readonly _tag: 'AmountRequired'
  readonly remedy: string
  readonly kind: RemedyKind
}
/** It was offered, or is settled other than by refusal: another remedy takes another id. */
export interface RemedyAlreadyProposed {
  readonly _tag: 'RemedyAlreadyProposed'
  readonly remedy: string
  readonly state: RemedyStanding
}
export interface RemedyNotFound {
  readonly _tag: 'RemedyNotFound'
  readonly remedy: string
}
/** `allowed` are the states that the command takes this remedy from. */
export interface RemedyNotInState {
  readonly _tag: 'RemedyNotInState'
  readonly remedy: string
  readonly state: RemedyStanding
  readonly allowed: ReadonlyArray<RemedyStanding>
}
/** Another amount than was approved: it has to be proposed and approved anew. */
export interface AmountNotApproved {
  readonly _tag: 'AmountNotApproved'
  readonly remedy: string
  readonly approved: Money | undefined
  readonly found: Money
}
export interface ReviewRightNotTold {
  readonly _tag: 'ReviewRightNotTold'
  readonly remedy: string
}
/** Upheld, at least partly, with no remedy and no reason why; closing, with none that came to anything. */
export interface RemedyOrReasonRequired {
  readonly _tag: 'RemedyOrReasonRequired'
  readonly outcome: DecisionOutcome
}
/** A time before the decision that is to be communicated, or closed upon. */
export interface HappenedBeforeDecision {
  readonly _tag: 'HappenedBeforeDecision'
  readonly at: Instant
  readonly decidedAt: Instant
}
export interface DecisionNotCommunicated {
  readonly _tag: 'DecisionNotCommunicated'
  readonly decidedAt: Instant | undefined
}
export interface RemediesUnsettled {
  readonly _tag: 'RemediesUnsettled'
  readonly remedies: ReadonlyArray<string>
}
export interface ReviewOpen {
  readonly _tag: 'ReviewOpen'
  readonly since: Instant
}
export interface ReviewAlreadyOpen {
  readonly _tag: 'ReviewAlreadyOpen'
  readonly since: Instant
}
export interface NoReviewOpen {
  readonly _tag: 'NoReviewOpen'
}
export interface ReviewWindowPassed {
  readonly _tag: 'ReviewWindowPassed'
  readonly until: Instant
}
export interface ReopenWindowPassed {
  readonly _tag: 'ReopenWindowPassed'
  readonly until: Instant
}
/** Too early to archive: it may still be reopened or reviewed. */
export interface WindowOpen {
  readonly _tag: 'WindowOpen'
  readonly until: Instant
}
export interface MergeWithItself {
  readonly _tag: 'MergeWithItself'
  readonly complaint: string
}
export interface CustomersDiffer {
  readonly _tag: 'CustomersDiffer'
}
/** A complaint that has absorbed others can't become a duplicate: no chains, no cycles. */
export interface HasAbsorbedOthers {
  readonly _tag: 'HasAbsorbedOthers'
  readonly absorbed: ReadonlyArray<string>
}
export interface DuplicateNotAbsorbed {
  readonly _tag: 'DuplicateNotAbsorbed'
  readonly duplicate: string
}

export type ComplaintRejection =
  | LifecycleRejection
  | ComplaintWrongStage
  | NotInTaxonomy
  | MethodDoesNotFit
  | SeverityNotAssessed
  | SeverityAlreadyAssessed
  | EvidenceAlreadyRecorded
  | AmountRequired
  | CurrencyNotCovered
  | RemedyAlreadyProposed
  | RemedyNotFound
  | RemedyNotInState
  | AmountNotApproved
  | ApproverRoleRequired
  | ReviewRightNotTold
  | RemedyOrReasonRequired
  | HappenedBeforeDecision
  | DecisionNotCommunicated
  | RemediesUnsettled
  | ReviewOpen
  | ReviewAlreadyOpen
  | NoReviewOpen
  | ReviewWindowPassed
  | ReopenWindowPassed
  | WindowOpen
  | MergeWithItself
  | CustomersDiffer
  | HasAbsorbedOthers
  | DuplicateNotAbsorbed

/** Why an emergency command is refused. Each states a fact; nothing was appended. */
import type {
  ApproverRoleRequired,
  CurrencyNotCovered,
  LifecycleRejection,
  NotInTaxonomy,
  WrongStage,
} from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'
import type { RemedyKind } from '../words/words.js'

import type { EmergencyStage } from './state.js'

/** The stage forbids the command; the tag says what the emergency is. */
export type EmergencyWrongStage = WrongStage<
  | 'EmergencyNotDeclared'
  | 'EmergencyAlreadyDeclared'
  | 'PlanNotStarted'
  | 'PlanAlreadyStarted'
  | 'EmergencyNotRecovered'
  | 'EmergencyAlreadyRecovered'
  | 'EmergencyAlreadyReviewed'
  | 'EmergencyAlreadyStoodDown'
  | 'DrillAlreadyHeld',
  EmergencyStage
>
/** A recovery dated before the start of the plan that led to it. */
export interface RecoveredBeforePlan {
  readonly _tag: 'RecoveredBeforePlan'
  readonly at: Instant
  readonly planStartedAt: Instant
}
/** A review dated before the recovery. */
export interface ReviewedBeforeRecovery {
  readonly _tag: 'ReviewedBeforeRecovery'
  readonly at: Instant
  readonly recoveredAt: Instant
}
/** Compensation of this kind is money: without an amount no band would judge it. */
export interface AmountRequired {
  readonly _tag: 'AmountRequired'
  readonly kind: RemedyKind
}

export type EmergencyRejection =
  | LifecycleRejection
  | EmergencyWrongStage
  | NotInTaxonomy
  | RecoveredBeforePlan
  | ReviewedBeforeRecovery
  | AmountRequired
  | CurrencyNotCovered
  | ApproverRoleRequired

/** Why a corrective action command is refused. Each states a fact; nothing was appended. */
import type { LifecycleRejection, NotInTaxonomy, WrongStage } from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'

import type { CorrectiveActionStage } from './state.js'

/** The stage forbids the command; the tag says what the corrective action is. */
export type CorrectiveActionWrongStage = WrongStage<
  | 'CorrectiveActionNotOpened'
  | 'CorrectiveActionAlreadyOpened'
  | 'CorrectiveActionNotPlanned'
  | 'CorrectiveActionNotDone'
  | 'CorrectiveActionAlreadyDone'
  | 'CorrectiveActionNotVerified'
  | 'CorrectiveActionAlreadyVerified'
  | 'CorrectiveActionAlreadyReviewed'
  | 'CorrectiveActionAlreadyDropped',
  CorrectiveActionStage
>
/** The plan names no criterion to verify by: the verification fails, and `owner` plans it with one. */
export interface CriterionMissing {
  readonly _tag: 'CriterionMissing'
  readonly owner: string | undefined
}
/** Nothing shows the effect. `figure` is the one that the plan names; `measured` are those that were. */
export interface EffectNotMeasured {
  readonly _tag: 'EffectNotMeasured'
  readonly figure: string | undefined
  readonly measured: ReadonlyArray<string>
}
/** A verification, measurement or review dated before the action was done. */
export interface HappenedBeforeDone {
  readonly _tag: 'HappenedBeforeDone'
  readonly at: Instant
  readonly doneAt: Instant
}

export type CorrectiveActionRejection =
  | LifecycleRejection
  | CorrectiveActionWrongStage
  | NotInTaxonomy
  | CriterionMissing
  | EffectNotMeasured
  | HappenedBeforeDone

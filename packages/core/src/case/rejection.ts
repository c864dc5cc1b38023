/** Why a case command is refused. Each states a fact; nothing was appended. */
import type {
  LifecycleRejection,
  NotInTaxonomy,
  ReasonRequired,
  SupervisorRequired,
  WrongStage,
} from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'

import type { CaseStage } from './state.js'

/** The stage forbids the command; the tag says what the case is. */
export type CaseWrongStage = WrongStage<
  | 'CaseNotOpened'
  | 'CaseAlreadyOpened'
  | 'CaseStillActive'
  | 'CaseNotPaused'
  | 'CasePaused'
  | 'CaseAlreadyResolved'
  | 'CaseAlreadyClosed'
  | 'CaseAlreadyMerged'
  | 'CaseAlreadyArchived'
  | 'CaseAlreadyCancelled',
  CaseStage
>
/** Neither urgency and impact nor a priority by hand. */
export interface PriorityBasisMissing {
  readonly _tag: 'PriorityBasisMissing'
}
/** No route of the standard takes the case, and none was named. */
export interface NoRoute {
  readonly _tag: 'NoRoute'
}
export interface ParticipantNotFound {
  readonly _tag: 'ParticipantNotFound'
  readonly participant: string
}
export interface StepAlreadyPlanned {
  readonly _tag: 'StepAlreadyPlanned'
  readonly step: string
}
/** The step was never planned, or is completed or dropped. */
export interface StepNotOpen {
  readonly _tag: 'StepNotOpen'
  readonly step: string
}
export interface StepsStillOpen {
  readonly _tag: 'StepsStillOpen'
  readonly steps: ReadonlyArray<string>
}
export interface NoteNotFound {
  readonly _tag: 'NoteNotFound'
  readonly note: number
  readonly notes: number
}
export interface AppointmentAlreadyBooked {
  readonly _tag: 'AppointmentAlreadyBooked'
  readonly appointment: string
}
/** The appointment was never booked, or is over. */
export interface AppointmentNotOpen {
  readonly _tag: 'AppointmentNotOpen'
  readonly appointment: string
}
export interface LongestPauseNotOver {
  readonly _tag: 'LongestPauseNotOver'
  readonly until: Instant
}
export interface WaitingTimeNotOver {
  readonly _tag: 'WaitingTimeNotOver'
  readonly until: Instant
}
/** Too late to reopen: open a linked case. */
export interface ReopenWindowPassed {
  readonly _tag: 'ReopenWindowPassed'
  readonly until: Instant
}
/** Too early to archive: it may still be reopened. */
export interface ReopenWindowOpen {
  readonly _tag: 'ReopenWindowOpen'
  readonly until: Instant
}
export interface MergeWithItself {
  readonly _tag: 'MergeWithItself'
  readonly case: string
}
export interface CustomersDiffer {
  readonly _tag: 'CustomersDiffer'
}
/** A case that has absorbed others can't become a duplicate: no chains, no cycles. */
export interface HasAbsorbedOthers {
  readonly _tag: 'HasAbsorbedOthers'
  readonly absorbed: ReadonlyArray<string>
}
/** The case to be unmerged was merged into `survivor`, not into the one that the command names. */
export interface MergedIntoAnother {
  readonly _tag: 'MergedIntoAnother'
  readonly survivor: string
  readonly found: string
}
export interface DuplicateNotAbsorbed {
  readonly _tag: 'DuplicateNotAbsorbed'
  readonly duplicate: string
}

export type CaseRejection =
  | LifecycleRejection
  | CaseWrongStage
  | NotInTaxonomy
  | ReasonRequired
  | PriorityBasisMissing
  | NoRoute
  | SupervisorRequired
  | ParticipantNotFound
  | StepAlreadyPlanned
  | StepNotOpen
  | StepsStillOpen
  | NoteNotFound
  | AppointmentAlreadyBooked
  | AppointmentNotOpen
  | LongestPauseNotOver
  | WaitingTimeNotOver
  | ReopenWindowPassed
  | ReopenWindowOpen
  | MergeWithItself
  | CustomersDiffer
  | HasAbsorbedOthers
  | MergedIntoAnother
  | DuplicateNotAbsorbed

/** Why a case command is refused. Each states a fact; nothing was appended. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'

import type { CaseStage } from './state.js'

/** The stage forbids the command; the tag says what the case is. `allowed` are the stages it takes. */
export interface WrongStage {
  readonly _tag:
    | 'CaseNotOpened'
    | 'CaseAlreadyOpened'
    | 'CaseStillActive'
    | 'CaseNotPaused'
    | 'CasePaused'
    | 'CaseAlreadyResolved'
    | 'CaseAlreadyClosed'
    | 'CaseAlreadyMerged'
    | 'CaseAlreadyArchived'
    | 'CaseAlreadyCancelled'
  readonly command: string
  readonly stage: CaseStage
  readonly allowed: ReadonlyArray<CaseStage>
}
/** The standard that the case was opened under is not among those given to `caseAggregate`. */
export interface StandardNotLoaded {
  readonly _tag: 'StandardNotLoaded'
  readonly standard: StandardRef
  readonly loaded: ReadonlyArray<StandardRef>
}
/** A time before the case was opened. */
export interface HappenedBeforeOpening {
  readonly _tag: 'HappenedBeforeOpening'
  readonly at: Instant
  readonly openedAt: Instant
}
/** A word that the standard's taxonomy does not hold. */
export interface NotInTaxonomy {
  readonly _tag: 'NotInTaxonomy'
  readonly taxonomy:
    | 'categories'
    | 'resolutionCodes'
    | 'causes'
    | 'firstContactIneligibility'
    | 'priorities'
    | 'tiers'
  readonly found: string
  readonly nearest: string | undefined
}
export interface ReasonRequired {
  readonly _tag: 'ReasonRequired'
  readonly command: string
}
/** Neither urgency and impact nor a priority by hand. */
export interface PriorityBasisMissing {
  readonly _tag: 'PriorityBasisMissing'
}
/** No route of the standard takes the case, and none was named. */
export interface NoRoute {
  readonly _tag: 'NoRoute'
}
export interface SupervisorRequired {
  readonly _tag: 'SupervisorRequired'
  readonly role: string
  readonly required: ReadonlyArray<string>
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
  | WrongStage
  | StandardNotLoaded
  | HappenedBeforeOpening
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

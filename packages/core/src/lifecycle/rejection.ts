/** Why any lifecycle may refuse a command. Each states a fact; nothing was appended. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'
import type { Permission } from '../words/permissions.js'

/** The stage forbids the command; the tag says what the stream is. `allowed` are the stages it takes. */
export interface WrongStage<Tag extends string, Stage extends string> {
  readonly _tag: Tag
  readonly command: string
  readonly stage: Stage
  readonly allowed: ReadonlyArray<Stage>
}
/** The standard that the stream was opened under is not among those given to the aggregate. */
export interface StandardNotLoaded {
  readonly _tag: 'StandardNotLoaded'
  readonly standard: StandardRef
  readonly loaded: ReadonlyArray<StandardRef>
}
/** The handbook leaves values to the house: nothing is opened until it has set each of these. */
export interface StandardNotSet {
  readonly _tag: 'StandardNotSet'
  readonly standard: StandardRef
  /** By their names in the standard. */
  readonly unset: ReadonlyArray<string>
}
/** A time before the stream was opened. */
export interface HappenedBeforeOpening {
  readonly _tag: 'HappenedBeforeOpening'
  readonly at: Instant
  readonly openedAt: Instant
}
/** The standard gives the actor's role no leave for the command. `permitted` are the roles that have it. */
export interface NotPermitted {
  readonly _tag: 'NotPermitted'
  readonly command: string
  readonly role: string
  readonly permission: Permission
  readonly permitted: ReadonlyArray<string>
  /** The role of the standard that a role unknown to it may be meant for. */
  readonly nearest: string | undefined
}
/** One person would do what takes two. `rule` is the name of the separation of duties. */
export interface DutiesNotSeparated {
  readonly _tag: 'DutiesNotSeparated'
  readonly command: string
  readonly rule: string
  /** Whose duties clash: who gives the command, or whom it gives the work to. */
  readonly actor: string
}
/** A word that the standard's taxonomy does not hold. */
export interface NotInTaxonomy {
  readonly _tag: 'NotInTaxonomy'
  readonly taxonomy: Taxonomy
  readonly found: string
  readonly nearest: string | undefined
}
/** The lists of a standard's own words. */
export type Taxonomy =
  | 'categories'
  | 'resolutionCodes'
  | 'causes'
  | 'firstContactIneligibility'
  | 'priorities'
  | 'tiers'
  | 'serviceDimensions'
/** What the command does takes a reason, and it gives none. */
export interface ReasonRequired {
  readonly _tag: 'ReasonRequired'
  readonly command: string
}
/** Only a supervisor may; `required` are the standard's supervisor roles. */
export interface SupervisorRequired {
  readonly _tag: 'SupervisorRequired'
  readonly role: string
  readonly required: ReadonlyArray<string>
}
/** The standard sets neither discretion nor a band in this currency. */
export interface CurrencyNotCovered {
  readonly _tag: 'CurrencyNotCovered'
  readonly currency: string
  readonly covered: ReadonlyArray<string>
}
/** Above the role's discretion; `required` are the roles of the band, none where no band fits. */
export interface ApproverRoleRequired {
  readonly _tag: 'ApproverRoleRequired'
  readonly role: string
  readonly required: ReadonlyArray<string>
}

/** What the frame of every lifecycle refuses by, before its own rules are asked. */
export type LifecycleRejection =
  StandardNotLoaded | StandardNotSet | HappenedBeforeOpening | NotPermitted | DutiesNotSeparated

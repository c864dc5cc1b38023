/** Casetrail core: deciders, event catalogues, the event store port, and command handling. */
export * from './time/index.js'
export * from './codec/index.js'
export * from './personal/index.js'
export * from './decider/index.js'
export * from './store/index.js'
export * from './trace/index.js'
export * from './words/index.js'
export type {
  ApproverRoleRequired,
  CurrencyNotCovered,
  DutiesNotSeparated,
  HappenedBeforeOpening,
  LifecycleRejection,
  NotInTaxonomy,
  NotPermitted,
  ReasonRequired,
  StandardNotLoaded,
  StandardNotSet,
  SupervisorRequired,
  WrongStage,
} from './lifecycle/index.js'

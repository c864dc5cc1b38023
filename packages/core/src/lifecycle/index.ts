export { authorizer, duty } from './authority.js'
export type { Authority, Authorize, Duty } from './authority.js'
export { emit, given, nothing, reject } from './decision.js'
export type { Decision, Situation } from './decision.js'
export { lifecycleRejections, sharedRejections } from './labels.js'
export { governed } from './lifecycle.js'
export type {
  AuthorizeIn,
  Governed,
  GovernedAggregate,
  Lifecycle,
  Lived,
  Opening,
} from './lifecycle.js'
export { commandMaker, commandRecord, cycleEventRecord, eventRecord } from './message.js'
export { stageGuard } from './stages.js'
export type { StageTable } from './stages.js'
export { notInTaxonomy, ruleBook, standardRules } from './rules.js'
export type { RuleBook, StandardRules } from './rules.js'
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
  Taxonomy,
  WrongStage,
} from './rejection.js'

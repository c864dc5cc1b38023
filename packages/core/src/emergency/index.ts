/** The emergency (應急): from its declaration to its review, and the drills held for it. */
export { emergencyAggregate } from './aggregate.js'
export type { EmergencyAggregate } from './aggregate.js'
export { EmergencyKind, emergencyEvents } from './events.js'
export type { EmergencyEvent } from './events.js'
export { emergencyCommands } from './commands.js'
export type { EmergencyCommand, EmergencyOpening } from './commands.js'
export type { EmergencyStage, EmergencyState } from './state.js'
export { emergencyStages } from './stages.js'
export { emergencyAuthority } from './authority.js'
export { emergencyLabels, emergencyRejections } from './labels.js'
export type {
  EmergencyRejection,
  EmergencyWrongStage,
  RecoveredBeforePlan,
  ReviewedBeforeRecovery,
} from './rejection.js'
export {
  EmergencyDeclared,
  PlanStarted,
  FallbackActivated,
  CustomersInformed,
  ProgressReported,
  Recovered,
  CompensationDecided,
  Reviewed,
  EmergencyStoodDown,
  DrillHeld,
  OwnerReminded,
} from './events.js'
export {
  DeclareEmergency,
  StartPlan,
  ActivateFallback,
  InformCustomers,
  ReportProgress,
  RecordRecovery,
  DecideCompensation,
  ReviewEmergency,
  StandDownEmergency,
  HoldDrill,
  RemindOwner,
  declareEmergency,
  startPlan,
  activateFallback,
  informCustomers,
  reportProgress,
  recordRecovery,
  decideCompensation,
  reviewEmergency,
  standDownEmergency,
  holdDrill,
  remindOwner,
} from './commands.js'

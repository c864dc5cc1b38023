/** The emergency (應急): from its declaration to its review, and the drills held for it. */
export { EmergencyKind, emergencyEvents } from './events.js'
export type { EmergencyEvent } from './events.js'
export { emergencyCommands } from './commands.js'
export type { EmergencyCommand, EmergencyOpening } from './commands.js'
export type { EmergencyStage, EmergencyState } from './state.js'
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

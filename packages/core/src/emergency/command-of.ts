/** From an event back to the command that would have led to it. */
import { commandBy } from '../lifecycle/command-of.js'

import type { EmergencyCommand } from './commands.js'
import type { EmergencyEvent } from './events.js'

export const commandOf = commandBy<EmergencyEvent, EmergencyCommand>({
  EmergencyDeclared: 'DeclareEmergency',
  PlanStarted: 'StartPlan',
  FallbackActivated: 'ActivateFallback',
  CustomersInformed: 'InformCustomers',
  ProgressReported: 'ReportProgress',
  Recovered: 'RecordRecovery',
  CompensationDecided: 'DecideCompensation',
  Reviewed: 'ReviewEmergency',
  EmergencyStoodDown: 'StandDownEmergency',
  DrillHeld: 'HoldDrill',
  OwnerReminded: 'RemindOwner',
})

/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'

import type { EmergencyCommand } from './commands.js'
import type { EmergencyEvent } from './events.js'

const commandTypes: Readonly<Record<EmergencyEvent['type'], EmergencyCommand['type']>> = {
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
}

/**
 * The command that would have led to an event: its fields are the event's, which a law of the
 * emergency's tests holds. The compiler can't follow the table from an event's type to its command's.
 */
export const commandOf = (event: EmergencyEvent, actor: Actor): EmergencyCommand =>
  ({ ...event, type: commandTypes[event.type], actor }) as EmergencyCommand

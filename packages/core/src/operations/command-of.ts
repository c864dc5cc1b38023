/** From an event back to the command that would have led to it. */
import type { Actor } from '../codec/primitives.js'

import type { OperationsCommand } from './commands.js'
import type { OperationsEvent } from './events.js'

const commandTypes: Readonly<Record<OperationsEvent['type'], OperationsCommand['type']>> = {
  ExposureReported: 'ReportExposure',
  InterruptionStarted: 'StartInterruption',
  InterruptionEnded: 'EndInterruption',
  RiskEntered: 'EnterRisk',
}

/** The command that would have led to an event: its fields are the event's, and who gave it. */
export const commandOf = (event: OperationsEvent, { role }: Actor): OperationsCommand =>
  as({ ...event, type: commandTypes[event.type], actor: { id: event.by, role } })

/** The compiler can't follow the table from an event's type to its command's fields; a law does. */
const as = (
  command: { readonly type: OperationsCommand['type'] } & Readonly<Record<string, unknown>>,
): OperationsCommand => command as OperationsCommand

/** From an event back to the command that would have led to it. */
import { commandBy } from '../lifecycle/command-of.js'

import type { OperationsCommand } from './commands.js'
import type { OperationsEvent } from './events.js'

export const commandOf = commandBy<OperationsEvent, OperationsCommand>({
  ExposureReported: 'ReportExposure',
  InterruptionStarted: 'StartInterruption',
  InterruptionEnded: 'EndInterruption',
  RiskEntered: 'EnterRisk',
})

/** What each report of operations takes. No duties are kept apart. */
import type { Authority } from '../lifecycle/authority.js'
import type { StandardRules } from '../lifecycle/rules.js'

import type { OperationsCommand } from './commands.js'
import type { OperationsState } from './state.js'

export const operationsAuthority: Authority<OperationsCommand, OperationsState, StandardRules> = {
  permissions: {
    ReportExposure: 'operations.report',
    StartInterruption: 'operations.report',
    EndInterruption: 'operations.report',
    EnterRisk: 'operations.risk',
  },
  duties: [],
}

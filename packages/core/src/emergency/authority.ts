/** What each emergency command takes. No duty of an emergency is kept apart from another. */
import type { Authority } from '../lifecycle/authority.js'

import type { EmergencyCommand } from './commands.js'
import type { EmergencyRules } from './rules.js'
import type { EmergencyState } from './state.js'

export const emergencyAuthority: Authority<EmergencyCommand, EmergencyState, EmergencyRules> = {
  permissions: {
    DeclareEmergency: 'emergency.declare',
    StartPlan: 'emergency.lead',
    ActivateFallback: 'emergency.lead',
    InformCustomers: 'emergency.report',
    ReportProgress: 'emergency.report',
    RecordRecovery: 'emergency.lead',
    DecideCompensation: 'emergency.compensate',
    ReviewEmergency: 'emergency.review',
    StandDownEmergency: 'emergency.lead',
    HoldDrill: 'emergency.lead',
    RemindOwner: 'emergency.remind',
  },
  duties: [],
}

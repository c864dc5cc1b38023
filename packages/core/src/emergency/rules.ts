/** What a standard says of emergencies, made ready once for deciding. */
import { approvalRules, type ApprovalRules } from '../lifecycle/approval.js'
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { ServiceStandard } from '../standard/document.js'

export interface EmergencyRules extends StandardRules, ApprovalRules {}

export const emergencyRules = (standard: ServiceStandard): EmergencyRules => ({
  ...standardRules(standard),
  ...approvalRules(standard),
})

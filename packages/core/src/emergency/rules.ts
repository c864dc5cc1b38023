/** What a standard says of emergencies, made ready once for deciding. */
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { Band, ServiceStandard } from '../standard/document.js'

export interface EmergencyRules extends StandardRules {
  /** The bands of approval for serious matters, in the standard's order: the first that fits decides. */
  readonly bands: ReadonlyArray<Band>
}

export const emergencyRules = (standard: ServiceStandard): EmergencyRules => ({
  ...standardRules(standard),
  bands: standard.approval.bands.filter(({ severities }) => severities.includes('serious')),
})

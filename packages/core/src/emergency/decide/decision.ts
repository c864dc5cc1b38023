/** What the parts of the emergency's decision share. */
import {
  emit as emitAny,
  type Decision,
  type Situation as SituationOf,
} from '../../lifecycle/decision.js'
import type { EmergencyEvent } from '../events.js'
import type { EmergencyRejection } from '../rejection.js'
import type { EmergencyRules } from '../rules.js'
import type { EmergencyState } from '../state.js'

export { given, nothing, reject } from '../../lifecycle/decision.js'

export type EmergencyDecision = Decision<EmergencyEvent, EmergencyRejection>
export type Situation = SituationOf<EmergencyState, EmergencyRules>

export const emit: (...events: ReadonlyArray<EmergencyEvent>) => EmergencyDecision = emitAny

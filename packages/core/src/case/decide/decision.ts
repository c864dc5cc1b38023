/** What the parts of the case's decision share. */
import {
  emit as emitAny,
  type Decision,
  type Situation as SituationOf,
} from '../../lifecycle/decision.js'
import type { CaseEvent } from '../events/index.js'
import type { CaseRejection } from '../rejection.js'
import type { CaseRules } from '../rules.js'
import type { CaseState } from '../state.js'

export { given, nothing, reject } from '../../lifecycle/decision.js'

export type CaseDecision = Decision<CaseEvent, CaseRejection>
export type Situation = SituationOf<CaseState, CaseRules>

export const emit: (...events: ReadonlyArray<CaseEvent>) => CaseDecision = emitAny

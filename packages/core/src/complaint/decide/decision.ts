/** What the parts of the complaint's decision share. */
import {
  emit as emitAny,
  type Decision,
  type Situation as SituationOf,
} from '../../lifecycle/decision.js'
import type { ComplaintEvent } from '../events/index.js'
import type { ComplaintRejection } from '../rejection.js'
import type { ComplaintRules } from '../rules.js'
import type { ComplaintState, Remedy, RemedyStanding } from '../state.js'

export { given, nothing, reject } from '../../lifecycle/decision.js'

export type ComplaintDecision = Decision<ComplaintEvent, ComplaintRejection>
export type Situation = SituationOf<ComplaintState, ComplaintRules>

export const emit: (...events: ReadonlyArray<ComplaintEvent>) => ComplaintDecision = emitAny

/** What a follow-up of the complaint will want to know. */
export const handledOf = (
  state: ComplaintState,
): {
  readonly case?: string
  readonly severity?: NonNullable<ComplaintState['severity']>
  readonly handler?: string
} => ({
  ...(state.case === undefined ? {} : { case: state.case }),
  ...(state.severity === undefined ? {} : { severity: state.severity }),
  ...(state.investigator === undefined ? {} : { handler: state.investigator }),
})

export const isUnsettled = ({ standing }: Remedy): boolean =>
  standing === 'proposed' ||
  standing === 'approved' ||
  standing === 'offered' ||
  standing === 'accepted'

/** The ids of those remedies that `waits` holds of; what is left of them would be lost at an end. */
export const remediesThat = (
  { remedies }: ComplaintState,
  waits: (remedy: Remedy) => boolean,
): ReadonlyArray<string> => {
  const ids: string[] = []
  for (const [id, remedy] of remedies) if (waits(remedy)) ids.push(id)
  return ids
}

/** Whether a remedy took this standing in this cycle. */
export const hasComeTo = (
  { remedies, cycle }: ComplaintState,
  standing: RemedyStanding,
): boolean => {
  for (const remedy of remedies.values()) {
    if (remedy.standing === standing && remedy.cycle === cycle) return true
  }
  return false
}

/** Whether a remedy is on its way, or was fulfilled in this cycle: one of an earlier cycle did not help. */
export const hasRemedy = (state: ComplaintState): boolean => {
  for (const remedy of state.remedies.values()) if (isUnsettled(remedy)) return true
  return hasComeTo(state, 'fulfilled')
}

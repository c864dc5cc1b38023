/** What the parts of the follow-up's decision share. */
import {
  emit as emitAny,
  type Decision,
  type Situation as SituationOf,
} from '../../lifecycle/decision.js'
import type { Instant } from '../../time/index.js'
import type { FollowUpCommand } from '../commands.js'
import type { FollowUpEvent } from '../events.js'
import type { FollowUpRejection } from '../rejection.js'
import type { FollowUpRules } from '../rules.js'
import type { FollowUpState } from '../state.js'

export { given, nothing, reject } from '../../lifecycle/decision.js'

export type FollowUpDecision = Decision<FollowUpEvent, FollowUpRejection>
export type Situation = SituationOf<FollowUpState, FollowUpRules>

export const emit: (...events: ReadonlyArray<FollowUpEvent>) => FollowUpDecision = emitAny

/** What every event says. */
interface Own {
  readonly at: Instant
  readonly by: string
  readonly cycle?: number
}

/** When, by whom, and of which cycle. */
export const own = ({ at, actor }: FollowUpCommand, { cycle }: FollowUpState): Own =>
  cycle === undefined ? { at, by: actor.id } : { at, by: actor.id, cycle }

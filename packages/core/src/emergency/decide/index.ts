/** The emergency's decision: every command that does not open one. */
import { notInTaxonomy } from '../../lifecycle/rules.js'
import type {
  ActivateFallback,
  EmergencyCommand,
  EmergencyOpening,
  RecordRecovery,
  ReviewEmergency,
} from '../commands.js'

import { compensate } from './compensation.js'
import { emit, given, nothing, reject, type EmergencyDecision, type Situation } from './decision.js'

const activate = (command: ActivateFallback, { state }: Situation): EmergencyDecision => {
  const { at, actor, fallback } = command
  return state.fallbacks.has(fallback)
    ? nothing
    : emit({ type: 'FallbackActivated', at, by: actor.id, fallback })
}

const recover = (command: RecordRecovery, { state, openedAt }: Situation): EmergencyDecision => {
  const { at, actor, result } = command
  const { kind, planStartedAt } = state
  if (planStartedAt !== undefined && at < planStartedAt) {
    return reject({ _tag: 'RecoveredBeforePlan', at, planStartedAt })
  }
  return emit({ type: 'Recovered', at, by: actor.id, result, kind, declaredAt: openedAt })
}

const review = (command: ReviewEmergency, { state, rules }: Situation): EmergencyDecision => {
  const { at, actor, cause, lessons, correctiveActions } = command
  const { recoveredAt } = state
  const unknown = notInTaxonomy(rules, 'causes', command.causeCode)
  if (unknown !== undefined) return reject(unknown)
  if (recoveredAt !== undefined && at < recoveredAt) {
    return reject({ _tag: 'ReviewedBeforeRecovery', at, recoveredAt })
  }
  const reviewed = {
    type: 'Reviewed',
    at,
    by: actor.id,
    cause,
    lessons,
    correctiveActions,
  } as const
  return emit({ ...reviewed, ...given(command, 'causeCode') })
}

/**
 * Decides a command on a declared emergency whose stage allows it, judged by the standard that it was
 * declared under. Emits one event, or none where nothing changes.
 */
export const decide = (
  command: Exclude<EmergencyCommand, EmergencyOpening>,
  situation: Situation,
): EmergencyDecision => {
  const { at, actor } = command
  const by = actor.id
  switch (command.type) {
    case 'StartPlan': {
      const { plan, team } = command
      const { state, openedAt } = situation
      return emit({
        type: 'PlanStarted',
        at,
        by,
        plan,
        team,
        kind: state.kind,
        declaredAt: openedAt,
      })
    }
    case 'ActivateFallback':
      return activate(command, situation)
    case 'InformCustomers': {
      const { channel, audience, message } = command
      const informed = { type: 'CustomersInformed', at, by, channel, audience, message } as const
      return emit({ ...informed, ...given(command, 'count') })
    }
    case 'ReportProgress':
      return emit({ type: 'ProgressReported', at, by, text: command.text })
    case 'RecordRecovery':
      return recover(command, situation)
    case 'DecideCompensation':
      return compensate(command, situation)
    case 'ReviewEmergency':
      return review(command, situation)
    case 'StandDownEmergency':
      return emit({ type: 'EmergencyStoodDown', at, by, reason: command.reason })
    case 'RemindOwner':
      return emit({ type: 'OwnerReminded', at, by, to: command.to, reason: command.reason })
  }
}

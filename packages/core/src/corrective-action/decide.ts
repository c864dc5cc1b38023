/** The decision of a corrective action: plan, do, verify, review (PDCA; H2, 2025年商業零售客戶服務標準操作手冊). */
import {
  emit as emitAny,
  given,
  nothing,
  reject,
  type Decision,
  type Situation as SituationOf,
} from '../lifecycle/decision.js'
import { notInTaxonomy, type StandardRules } from '../lifecycle/rules.js'

import { sameAnalysis } from './analysis.js'
import type {
  CompleteCorrectiveAction,
  CorrectiveActionCommand,
  MeasureEffect,
  OpenCorrectiveAction,
  PlanCorrectiveAction,
  ReviewCorrectiveAction,
  VerifyCorrectiveAction,
} from './commands.js'
import type { CorrectiveActionEvent } from './events.js'
import type { CorrectiveActionRejection, HappenedBeforeDone } from './rejection.js'
import { correctiveActionStages } from './stages.js'
import type { CorrectiveActionState } from './state.js'

type CorrectiveActionDecision = Decision<CorrectiveActionEvent, CorrectiveActionRejection>
type Situation = SituationOf<CorrectiveActionState, StandardRules>

const emit: (...events: ReadonlyArray<CorrectiveActionEvent>) => CorrectiveActionDecision = emitAny

export const open = (
  command: OpenCorrectiveAction,
  rules: StandardRules,
): CorrectiveActionDecision => {
  const unknown = notInTaxonomy(rules, 'causes', command.cause)
  if (unknown !== undefined) return reject(unknown)
  return emit({
    type: 'CorrectiveActionOpened',
    at: command.at,
    standard: rules.ref,
    source: command.source,
    problem: command.problem,
    by: command.actor.id,
    ...given(command, 'reference', 'cause', 'externalRef', 'attributes'),
  })
}

const plan = (
  command: PlanCorrectiveAction,
  { planned }: CorrectiveActionState,
): CorrectiveActionDecision =>
  planned !== undefined &&
  planned.plan === command.plan &&
  planned.owner === command.owner &&
  planned.due === command.due &&
  planned.criterion === command.criterion &&
  planned.figure === command.figure &&
  sameAnalysis(planned.analysis, command.analysis)
    ? nothing
    : emit({
        type: 'CorrectiveActionPlanned',
        at: command.at,
        plan: command.plan,
        owner: command.owner,
        due: command.due,
        by: command.actor.id,
        ...given(command, 'criterion', 'analysis', 'figure'),
      })

const complete = (
  { type, at, result, actor }: CompleteCorrectiveAction,
  { planned }: CorrectiveActionState,
): CorrectiveActionDecision => {
  // planned is the stage of those that have a plan
  if (planned === undefined) {
    const allowed = correctiveActionStages[type]
    return reject({ _tag: 'CorrectiveActionNotPlanned', command: type, stage: 'opened', allowed })
  }
  const { owner, due } = planned
  return emit({ type: 'CorrectiveActionDone', at, result, owner, due, by: actor.id })
}

const beforeDone = (
  { at }: CorrectiveActionCommand,
  { doneAt }: CorrectiveActionState,
): HappenedBeforeDone | undefined =>
  doneAt !== undefined && at < doneAt ? { _tag: 'HappenedBeforeDone', at, doneAt } : undefined

/** By the criterion that was planned: one made up afterwards verifies nothing. */
const verify = (
  { at, evidence, actor }: VerifyCorrectiveAction,
  { planned, owner }: CorrectiveActionState,
): CorrectiveActionDecision => {
  const criterion = planned?.criterion
  return criterion === undefined
    ? reject({ _tag: 'CriterionMissing', owner })
    : emit({ type: 'CorrectiveActionVerified', at, evidence, criterion, by: actor.id })
}

const measure = (
  command: MeasureEffect,
  { effects }: CorrectiveActionState,
): CorrectiveActionDecision => {
  const { at, figure, before, after, unit, actor } = command
  const last = effects.get(figure)
  return last?.before === before && last.after === after && last.unit === unit
    ? nothing
    : emit({
        type: 'EffectMeasured',
        at,
        figure,
        before,
        after,
        by: actor.id,
        ...given(command, 'unit'),
      })
}

const review = (
  command: ReviewCorrectiveAction,
  { planned, effects }: CorrectiveActionState,
): CorrectiveActionDecision => {
  const figure = planned?.figure
  if (figure === undefined ? effects.size === 0 : !effects.has(figure)) {
    return reject({ _tag: 'EffectNotMeasured', figure, measured: [...effects.keys()] })
  }
  return emit({
    type: 'CorrectiveActionReviewed',
    at: command.at,
    lessons: command.lessons,
    by: command.actor.id,
    ...given(command, 'standardChanged'),
  })
}

/**
 * Decides a command on an opened action whose stage allows it. Emits one event, or none where nothing
 * changes.
 */
export const decide = (
  command: Exclude<CorrectiveActionCommand, OpenCorrectiveAction>,
  { state }: Situation,
): CorrectiveActionDecision => {
  const tooEarly = beforeDone(command, state)
  const { at, actor } = command
  switch (command.type) {
    case 'PlanCorrectiveAction':
      return plan(command, state)
    case 'CompleteCorrectiveAction':
      return complete(command, state)
    case 'VerifyCorrectiveAction':
      return tooEarly === undefined ? verify(command, state) : reject(tooEarly)
    case 'FailVerification':
      return tooEarly === undefined
        ? emit({ type: 'VerificationFailed', at, reason: command.reason, by: actor.id })
        : reject(tooEarly)
    case 'MeasureEffect':
      return tooEarly === undefined ? measure(command, state) : reject(tooEarly)
    case 'ReviewCorrectiveAction':
      return tooEarly === undefined ? review(command, state) : reject(tooEarly)
    case 'DropCorrectiveAction':
      return emit({ type: 'CorrectiveActionDropped', at, reason: command.reason, by: actor.id })
    case 'RemindOwner':
      return emit({
        type: 'OwnerReminded',
        at,
        to: command.to,
        reason: command.reason,
        by: actor.id,
      })
  }
}

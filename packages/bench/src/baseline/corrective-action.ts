/** A corrective action by hand. */
import type { Instant } from '@casetrail/core'
import type {
  CorrectiveActionCommand,
  CorrectiveActionEvent,
  CorrectiveActionOpened,
  CorrectiveActionPlanned,
  CorrectiveActionReviewed,
  EffectMeasured,
  PlanCorrectiveAction,
} from '@casetrail/core/corrective-action'

import {
  STANDARD,
  causes,
  check,
  checkStandard,
  need,
  refuse,
  type Draft,
  type HandLifecycle,
} from './lifecycle.js'

type Analysis = PlanCorrectiveAction['analysis']

interface State {
  stage: 'none' | 'opened' | 'planned' | 'done' | 'verified' | 'reviewed' | 'dropped'
  openedAt: Instant | undefined
  planned: CorrectiveActionPlanned | undefined
  owner: string | undefined
  doneBy: string | undefined
  doneAt: Instant | undefined
  readonly effects: Map<string, EffectMeasured>
}

const sameAnalysis = (a: Analysis, b: Analysis): boolean => {
  if (a === undefined || b === undefined) return a === b
  if (a.method === 'fishbone') {
    return b.method === 'fishbone' && a.category === b.category && a.detail === b.detail
  }
  if (b.method === 'fishbone' || a.whys.length !== b.whys.length) return false
  return a.whys.every((why, i) => why === b.whys[i])
}

const samePlan = (planned: CorrectiveActionPlanned, command: PlanCorrectiveAction): boolean =>
  planned.plan === command.plan &&
  planned.owner === command.owner &&
  planned.due === command.due &&
  planned.criterion === command.criterion &&
  planned.figure === command.figure &&
  sameAnalysis(planned.analysis, command.analysis)

/** The verifier neither owns it nor carried it out. */
const checkVerifier = (state: State, id: string): void => {
  if (id === state.owner || id === state.doneBy) refuse('DutiesNotSeparated')
}

const checkDone = ({ doneAt }: State, at: Instant): void => {
  if (doneAt !== undefined && at < doneAt) refuse('HappenedBeforeDone')
}

const carryOut = (
  state: State,
  command: CorrectiveActionCommand,
): CorrectiveActionEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt } = state
  switch (command.type) {
    case 'OpenCorrectiveAction': {
      if (stage !== 'none') refuse(stage)
      checkStandard(command.standard)
      need(actor, 'correctiveAction.open')
      const { source, problem, reference, cause, externalRef, attributes } = command
      if (cause !== undefined && !causes.has(cause)) refuse('NotInTaxonomy')
      state.stage = 'opened'
      state.openedAt = at
      const event: Draft<CorrectiveActionOpened> = {
        type: 'CorrectiveActionOpened',
        at,
        standard: STANDARD,
        source,
        problem,
        by,
      }
      if (reference !== undefined) event.reference = reference
      if (cause !== undefined) event.cause = cause
      if (externalRef !== undefined) event.externalRef = externalRef
      if (attributes !== undefined) event.attributes = attributes
      return event
    }
    case 'PlanCorrectiveAction': {
      if (stage !== 'opened' && stage !== 'planned') refuse(stage)
      check(openedAt, command, 'correctiveAction.carryOut')
      if (state.planned !== undefined && samePlan(state.planned, command)) return undefined
      const { plan, owner, due, criterion, analysis, figure } = command
      const event: Draft<CorrectiveActionPlanned> = {
        type: 'CorrectiveActionPlanned',
        at,
        plan,
        owner,
        due,
        by,
      }
      if (criterion !== undefined) event.criterion = criterion
      if (analysis !== undefined) event.analysis = analysis
      if (figure !== undefined) event.figure = figure
      state.stage = 'planned'
      state.planned = event
      state.owner = owner
      return event
    }
    case 'CompleteCorrectiveAction': {
      const { planned } = state
      if (stage !== 'planned' || planned === undefined) return refuse(stage)
      check(openedAt, command, 'correctiveAction.carryOut')
      const { owner, due } = planned
      state.stage = 'done'
      state.doneAt = at
      state.doneBy = by
      return { type: 'CorrectiveActionDone', at, result: command.result, owner, due, by }
    }
    case 'VerifyCorrectiveAction': {
      if (stage !== 'done') refuse(stage)
      check(openedAt, command, 'correctiveAction.verify')
      checkVerifier(state, by)
      checkDone(state, at)
      const criterion = state.planned?.criterion
      if (criterion === undefined) return refuse('CriterionMissing')
      state.stage = 'verified'
      return { type: 'CorrectiveActionVerified', at, evidence: command.evidence, criterion, by }
    }
    case 'FailVerification':
      if (stage !== 'done') refuse(stage)
      check(openedAt, command, 'correctiveAction.verify')
      checkVerifier(state, by)
      checkDone(state, at)
      state.stage = state.planned === undefined ? 'opened' : 'planned'
      state.doneBy = undefined
      state.doneAt = undefined
      state.effects.clear()
      return { type: 'VerificationFailed', at, reason: command.reason, by }
    case 'MeasureEffect': {
      if (stage !== 'done' && stage !== 'verified') refuse(stage)
      check(openedAt, command, 'correctiveAction.verify')
      checkDone(state, at)
      const { figure, before, after, unit } = command
      const last = state.effects.get(figure)
      if (last?.before === before && last.after === after && last.unit === unit) return undefined
      const event: Draft<EffectMeasured> = { type: 'EffectMeasured', at, figure, before, after, by }
      if (unit !== undefined) event.unit = unit
      state.effects.set(figure, event)
      return event
    }
    case 'ReviewCorrectiveAction': {
      if (stage !== 'verified') refuse(stage)
      check(openedAt, command, 'correctiveAction.review')
      checkDone(state, at)
      const figure = state.planned?.figure
      if (figure === undefined ? state.effects.size === 0 : !state.effects.has(figure)) {
        refuse('EffectNotMeasured')
      }
      const { lessons, standardChanged } = command
      state.stage = 'reviewed'
      const event: Draft<CorrectiveActionReviewed> = {
        type: 'CorrectiveActionReviewed',
        at,
        lessons,
        by,
      }
      if (standardChanged !== undefined) event.standardChanged = standardChanged
      return event
    }
    case 'DropCorrectiveAction':
      if (stage !== 'opened' && stage !== 'planned' && stage !== 'done') refuse(stage)
      check(openedAt, command, 'correctiveAction.review')
      state.stage = 'dropped'
      return { type: 'CorrectiveActionDropped', at, reason: command.reason, by }
    case 'RemindOwner':
      if (stage === 'none' || stage === 'reviewed' || stage === 'dropped') refuse(stage)
      check(openedAt, command, 'correctiveAction.remind')
      return { type: 'OwnerReminded', at, to: command.to, reason: command.reason, by }
  }
}

export const correctiveActionByHand: HandLifecycle<
  CorrectiveActionCommand,
  State,
  CorrectiveActionEvent
> = {
  begin: () => ({
    stage: 'none',
    openedAt: undefined,
    planned: undefined,
    owner: undefined,
    doneBy: undefined,
    doneAt: undefined,
    effects: new Map(),
  }),
  carryOut,
}

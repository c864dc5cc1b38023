/** Deciding how a case is settled, reopened and ended. */
import type { SupervisorRequired } from '../../lifecycle/rejection.js'
import { notInTaxonomy } from '../../lifecycle/rules.js'
import { epochMs, fromEpochMs, type Instant } from '../../time/index.js'
import type {
  ArchiveCase,
  CancelCase,
  CloseCase,
  ConfirmResolution,
  RejectResolution,
  ReopenCase,
  ResolveCase,
  VerifySolution,
} from '../commands/outcome.js'
import type { CaseReopened } from '../events/outcome.js'
import { active } from '../stages.js'

import { emit, given, reject, type CaseDecision, type Situation } from './decision.js'

export const resolve = (command: ResolveCase, { state, rules }: Situation): CaseDecision => {
  if (state.steps.size > 0)
    return reject({ _tag: 'StepsStillOpen', steps: [...state.steps.keys()] })
  const unknown =
    notInTaxonomy(rules, 'resolutionCodes', command.resolutionCode) ??
    notInTaxonomy(rules, 'causes', command.rootCause)
  if (unknown !== undefined) return reject(unknown)
  return emit({
    type: 'CaseResolved',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    resolutionCode: command.resolutionCode,
    notes: command.notes,
    resolver: command.resolver ?? command.actor.id,
    contacts: state.contacts,
    ...given(command, 'rootCause'),
  })
}

export const verify = (command: VerifySolution, { state }: Situation): CaseDecision =>
  emit({
    type: 'SolutionVerified',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    method: command.method,
    reusable: command.reusable,
    ...given(command, 'notes'),
  })

export const confirm = (command: ConfirmResolution, { state }: Situation): CaseDecision => {
  const { at } = command
  const { cycle, customer } = state
  return emit(
    { type: 'ResolutionConfirmed', at, cycle },
    { type: 'CaseClosed', at, cycle, customer, basis: 'customer', outcome: 'solved' },
  )
}

/** Until when the case may be reopened: from the last resolution, or the closing where there was none. */
const windowEnd = ({ state, rules, openedAt }: Situation): Instant =>
  fromEpochMs(epochMs(state.resolvedAt ?? state.closedAt ?? openedAt) + rules.reopenMs)

const reopened = (command: ReopenCase | RejectResolution, { state }: Situation): CaseReopened => ({
  type: 'CaseReopened',
  at: command.at,
  cycle: state.cycle + 1,
  customer: state.customer,
  reason: command.reason,
  ...(state.resolver === undefined ? {} : { resolver: state.resolver }),
})

/** It reopens, so the window holds here too: whether the case was closed in time makes no difference. */
export const rejectResolution = (command: RejectResolution, situation: Situation): CaseDecision => {
  const { at, reason } = command
  const { cycle, customer } = situation.state
  const until = windowEnd(situation)
  if (at > until) return reject({ _tag: 'ReopenWindowPassed', until })
  return emit(
    { type: 'ResolutionRejected', at, cycle, customer, reason },
    reopened(command, situation),
  )
}

export const reopen = (command: ReopenCase, situation: Situation): CaseDecision => {
  const until = windowEnd(situation)
  return situation.state.stage === 'archived' || command.at > until
    ? reject({ _tag: 'ReopenWindowPassed', until })
    : emit(reopened(command, situation))
}

export const close = (command: CloseCase, { state, rules, openedAt }: Situation): CaseDecision => {
  const isActive = active.includes(state.stage)
  if (command.basis === 'timedOut') {
    if (isActive)
      return reject(closesOnlyBySupervisor(command.actor.role, rules.standard.supervisorRoles))
    const until = fromEpochMs(epochMs(state.resolvedAt ?? openedAt) + rules.waitingMs)
    if (command.at < until) return reject({ _tag: 'WaitingTimeNotOver', until })
  } else {
    const { supervisorRoles } = rules.standard
    if (!supervisorRoles.includes(command.actor.role)) {
      return reject(closesOnlyBySupervisor(command.actor.role, supervisorRoles))
    }
    if (command.reason === undefined)
      return reject({ _tag: 'ReasonRequired', command: command.type })
  }
  return emit({
    type: 'CaseClosed',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    basis: command.basis,
    outcome: command.outcome ?? (isActive ? 'unsolved' : 'solved'),
    ...given(command, 'reason'),
  })
}

const closesOnlyBySupervisor = (
  role: string,
  required: ReadonlyArray<string>,
): SupervisorRequired => ({ _tag: 'SupervisorRequired', role, required })

export const archive = (command: ArchiveCase, situation: Situation): CaseDecision => {
  const { state, openedAt } = situation
  const until = windowEnd(situation)
  if (command.at <= until) return reject({ _tag: 'ReopenWindowOpen', until })
  return emit({
    type: 'CaseArchived',
    at: command.at,
    cycle: state.cycle,
    openedAt,
    closedAt: state.closedAt ?? command.at,
    cycles: state.cycle,
    contacts: state.contacts,
    ...(state.resolvedAt === undefined ? {} : { resolvedAt: state.resolvedAt }),
    ...(state.resolutionCode === undefined ? {} : { resolutionCode: state.resolutionCode }),
    ...(state.closingOutcome === undefined ? {} : { outcome: state.closingOutcome }),
  })
}

export const cancel = (command: CancelCase, { state }: Situation): CaseDecision =>
  emit({
    type: 'CaseCancelled',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    reason: command.reason,
  })

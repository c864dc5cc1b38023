/** An emergency by hand. */
import type { Instant } from '@casetrail/core'
import type {
  CompensationDecided,
  CustomersInformed,
  DecideCompensation,
  DrillHeld,
  EmergencyCommand,
  EmergencyDeclared,
  EmergencyEvent,
  Reviewed,
} from '@casetrail/core/emergency'
import { retail2025 } from '@casetrail/core/standards'

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

interface State {
  stage: 'none' | 'declared' | 'planStarted' | 'recovered' | 'reviewed' | 'stoodDown' | 'drilled'
  kind: EmergencyDeclared['kind']
  openedAt: Instant | undefined
  planStartedAt: Instant | undefined
  recoveredAt: Instant | undefined
  readonly fallbacks: Set<string>
}

const bands = retail2025.approval.bands.filter((band) => band.severities.includes('serious'))
const { discretion, bands: allBands } = retail2025.approval
const currencies = new Set([...discretion, ...allBands].map(({ currency }) => currency))

const checkCompensation = (command: DecideCompensation): void => {
  const { kind, amount, customers = Infinity, actor } = command
  if (amount === undefined && (kind === 'refund' || kind === 'compensation')) {
    refuse('AmountRequired')
  }
  if (amount !== undefined && !currencies.has(amount.currency)) refuse('CurrencyNotCovered')
  const total = amount === undefined ? 0 : amount.amount * customers
  for (const { currency, upTo = Infinity, approvers } of bands) {
    if (amount !== undefined && (currency !== amount.currency || total > upTo)) continue
    if (approvers.includes(actor.role)) return
    break
  }
  refuse('ApproverRoleRequired')
}

const open = (state: State, kind: State['kind'], at: Instant, stage: State['stage']): void => {
  state.stage = stage
  state.kind = kind
  state.openedAt = at
}

const carryOut = (state: State, command: EmergencyCommand): EmergencyEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt } = state
  switch (command.type) {
    case 'DeclareEmergency': {
      if (stage !== 'none') refuse(stage)
      checkStandard(command.standard)
      need(actor, 'emergency.declare')
      const { kind, description, interruption, externalRef, attributes } = command
      open(state, kind, at, 'declared')
      const event: Draft<EmergencyDeclared> = {
        type: 'EmergencyDeclared',
        at,
        by,
        standard: STANDARD,
        kind,
        description,
      }
      if (interruption !== undefined) event.interruption = interruption
      if (externalRef !== undefined) event.externalRef = externalRef
      if (attributes !== undefined) event.attributes = attributes
      return event
    }
    case 'HoldDrill': {
      if (stage !== 'none') refuse(stage)
      checkStandard(command.standard)
      need(actor, 'emergency.lead')
      const { kind, plan, lessons, startedAfterMs, externalRef, attributes } = command
      open(state, kind, at, 'drilled')
      const event: Draft<DrillHeld> = {
        type: 'DrillHeld',
        at,
        by,
        standard: STANDARD,
        kind,
        plan,
        lessons,
      }
      if (startedAfterMs !== undefined) event.startedAfterMs = startedAfterMs
      if (externalRef !== undefined) event.externalRef = externalRef
      if (attributes !== undefined) event.attributes = attributes
      return event
    }
    case 'StartPlan': {
      if (stage !== 'declared') refuse(stage)
      check(openedAt, command, 'emergency.lead')
      const { plan, team } = command
      state.stage = 'planStarted'
      state.planStartedAt = at
      const declaredAt = openedAt ?? at
      return { type: 'PlanStarted', at, by, plan, team, kind: state.kind, declaredAt }
    }
    case 'ActivateFallback': {
      if (stage !== 'declared' && stage !== 'planStarted') refuse(stage)
      check(openedAt, command, 'emergency.lead')
      const { fallback } = command
      if (state.fallbacks.has(fallback)) return undefined
      state.fallbacks.add(fallback)
      return { type: 'FallbackActivated', at, by, fallback }
    }
    case 'InformCustomers': {
      if (stage !== 'declared' && stage !== 'planStarted' && stage !== 'recovered') refuse(stage)
      check(openedAt, command, 'emergency.report')
      const { channel, audience, message, count } = command
      const event: Draft<CustomersInformed> = {
        type: 'CustomersInformed',
        at,
        by,
        channel,
        audience,
        message,
      }
      if (count !== undefined) event.count = count
      return event
    }
    case 'ReportProgress':
      if (stage !== 'declared' && stage !== 'planStarted' && stage !== 'recovered') refuse(stage)
      check(openedAt, command, 'emergency.report')
      return { type: 'ProgressReported', at, by, text: command.text }
    case 'RecordRecovery': {
      if (stage !== 'planStarted') refuse(stage)
      check(openedAt, command, 'emergency.lead')
      const { planStartedAt = at, kind } = state
      if (at < planStartedAt) refuse('RecoveredBeforePlan')
      state.stage = 'recovered'
      state.recoveredAt = at
      const declaredAt = openedAt ?? at
      return { type: 'Recovered', at, by, result: command.result, kind, declaredAt }
    }
    case 'DecideCompensation': {
      if (stage !== 'planStarted' && stage !== 'recovered') refuse(stage)
      check(openedAt, command, 'emergency.compensate')
      checkCompensation(command)
      const { kind, amount, customers, description } = command
      const event: Draft<CompensationDecided> = { type: 'CompensationDecided', at, by, kind }
      if (amount !== undefined) event.amount = amount
      if (customers !== undefined) event.customers = customers
      if (description !== undefined) event.description = description
      return event
    }
    case 'ReviewEmergency': {
      if (stage !== 'recovered') refuse(stage)
      check(openedAt, command, 'emergency.review')
      const { cause, causeCode, lessons, correctiveActions } = command
      if (causeCode !== undefined && !causes.has(causeCode)) refuse('NotInTaxonomy')
      const { recoveredAt = at } = state
      if (at < recoveredAt) refuse('ReviewedBeforeRecovery')
      state.stage = 'reviewed'
      const event: Draft<Reviewed> = { type: 'Reviewed', at, by, cause, lessons, correctiveActions }
      if (causeCode !== undefined) event.causeCode = causeCode
      return event
    }
    case 'StandDownEmergency':
      if (stage !== 'declared' && stage !== 'planStarted') refuse(stage)
      check(openedAt, command, 'emergency.lead')
      state.stage = 'stoodDown'
      return { type: 'EmergencyStoodDown', at, by, reason: command.reason }
    case 'RemindOwner':
      if (stage !== 'declared' && stage !== 'planStarted' && stage !== 'recovered') refuse(stage)
      check(openedAt, command, 'emergency.remind')
      return { type: 'OwnerReminded', at, by, to: command.to, reason: command.reason }
  }
}

export const emergencyByHand: HandLifecycle<EmergencyCommand, State, EmergencyEvent> = {
  begin: () => ({
    stage: 'none',
    kind: 'serviceInterruption',
    openedAt: undefined,
    planStartedAt: undefined,
    recoveredAt: undefined,
    fallbacks: new Set(),
  }),
  carryOut,
}

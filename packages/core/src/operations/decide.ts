/** The decision of operations: what is reported may be corrected, but nothing is counted twice. */
import { emit as emitAny, given, nothing, reject, type Decision } from '../lifecycle/decision.js'
import type { StandardRules } from '../lifecycle/rules.js'

import { attributesKey } from './attributes.js'
import type {
  EndInterruption,
  EnterRisk,
  OperationsCommand,
  ReportExposure,
  StartInterruption,
} from './commands.js'
import type { OperationsEvent } from './events.js'
import type { OperationsRejection } from './rejection.js'
import type { OperationsState } from './state.js'

type OperationsDecision = Decision<OperationsEvent, OperationsRejection>

const emit: (...events: ReadonlyArray<OperationsEvent>) => OperationsDecision = emitAny

const figures = ['orders', 'customers', 'contacts', 'services', 'serviceMs'] as const

const exposure = (
  command: ReportExposure,
  { ref }: StandardRules,
  { exposures }: OperationsState,
): OperationsDecision => {
  const { at, from, to, attributes } = command
  if (figures.every((figure) => command[figure] === undefined)) {
    return reject({ _tag: 'NothingReported', figures })
  }
  if (to <= from) return reject({ _tag: 'PeriodEmpty', from, to })
  for (const known of exposures.get(attributesKey(attributes)) ?? []) {
    if (known.from === from && known.to === to) {
      // a correction replaces the whole report
      if (figures.every((figure) => known[figure] === command[figure])) return nothing
    } else if (known.from < to && from < known.to) {
      return reject({ _tag: 'ExposureOverlaps', from: known.from, to: known.to })
    }
  }
  return emit({
    type: 'ExposureReported',
    at,
    standard: ref,
    by: command.actor.id,
    from,
    to,
    ...given(command, 'orders', 'customers', 'contacts', 'services', 'serviceMs', 'attributes'),
  })
}

const start = (
  command: StartInterruption,
  { ref }: StandardRules,
  { interruptions }: OperationsState,
): OperationsDecision => {
  const { at, interruption, kind, actor } = command
  const known = interruptions.get(interruption)
  if (known !== undefined) {
    const { startedAt } = known
    return reject({ _tag: 'InterruptionAlreadyStarted', interruption, startedAt })
  }
  return emit({
    type: 'InterruptionStarted',
    at,
    standard: ref,
    by: actor.id,
    interruption,
    kind,
    ...given(command, 'reason'),
  })
}

const end = (
  { at, interruption, actor }: EndInterruption,
  { ref }: StandardRules,
  { interruptions }: OperationsState,
): OperationsDecision => {
  const known = interruptions.get(interruption)
  if (known === undefined || known.endedAt !== undefined) {
    const running = [...interruptions].filter(([, one]) => one.endedAt === undefined)
    return reject({
      _tag: 'InterruptionNotRunning',
      interruption,
      endedAt: known?.endedAt,
      running: running.map(([id]) => id),
    })
  }
  const { kind, startedAt } = known
  return at < startedAt
    ? reject({ _tag: 'EndsBeforeItsStart', at, startedAt })
    : emit({
        type: 'InterruptionEnded',
        at,
        standard: ref,
        by: actor.id,
        interruption,
        kind,
        startedAt,
      })
}

const assessed = [
  'description',
  'likelihood',
  'impact',
  'measure',
  'indicator',
  'owner',
  'plan',
] as const

/** likelihood × impact (H4, 客戶服務手冊標準流程與規範, ch. 7). */
const risk = (
  command: EnterRisk,
  { ref }: StandardRules,
  { risks }: OperationsState,
): OperationsDecision => {
  const known = risks.get(command.risk)
  if (known !== undefined && assessed.every((field) => known[field] === command[field])) {
    return nothing
  }
  return emit({
    type: 'RiskEntered',
    at: command.at,
    standard: ref,
    by: command.actor.id,
    risk: command.risk,
    description: command.description,
    likelihood: command.likelihood,
    impact: command.impact,
    score: command.likelihood * command.impact,
    measure: command.measure,
    indicator: command.indicator,
    owner: command.owner,
    ...given(command, 'plan'),
  })
}

/** Decides a report on a period, which the first one opens. Emits one event, or none where nothing changes. */
export const decide = (
  command: OperationsCommand,
  rules: StandardRules,
  state: OperationsState,
): OperationsDecision => {
  switch (command.type) {
    case 'ReportExposure':
      return exposure(command, rules, state)
    case 'StartInterruption':
      return start(command, rules, state)
    case 'EndInterruption':
      return end(command, rules, state)
    case 'EnterRisk':
      return risk(command, rules, state)
  }
}

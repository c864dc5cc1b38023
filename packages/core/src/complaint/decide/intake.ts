/** Deciding intake: receiving, acknowledging, classing, weighing, escalating, reminding. */
import { notInTaxonomy } from '../../lifecycle/rules.js'
import type {
  AcknowledgeComplaint,
  AssessSeverity,
  ChangeSeverity,
  ClassifyComplaint,
  EscalateComplaint,
  ReceiveComplaint,
  RemindOwner,
} from '../commands/intake.js'
import type { Subject } from '../events/intake.js'
import type { ComplaintRules } from '../rules.js'

import { emit, given, nothing, reject, type ComplaintDecision, type Situation } from './decision.js'

export const receive = (command: ReceiveComplaint, rules: ComplaintRules): ComplaintDecision => {
  const unknown =
    notInTaxonomy(rules, 'tiers', command.tier) ??
    notInTaxonomy(rules, 'categories', command.category?.join('/'))
  if (unknown !== undefined) return reject(unknown)
  return emit({
    type: 'ComplaintReceived',
    at: command.at,
    cycle: 1,
    customer: command.customer,
    by: command.actor.id,
    standard: rules.ref,
    complaintType: command.complaintType,
    source: command.source,
    channel: command.channel,
    ...given(
      command,
      'about',
      'case',
      'subject',
      'description',
      'language',
      'tier',
      'category',
      'externalRef',
      'attributes',
    ),
  })
}

export const acknowledge = (
  command: AcknowledgeComplaint,
  { state, rules }: Situation,
): ComplaintDecision => {
  const { channel: found } = command
  const fitting = rules.acknowledgement.get(state.channel)
  if (fitting !== undefined && !fitting.includes(found)) {
    return reject({ _tag: 'MethodDoesNotFit', channel: state.channel, found, fitting })
  }
  return emit({
    type: 'ComplaintAcknowledged',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    channel: found,
    nextStep: command.nextStep,
  })
}

const isOf = ({ kind, id }: Subject, known: Subject | undefined): boolean =>
  kind === known?.kind && id === known.id

export const classify = (
  command: ClassifyComplaint,
  { state, rules }: Situation,
): ComplaintDecision => {
  const { complaintType, category, about } = command
  const path = category?.join('/')
  const unknown = notInTaxonomy(rules, 'categories', path)
  if (unknown !== undefined) return reject(unknown)
  const isSame =
    state.priority !== undefined &&
    complaintType === state.complaintType &&
    (path === undefined || path === state.category.join('/')) &&
    (about === undefined || isOf(about, state.about))
  if (isSame) return nothing
  const handling = rules.standard.complaints.byType[complaintType]
  return emit({
    type: 'ComplaintClassified',
    at: command.at,
    cycle: state.cycle,
    by: command.actor.id,
    complaintType,
    priority: handling.priority,
    suggested: handling.remedies,
    ...given(command, 'category', 'about'),
  })
}

export const assessSeverity = (command: AssessSeverity, { state }: Situation): ComplaintDecision =>
  state.severity === undefined
    ? emit({
        type: 'SeverityAssessed',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        severity: command.severity,
        urgent: command.urgent,
        ...given(command, 'reason'),
      })
    : reject({ _tag: 'SeverityAlreadyAssessed', severity: state.severity })

export const changeSeverity = (
  command: ChangeSeverity,
  { state }: Situation,
): ComplaintDecision => {
  const { severity, urgent } = command
  const { severity: from } = state
  if (from === undefined) return reject({ _tag: 'SeverityNotAssessed' })
  if (severity === from && urgent === state.urgent) return nothing
  return emit({
    type: 'SeverityChanged',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    severity,
    urgent,
    from,
    reason: command.reason,
  })
}

export const escalate = (command: EscalateComplaint, { state }: Situation): ComplaintDecision =>
  emit({
    type: 'ComplaintEscalated',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    kind: command.kind,
    level: command.level,
    reason: command.reason,
    ...given(command, 'to'),
  })

export const remindOwner = (command: RemindOwner, { state }: Situation): ComplaintDecision =>
  emit({
    type: 'OwnerReminded',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    to: command.to,
    reason: command.reason,
  })

/** Deciding the investigation. */
import { notInTaxonomy } from '../../lifecycle/rules.js'
import type {
  AssignInvestigator,
  DetermineRootCause,
  RecordEvidence,
  RecordFinding,
} from '../commands/investigation.js'

import { emit, nothing, reject, type ComplaintDecision, type Situation } from './decision.js'

export const assignInvestigator = (
  command: AssignInvestigator,
  { state }: Situation,
): ComplaintDecision =>
  state.stage === 'investigating' && command.investigator === state.investigator
    ? nothing
    : emit({
        type: 'InvestigatorAssigned',
        at: command.at,
        cycle: state.cycle,
        by: command.actor.id,
        investigator: command.investigator,
      })

export const recordEvidence = (command: RecordEvidence, { state }: Situation): ComplaintDecision =>
  state.evidence.has(command.evidence)
    ? reject({ _tag: 'EvidenceAlreadyRecorded', evidence: command.evidence })
    : emit({
        type: 'EvidenceRecorded',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        evidence: command.evidence,
        kind: command.kind,
        description: command.description,
      })

export const recordFinding = (command: RecordFinding, { state }: Situation): ComplaintDecision =>
  emit({
    type: 'FindingRecorded',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    finding: command.finding,
  })

export const determineRootCause = (
  command: DetermineRootCause,
  { state, rules }: Situation,
): ComplaintDecision => {
  const unknown = notInTaxonomy(rules, 'causes', command.cause)
  if (unknown !== undefined) return reject(unknown)
  return emit({
    type: 'RootCauseDetermined',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    cause: command.cause,
    analysis: command.analysis,
  })
}

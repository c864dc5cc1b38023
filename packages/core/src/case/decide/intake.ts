/** Deciding intake: opening, classing, prioritising, routing, handing over. */
import { notInTaxonomy } from '../../lifecycle/rules.js'
import type { Party } from '../../words/words.js'
import type {
  AcceptCase,
  AddParticipant,
  AssignCase,
  ClassifyCase,
  EscalateCase,
  OpenCase,
  PrioritiseCase,
  RemoveParticipant,
  TransferCase,
} from '../commands/intake.js'
import type { CaseRules } from '../rules.js'
import type { CaseState } from '../state.js'

import { emit, given, nothing, reject, type CaseDecision, type Situation } from './decision.js'

/** Who opens a case for themselves or by machine takes no ownership. */
const takesOwnership = (role: string): boolean => role !== 'customer' && role !== 'system'

export const open = (command: OpenCase, rules: CaseRules): CaseDecision => {
  const unknown =
    notInTaxonomy(rules, 'firstContactIneligibility', command.firstContactIneligible) ??
    notInTaxonomy(rules, 'tiers', command.tier) ??
    notInTaxonomy(rules, 'categories', command.category?.join('/'))
  if (unknown !== undefined) return reject(unknown)
  const owner =
    command.firstContactOwner ?? (takesOwnership(command.actor.role) ? command.actor.id : undefined)
  return emit({
    type: 'CaseOpened',
    at: command.at,
    cycle: 1,
    customer: command.customer,
    standard: rules.ref,
    channel: command.channel,
    requestType: command.requestType,
    phase: command.phase,
    problemType: command.problemType,
    tier: command.tier,
    language: command.language,
    ...(owner === undefined ? {} : { firstContactOwner: owner }),
    ...given(
      command,
      'region',
      'subject',
      'description',
      'customerName',
      'customerContact',
      'firstContactIneligible',
      'category',
      'externalRef',
      'attributes',
    ),
  })
}

export const classify = (command: ClassifyCase, { state, rules }: Situation): CaseDecision => {
  const path = command.category.join('/')
  const unknown = notInTaxonomy(rules, 'categories', path)
  if (unknown !== undefined) return reject(unknown)
  const sameType = command.problemType === undefined || command.problemType === state.problemType
  return path === state.category.join('/') && sameType
    ? nothing
    : emit({
        type: 'CaseClassified',
        at: command.at,
        cycle: state.cycle,
        category: command.category,
        ...given(command, 'problemType'),
      })
}

const fromMatrix = (command: PrioritiseCase, { state, rules }: Situation): string | undefined => {
  const { urgency, impact, complaintType } = command
  if (urgency === undefined || impact === undefined) return undefined
  const { levels, matrix, raise } = rules.standard.priorities
  const base = levels.findIndex((level) => level.code === matrix[urgency][impact])
  const raised = raise
    .filter((one) => one.tier === undefined || one.tier === state.tier)
    .filter((one) => one.complaintType === undefined || one.complaintType === complaintType)
    .reduce((sum, one) => sum + one.by, 0)
  return levels[Math.max(0, base - raised)]?.code
}

export const prioritise = (command: PrioritiseCase, situation: Situation): CaseDecision => {
  const { state, rules } = situation
  const byHand = command.priority !== undefined
  if (byHand && command.reason === undefined) {
    return reject({ _tag: 'ReasonRequired', command: command.type })
  }
  const priority = command.priority ?? fromMatrix(command, situation)
  if (priority === undefined) return reject({ _tag: 'PriorityBasisMissing' })
  const unknown = notInTaxonomy(rules, 'priorities', priority)
  if (unknown !== undefined) return reject(unknown)
  if (priority === state.priority) return nothing
  return emit({
    type: 'CasePrioritised',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    priority,
    basis: byHand ? 'byHand' : 'matrix',
    ...given(command, 'urgency', 'impact', 'complaintType', 'reason'),
  })
}

const routed = (rules: CaseRules, state: CaseState): Party | undefined => {
  const matches = (wanted: string | undefined, is: string | undefined): boolean =>
    wanted === undefined || wanted === is
  const route = rules.standard.routing.find(
    (one) =>
      matches(one.tier, state.tier) &&
      matches(one.problemType, state.problemType) &&
      matches(one.region, state.region) &&
      matches(one.language, state.language),
  )
  return route && { kind: 'team', id: route.team }
}

/** Whose it is already, with no other offer standing: offering it to them changes nothing. */
const isTheirs = ({ owner, offeredTo }: CaseState, to: Party): boolean =>
  offeredTo === undefined && to.kind === 'person' && to.id === owner

const sameParty = (a: Party | undefined, b: Party): boolean =>
  a !== undefined && a.kind === b.kind && a.id === b.id

export const assign = (command: AssignCase, { state, rules }: Situation): CaseDecision => {
  const to = command.to ?? routed(rules, state)
  if (to === undefined) return reject({ _tag: 'NoRoute' })
  const accepted = state.stage !== 'new' && isTheirs(state, to)
  if (accepted || sameParty(state.offeredTo, to)) return nothing
  const basis = command.to === undefined ? 'routing' : 'byHand'
  return emit({ type: 'CaseAssigned', at: command.at, cycle: state.cycle, to, basis })
}

export const accept = (command: AcceptCase, { state }: Situation): CaseDecision => {
  const owner = command.owner ?? command.actor.id
  const isOwner = owner === state.owner && state.offeredTo === undefined && state.stage !== 'new'
  if (isOwner) return nothing
  return emit({ type: 'CaseAccepted', at: command.at, cycle: state.cycle, owner })
}

export const transfer = (command: TransferCase, { state }: Situation): CaseDecision =>
  sameParty(state.offeredTo, command.to) || isTheirs(state, command.to)
    ? nothing
    : emit({
        type: 'CaseTransferred',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        to: command.to,
        warm: command.warm,
        reason: command.reason,
        ...(state.owner === undefined ? {} : { from: state.owner }),
      })

export const addParticipant = (command: AddParticipant, { state }: Situation): CaseDecision =>
  state.participants.get(command.participant) === command.as
    ? nothing
    : emit({
        type: 'ParticipantAdded',
        at: command.at,
        cycle: state.cycle,
        participant: command.participant,
        as: command.as,
      })

export const removeParticipant = (
  command: RemoveParticipant,
  { state }: Situation,
): CaseDecision => {
  const { at, participant } = command
  return state.participants.has(participant)
    ? emit({ type: 'ParticipantRemoved', at, cycle: state.cycle, participant })
    : reject({ _tag: 'ParticipantNotFound', participant })
}

export const escalate = (command: EscalateCase, { state }: Situation): CaseDecision =>
  emit({
    type: 'CaseEscalated',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    kind: command.kind,
    level: command.level,
    reason: command.reason,
    ...given(command, 'to'),
  })

/** Deciding remedies: from the state that each is in, and the standard's limits (合理授權, H1 and H4). */
import {
  approverRequired,
  currencyNotCovered,
  isMoney,
  isWithinDiscretion,
} from '../../lifecycle/approval.js'
import { sameMoney } from '../../words/money.js'
import type {
  AcceptRemedy,
  ApproveRemedy,
  DeclineRemedy,
  FulfilRemedy,
  OfferRemedy,
  ProposeRemedy,
  RefuseRemedy,
  WithdrawRemedy,
} from '../commands/remedy.js'
import { markOf } from '../remedy.js'
import type { Remedy, RemedyStanding } from '../state.js'

import {
  emit,
  given,
  handledOf,
  nothing,
  reject,
  type ComplaintDecision,
  type Situation,
} from './decision.js'

type Standings = ReadonlyArray<RemedyStanding>

const proposed: Standings = ['proposed']
const approved: Standings = ['approved']
const offered: Standings = ['offered']
const accepted: Standings = ['accepted']
const goodwill: Standings = ['approved', 'offered', 'accepted']
const withdrawable: Standings = ['proposed', 'approved', 'offered', 'accepted']

type OnRemedy =
  AcceptRemedy | ApproveRemedy | DeclineRemedy | OfferRemedy | RefuseRemedy | WithdrawRemedy

/** The rejection of a remedy that is not there, or in none of these states. */
const notStanding = (
  id: string,
  remedy: Remedy | undefined,
  allowed: Standings,
): ComplaintDecision =>
  remedy === undefined
    ? reject({ _tag: 'RemedyNotFound', remedy: id })
    : reject({ _tag: 'RemedyNotInState', remedy: id, state: remedy.standing, allowed })

/** Proposing anew: what was refused, or what is not offered yet and is changed. */
const again = (
  { kind, amount, goodwill: isGoodwill, remedy, description }: ProposeRemedy,
  known: Remedy,
): ComplaintDecision | undefined => {
  if (known.standing === 'refused') return undefined
  if (known.standing !== 'proposed' && known.standing !== 'approved') {
    return reject({ _tag: 'RemedyAlreadyProposed', remedy, state: known.standing })
  }
  const isSame =
    kind === known.kind &&
    isGoodwill === known.goodwill &&
    sameMoney(amount, known.amount) &&
    markOf(description) === known.description
  return isSame ? nothing : undefined
}

export const propose = (command: ProposeRemedy, { state, rules }: Situation): ComplaintDecision => {
  const { remedy, kind, amount } = command
  if (amount === undefined && isMoney(kind)) {
    return reject({ _tag: 'AmountRequired', remedy, kind })
  }
  const uncovered = currencyNotCovered(rules, amount)
  if (uncovered !== undefined) return reject(uncovered)
  const known = state.remedies.get(remedy)
  const answer = known && again(command, known)
  if (answer !== undefined) return answer
  return emit({
    type: 'RemedyProposed',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    remedy,
    kind,
    goodwill: command.goodwill,
    ...given(command, 'amount', 'description'),
  })
}

/** What an approved amount, or none, is called in an event. */
const sum = ({ amount }: Remedy): { readonly amount?: NonNullable<Remedy['amount']> } =>
  amount === undefined ? {} : { amount }

export const approve = (command: ApproveRemedy, { state, rules }: Situation): ComplaintDecision => {
  const { id: by, role } = command.actor
  const { severity, cycle } = state
  const remedy = state.remedies.get(command.remedy)
  if (remedy?.standing !== 'proposed') return notStanding(command.remedy, remedy, proposed)
  if (severity === undefined) return reject({ _tag: 'SeverityNotAssessed' })
  const isOwn = remedy.proposedBy === by && isWithinDiscretion(rules, severity, role, remedy.amount)
  const refused = isOwn ? undefined : approverRequired(rules, severity, role, remedy.amount)
  if (refused !== undefined) return reject(refused)
  return emit({
    type: 'RemedyApproved',
    at: command.at,
    cycle,
    by,
    remedy: command.remedy,
    basis: isOwn ? 'discretion' : 'band',
    role,
    ...sum(remedy),
  })
}

export const offer = (command: OfferRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  if (remedy?.standing !== 'approved') return notStanding(command.remedy, remedy, approved)
  const { amount: found } = command
  if (found !== undefined && !sameMoney(found, remedy.amount)) {
    const { remedy: id } = command
    return reject({ _tag: 'AmountNotApproved', remedy: id, approved: remedy.amount, found })
  }
  return emit({ type: 'RemedyOffered', ...onRemedy(command, state.cycle), ...sum(remedy) })
}

const onRemedy = (command: OnRemedy, cycle: number) => ({
  at: command.at,
  cycle,
  by: command.actor.id,
  remedy: command.remedy,
})

export const refuse = (command: RefuseRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  if (remedy?.standing !== 'proposed') return notStanding(command.remedy, remedy, proposed)
  return emit({
    type: 'RemedyRefused',
    ...onRemedy(command, state.cycle),
    customer: state.customer,
    reason: command.reason,
  })
}

export const accept = (command: AcceptRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  return remedy?.standing === 'offered'
    ? emit({ type: 'RemedyAccepted', ...onRemedy(command, state.cycle) })
    : notStanding(command.remedy, remedy, offered)
}

export const decline = (command: DeclineRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  if (remedy?.standing !== 'offered') return notStanding(command.remedy, remedy, offered)
  if (!command.toldOfReview) return reject({ _tag: 'ReviewRightNotTold', remedy: command.remedy })
  return emit({
    type: 'RemedyDeclined',
    ...onRemedy(command, state.cycle),
    customer: state.customer,
    toldOfReview: true,
    ...given(command, 'reason'),
  })
}

export const fulfil = (command: FulfilRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  const allowed = remedy?.goodwill === true ? goodwill : accepted
  if (remedy === undefined || !allowed.includes(remedy.standing)) {
    return notStanding(command.remedy, remedy, allowed)
  }
  return emit({
    type: 'RemedyFulfilled',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    remedy: command.remedy,
    kind: remedy.kind,
    ...sum(remedy),
    ...handledOf(state),
  })
}

export const withdraw = (command: WithdrawRemedy, { state }: Situation): ComplaintDecision => {
  const remedy = state.remedies.get(command.remedy)
  if (remedy === undefined || !withdrawable.includes(remedy.standing)) {
    return notStanding(command.remedy, remedy, withdrawable)
  }
  return emit({
    type: 'RemedyWithdrawn',
    ...onRemedy(command, state.cycle),
    customer: state.customer,
    reason: command.reason,
  })
}

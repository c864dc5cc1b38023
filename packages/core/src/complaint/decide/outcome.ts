/** Deciding how a complaint is decided, reviewed, closed, reopened and ended. */
import { epochMs, fromEpochMs, type Instant } from '../../time/index.js'
import type {
  ArchiveComplaint,
  CloseComplaint,
  CommunicateDecision,
  CompleteReview,
  DecideComplaint,
  ReferExternally,
  ReopenComplaint,
  RequestReview,
  WithdrawComplaint,
} from '../commands/outcome.js'
import type { DecisionOutcome } from '../events/outcome.js'
import { referral } from '../referral.js'
import type { HappenedBeforeDecision } from '../rejection.js'
import type { ComplaintState } from '../state.js'

import {
  emit,
  given,
  handledOf,
  hasComeTo,
  hasRemedy,
  isUnsettled,
  nothing,
  reject,
  remediesThat,
  type ComplaintDecision,
  type Situation,
} from './decision.js'

/** Upheld, at least partly, there is a remedy or a reason why there is none. */
const lacksRemedy = (
  { outcome, withoutRemedy }: DecideComplaint | CompleteReview,
  state: ComplaintState,
): boolean => outcome !== 'notUpheld' && withoutRemedy === undefined && !hasRemedy(state)

export const decideComplaint = (
  command: DecideComplaint,
  { state }: Situation,
): ComplaintDecision =>
  lacksRemedy(command, state)
    ? reject({ _tag: 'RemedyOrReasonRequired', outcome: command.outcome })
    : emit({
        type: 'ComplaintDecided',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        outcome: command.outcome,
        reasons: command.reasons,
        ...given(command, 'withoutRemedy'),
      })

/** Else a decision would be handled before it was made, and the windows after the closing would run short. */
const beforeDecision = (
  { at }: CommunicateDecision | CloseComplaint,
  { decidedAt }: ComplaintState,
): HappenedBeforeDecision | undefined =>
  decidedAt !== undefined && at < decidedAt
    ? { _tag: 'HappenedBeforeDecision', at, decidedAt }
    : undefined

export const communicate = (
  command: CommunicateDecision,
  { state }: Situation,
): ComplaintDecision => {
  if (state.communicated || state.outcome === undefined) return nothing
  const early = beforeDecision(command, state)
  if (early !== undefined) return reject(early)
  return emit({
    type: 'DecisionCommunicated',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    channel: command.channel,
    outcome: state.outcome,
    withRemedy: hasRemedy(state),
    ...handledOf(state),
  })
}

/** So long after the closing. */
const sinceClosing = ({ state, openedAt }: Situation, ms: number): Instant =>
  fromEpochMs(epochMs(state.closedAt ?? openedAt) + ms)

export const requestReview = (command: RequestReview, situation: Situation): ComplaintDecision => {
  const { state, rules } = situation
  if (state.stage !== 'decided') {
    const until = sinceClosing(situation, rules.reviewMs)
    if (state.stage === 'archived' || command.at > until) {
      return reject({ _tag: 'ReviewWindowPassed', until })
    }
  }
  if (state.reviewSince !== undefined) {
    return reject({ _tag: 'ReviewAlreadyOpen', since: state.reviewSince })
  }
  return emit({
    type: 'ReviewRequested',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    reason: command.reason,
  })
}

export const completeReview = (
  command: CompleteReview,
  { state }: Situation,
): ComplaintDecision => {
  if (state.reviewSince === undefined) return reject({ _tag: 'NoReviewOpen' })
  if (lacksRemedy(command, state)) {
    return reject({ _tag: 'RemedyOrReasonRequired', outcome: command.outcome })
  }
  return emit({
    type: 'ReviewCompleted',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    outcome: command.outcome,
    changed: command.outcome !== state.outcome,
    reasons: command.reasons,
    ...given(command, 'withoutRemedy'),
  })
}

/** Upheld, the remedy that it was decided with is gone, the customer did not decline any, and nobody says why. */
const cameToNothing = (
  { withoutRemedy }: CloseComplaint,
  outcome: DecisionOutcome,
  state: ComplaintState,
): boolean =>
  outcome !== 'notUpheld' &&
  withoutRemedy === undefined &&
  !state.saysWhyNone &&
  !hasComeTo(state, 'declined')

export const close = (command: CloseComplaint, { state }: Situation): ComplaintDecision => {
  const { decidedAt, reviewSince, outcome } = state
  if (!state.communicated) return reject({ _tag: 'DecisionNotCommunicated', decidedAt })
  const remedies = remediesThat(state, isUnsettled)
  if (remedies.length > 0) return reject({ _tag: 'RemediesUnsettled', remedies })
  if (reviewSince !== undefined) return reject({ _tag: 'ReviewOpen', since: reviewSince })
  const early = beforeDecision(command, state)
  if (early !== undefined) return reject(early)
  const withRemedy = hasComeTo(state, 'fulfilled')
  if (!withRemedy && outcome !== undefined && cameToNothing(command, outcome, state)) {
    return reject({ _tag: 'RemedyOrReasonRequired', outcome })
  }
  return emit({
    type: 'ComplaintClosed',
    at: command.at,
    cycle: state.cycle,
    customer: state.customer,
    by: command.actor.id,
    withRemedy,
    ...(outcome === undefined ? {} : { outcome }),
    ...given(command, 'withoutRemedy'),
    ...handledOf(state),
  })
}

export const archive = (command: ArchiveComplaint, situation: Situation): ComplaintDecision => {
  const { state, rules, openedAt } = situation
  const { reviewSince, outcome, decidedAt } = state
  if (reviewSince !== undefined) return reject({ _tag: 'ReviewOpen', since: reviewSince })
  const until = sinceClosing(situation, Math.max(rules.reopenMs, rules.reviewMs))
  if (command.at <= until) return reject({ _tag: 'WindowOpen', until })
  return emit({
    type: 'ComplaintArchived',
    at: command.at,
    cycle: state.cycle,
    by: command.actor.id,
    receivedAt: openedAt,
    closedAt: state.closedAt ?? command.at,
    cycles: state.cycle,
    ...(outcome === undefined ? {} : { outcome }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  })
}

/** What was accepted is owed, whatever becomes of the complaint: it is fulfilled or withdrawn first. */
export const withdraw = (command: WithdrawComplaint, { state }: Situation): ComplaintDecision => {
  const remedies = remediesThat(state, ({ standing }) => standing === 'accepted')
  return remedies.length > 0
    ? reject({ _tag: 'RemediesUnsettled', remedies })
    : emit({
        type: 'ComplaintWithdrawn',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        reason: command.reason,
      })
}

export const reopen = (command: ReopenComplaint, situation: Situation): ComplaintDecision => {
  const { state, rules } = situation
  const until = sinceClosing(situation, rules.reopenMs)
  if (state.stage === 'archived' || command.at > until) {
    return reject({ _tag: 'ReopenWindowPassed', until })
  }
  return emit({
    type: 'ComplaintReopened',
    at: command.at,
    cycle: state.cycle + 1,
    customer: state.customer,
    by: command.actor.id,
    reason: command.reason,
  })
}

export const refer = (command: ReferExternally, { state }: Situation): ComplaintDecision =>
  state.referrals.has(referral(command))
    ? nothing
    : emit({
        type: 'ReferredExternally',
        at: command.at,
        cycle: state.cycle,
        customer: state.customer,
        by: command.actor.id,
        body: command.body,
        ...given(command, 'reference', 'reason'),
      })

/** Deciding the call itself, and how it ends. */
import { epochMs, fromEpochMs } from '../../time/index.js'
import type {
  CancelFollowUp,
  CompleteFollowUp,
  DeclineFollowUp,
  GiveUpFollowUp,
  MissFollowUp,
  RecordAttempt,
} from '../commands.js'

import { consentMissing } from './consent.js'
import { emit, given, own, reject, type FollowUpDecision, type Situation } from './decision.js'

export const attempt = (
  command: RecordAttempt,
  { state, openedAt }: Situation,
): FollowUpDecision => {
  const { consent, channel, result } = command
  const { purpose, customer } = state
  const refused = consentMissing(purpose, consent)
  if (refused !== undefined) return reject(refused)
  return emit({
    type: 'FollowUpAttempted',
    ...own(command, state),
    customer,
    attempt: state.attempts + 1,
    result,
    channel: channel ?? state.method,
    firstDue: state.firstDue ?? openedAt,
  })
}

export const complete = (
  command: CompleteFollowUp,
  { state, openedAt }: Situation,
): FollowUpDecision => {
  const { reachedAt } = state
  if (reachedAt === undefined || command.at < reachedAt) return reject({ _tag: 'NoContactYet' })
  return emit({
    type: 'FollowUpCompleted',
    ...own(command, state),
    ...state.subject,
    customer: state.customer,
    outcome: command.outcome,
    firstDue: state.firstDue ?? openedAt,
    ...given(command, 'notes'),
  })
}

export const giveUp = (command: GiveUpFollowUp, { state, rules }: Situation): FollowUpDecision => {
  const { attempts, reachedAt } = state
  if (reachedAt !== undefined) return reject({ _tag: 'CustomerReached', reachedAt })
  const required = rules.attempts
  if (attempts < required) return reject({ _tag: 'AttemptsLeft', attempts, required })
  return emit({
    type: 'FollowUpUnreachable',
    ...own(command, state),
    ...state.subject,
    attempts,
  })
}

export const miss = (
  command: MissFollowUp,
  { state, rules, openedAt }: Situation,
): FollowUpDecision => {
  const due = state.due ?? openedAt
  const until = fromEpochMs(epochMs(due) + rules.graceMs)
  if (command.at < until) return reject({ _tag: 'NotOverdue', until })
  return emit({ type: 'FollowUpMissed', ...own(command, state), ...state.subject, due })
}

export const decline = (command: DeclineFollowUp, { state }: Situation): FollowUpDecision =>
  emit({
    type: 'FollowUpDeclined',
    ...own(command, state),
    customer: state.customer,
    ...given(command, 'reason'),
  })

/** Cancelled ones don't count against completion, so that `other` has to be explained. */
export const cancel = (command: CancelFollowUp, { state }: Situation): FollowUpDecision => {
  const { type, reason, note } = command
  if (reason === 'other' && note === undefined) {
    return reject({ _tag: 'ReasonRequired', command: type })
  }
  return emit({
    type: 'FollowUpCancelled',
    ...own(command, state),
    customer: state.customer,
    reason,
    ...given(command, 'note'),
  })
}

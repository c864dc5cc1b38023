/** A follow-up by hand. */
import type {
  FollowUpCancelled,
  FollowUpCommand,
  FollowUpCompleted,
  FollowUpDeclined,
  FollowUpEvent,
  FollowUpRescheduled,
  SurveyBounced,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'

import {
  about,
  answer,
  checkCaller,
  checkFrequency,
  graceMs,
  inCycle,
  later,
  reached,
  schedule,
  type State,
} from './follow-up-parts.js'
import { check, refuse, type Draft, type HandLifecycle } from './lifecycle.js'

const { attempts: required } = retail2025.followUps

/** Answered long after the call, or after none. */
const checkAnswerable = ({ stage }: State): void => {
  if (stage === 'none' || stage === 'declined' || stage === 'cancelled') refuse(stage)
}

const carryOut = (state: State, command: FollowUpCommand): FollowUpEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt, customer } = state
  const firstDue = state.firstDue ?? openedAt ?? at
  switch (command.type) {
    case 'ScheduleFollowUp':
      return schedule(state, command)
    case 'RecordAttempt': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.call')
      checkCaller(state, by)
      const { result, channel = state.method, consent } = command
      if (consent === 'withdrawn') refuse('ConsentMissing')
      const attempt = (state.attempts += 1)
      if (result === 'reached') reached(state, at)
      const type = 'FollowUpAttempted'
      return inCycle(state, { type, at, by, customer, attempt, result, channel, firstDue })
    }
    case 'CompleteFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.call')
      checkCaller(state, by)
      if (state.reachedAt === undefined || at < state.reachedAt) refuse('NoContactYet')
      const { outcome, notes } = command
      state.stage = 'completed'
      const type = 'FollowUpCompleted'
      const event: Draft<FollowUpCompleted> = { type, at, by, customer, outcome, firstDue }
      if (notes !== undefined) event.notes = notes
      return about(state, event)
    }
    case 'RecordSatisfaction':
      checkAnswerable(state)
      check(openedAt, command, 'followUp.answer')
      checkCaller(state, by)
      return answer(state, command)
    case 'RequestSurvey': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.survey')
      const { survey, channel, consent } = command
      if (consent === 'withdrawn') refuse('ConsentMissing')
      if (state.surveys.has(survey)) refuse('SurveyAlreadyRequested')
      state.surveys.set(survey, 'requested')
      return inCycle(state, { type: 'SurveyRequested', at, by, customer, survey, channel })
    }
    case 'MarkSurveyDelivered': {
      checkAnswerable(state)
      check(openedAt, command, 'followUp.survey')
      const { survey } = command
      const standing = state.surveys.get(survey)
      if (standing === undefined) refuse('SurveyNotRequested')
      if (standing === 'delivered') return undefined
      state.surveys.set(survey, 'delivered')
      return inCycle(state, { type: 'SurveyDelivered', at, by, survey })
    }
    case 'MarkSurveyBounced': {
      checkAnswerable(state)
      check(openedAt, command, 'followUp.survey')
      const { survey, reason } = command
      const standing = state.surveys.get(survey)
      if (standing === undefined) refuse('SurveyNotRequested')
      if (standing === 'bounced') return undefined
      state.surveys.set(survey, 'bounced')
      const event: Draft<SurveyBounced> = { type: 'SurveyBounced', at, by, customer, survey }
      if (reason !== undefined) event.reason = reason
      return inCycle(state, event)
    }
    case 'AssignFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.plan')
      const { assignee } = command
      checkCaller(state, assignee)
      if (assignee === state.assignee) return undefined
      state.assignee = assignee
      return inCycle(state, { type: 'FollowUpAssigned', at, by, assignee })
    }
    case 'RescheduleFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.plan')
      const { due, reason, lastOutreachAt } = command
      if (due === state.due) return undefined
      if (lastOutreachAt !== undefined && lastOutreachAt > at) refuse('OutreachAfterwards')
      if (due < at) refuse('DueInThePast')
      checkFrequency(state.purpose, lastOutreachAt, due)
      state.due = due
      const type = 'FollowUpRescheduled'
      const event: Draft<FollowUpRescheduled> = { type, at, by, customer, due, firstDue }
      if (reason !== undefined) event.reason = reason
      return inCycle(state, event)
    }
    case 'GiveUpFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.call')
      checkCaller(state, by)
      const { attempts } = state
      if (state.reachedAt !== undefined) refuse('CustomerReached')
      if (attempts < required) refuse('AttemptsLeft')
      state.stage = 'unreachable'
      return about(state, { type: 'FollowUpUnreachable', at, by, attempts })
    }
    case 'MissFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.plan')
      const due = state.due ?? openedAt ?? at
      if (at < later(due, graceMs)) refuse('NotOverdue')
      state.stage = 'missed'
      return about(state, { type: 'FollowUpMissed', at, by, due })
    }
    case 'DeclineFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.answer')
      checkCaller(state, by)
      state.stage = 'declined'
      const event: Draft<FollowUpDeclined> = { type: 'FollowUpDeclined', at, by, customer }
      if (command.reason !== undefined) event.reason = command.reason
      return inCycle(state, event)
    }
    case 'CancelFollowUp': {
      if (stage !== 'scheduled') refuse(stage)
      check(openedAt, command, 'followUp.plan')
      checkCaller(state, by)
      const { reason, note } = command
      if (reason === 'other' && note === undefined) refuse('ReasonRequired')
      state.stage = 'cancelled'
      const event: Draft<FollowUpCancelled> = {
        type: 'FollowUpCancelled',
        at,
        by,
        customer,
        reason,
      }
      if (note !== undefined) event.note = note
      return inCycle(state, event)
    }
    case 'RemindOwner': {
      checkAnswerable(state)
      check(openedAt, command, 'followUp.remind')
      const { to, reason } = command
      return inCycle(state, { type: 'OwnerReminded', at, by, customer, to, reason })
    }
  }
}

export const followUpByHand: HandLifecycle<FollowUpCommand, State, FollowUpEvent> = {
  begin: () => ({
    stage: 'none',
    openedAt: undefined,
    customer: '',
    purpose: 'afterResolution',
    method: 'unknown',
    cycle: undefined,
    case: undefined,
    complaint: undefined,
    due: undefined,
    firstDue: undefined,
    handler: undefined,
    serious: false,
    assignee: undefined,
    attempts: 0,
    reachedAt: undefined,
    surveys: new Map(),
    firstAnsweredAt: undefined,
    answer: undefined,
  }),
  carryOut,
}

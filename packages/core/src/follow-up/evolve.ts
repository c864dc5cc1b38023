/** How events move a follow-up's state. */
import { given } from '../lifecycle/decision.js'
import type { Instant } from '../time/index.js'

import type { FollowUpEvent, SatisfactionRecorded } from './events.js'
import {
  draftOf,
  type Draft,
  type FollowUpStage,
  type FollowUpState,
  type GivenAnswer,
} from './state.js'

const ended = (state: FollowUpState, stage: FollowUpStage): FollowUpState => {
  const next = draftOf(state)
  next.stage = stage
  return next
}

const reach = (next: Draft, at: Instant): void => {
  if (next.reachedAt === undefined || at < next.reachedAt) next.reachedAt = at
}

/** The state after an event. Total; events that say nothing to a rule give the same state. */
export const evolve = (state: FollowUpState, event: FollowUpEvent): FollowUpState => {
  switch (event.type) {
    case 'FollowUpScheduled': {
      const next = draftOf(state)
      next.stage = 'scheduled'
      next.standard = event.standard
      next.openedAt = event.at
      next.customer = event.customer
      next.purpose = event.purpose
      next.method = event.method
      next.cycle = event.cycle
      next.subject = given(event, 'case', 'complaint')
      next.due = event.due
      next.firstDue = event.due
      next.handler = event.handler
      next.serious = event.serious ?? false
      next.assignee = event.assignee
      return next
    }
    case 'FollowUpAttempted': {
      const next = draftOf(state)
      next.attempts = event.attempt
      if (event.result === 'reached') reach(next, event.at)
      return next
    }
    case 'SatisfactionRecorded': {
      const next = draftOf(state)
      next.firstAnsweredAt ??= event.at
      next.answer = givenAnswer(event)
      reach(next, event.at)
      return next
    }
    case 'FollowUpCompleted':
      return ended(state, 'completed')
    case 'SurveyRequested':
    case 'SurveyDelivered':
    case 'SurveyBounced': {
      const next = draftOf(state)
      next.surveys = new Map(next.surveys).set(event.survey, standings[event.type])
      return next
    }
    case 'FollowUpAssigned': {
      const next = draftOf(state)
      next.assignee = event.assignee
      return next
    }
    case 'FollowUpRescheduled': {
      const next = draftOf(state)
      next.due = event.due
      next.firstDue ??= event.firstDue
      return next
    }
    case 'OwnerReminded':
      return state
    case 'FollowUpUnreachable':
      return ended(state, 'unreachable')
    case 'FollowUpMissed':
      return ended(state, 'missed')
    case 'FollowUpDeclined':
      return ended(state, 'declined')
    case 'FollowUpCancelled':
      return ended(state, 'cancelled')
  }
}

const givenAnswer = (event: SatisfactionRecorded): GivenAnswer => ({
  answer: event.answer,
  at: event.at,
  csat: event.csat,
  nps: event.nps,
  ces: event.ces,
  staff: event.staff ?? [],
  dimensions: event.dimensions ?? [],
  resolvedInOneContact: event.resolvedInOneContact,
  survey: event.survey,
  hasVerbatim: event.verbatim !== undefined,
})

const standings = {
  SurveyRequested: 'requested',
  SurveyDelivered: 'delivered',
  SurveyBounced: 'bounced',
} as const

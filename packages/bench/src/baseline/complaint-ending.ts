/** The end of a complaint by hand: its decision, its review, its closing and what comes after. */
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import type {
  ComplaintArchived,
  ComplaintClosed,
  ComplaintCommand,
  ComplaintDecided,
  ComplaintEvent,
  ReviewCompleted,
} from '@casetrail/core/complaint'

import {
  checkNotMeant,
  checkSinceDecision,
  handled,
  hasRemedy,
  isRemedied,
  isUnsettled,
  reopenMs,
  reviewMs,
  type State,
} from './complaint-parts.js'
import { check, refuse, type Draft } from './lifecycle.js'

const later = (at: Instant, ms: number): Instant => fromEpochMs(epochMs(at) + ms)

const checkOutcome = (
  state: State,
  { outcome, withoutRemedy }: Pick<ComplaintDecided, 'outcome' | 'withoutRemedy'>,
): void => {
  if (outcome !== 'notUpheld' && withoutRemedy === undefined && !hasRemedy(state)) {
    refuse('RemedyOrReasonRequired')
  }
}

const decided = (
  state: State,
  { outcome, withoutRemedy }: Pick<ComplaintDecided, 'outcome' | 'withoutRemedy'>,
  at: Instant,
): void => {
  state.stage = 'decided'
  state.outcome = outcome
  state.saysWhyNone = withoutRemedy !== undefined
  state.decidedAt = at
  state.communicated = false
}

export const end = (state: State, command: ComplaintCommand): ComplaintEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt, cycle, customer } = state
  switch (command.type) {
    case 'DecideComplaint': {
      if (stage !== 'investigating') refuse(stage)
      check(openedAt, command, 'complaint.decide')
      checkNotMeant(state, by)
      checkOutcome(state, command)
      const { outcome, reasons, withoutRemedy } = command
      decided(state, command, at)
      state.involved.add(by)
      const type = 'ComplaintDecided'
      const event: Draft<ComplaintDecided> = { type, at, cycle, customer, by, outcome, reasons }
      if (withoutRemedy !== undefined) event.withoutRemedy = withoutRemedy
      return event
    }
    case 'CommunicateDecision': {
      if (stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.answer')
      checkNotMeant(state, by)
      const { outcome } = state
      if (state.communicated || outcome === undefined) return undefined
      checkSinceDecision(state, at)
      const { channel } = command
      const withRemedy = hasRemedy(state)
      state.communicated = true
      state.involved.add(by)
      const type = 'DecisionCommunicated'
      return handled(state, { type, at, cycle, customer, by, channel, outcome, withRemedy })
    }
    case 'RequestReview':
      check(openedAt, command, 'complaint.appeal')
      if (stage !== 'decided') {
        if (stage !== 'closed') refuse(stage)
        if (at > later(state.closedAt ?? at, reviewMs)) refuse('ReviewWindowPassed')
      }
      if (state.reviewSince !== undefined) refuse('ReviewAlreadyOpen')
      state.reviewSince = at
      state.involved.add(by)
      return { type: 'ReviewRequested', at, cycle, customer, by, reason: command.reason }
    case 'CompleteReview': {
      if (stage !== 'decided' && stage !== 'closed') refuse(stage)
      check(openedAt, command, 'complaint.review')
      if (state.reviewSince === undefined) refuse('NoReviewOpen')
      if (state.involved.has(by) || state.complainedAbout.has(by)) refuse('DutiesNotSeparated')
      checkOutcome(state, command)
      const { outcome, reasons, withoutRemedy } = command
      const changed = outcome !== state.outcome
      decided(state, command, at)
      state.reviewSince = undefined
      state.closedAt = undefined
      state.involved.add(by)
      const type = 'ReviewCompleted'
      const event: Draft<ReviewCompleted> = {
        type,
        at,
        cycle,
        customer,
        by,
        outcome,
        changed,
        reasons,
      }
      if (withoutRemedy !== undefined) event.withoutRemedy = withoutRemedy
      return event
    }
    case 'CloseComplaint': {
      if (stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.close')
      checkNotMeant(state, by)
      if (!state.communicated) refuse('DecisionNotCommunicated')
      for (const one of state.remedies.values()) if (isUnsettled(one)) refuse('RemediesUnsettled')
      if (state.reviewSince !== undefined) refuse('ReviewOpen')
      checkSinceDecision(state, at)
      const { outcome, saysWhyNone } = state
      const { withoutRemedy } = command
      const withRemedy = isRemedied(state)
      const isExplained = saysWhyNone || withoutRemedy !== undefined
      if (outcome !== 'notUpheld' && !withRemedy && !isExplained) refuse('RemedyOrReasonRequired')
      state.stage = 'closed'
      state.closedAt = at
      state.involved.add(by)
      const type = 'ComplaintClosed'
      const event: Draft<ComplaintClosed> = { type, at, cycle, customer, by, withRemedy }
      if (outcome !== undefined) event.outcome = outcome
      if (withoutRemedy !== undefined) event.withoutRemedy = withoutRemedy
      return handled(state, event)
    }
    case 'ReopenComplaint':
      if (stage !== 'closed') refuse(stage)
      check(openedAt, command, 'complaint.appeal')
      if (at > later(state.closedAt ?? at, reopenMs)) refuse('ReopenWindowPassed')
      state.stage = 'investigating'
      state.cycle += 1
      state.outcome = undefined
      state.decidedAt = undefined
      state.saysWhyNone = false
      state.communicated = false
      state.reviewSince = undefined
      state.closedAt = undefined
      state.involved.add(by)
      return {
        type: 'ComplaintReopened',
        at,
        cycle: state.cycle,
        customer,
        by,
        reason: command.reason,
      }
    case 'ArchiveComplaint': {
      if (stage !== 'closed' || openedAt === undefined) return refuse(stage)
      check(openedAt, command, 'complaint.close')
      if (state.reviewSince !== undefined) refuse('ReviewOpen')
      const { closedAt = at, outcome, decidedAt } = state
      if (at <= later(closedAt, Math.max(reopenMs, reviewMs))) refuse('WindowOpen')
      state.stage = 'archived'
      const type = 'ComplaintArchived'
      const ended = { receivedAt: openedAt, closedAt, cycles: cycle }
      const event: Draft<ComplaintArchived> = { type, at, cycle, by, ...ended }
      if (outcome !== undefined) event.outcome = outcome
      if (decidedAt !== undefined) event.decidedAt = decidedAt
      return event
    }
    default:
      return refuse(`${command.type} is not done by hand`)
  }
}

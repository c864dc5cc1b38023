/** A complaint's second half by hand: its cause, its remedies, its decision and its end. */
import { epochMs, fromEpochMs, sameMoney, type Instant } from '@casetrail/core'
import type {
  ComplaintArchived,
  ComplaintCommand,
  ComplaintDecided,
  ComplaintEvent,
  RemedyApproved,
  RemedyFulfilled,
  RemedyOffered,
  RemedyProposed,
  ReviewCompleted,
} from '@casetrail/core/complaint'

import {
  basisOf,
  checkNotMeant,
  checkProposal,
  handled,
  hasRemedy,
  isUnsettled,
  reopenMs,
  reviewMs,
  type Remedy,
  type State,
} from './complaint-parts.js'
import { causes, check, refuse, type Draft } from './lifecycle.js'

const later = (at: Instant, ms: number): Instant => fromEpochMs(epochMs(at) + ms)

/** The remedy, where the stage allows remedies and it stands so. */
const remedyOf = ({ stage, remedies }: State, id: string, standing: Remedy['standing']): Remedy => {
  const remedy = remedies.get(id)
  if (stage !== 'investigating' && stage !== 'decided') refuse(stage)
  return remedy?.standing === standing ? remedy : refuse('RemedyNotInState')
}

const checkOutcome = (
  state: State,
  { outcome, withoutRemedy }: Pick<ComplaintDecided, 'outcome' | 'withoutRemedy'>,
): void => {
  if (outcome !== 'notUpheld' && withoutRemedy === undefined && !hasRemedy(state)) {
    refuse('RemedyOrReasonRequired')
  }
}

const decided = (state: State, outcome: ComplaintDecided['outcome'], at: Instant): void => {
  state.stage = 'decided'
  state.outcome = outcome
  state.decidedAt = at
  state.communicated = false
}

export const settle = (state: State, command: ComplaintCommand): ComplaintEvent | undefined => {
  const { at, actor } = command
  const by = actor.id
  const { stage, openedAt, cycle, customer } = state
  switch (command.type) {
    case 'DetermineRootCause': {
      if (stage !== 'investigating' && stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.investigate')
      checkNotMeant(state, by)
      const { cause, analysis } = command
      if (!causes.has(cause)) refuse('NotInTaxonomy')
      state.involved.add(by)
      return { type: 'RootCauseDetermined', at, cycle, customer, by, cause, analysis }
    }
    case 'ProposeRemedy': {
      if (stage !== 'investigating' && stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.propose')
      if (!checkProposal(state, command)) return undefined
      const { remedy, kind, goodwill, amount, description } = command
      state.involved.add(by)
      state.remedies.set(remedy, {
        standing: 'proposed',
        kind,
        amount,
        goodwill,
        proposedBy: by,
        cycle,
      })
      const type = 'RemedyProposed'
      const event: Draft<RemedyProposed> = { type, at, cycle, customer, by, remedy, kind, goodwill }
      if (amount !== undefined) event.amount = amount
      if (description !== undefined) event.description = description
      return event
    }
    case 'ApproveRemedy': {
      const { remedy: id } = command
      check(openedAt, command, 'complaint.approve')
      const remedy = remedyOf(state, id, 'proposed')
      const basis = basisOf(state, command, remedy)
      const { role } = actor
      remedy.standing = 'approved'
      state.involved.add(by)
      const type = 'RemedyApproved'
      const event: Draft<RemedyApproved> = { type, at, cycle, by, remedy: id, basis, role }
      if (remedy.amount !== undefined) event.amount = remedy.amount
      return event
    }
    case 'RefuseRemedy': {
      const { remedy, reason } = command
      check(openedAt, command, 'complaint.approve')
      remedyOf(state, remedy, 'proposed').standing = 'refused'
      state.involved.add(by)
      return { type: 'RemedyRefused', at, cycle, by, remedy, customer, reason }
    }
    case 'OfferRemedy': {
      const { remedy: id, amount } = command
      check(openedAt, command, 'complaint.answer')
      const remedy = remedyOf(state, id, 'approved')
      if (amount !== undefined && !sameMoney(amount, remedy.amount)) refuse('AmountNotApproved')
      remedy.standing = 'offered'
      state.involved.add(by)
      const event: Draft<RemedyOffered> = { type: 'RemedyOffered', at, cycle, by, remedy: id }
      if (remedy.amount !== undefined) event.amount = remedy.amount
      return event
    }
    case 'AcceptRemedy': {
      const { remedy } = command
      check(openedAt, command, 'complaint.appeal')
      remedyOf(state, remedy, 'offered').standing = 'accepted'
      state.involved.add(by)
      return { type: 'RemedyAccepted', at, cycle, by, remedy }
    }
    case 'FulfilRemedy': {
      const { remedy: id } = command
      check(openedAt, command, 'complaint.answer')
      const remedy = remedyOf(state, id, 'accepted')
      remedy.standing = 'fulfilled'
      remedy.cycle = cycle
      state.involved.add(by)
      const { kind, amount } = remedy
      const type = 'RemedyFulfilled'
      const event: Draft<RemedyFulfilled> = { type, at, cycle, customer, by, remedy: id, kind }
      if (amount !== undefined) event.amount = amount
      return handled(state, event)
    }
    case 'DecideComplaint': {
      if (stage !== 'investigating') refuse(stage)
      check(openedAt, command, 'complaint.decide')
      checkNotMeant(state, by)
      checkOutcome(state, command)
      const { outcome, reasons, withoutRemedy } = command
      decided(state, outcome, at)
      state.involved.add(by)
      const type = 'ComplaintDecided'
      const event: Draft<ComplaintDecided> = { type, at, cycle, customer, by, outcome, reasons }
      if (withoutRemedy !== undefined) event.withoutRemedy = withoutRemedy
      return event
    }
    case 'CommunicateDecision': {
      if (stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.answer')
      const { outcome } = state
      if (state.communicated || outcome === undefined) return undefined
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
      if (state.involved.has(by) || by === state.complainedAbout) refuse('DutiesNotSeparated')
      checkOutcome(state, command)
      const { outcome, reasons, withoutRemedy } = command
      const changed = outcome !== state.outcome
      decided(state, outcome, at)
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
    case 'CloseComplaint':
      if (stage !== 'decided') refuse(stage)
      check(openedAt, command, 'complaint.close')
      if (!state.communicated) refuse('DecisionNotCommunicated')
      for (const one of state.remedies.values()) if (isUnsettled(one)) refuse('RemediesUnsettled')
      if (state.reviewSince !== undefined) refuse('ReviewOpen')
      state.stage = 'closed'
      state.closedAt = at
      state.involved.add(by)
      return { type: 'ComplaintClosed', at, cycle, by }
    case 'ReopenComplaint':
      if (stage !== 'closed') refuse(stage)
      check(openedAt, command, 'complaint.appeal')
      if (at > later(state.closedAt ?? at, reopenMs)) refuse('ReopenWindowPassed')
      state.stage = 'investigating'
      state.cycle += 1
      state.outcome = undefined
      state.decidedAt = undefined
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

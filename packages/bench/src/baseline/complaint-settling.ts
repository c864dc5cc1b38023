/** A complaint's second half by hand: its cause and its remedies. */
import { sameMoney } from '@casetrail/core'
import type {
  ComplaintCommand,
  ComplaintEvent,
  RemedyApproved,
  RemedyFulfilled,
  RemedyOffered,
  RemedyProposed,
} from '@casetrail/core/complaint'

import { end } from './complaint-ending.js'
import {
  basisOf,
  checkNotMeant,
  checkProposal,
  handled,
  type Remedy,
  type State,
} from './complaint-parts.js'
import { causes, check, refuse, type Draft } from './lifecycle.js'

/** The remedy, where the stage allows remedies and it stands so. */
const remedyOf = ({ stage, remedies }: State, id: string, standing: Remedy['standing']): Remedy => {
  const remedy = remedies.get(id)
  if (stage !== 'investigating' && stage !== 'decided') refuse(stage)
  return remedy?.standing === standing ? remedy : refuse('RemedyNotInState')
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
        description,
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
      checkNotMeant(state, by)
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
    default:
      return end(state, command)
  }
}

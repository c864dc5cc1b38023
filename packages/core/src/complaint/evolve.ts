/** How events move a complaint's state. */
import type { ComplaintEvent } from './events/index.js'
import type { Subject } from './events/intake.js'
import type { ComplaintDecided, ReviewCompleted } from './events/outcome.js'
import { markOf, standingAs, unapproved } from './remedy.js'
import { referral } from './referral.js'
import { isGraver } from './severity.js'
import { draftOf, type ComplaintState, type Draft, type RemedyStanding } from './state.js'

const withMember = <A>(set: ReadonlySet<A>, member: A): ReadonlySet<A> =>
  set.has(member) ? set : new Set(set).add(member)

/** Names who or what is complained about: a person is added to those of before. */
const complainOf = (next: Draft, about: Subject | undefined): void => {
  if (about === undefined) return
  next.about = about
  if (about.kind === 'person') next.complainedAbout = withMember(next.complainedAbout, about.id)
}

/** A copy in which who did it has taken part. */
const takenPart = (state: ComplaintState, by: string): Draft => {
  const next = draftOf(state)
  next.involved = withMember(next.involved, by)
  return next
}

/** The same where who did it had taken part before. */
const involving = (state: ComplaintState, by: string): ComplaintState =>
  state.involved.has(by) ? state : takenPart(state, by)

const stands = (
  state: ComplaintState,
  event: { readonly remedy: string; readonly by: string; readonly cycle: number },
  standing: RemedyStanding,
): ComplaintState => {
  const remedy = state.remedies.get(event.remedy)
  if (remedy === undefined) return involving(state, event.by)
  const next = takenPart(state, event.by)
  next.remedies = new Map(next.remedies).set(
    event.remedy,
    standingAs(remedy, standing, event.cycle),
  )
  return next
}

/** A decision, or a review's in place of it, has to be communicated anew. */
const decided = (state: ComplaintState, event: ComplaintDecided | ReviewCompleted): Draft => {
  const next = takenPart(state, event.by)
  next.stage = 'decided'
  next.outcome = event.outcome
  next.decidedAt = event.at
  next.saysWhyNone = event.withoutRemedy !== undefined
  next.communicated = false
  return next
}

/**
 * The state after an event. Total; events that say nothing to a rule give the same state. What comes
 * often stands first: texts are compared one after the other.
 */
export const evolve = (state: ComplaintState, event: ComplaintEvent): ComplaintState => {
  switch (event.type) {
    case 'ComplaintReceived': {
      const next = draftOf(state)
      next.stage = 'received'
      next.standard = event.standard
      next.cycle = event.cycle
      next.customer = event.customer
      next.openedAt = event.at
      next.channel = event.channel
      next.case = event.case
      next.complaintType = event.complaintType
      next.category = event.category ?? []
      complainOf(next, event.about)
      return next
    }
    case 'ComplaintAcknowledged': {
      const next = draftOf(state)
      next.stage = 'acknowledged'
      return next
    }
    case 'OwnerReminded':
      return state
    case 'EvidenceRecorded': {
      const next = takenPart(state, event.by)
      next.evidence = withMember(next.evidence, event.evidence)
      return next
    }
    case 'FindingRecorded':
    case 'RootCauseDetermined':
    case 'ComplaintEscalated':
      return involving(state, event.by)
    case 'ComplaintClassified': {
      const next = takenPart(state, event.by)
      next.complaintType = event.complaintType
      next.priority = event.priority
      next.category = event.category ?? next.category
      complainOf(next, event.about)
      return next
    }
    case 'SeverityAssessed':
    case 'SeverityChanged': {
      const next = takenPart(state, event.by)
      if (event.type === 'SeverityChanged' && isGraver(event.severity, event.from)) {
        next.remedies = unapproved(next.remedies)
      }
      if (next.severity !== event.severity) next.severityBy = event.by
      next.severity = event.severity
      next.urgent = event.urgent
      return next
    }
    case 'InvestigatorAssigned': {
      const next = takenPart(state, event.by)
      next.stage = 'investigating'
      next.investigator = event.investigator
      next.involved = withMember(next.involved, event.investigator)
      return next
    }
    case 'RemedyProposed': {
      const next = takenPart(state, event.by)
      next.remedies = new Map(next.remedies).set(event.remedy, {
        standing: 'proposed',
        kind: event.kind,
        amount: event.amount,
        goodwill: event.goodwill,
        description: markOf(event.description),
        proposedBy: event.by,
        cycle: event.cycle,
      })
      return next
    }
    case 'RemedyApproved':
      return stands(state, event, 'approved')
    case 'RemedyOffered':
      return stands(state, event, 'offered')
    case 'RemedyAccepted':
      return stands(state, event, 'accepted')
    case 'RemedyFulfilled': {
      const known = state.remedies.get(event.remedy)
      const next = takenPart(state, event.by)
      next.remedies = new Map(next.remedies).set(event.remedy, {
        standing: 'fulfilled',
        kind: event.kind,
        amount: event.amount,
        goodwill: known?.goodwill ?? false,
        description: known?.description,
        proposedBy: known?.proposedBy ?? event.by,
        cycle: event.cycle,
      })
      return next
    }
    case 'RemedyRefused':
      return stands(state, event, 'refused')
    case 'RemedyDeclined':
      return stands(state, event, 'declined')
    case 'RemedyWithdrawn':
      return stands(state, event, 'withdrawn')
    case 'ComplaintDecided':
      return decided(state, event)
    case 'DecisionCommunicated': {
      const next = takenPart(state, event.by)
      next.communicated = true
      return next
    }
    case 'ComplaintClosed': {
      const next = takenPart(state, event.by)
      next.stage = 'closed'
      next.closedAt = event.at
      return next
    }
    case 'ComplaintArchived': {
      const next = draftOf(state)
      next.stage = 'archived'
      return next
    }
    case 'ReviewRequested': {
      const next = takenPart(state, event.by)
      next.reviewSince = event.at
      return next
    }
    case 'ReviewCompleted': {
      const next = decided(state, event)
      next.reviewSince = undefined
      next.closedAt = undefined
      return next
    }
    case 'ComplaintReopened': {
      const next = takenPart(state, event.by)
      next.stage = 'investigating'
      next.cycle = event.cycle
      next.outcome = undefined
      next.decidedAt = undefined
      next.saysWhyNone = false
      next.communicated = false
      next.reviewSince = undefined
      next.closedAt = undefined
      return next
    }
    case 'ComplaintWithdrawn': {
      const next = takenPart(state, event.by)
      next.stage = 'withdrawn'
      next.reviewSince = undefined
      return next
    }
    case 'ReferredExternally': {
      const next = takenPart(state, event.by)
      next.referrals = withMember(next.referrals, referral(event))
      return next
    }
    case 'ComplaintAbsorbed': {
      const next = takenPart(state, event.by)
      next.absorbed = [...next.absorbed.filter((id) => id !== event.duplicate), event.duplicate]
      return next
    }
    case 'ComplaintReleased': {
      const next = takenPart(state, event.by)
      next.absorbed = next.absorbed.filter((id) => id !== event.duplicate)
      return next
    }
    case 'ComplaintMerged': {
      const next = draftOf(state)
      next.stage = 'merged'
      return next
    }
  }
}

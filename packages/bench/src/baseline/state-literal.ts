/** The fastest immutable step known: nothing where nothing changes, else one copy written out. */
import type { CaseEvent, CaseState } from '@casetrail/core/case'

type Draft = { -readonly [K in keyof CaseState]: CaseState[K] }

const copyOf = (s: CaseState): Draft => ({
  stage: s.stage,
  standard: s.standard,
  cycle: s.cycle,
  customer: s.customer,
  channel: s.channel,
  requestType: s.requestType,
  phase: s.phase,
  tier: s.tier,
  problemType: s.problemType,
  region: s.region,
  language: s.language,
  openedAt: s.openedAt,
  owner: s.owner,
  offeredTo: s.offeredTo,
  category: s.category,
  priority: s.priority,
  contacts: s.contacts,
  notes: s.notes,
  pausedAt: s.pausedAt,
  participants: s.participants,
  steps: s.steps,
  appointments: s.appointments,
  resolvedAt: s.resolvedAt,
  resolver: s.resolver,
  resolutionCode: s.resolutionCode,
  closedAt: s.closedAt,
  closingOutcome: s.closingOutcome,
  absorbed: s.absorbed,
  survivor: s.survivor,
  stageBeforeMerge: s.stageBeforeMerge,
  links: s.links,
})

export const byLiteral = (state: CaseState, event: CaseEvent): CaseState => {
  switch (event.type) {
    case 'CaseOpened': {
      const next = copyOf(state)
      next.stage = 'new'
      next.standard = event.standard
      next.cycle = event.cycle
      next.customer = event.customer
      next.channel = event.channel
      next.requestType = event.requestType
      next.phase = event.phase
      next.tier = event.tier
      next.problemType = event.problemType
      next.region = event.region
      next.language = event.language
      next.openedAt = event.at
      next.owner = event.firstContactOwner
      next.category = event.category ?? []
      return next
    }
    case 'CaseClassified': {
      const next = copyOf(state)
      next.category = event.category
      next.problemType = event.problemType ?? state.problemType
      return next
    }
    case 'CasePrioritised': {
      const next = copyOf(state)
      next.priority = event.priority
      return next
    }
    case 'CaseAssigned':
    case 'CaseTransferred': {
      const next = copyOf(state)
      next.offeredTo = event.to
      return next
    }
    case 'CaseAccepted': {
      const next = copyOf(state)
      next.owner = event.owner
      next.offeredTo = undefined
      if (state.stage === 'new') next.stage = 'open'
      return next
    }
    case 'ContactRecorded': {
      const next = copyOf(state)
      next.contacts += 1
      if (event.direction === 'outbound') {
        if (event.by === 'human' && state.stage === 'new') next.stage = 'open'
      } else if (state.stage === 'pendingCustomer') {
        next.stage = 'open'
        next.pausedAt = undefined
      }
      return next
    }
    case 'ProgressUpdated': {
      if (state.stage !== 'new') return state
      const next = copyOf(state)
      next.stage = 'open'
      return next
    }
    case 'CustomerInputRequested': {
      const next = copyOf(state)
      next.stage = 'pendingCustomer'
      next.pausedAt = event.at
      return next
    }
    case 'NoteAdded': {
      const next = copyOf(state)
      next.notes = event.note
      return next
    }
    case 'CaseResolved': {
      const next = copyOf(state)
      next.stage = 'resolved'
      next.pausedAt = undefined
      next.resolvedAt = event.at
      next.resolver = event.resolver
      next.resolutionCode = event.resolutionCode
      return next
    }
    case 'CaseReopened': {
      const next = copyOf(state)
      next.stage = 'open'
      next.cycle = event.cycle
      next.pausedAt = undefined
      next.resolvedAt = undefined
      next.resolver = undefined
      next.resolutionCode = undefined
      next.closedAt = undefined
      next.closingOutcome = undefined
      return next
    }
    default:
      return state
  }
}

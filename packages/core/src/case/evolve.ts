/** How events move a case's state. */
import type { CaseEvent } from './events/index.js'
import { draftOf, type CaseState, type Draft } from './state.js'

const withEntry = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(key, value)

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

const openIfNew = (next: Draft): void => {
  if (next.stage === 'new') next.stage = 'open'
}

const resume = (next: Draft): void => {
  next.stage = 'open'
  next.pausedAt = undefined
}

/**
 * The state after an event. Total; events that say nothing to a rule give the same state. What comes
 * often stands first: texts are compared one after the other.
 */
export const evolve = (state: CaseState, event: CaseEvent): CaseState => {
  switch (event.type) {
    case 'ContactRecorded': {
      const next = draftOf(state)
      next.contacts += 1
      if (event.direction === 'outbound' && event.by === 'human') openIfNew(next)
      else if (event.direction === 'inbound' && next.stage === 'pendingCustomer') resume(next)
      return next
    }
    case 'CaseAccepted': {
      const next = draftOf(state)
      next.owner = event.owner
      next.offeredTo = undefined
      openIfNew(next)
      return next
    }
    case 'CaseAssigned':
    case 'CaseTransferred': {
      const next = draftOf(state)
      next.offeredTo = event.to
      return next
    }
    case 'CaseEscalated':
    case 'EffortRecorded':
    case 'StepRecorded':
    case 'SolutionProposed':
    case 'NoteCorrected':
    case 'OwnerReminded':
    case 'AppointmentReminded':
    case 'SolutionVerified':
    case 'ResolutionConfirmed':
    case 'ResolutionRejected':
    case 'CaseSplit':
      return state
    case 'NoteAdded': {
      const next = draftOf(state)
      next.notes = event.note
      return next
    }
    case 'ProgressUpdated':
    case 'DelayNotified': {
      const next = draftOf(state)
      openIfNew(next)
      return next
    }
    case 'CustomerInputRequested': {
      const next = draftOf(state)
      next.stage = 'pendingCustomer'
      next.pausedAt = event.at
      return next
    }
    case 'CaseResumed': {
      const next = draftOf(state)
      resume(next)
      return next
    }
    case 'CaseResolved': {
      const next = draftOf(state)
      next.stage = 'resolved'
      next.pausedAt = undefined
      next.resolvedAt = event.at
      next.resolver = event.resolver
      next.resolutionCode = event.resolutionCode
      return next
    }
    case 'CaseReopened': {
      const next = draftOf(state)
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
    case 'CaseClosed': {
      const next = draftOf(state)
      next.stage = 'closed'
      next.pausedAt = undefined
      next.closedAt = event.at
      next.closingOutcome = event.outcome
      return next
    }
    case 'CaseOpened': {
      const next = draftOf(state)
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
      const next = draftOf(state)
      next.category = event.category
      next.problemType = event.problemType ?? next.problemType
      return next
    }
    case 'CasePrioritised': {
      const next = draftOf(state)
      next.priority = event.priority
      return next
    }
    case 'ParticipantAdded': {
      const next = draftOf(state)
      next.participants = withEntry(next.participants, event.participant, event.as)
      return next
    }
    case 'ParticipantRemoved': {
      const next = draftOf(state)
      next.participants = without(next.participants, event.participant)
      return next
    }
    case 'CaseHeld': {
      const next = draftOf(state)
      next.stage = 'onHold'
      next.pausedAt = event.at
      return next
    }
    case 'StepPlanned': {
      const next = draftOf(state)
      next.steps = withEntry(next.steps, event.step, {
        standing: 'planned',
        responsible: event.responsible,
      })
      return next
    }
    case 'StepStarted': {
      const next = draftOf(state)
      next.steps = withEntry(next.steps, event.step, {
        standing: 'started',
        responsible: next.steps.get(event.step)?.responsible,
      })
      return next
    }
    case 'StepCompleted':
    case 'StepDropped': {
      const next = draftOf(state)
      next.steps = without(next.steps, event.step)
      return next
    }
    case 'AppointmentBooked':
    case 'AppointmentRescheduled': {
      const next = draftOf(state)
      next.appointments = withEntry(next.appointments, event.appointment, {
        standing: 'booked',
        for: event.for,
      })
      return next
    }
    case 'AppointmentConfirmed': {
      const next = draftOf(state)
      next.appointments = withEntry(next.appointments, event.appointment, {
        standing: 'confirmed',
        for: next.appointments.get(event.appointment)?.for,
      })
      return next
    }
    case 'AppointmentRefused':
    case 'AppointmentCancelled':
    case 'AppointmentKept':
    case 'AppointmentMissed': {
      const next = draftOf(state)
      next.appointments = without(next.appointments, event.appointment)
      return next
    }
    case 'CaseArchived': {
      const next = draftOf(state)
      next.stage = 'archived'
      return next
    }
    case 'CaseCancelled': {
      const next = draftOf(state)
      next.stage = 'cancelled'
      next.pausedAt = undefined
      return next
    }
    case 'DuplicateAbsorbed': {
      const next = draftOf(state)
      next.absorbed = [...next.absorbed.filter((id) => id !== event.duplicate), event.duplicate]
      return next
    }
    case 'DuplicateReleased': {
      const next = draftOf(state)
      next.absorbed = next.absorbed.filter((id) => id !== event.duplicate)
      return next
    }
    case 'CaseMerged': {
      const next = draftOf(state)
      if (next.stage !== 'merged') next.stageBeforeMerge = next.stage
      next.stage = 'merged'
      next.survivor = event.survivor
      return next
    }
    case 'CaseUnmerged': {
      const next = draftOf(state)
      if (next.stage === 'merged') next.stage = next.stageBeforeMerge
      next.survivor = undefined
      return next
    }
    case 'CaseLinked': {
      const next = draftOf(state)
      next.links = new Set([...next.links, `${event.relation}:${event.to}`])
      return next
    }
  }
}

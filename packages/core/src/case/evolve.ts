/** How events move a case's state. */
import type { CaseEvent } from './events/index.js'
import { draftOf, type CaseState, type Draft } from './state.js'

/** The state after an event. Total; events that say nothing to a rule give the same state. */
export const evolve = (state: CaseState, event: CaseEvent): CaseState => {
  const next = draftOf(state)
  apply(next, event)
  return next
}

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

const apply = (next: Draft, event: CaseEvent): void => {
  switch (event.type) {
    case 'CaseOpened':
      next.stage = 'new'
      next.standard = event.standard
      next.cycle = event.cycle
      next.customer = event.customer
      next.tier = event.tier
      next.problemType = event.problemType
      next.region = event.region
      next.language = event.language
      next.openedAt = event.at
      next.owner = event.firstContactOwner
      next.category = event.category ?? []
      return
    case 'CaseClassified':
      next.category = event.category
      next.problemType = event.problemType ?? next.problemType
      return
    case 'CasePrioritised':
      next.priority = event.priority
      return
    case 'CaseAssigned':
    case 'CaseTransferred':
      next.offeredTo = event.to
      return
    case 'CaseAccepted':
      next.owner = event.owner
      next.offeredTo = undefined
      openIfNew(next)
      return
    case 'ParticipantAdded':
      next.participants = withEntry(next.participants, event.participant, event.as)
      return
    case 'ParticipantRemoved':
      next.participants = without(next.participants, event.participant)
      return
    case 'ContactRecorded':
      next.contacts += 1
      if (event.direction === 'outbound' && event.by === 'human') openIfNew(next)
      else if (event.direction === 'inbound' && next.stage === 'pendingCustomer') resume(next)
      return
    case 'ProgressUpdated':
    case 'DelayNotified':
      openIfNew(next)
      return
    case 'CustomerInputRequested':
      next.stage = 'pendingCustomer'
      next.pausedAt = event.at
      return
    case 'CaseHeld':
      next.stage = 'onHold'
      next.pausedAt = event.at
      return
    case 'CaseResumed':
      resume(next)
      return
    case 'StepPlanned':
      next.steps = withEntry(next.steps, event.step, 'planned')
      return
    case 'StepStarted':
      next.steps = withEntry(next.steps, event.step, 'started')
      return
    case 'StepCompleted':
    case 'StepDropped':
      next.steps = without(next.steps, event.step)
      return
    case 'NoteAdded':
      next.notes = event.note
      return
    case 'AppointmentBooked':
    case 'AppointmentRescheduled':
      next.appointments = withEntry(next.appointments, event.appointment, {
        standing: 'booked',
        for: event.for,
      })
      return
    case 'AppointmentConfirmed':
      next.appointments = withEntry(next.appointments, event.appointment, {
        standing: 'confirmed',
        for: next.appointments.get(event.appointment)?.for,
      })
      return
    case 'AppointmentRefused':
    case 'AppointmentCancelled':
    case 'AppointmentKept':
    case 'AppointmentMissed':
      next.appointments = without(next.appointments, event.appointment)
      return
    case 'CaseResolved':
      next.stage = 'resolved'
      next.pausedAt = undefined
      next.resolvedAt = event.at
      next.resolver = event.resolver
      next.resolutionCode = event.resolutionCode
      return
    case 'CaseReopened':
      next.stage = 'open'
      next.cycle = event.cycle
      next.pausedAt = undefined
      next.resolvedAt = undefined
      next.resolver = undefined
      next.resolutionCode = undefined
      next.closedAt = undefined
      next.closingOutcome = undefined
      return
    case 'CaseClosed':
      next.stage = 'closed'
      next.pausedAt = undefined
      next.closedAt = event.at
      next.closingOutcome = event.outcome
      return
    case 'CaseArchived':
      next.stage = 'archived'
      return
    case 'CaseCancelled':
      next.stage = 'cancelled'
      next.pausedAt = undefined
      return
    case 'DuplicateAbsorbed':
      next.absorbed = [...next.absorbed.filter((id) => id !== event.duplicate), event.duplicate]
      return
    case 'DuplicateReleased':
      next.absorbed = next.absorbed.filter((id) => id !== event.duplicate)
      return
    case 'CaseMerged':
      if (next.stage !== 'merged') next.stageBeforeMerge = next.stage
      next.stage = 'merged'
      next.survivor = event.survivor
      return
    case 'CaseUnmerged':
      if (next.stage === 'merged') next.stage = next.stageBeforeMerge
      next.survivor = undefined
      return
    case 'CaseLinked':
      next.links = new Set([...next.links, `${event.relation}:${event.to}`])
      return
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
      return
  }
}

/** How events move an emergency's state. */
import type { EmergencyEvent } from './events.js'
import { draftOf, type EmergencyState } from './state.js'

/** The state after an event. Total; events that say nothing to a rule give the same state. */
export const evolve = (state: EmergencyState, event: EmergencyEvent): EmergencyState => {
  switch (event.type) {
    case 'CustomersInformed':
    case 'ProgressReported':
    case 'CompensationDecided':
    case 'OwnerReminded':
      return state
    case 'EmergencyDeclared':
    case 'DrillHeld': {
      const next = draftOf(state)
      next.stage = event.type === 'DrillHeld' ? 'drilled' : 'declared'
      next.standard = event.standard
      next.kind = event.kind
      next.openedAt = event.at
      return next
    }
    case 'PlanStarted': {
      const next = draftOf(state)
      next.stage = 'planStarted'
      next.planStartedAt = event.at
      return next
    }
    case 'FallbackActivated': {
      const next = draftOf(state)
      next.fallbacks = new Set(next.fallbacks).add(event.fallback)
      return next
    }
    case 'Recovered': {
      const next = draftOf(state)
      next.stage = 'recovered'
      next.recoveredAt = event.at
      return next
    }
    case 'Reviewed': {
      const next = draftOf(state)
      next.stage = 'reviewed'
      return next
    }
    case 'EmergencyStoodDown': {
      const next = draftOf(state)
      next.stage = 'stoodDown'
      return next
    }
  }
}

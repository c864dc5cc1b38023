/** How events move a corrective action's state. */
import type { CorrectiveActionEvent } from './events.js'
import { draftOf, type CorrectiveActionState } from './state.js'

/** The state after an event. Total; a reminder says nothing to a rule. */
export const evolve = (
  state: CorrectiveActionState,
  event: CorrectiveActionEvent,
): CorrectiveActionState => {
  if (event.type === 'OwnerReminded') return state
  const next = draftOf(state)
  switch (event.type) {
    case 'CorrectiveActionOpened':
      next.stage = 'opened'
      next.standard = event.standard
      next.openedAt = event.at
      return next
    case 'CorrectiveActionPlanned':
      next.stage = 'planned'
      next.planned = event
      next.owner = event.owner
      return next
    case 'CorrectiveActionDone':
      next.stage = 'done'
      next.owner = event.owner
      next.doneBy = event.by
      next.doneAt = event.at
      return next
    case 'CorrectiveActionVerified':
      next.stage = 'verified'
      return next
    case 'VerificationFailed':
      // without a plan, as old histories may be, there is none to go back to
      next.stage = next.planned === undefined ? 'opened' : 'planned'
      next.doneBy = undefined
      next.doneAt = undefined
      next.effects = new Map()
      return next
    case 'EffectMeasured':
      next.effects = new Map(next.effects).set(event.figure, event)
      return next
    case 'CorrectiveActionReviewed':
      next.stage = 'reviewed'
      return next
    case 'CorrectiveActionDropped':
      next.stage = 'dropped'
      return next
  }
}

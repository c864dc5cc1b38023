/** What holds of customers who are not happy after all: what they say reaches somebody who works on it. */
import { categoryOf, type RecordedEvent } from '@casetrail/core'
import type { FollowUpEvent } from '@casetrail/core/follow-up'
import type { DispatchAnswered } from '@casetrail/core/policy'

import { eventOf, type Watcher } from './watch.js'

/** Taken up again, up the line, or anew. */
const TAKEN_UP = new Set([
  'ReopenCase',
  'ReopenComplaint',
  'EscalateCase',
  'EscalateComplaint',
  'OpenCase',
])

const beginnings = new Set([
  'CaseOpened',
  'CaseReopened',
  'CaseUnmerged',
  'ComplaintReceived',
  'ComplaintReopened',
])

const endings = new Set([
  'CaseResolved',
  'CaseClosed',
  'CaseMerged',
  'CaseCancelled',
  'CaseArchived',
  'ComplaintClosed',
  'ComplaintWithdrawn',
  'ComplaintMerged',
  'ComplaintArchived',
])

/** Of an answer of unhappiness a policy's command makes work: a reminder only where there still is some. */
export const unhappyWatcher: Watcher = (object) => {
  /** Streams that somebody works on. */
  const live = new Set<string>()
  const unheard = new Map<string, RecordedEvent>()
  /** What an event, or the refusal of what came of it, goes back to. */
  const roots = new Map<string, string>()

  const ofFollowUp = (recorded: RecordedEvent): void => {
    const event = eventOf<FollowUpEvent>(recorded)
    if (event.type !== 'FollowUpCompleted') return
    if (event.outcome !== 'unsatisfied' && event.outcome !== 'unresolved') return
    unheard.set(recorded.eventId, recorded)
    roots.set(recorded.eventId, recorded.eventId)
  }

  const ofDispatch = (recorded: RecordedEvent): void => {
    const { because, command, outcome, to } = eventOf<DispatchAnswered>(recorded)
    const root = roots.get(because)
    if (root === undefined) return
    if (outcome === 'rejected') roots.set(recorded.eventId, root)
    const isHeard = TAKEN_UP.has(command) || (command === 'RemindOwner' && live.has(to))
    if (outcome === 'carriedOut' && isHeard) unheard.delete(root)
  }

  return {
    see: (recorded) => {
      const { stream, event } = recorded
      if (beginnings.has(event.type)) live.add(stream)
      if (endings.has(event.type)) live.delete(stream)
      const category = categoryOf(stream)
      if (category === 'followUp') ofFollowUp(recorded)
      if (category === 'dispatch') ofDispatch(recorded)
    },
    end: (endsAt) => {
      if (endsAt === undefined) return
      for (const recorded of unheard.values()) {
        if (recorded.event.at >= endsAt) continue
        object('unhappyReachAPerson', recorded, 'nobody is given to do what the customer misses')
      }
    },
  }
}

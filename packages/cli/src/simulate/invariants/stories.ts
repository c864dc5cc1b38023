/** What holds between a case and what belongs to it: calls of its own cycle, duplicates without chains. */
import { categoryOf, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { FollowUpEvent } from '@casetrail/core/follow-up'

import { eventOf, type Watcher } from './watch.js'

interface Pending {
  readonly recorded: RecordedEvent
  readonly case: string
  readonly cycle: number
}

const ofFollowUp = (pending: Map<string, Pending>, recorded: RecordedEvent): void => {
  const event = eventOf<FollowUpEvent>(recorded)
  switch (event.type) {
    case 'FollowUpScheduled':
      if (event.case !== undefined && event.cycle !== undefined && event.complaint === undefined) {
        pending.set(recorded.stream, { recorded, case: event.case, cycle: event.cycle })
      }
      return
    case 'FollowUpCompleted':
    case 'FollowUpUnreachable':
    case 'FollowUpMissed':
    case 'FollowUpDeclined':
    case 'FollowUpCancelled':
      pending.delete(recorded.stream)
      return
    default:
      return
  }
}

/** No follow-up of an old cycle is pending where the policies have had their turn. */
export const followUpsWatcher: Watcher = (object) => {
  const cycles = new Map<string, number>()
  const pending = new Map<string, Pending>()
  return {
    see: (recorded) => {
      const category = categoryOf(recorded.stream)
      if (category === 'followUp') ofFollowUp(pending, recorded)
      if (category === 'case' && recorded.event.type === 'CaseReopened') {
        const { cycle } = eventOf<Extract<CaseEvent, { readonly type: 'CaseReopened' }>>(recorded)
        cycles.set(recorded.stream, cycle)
      }
    },
    end: () => {
      for (const { recorded, case: id, cycle } of pending.values()) {
        const current = cycles.get(`case-${id}`) ?? 1
        if (cycle < current) {
          object(
            'callsOfThisCycle',
            recorded,
            `waits for cycle ${cycle}; the case is in ${current}`,
          )
        }
      }
    },
  }
}

interface Tied {
  readonly recorded: RecordedEvent
  readonly survivor: string
}

/** A survivor merges into no other; whom it has absorbed is merged into it, or released. */
export const mergersWatcher: Watcher = (object) => {
  const merged = new Map<string, Tied>()
  const absorbed = new Map<string, Tied>()
  return {
    see: (recorded) => {
      if (categoryOf(recorded.stream) !== 'case') return
      const event = eventOf<CaseEvent>(recorded)
      switch (event.type) {
        case 'DuplicateAbsorbed': {
          const { survivor, duplicate } = event
          if (survivor === duplicate) object('mergersAreFlat', recorded, 'absorbs itself')
          absorbed.set(`${survivor} ${duplicate}`, { recorded, survivor })
          return
        }
        case 'DuplicateReleased':
          absorbed.delete(`${event.survivor} ${event.duplicate}`)
          return
        case 'CaseMerged': {
          const { survivor, duplicate } = event
          if (!absorbed.has(`${survivor} ${duplicate}`)) {
            object('mergersAreClaimed', recorded, `merges into ${survivor}, which has no claim`)
          }
          merged.set(duplicate, { recorded, survivor })
          return
        }
        case 'CaseUnmerged':
          merged.delete(event.duplicate)
          return
        default:
          return
      }
    },
    end: () => {
      for (const { recorded, survivor } of merged.values()) {
        if (merged.has(survivor)) {
          object('mergersAreFlat', recorded, `its survivor ${survivor} is merged itself`)
        }
      }
      for (const [pair, { recorded, survivor }] of absorbed) {
        const duplicate = pair.slice(survivor.length + 1)
        if (merged.get(duplicate)?.survivor !== survivor) {
          object(
            'mergersAreClaimed',
            recorded,
            `${duplicate} is claimed, and neither merged nor released`,
          )
        }
      }
    },
  }
}

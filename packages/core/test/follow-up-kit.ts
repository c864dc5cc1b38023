/** A follow-up to specify with: people, times, its scheduling, a history that leads to each stage. */
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import {
  followUpAggregate,
  type FollowUpEvent,
  type FollowUpScheduled,
  type FollowUpStage,
  type GivenAnswer,
  type SatisfactionRecorded,
  type ScheduleFollowUp,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'

export const followUps = followUpAggregate([retail2025])
export const theFollowUp = specify(followUps)

export const HOUR = 3_600_000
export const DAY = 86_400_000

/** When the follow-up of the kit is scheduled. */
export const t0 = at('2025-03-03T01:00:00.000Z')
/** So many milliseconds after that. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)
/** When it is due, at first. */
export const due = after(DAY)

export const agent = { id: 'agent-lin', role: 'agent' } as const
/** Who handled the case. */
export const handler = { id: 'agent-wu', role: 'agent' } as const
export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const client = { id: 'customer-1', role: 'customer' } as const
export const system = { id: 'policies', role: 'system' } as const

export const customer = 'customer-1'
export const standard = { id: 'retail-2025', version: 1 } as const

export const theCase = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'
export const theComplaint = 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742'

export const schedule: ScheduleFollowUp = {
  type: 'ScheduleFollowUp',
  at: t0,
  actor: agent,
  customer,
  purpose: 'afterResolution',
  due,
  cycle: 1,
  case: theCase,
}

export const scheduled: FollowUpScheduled = {
  type: 'FollowUpScheduled',
  at: t0,
  by: agent.id,
  customer,
  standard,
  purpose: 'afterResolution',
  method: 'phone',
  due,
  cycle: 1,
  case: theCase,
}

/** What every event of it says, besides its time. */
export const told = { by: agent.id, cycle: 1 } as const
/** What the outcomes say too. */
export const about = { ...told, case: theCase } as const

export const attempted = (
  attempt: number,
  result: 'reached' | 'noAnswer' | 'wrongNumber' | 'callBack',
  when: Instant = after(attempt * HOUR),
): FollowUpEvent => ({
  type: 'FollowUpAttempted',
  at: when,
  ...told,
  customer,
  attempt,
  result,
  channel: 'phone',
  firstDue: due,
})

/** What the state keeps of an answer: all but the words, the customer and who recorded it. */
export const kept = (event: SatisfactionRecorded): GivenAnswer => ({
  answer: event.answer,
  at: event.at,
  csat: event.csat,
  nps: event.nps,
  ces: event.ces,
  staff: event.staff ?? [],
  dimensions: event.dimensions ?? [],
  resolvedInOneContact: event.resolvedInOneContact,
  survey: event.survey,
  hasVerbatim: event.verbatim !== undefined,
})

/** A history that leads from the scheduling to each stage, without anything else in it. */
const leadingTo: Readonly<Record<Exclude<FollowUpStage, 'none'>, ReadonlyArray<FollowUpEvent>>> = {
  scheduled: [],
  completed: [
    attempted(1, 'reached'),
    {
      type: 'FollowUpCompleted',
      at: after(2 * HOUR),
      ...about,
      customer,
      outcome: 'satisfied',
      firstDue: due,
    },
  ],
  unreachable: [
    attempted(1, 'noAnswer'),
    attempted(2, 'wrongNumber'),
    attempted(3, 'noAnswer'),
    { type: 'FollowUpUnreachable', at: after(4 * HOUR), ...about, attempts: 3 },
  ],
  missed: [{ type: 'FollowUpMissed', at: after(3 * DAY), ...about, due }],
  declined: [{ type: 'FollowUpDeclined', at: after(HOUR), ...told, customer }],
  cancelled: [
    { type: 'FollowUpCancelled', at: after(HOUR), ...told, customer, reason: 'caseReopened' },
  ],
}

/** The follow-up, scheduled and led to a stage; `before` comes between the two. */
export const inStage = (
  stage: FollowUpStage,
  ...before: ReadonlyArray<FollowUpEvent>
): ReadonlyArray<FollowUpEvent> =>
  stage === 'none' ? [] : [scheduled, ...before, ...leadingTo[stage]]

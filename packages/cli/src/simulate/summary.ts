/** What came of a simulation, counted from its history. */
import { categoryOf, type Instant, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { ClockEvent } from '@casetrail/core/clock'
import type { DispatchAnswered } from '@casetrail/core/policy'

import { promiseTally, type Means, type Promises } from './promises.js'

export interface Tally {
  readonly [name: string]: number
}

export interface Summary {
  readonly cases: number
  readonly openedByPolicies: number
  readonly events: number
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  /** By their stage at the end. */
  readonly stages: Tally
  readonly reopened: number
  readonly transferred: number
  readonly escalated: number
  readonly merged: number
  readonly complaints: Tally
  readonly followUps: Tally
  readonly answers: number
  readonly emergencies: Tally
  readonly correctiveActions: number
  readonly promises: Promises
  readonly means: Means
  readonly dispatches: Tally
  /** Refused commands of policies, by the reason. */
  readonly refusals: Tally
}

type Counts = Map<string, number>

const add = (counts: Counts, name: string, by = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + by)
}

const tallied = (counts: Counts): Tally =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

/** What an event makes of its stream. */
const endings: Readonly<Record<string, string>> = {
  CaseOpened: 'open',
  CaseAccepted: 'open',
  CaseReopened: 'open',
  CaseResumed: 'open',
  CaseUnmerged: 'open',
  CustomerInputRequested: 'pendingCustomer',
  CaseHeld: 'onHold',
  CaseResolved: 'resolved',
  CaseClosed: 'closed',
  CaseMerged: 'merged',
  CaseArchived: 'archived',
  CaseCancelled: 'cancelled',
  ComplaintReceived: 'received',
  ComplaintAcknowledged: 'acknowledged',
  InvestigatorAssigned: 'investigating',
  ComplaintReopened: 'investigating',
  ComplaintDecided: 'decided',
  ReviewCompleted: 'decided',
  ComplaintClosed: 'closed',
  ComplaintArchived: 'archived',
  ComplaintWithdrawn: 'withdrawn',
  ComplaintMerged: 'merged',
  FollowUpScheduled: 'scheduled',
  FollowUpCompleted: 'completed',
  FollowUpUnreachable: 'unreachable',
  FollowUpMissed: 'missed',
  FollowUpDeclined: 'declined',
  FollowUpCancelled: 'cancelled',
  EmergencyDeclared: 'declared',
  PlanStarted: 'planStarted',
  Recovered: 'recovered',
  Reviewed: 'reviewed',
  EmergencyStoodDown: 'stoodDown',
}

const isOfClock = (recorded: RecordedEvent): recorded is RecordedEvent<ClockEvent> =>
  recorded.event.type.startsWith('Clock')

/** Counts a history. */
export const summaryOf = (history: ReadonlyArray<RecordedEvent>): Summary => {
  const stages = new Map<string, string>()
  const happened: Counts = new Map()
  const clocks = promiseTally()
  const dispatches: Counts = new Map()
  const refusals: Counts = new Map()
  let openedByPolicies = 0
  for (const recorded of history) {
    const { stream, event, metadata } = recorded
    const category = categoryOf(stream)
    add(happened, event.type)
    if (category === 'dispatch') {
      const { outcome, rejection } = event as DispatchAnswered
      add(dispatches, outcome)
      if (rejection !== undefined) add(refusals, rejection)
    } else if (isOfClock(recorded)) {
      clocks.see(recorded)
    } else {
      const stage = endings[event.type]
      // a reply to a case that is taken up again may come late
      if (stage !== undefined) stages.set(stream, stage)
      if ((event as CaseEvent).type === 'CaseOpened' && metadata.actor.id.startsWith('policy:')) {
        openedByPolicies += 1
      }
    }
  }
  const of = (category: string): Tally => {
    const counts: Counts = new Map()
    for (const [stream, stage] of stages) if (categoryOf(stream) === category) add(counts, stage)
    return tallied(counts)
  }
  const count = (type: string): number => happened.get(type) ?? 0
  return {
    cases: count('CaseOpened'),
    openedByPolicies,
    events: history.length,
    from: history[0]?.recordedAt,
    to: history.at(-1)?.recordedAt,
    stages: of('case'),
    reopened: count('CaseReopened'),
    transferred: count('CaseTransferred'),
    escalated: count('CaseEscalated'),
    merged: count('CaseMerged'),
    complaints: of('complaint'),
    followUps: of('followUp'),
    answers: count('SatisfactionRecorded'),
    emergencies: of('emergency'),
    correctiveActions: count('CorrectiveActionOpened'),
    promises: clocks.promises(),
    means: clocks.means(),
    dispatches: tallied(dispatches),
    refusals: tallied(refusals),
  }
}

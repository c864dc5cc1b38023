/** What came of a simulation, counted from its history. */
import { categoryOf, type Instant, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'
import type { ClockEvent } from '@casetrail/core/clock'
import type { DispatchAnswered } from '@casetrail/core/policy'

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
  readonly promises: Tally
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
  CustomerInputRequested: 'waiting for the customer',
  CaseHeld: 'on hold',
  CaseResolved: 'resolved',
  CaseClosed: 'closed',
  CaseMerged: 'merged',
  CaseArchived: 'archived',
  CaseCancelled: 'cancelled',
  ComplaintReceived: 'received',
  ComplaintAcknowledged: 'acknowledged',
  InvestigatorAssigned: 'investigated',
  ComplaintReopened: 'investigated',
  ComplaintDecided: 'decided',
  ReviewCompleted: 'decided',
  ComplaintClosed: 'closed',
  ComplaintArchived: 'archived',
  ComplaintWithdrawn: 'withdrawn',
  ComplaintMerged: 'merged',
  FollowUpScheduled: 'to come',
  FollowUpCompleted: 'completed',
  FollowUpUnreachable: 'unreachable',
  FollowUpMissed: 'missed',
  FollowUpDeclined: 'declined',
  FollowUpCancelled: 'cancelled',
  EmergencyDeclared: 'declared',
  PlanStarted: 'plan started',
  Recovered: 'recovered',
  Reviewed: 'reviewed',
  EmergencyStoodDown: 'false alarm',
}

const promiseOf = ({ type }: ClockEvent): string | undefined => {
  switch (type) {
    case 'ClockStarted':
      return 'given'
    case 'ClockMet':
      return 'met'
    case 'ClockBreached':
      return 'breached'
    case 'ClockBreachWithdrawn':
      return 'withdrawn'
    case 'ClockCancelled':
      return 'cancelled'
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockRetargeted':
    case 'ClockWarned':
      return undefined
  }
}

/** Counts a history. */
export const summaryOf = (history: ReadonlyArray<RecordedEvent>): Summary => {
  const stages = new Map<string, string>()
  const happened: Counts = new Map()
  const promises: Counts = new Map()
  const dispatches: Counts = new Map()
  const refusals: Counts = new Map()
  let openedByPolicies = 0
  for (const { stream, event, metadata } of history) {
    const category = categoryOf(stream)
    add(happened, event.type)
    if (category === 'dispatch') {
      const { outcome, rejection } = event as DispatchAnswered
      add(dispatches, outcome)
      if (rejection !== undefined) add(refusals, rejection)
    } else if (event.type.startsWith('Clock')) {
      const promise = promiseOf(event as ClockEvent)
      if (promise === 'met' && !(event as Extract<ClockEvent, { type: 'ClockMet' }>).inTime) {
        add(promises, 'met late')
      } else if (promise !== undefined) add(promises, promise)
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
    promises: tallied(promises),
    dispatches: tallied(dispatches),
    refusals: tallied(refusals),
  }
}

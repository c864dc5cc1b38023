/** What is told of a story beside its case: follow-ups, complaints, emergencies, operations. */
import type { ComplaintEvent, ComplaintReceived } from '@casetrail/core/complaint'
import type { EmergencyEvent } from '@casetrail/core/emergency'
import type {
  FollowUpEvent,
  FollowUpScheduled,
  SatisfactionRecorded,
} from '@casetrail/core/follow-up'
import type { OperationsEvent } from '@casetrail/core/operations'

import { hour, HOUR, type Told } from './desk.js'

const customer = 'customer-1'
const standard = { id: 'retail-2025', version: 1 }
const by = 'lin'

type Of<E extends { readonly type: string }, T extends E['type']> = Extract<E, { readonly type: T }>

const scheduled = (hours: number, due: number): FollowUpScheduled => ({
  type: 'FollowUpScheduled',
  at: hour(hours),
  by,
  customer,
  standard,
  purpose: 'afterResolution',
  method: 'phone',
  due: hour(due),
})

/** A follow-up of a story, told event by event. */
export const followUp = (name = '1') => {
  const told = (event: FollowUpEvent): Told => [event, { stream: `followUp-${name}` }]
  return {
    /** About the first cycle of the case, due after so many hours. */
    scheduled: (hours: number, due: number, over: Partial<FollowUpScheduled> = {}): Told =>
      told({ ...scheduled(hours, due), cycle: 1, ...over }),
    ofNoCycle: (hours: number, due: number): Told => told(scheduled(hours, due)),
    assigned: (hours: number, assignee: string): Told =>
      told({ type: 'FollowUpAssigned', at: hour(hours), by, assignee }),
    rescheduled: (hours: number, due: number, firstDue: number): Told =>
      told({
        type: 'FollowUpRescheduled',
        at: hour(hours),
        by,
        customer,
        due: hour(due),
        firstDue: hour(firstDue),
      }),
    attempted: (
      hours: number,
      result: Of<FollowUpEvent, 'FollowUpAttempted'>['result'] = 'reached',
    ): Told =>
      told({
        type: 'FollowUpAttempted',
        at: hour(hours),
        by,
        customer,
        attempt: 1,
        result,
        channel: 'phone',
        firstDue: hour(0),
      }),
    completed: (hours: number): Told =>
      told({
        type: 'FollowUpCompleted',
        at: hour(hours),
        by,
        customer,
        outcome: 'satisfied',
        firstDue: hour(0),
      }),
    unreachable: (hours: number): Told =>
      told({ type: 'FollowUpUnreachable', at: hour(hours), by, attempts: 3 }),
    missed: (hours: number): Told =>
      told({ type: 'FollowUpMissed', at: hour(hours), by, due: hour(0) }),
    declined: (hours: number): Told =>
      told({ type: 'FollowUpDeclined', at: hour(hours), by, customer }),
    cancelled: (hours: number, reason: Of<FollowUpEvent, 'FollowUpCancelled'>['reason']): Told =>
      told({ type: 'FollowUpCancelled', at: hour(hours), by, customer, reason }),
    asked: (hours: number, survey = 's1'): Told =>
      told({ type: 'SurveyRequested', at: hour(hours), by, customer, survey, channel: 'email' }),
    delivered: (hours: number, survey = 's1'): Told =>
      told({ type: 'SurveyDelivered', at: hour(hours), by, survey }),
    bounced: (hours: number, survey = 's1'): Told =>
      told({ type: 'SurveyBounced', at: hour(hours), by, customer, survey }),
    answered: (hours: number, over: Partial<SatisfactionRecorded>): Told =>
      told({ type: 'SatisfactionRecorded', at: hour(hours), by, customer, answer: 1, ...over }),
  }
}

/** A complaint of a story. */
export const complaint = (name = '1') => {
  const told = (event: ComplaintEvent): Told => [event, { stream: `complaint-${name}` }]
  const own = { cycle: 1, by, customer }
  return {
    received: (hours: number, over: Partial<ComplaintReceived> = {}): Told =>
      told({
        type: 'ComplaintReceived',
        at: hour(hours),
        ...own,
        standard,
        complaintType: 'goods',
        source: 'external',
        channel: 'phone',
        ...over,
      }),
    acknowledged: (hours: number): Told =>
      told({
        type: 'ComplaintAcknowledged',
        at: hour(hours),
        ...own,
        channel: 'phone',
        nextStep: '調查',
      }),
    assessed: (hours: number, severity: Of<ComplaintEvent, 'SeverityAssessed'>['severity']): Told =>
      told({ type: 'SeverityAssessed', at: hour(hours), ...own, severity, urgent: false }),
    caused: (hours: number, cause: string): Told =>
      told({
        type: 'RootCauseDetermined',
        at: hour(hours),
        ...own,
        cause,
        analysis: { method: 'fiveWhys', whys: ['包裝不良'] },
      }),
    communicated: (hours: number, handler?: string): Told =>
      told({
        type: 'DecisionCommunicated',
        at: hour(hours),
        ...own,
        channel: 'phone',
        outcome: 'upheld',
        withRemedy: false,
        ...(handler === undefined ? {} : { handler }),
      }),
    withdrawn: (hours: number): Told =>
      told({ type: 'ComplaintWithdrawn', at: hour(hours), ...own, reason: '誤會' }),
    reopened: (hours: number): Told =>
      told({ type: 'ComplaintReopened', at: hour(hours), ...own, reason: '未解決' }),
    merged: (hours: number): Told =>
      told({
        type: 'ComplaintMerged',
        at: hour(hours),
        cycle: 1,
        by,
        survivor: 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742',
        duplicate: '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901',
      }),
  }
}

/** An emergency. */
export const emergency = (name = '1') => {
  const told = (event: EmergencyEvent): Told => [event, { stream: `emergency-${name}` }]
  const kind = 'systemFailure'
  return {
    declared: (hours: number): Told =>
      told({ type: 'EmergencyDeclared', at: hour(hours), by, standard, kind, description: '停機' }),
    started: (hours: number): Told =>
      told({
        type: 'PlanStarted',
        at: hour(hours),
        by,
        plan: 'P1',
        team: 'ops',
        kind,
        declaredAt: hour(0),
      }),
    recovered: (hours: number): Told =>
      told({ type: 'Recovered', at: hour(hours), by, result: '恢復', kind, declaredAt: hour(0) }),
    stoodDown: (hours: number): Told =>
      told({ type: 'EmergencyStoodDown', at: hour(hours), by, reason: '誤報' }),
    drilled: (hours: number): Told =>
      told({
        type: 'DrillHeld',
        at: hour(hours),
        by,
        standard,
        kind,
        plan: 'P1',
        lessons: '預案可行',
      }),
  }
}

type Exposure = Of<OperationsEvent, 'ExposureReported'>

/** What is reported of a period. */
export const operations = (name = '1') => {
  const told = (event: OperationsEvent): Told => [event, { stream: `operations-${name}` }]
  const kind = 'network'
  return {
    /** So much exposure from one hour until another. */
    exposed: (from: number, to: number, over: Partial<Exposure>): Told =>
      told({
        type: 'ExposureReported',
        at: hour(to),
        by,
        standard,
        from: hour(from),
        to: hour(to),
        ...over,
      }),
    /** So many hours of service. */
    served: (from: number, to: number, hours: number): Told =>
      operations(name).exposed(from, to, { serviceMs: hours * HOUR }),
    began: (hours: number, interruption = 'i1'): Told =>
      told({ type: 'InterruptionStarted', at: hour(hours), by, standard, interruption, kind }),
    ended: (hours: number, startedAt: number, interruption = 'i1'): Told =>
      told({
        type: 'InterruptionEnded',
        at: hour(hours),
        by,
        standard,
        interruption,
        kind,
        startedAt: hour(startedAt),
      }),
  }
}

/** A case and a complaint with clocks of every kind, by which the clocks are specified. */
import { readyCalendars } from '@casetrail/core/calendar'
import { caseAggregate } from '@casetrail/core/case'
import { serviceLevels, withServiceLevels } from '@casetrail/core/clock'
import { complaintAggregate } from '@casetrail/core/complaint'
import { retail2025, type Clock, type ServiceStandard } from '@casetrail/core/standards'

const told = { en: 'A clock', zh: '時限' } as const
const source = { handbook: 'house', gist: told } as const

const named = (id: string, clock: Omit<Clock, 'id' | 'label' | 'source'>): Clock => ({
  id,
  label: told,
  source,
  ...clock,
})

type Rules = Clock['rules']

const reply = { direction: ['outbound'], by: ['human'], public: [true] } as const

const overWhenTheCaseIs: Rules = [
  { on: 'CaseCancelled', do: 'cancel' },
  { on: 'CaseMerged', do: 'cancel' },
  { on: 'CaseClosed', do: 'cancel' },
  { on: 'CaseUnmerged', do: 'restart', after: 'CaseMerged' },
]

const pausedByTheCustomer: Rules = [
  { on: 'CustomerInputRequested', do: 'pause' },
  { on: 'CaseResumed', do: 'resume' },
  { on: 'ContactRecorded', if: { direction: ['inbound'] }, do: 'resume' },
]

const ms = (text: string): Extract<Clock['targets'][number]['target'], { time: unknown }>['time'] =>
  text as never

export const clocks: ReadonlyArray<Clock> = [
  named('firstResponse', {
    of: 'case',
    rules: [
      { on: 'CaseOpened', do: 'start' },
      { on: 'ContactRecorded', if: reply, do: 'meet' },
      ...overWhenTheCaseIs,
    ],
    targets: [{ target: { kind: 'elapsed', time: ms('PT4H'), warnBefore: ms('PT1H') } }],
  }),
  named('resolution', {
    of: 'case',
    rules: [
      { on: 'CaseOpened', do: 'start' },
      { on: 'CaseReopened', do: 'start' },
      { on: 'CaseResolved', do: 'meet' },
      ...pausedByTheCustomer,
      ...overWhenTheCaseIs,
    ],
    targets: [
      { if: { priority: ['critical'] }, target: { kind: 'business', time: ms('PT4H') } },
      { if: { tier: ['vip'] }, target: { kind: 'business', time: ms('PT8H') } },
      { target: { kind: 'business', time: ms('PT16H'), warnBefore: ms('PT2H') } },
    ],
  }),
  named('days', {
    of: 'case',
    rules: [
      { on: 'CaseOpened', do: 'start' },
      { on: 'CaseResolved', do: 'meet' },
      ...pausedByTheCustomer,
      ...overWhenTheCaseIs,
    ],
    targets: [{ target: { kind: 'workingDays', days: 2, warnBefore: ms('PT3H') } }],
  }),
  named('progress', {
    of: 'case',
    recurs: true,
    rules: [
      { on: 'CaseAccepted', do: 'start' },
      { on: 'ProgressUpdated', do: 'meet' },
      { on: 'CaseResolved', do: 'cancel' },
      ...pausedByTheCustomer,
      ...overWhenTheCaseIs,
    ],
    targets: [{ target: { kind: 'business', time: ms('PT15M') } }],
  }),
  named('rings', {
    of: 'case',
    rules: [
      {
        on: 'ContactRecorded',
        if: { direction: ['inbound'], channel: ['phone'] },
        do: 'start',
      },
    ],
    targets: [{ target: { kind: 'count', atMost: 3, of: 'answeredAfterRings' } }],
  }),
  named('step', {
    of: 'case',
    instance: 'step',
    rules: [
      { on: 'StepStarted', if: { responsible: ['agent'] }, do: 'start' },
      { on: 'StepCompleted', do: 'meet' },
      { on: 'StepDropped', do: 'exempt' },
      ...overWhenTheCaseIs,
    ],
    targets: [{ target: { kind: 'elapsed', time: ms('PT5M') } }],
  }),
  named('handled', {
    of: 'complaint',
    rules: [
      { on: 'ComplaintReceived', do: 'start' },
      { on: 'DecisionCommunicated', do: 'meet' },
      { on: 'ComplaintWithdrawn', do: 'cancel' },
      { on: 'ComplaintMerged', do: 'cancel' },
    ],
    targets: [{ target: { kind: 'workingDays', days: 2 } }],
  }),
]

export const clocked: ServiceStandard = { ...retail2025, id: 'clocked', clocks }

export const levels = serviceLevels([clocked], readyCalendars)

export const clockedCases = withServiceLevels(caseAggregate([clocked]), levels)

export const clockedComplaints = withServiceLevels(complaintAggregate([clocked]), levels)

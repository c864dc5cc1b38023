/** A standard with five clocks, as a desk has them: three that pause, one of them again and again. */
import { Duration } from '@casetrail/core'
import { retail2025, type Clock, type ServiceStandard } from '@casetrail/core/standards'

import { must } from '../harness/check.js'

const lasting = (text: string): Duration => {
  must(`${text} is no duration`, Duration.is(text))
  return text
}

const label = { en: 'A clock', zh: '時限' } as const

const named = (
  id: string,
  rules: Clock['rules'],
  targets: Clock['targets'],
  more: Partial<Clock> = {},
): Clock => ({
  id,
  label,
  source: { handbook: 'house', gist: label },
  of: 'case',
  rules,
  targets,
  ...more,
})

const reply = { direction: ['outbound'], by: ['human'], public: [true] }

const over: Clock['rules'] = [
  { on: 'CaseCancelled', do: 'cancel' },
  { on: 'CaseMerged', do: 'cancel' },
  { on: 'CaseClosed', do: 'cancel' },
]

const pausedByTheCustomer: Clock['rules'] = [
  { on: 'CustomerInputRequested', do: 'pause' },
  { on: 'CaseResumed', do: 'resume' },
  { on: 'ContactRecorded', if: { direction: ['inbound'] }, do: 'resume' },
]

const clocks: ReadonlyArray<Clock> = [
  named(
    'firstResponse',
    [{ on: 'CaseOpened', do: 'start' }, { on: 'ContactRecorded', if: reply, do: 'meet' }, ...over],
    [{ target: { kind: 'elapsed', time: lasting('PT24H'), warnBefore: lasting('PT4H') } }],
  ),
  named(
    'resolution',
    [
      { on: 'CaseOpened', do: 'start' },
      { on: 'CaseReopened', do: 'start' },
      { on: 'CaseResolved', do: 'meet' },
      ...pausedByTheCustomer,
      ...over,
    ],
    [
      {
        if: { priority: ['critical', 'high'] },
        target: { kind: 'business', time: lasting('PT8H'), warnBefore: lasting('PT2H') },
      },
      { target: { kind: 'business', time: lasting('PT40H'), warnBefore: lasting('PT4H') } },
    ],
  ),
  named(
    'handled',
    [
      { on: 'CaseOpened', do: 'start' },
      { on: 'CaseResolved', do: 'meet' },
      ...pausedByTheCustomer,
      ...over,
    ],
    [{ target: { kind: 'workingDays', days: 2 } }],
  ),
  named(
    'progress',
    [
      { on: 'CaseAccepted', do: 'start' },
      { on: 'ProgressUpdated', do: 'meet' },
      { on: 'CaseResolved', do: 'cancel' },
      ...pausedByTheCustomer,
      ...over,
    ],
    [{ target: { kind: 'business', time: lasting('PT8H') } }],
    { recurs: true },
  ),
  named(
    'closed',
    [
      { on: 'CaseOpened', do: 'start' },
      { on: 'CaseClosed', do: 'meet' },
      { on: 'CaseCancelled', do: 'cancel' },
    ],
    [{ target: { kind: 'elapsed', time: lasting('P14D'), warnBefore: lasting('P1D') } }],
  ),
]

export const withFiveClocks: ServiceStandard = { ...retail2025, clocks, kpis: [] }

/** Promises of a desk: a standard with clocks of every kind and a procedure. */
import { Duration } from '@casetrail/core'
import {
  retail2025,
  type Clock,
  type ClockRule,
  type Procedure,
  type ServiceStandard,
  type Target,
} from '@casetrail/core/standards'

const time = (text: string): Duration => {
  if (Duration.is(text)) return text
  throw new Error(`${text} is no duration`)
}

const label = (en: string, zh: string) => ({ en, zh })
const source = { handbook: 'house', gist: label('For tests.', '測試用') } as const

export const elapsed = (hours: number): Target => ({
  kind: 'elapsed',
  time: time(`PT${String(hours)}H`),
})
/** With a warning an hour before. */
export const warned = (hours: number): Target => ({
  kind: 'elapsed',
  time: time(`PT${String(hours)}H`),
  warnBefore: time('PT1H'),
})
export const workingDays = (days: number): Target => ({ kind: 'workingDays', days })
export const rings: Target = { kind: 'count', atMost: 3, of: 'contacts' }
export const mean: Target = { kind: 'mean', time: time('PT1H') }

const on = (type: string, step: ClockRule['do'], more: Partial<ClockRule> = {}): ClockRule => ({
  on: type,
  do: step,
  ...more,
})

const stops = [on('CaseCancelled', 'cancel'), on('CaseMerged', 'exempt')]

const clock = (
  id: string,
  target: Target,
  rules: ReadonlyArray<ClockRule>,
  more: Partial<Clock> = {},
): Clock => ({
  id,
  label: label(`Clock ${id}`, `時限${id}`),
  source,
  of: 'case',
  rules: [...rules, ...stops],
  targets: [{ target }],
  ...more,
})

/** Of every kind: with pauses and warnings, recurring, by working days, counting, as a mean, retargeted. */
const clocks: ReadonlyArray<Clock> = [
  clock('firstResponse', warned(24), [
    on('CaseOpened', 'start'),
    on('ContactRecorded', 'meet', { if: { direction: ['outbound'], by: ['human'] } }),
  ]),
  clock(
    'resolution',
    { kind: 'business', time: time('PT8H'), warnBefore: time('PT1H') },
    [
      on('CaseOpened', 'start'),
      on('CaseReopened', 'start'),
      on('CustomerInputRequested', 'pause'),
      on('CaseHeld', 'pause'),
      on('CaseResumed', 'resume'),
      on('CaseResolved', 'meet'),
    ],
    {
      targets: [
        { if: { priority: ['P1'] }, target: { kind: 'business', time: time('PT2H') } },
        { target: { kind: 'business', time: time('PT8H'), warnBefore: time('PT1H') } },
      ],
    },
  ),
  clock('progress', elapsed(12), [on('CaseAccepted', 'start'), on('ProgressUpdated', 'meet')], {
    recurs: true,
  }),
  clock('closing', workingDays(2), [on('CaseResolved', 'start'), on('CaseClosed', 'meet')]),
  clock('contacts', rings, [on('CaseResolved', 'start')]),
  clock('frontLine', mean, [
    on('CaseOpened', 'start'),
    on('ContactRecorded', 'meet', { if: { direction: ['outbound'] } }),
  ]),
  clock('complaintResponse', elapsed(24), [], {
    of: 'complaint',
    rules: [on('ComplaintReceived', 'start'), on('ComplaintAcknowledged', 'meet')],
  }),
  clock('complaintHandled', workingDays(2), [], {
    of: 'complaint',
    rules: [on('ComplaintReceived', 'start'), on('DecisionCommunicated', 'meet')],
  }),
]

const step = (id: string, en: string, zh: string, ...shownBy: ReadonlyArray<string>) => ({
  id,
  label: label(en, zh),
  shownBy,
})

/** Of the service of a case that no inquiry asks for. */
export const procedure: Procedure = {
  id: 'service',
  label: label('Service', '服務'),
  source,
  of: 'case',
  if: { requestType: ['repair', 'suggestion'] },
  steps: [
    step('receive', 'receive', '接收', 'CaseOpened'),
    step('assign', 'assign', '派單', 'CaseAssigned', 'CaseAccepted'),
    step('contact', 'contact the customer', '聯繫客戶', 'ContactRecorded'),
    step('solve', 'solve', '解決', 'CaseResolved'),
    step('verify', 'verify', '驗證', 'SolutionVerified', 'step:verify'),
  ],
}

/** The retail standard with these promises. */
export const promising: ServiceStandard = {
  ...retail2025,
  clocks,
  procedures: [procedure],
  hostMustSet: [],
}

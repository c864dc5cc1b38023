/** Promises of a desk: a standard with clocks of every kind and a procedure, and clock events told by hand. */
import { Duration, type Instant } from '@casetrail/core'
import type { ClockEvent, ClockStarted } from '@casetrail/core/clock'
import {
  retail2025,
  type Clock,
  type ClockRule,
  type Procedure,
  type ServiceStandard,
  type Target,
} from '@casetrail/core/standards'

import { hour, type Told } from './desk.js'

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

type Over<T extends ClockEvent['type']> = Partial<Extract<ClockEvent, { readonly type: T }>>

/** A run of a clock of the case, or of another stream of its story, told by hand. */
export const clockRun = (name: string, run = 1, stream?: string) => {
  const told = (event: ClockEvent): Told =>
    stream === undefined ? [event, {}] : [event, { stream }]
  const own = { clock: name, run }
  return {
    /** Due after so many hours. */
    started: (hours: number, due?: number, over: Partial<ClockStarted> = {}): Told =>
      told({
        type: 'ClockStarted',
        at: hour(hours),
        ...own,
        target: elapsed((due ?? hours) - hours),
        from: hour(hours),
        elapsedMs: 0,
        ...dueAt(due),
        ...over,
      }),
    paused: (hours: number, ran: number, over: Over<'ClockPaused'> = {}): Told =>
      told({ type: 'ClockPaused', at: hour(hours), ...own, elapsedMs: ran * 3_600_000, ...over }),
    resumed: (hours: number, due?: number): Told =>
      told({ type: 'ClockResumed', at: hour(hours), ...own, ...dueAt(due) }),
    retargeted: (hours: number, target: Target, due?: number, warn?: number): Told =>
      told({
        type: 'ClockRetargeted',
        at: hour(hours),
        ...own,
        target,
        ...dueAt(due),
        ...(warn === undefined ? {} : { warnAt: hour(warn) }),
      }),
    warned: (hours: number, due: number): Told =>
      told({ type: 'ClockWarned', at: hour(hours), ...own, dueAt: hour(due) }),
    met: (hours: number, ran: number, inTime = true, over: Over<'ClockMet'> = {}): Told =>
      told({
        type: 'ClockMet',
        at: hour(hours),
        ...own,
        inTime,
        elapsedMs: ran * 3_600_000,
        ...over,
      }),
    breached: (hours: number, over: Over<'ClockBreached'> = {}): Told =>
      told({ type: 'ClockBreached', at: hour(hours), ...own, ...over }),
    withdrawn: (hours: number): Told =>
      told({ type: 'ClockBreachWithdrawn', at: hour(hours), ...own, reason: 'met' }),
    cancelled: (hours: number, as: 'cancelled' | 'exempt' = 'cancelled'): Told =>
      told({
        type: 'ClockCancelled',
        at: hour(hours),
        ...own,
        as,
        because: 'CaseCancelled',
        elapsedMs: 0,
      }),
  }
}

const dueAt = (due: number | undefined): { readonly dueAt?: Instant } =>
  due === undefined ? {} : { dueAt: hour(due) }

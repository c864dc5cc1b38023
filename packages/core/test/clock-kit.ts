/** Cases and complaints with clocks of every kind, by which the clocks are specified. */
import { Duration, fold, fromEpochMs, type Instant } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { caseAggregate, type CaseCommand, type CaseEvent } from '@casetrail/core/case'
import {
  serviceLevels,
  withServiceLevels,
  type CheckDeadlines,
  type ClockEvent,
} from '@casetrail/core/clock'
import { complaintAggregate } from '@casetrail/core/complaint'
import { retail2025, type Clock, type ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import { A, B, agent, open } from './case-kit.js'

const label = { en: 'A clock', zh: '時限' } as const
const source = { handbook: 'house', gist: label } as const

export const lasting = (text: string): Duration => {
  if (Duration.is(text)) return text
  throw new Error(`${text} is no duration`)
}

const named = (id: string, clock: Omit<Clock, 'id' | 'label' | 'source'>): Clock => ({
  id,
  label,
  source,
  ...clock,
})

type Rules = Clock['rules']

const contact = { channel: 'phone', by: 'human', public: true } as const
const outbound = { direction: 'outbound' } as const
const pair = { survivor: B, duplicate: A } as const

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

const clocks: ReadonlyArray<Clock> = [
  named('firstResponse', {
    of: 'case',
    rules: [
      { on: 'CaseOpened', do: 'start' },
      { on: 'ContactRecorded', if: reply, do: 'meet' },
      ...overWhenTheCaseIs,
    ],
    targets: [{ target: { kind: 'elapsed', time: lasting('PT4H'), warnBefore: lasting('PT1H') } }],
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
      { if: { priority: ['critical'] }, target: { kind: 'business', time: lasting('PT4H') } },
      { if: { tier: ['vip'] }, target: { kind: 'business', time: lasting('PT8H') } },
      { target: { kind: 'business', time: lasting('PT16H'), warnBefore: lasting('PT2H') } },
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
    targets: [{ target: { kind: 'workingDays', days: 2, warnBefore: lasting('PT3H') } }],
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
    targets: [{ target: { kind: 'business', time: lasting('PT15M') } }],
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
  named('frontLine', {
    of: 'case',
    rules: [
      { on: 'CaseOpened', do: 'start' },
      { on: 'ContactRecorded', if: reply, do: 'meet' },
    ],
    targets: [{ target: { kind: 'mean', time: lasting('PT30S') } }],
  }),
  named('check', {
    of: 'case',
    rules: [
      { on: 'CaseAccepted', do: 'start' },
      { on: 'CaseResolved', while: { tier: ['vip'] }, do: 'exempt' },
      { on: 'CaseResolved', do: 'cancel' },
      { on: 'ContactRecorded', if: { direction: ['outbound'], channel: ['email'] }, do: 'meet' },
    ],
    targets: [
      { if: { category: ['goods/damaged'] }, target: { kind: 'workingDays', days: 1 } },
      { if: { channel: ['phone', 'chat'] }, target: { kind: 'workingDays', days: 3 } },
    ],
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
    targets: [{ target: { kind: 'elapsed', time: lasting('PT5M') } }],
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

export const clocked: ServiceStandard = { ...retail2025, id: 'clocked', clocks, kpis: [] }

export const levels = serviceLevels([clocked], readyCalendars)

export const clockedCases = withServiceLevels(caseAggregate([clocked]), levels)

export const clockedComplaints = withServiceLevels(complaintAggregate([clocked]), levels)

/** Cases with some of the clocks only. */
export const casesWith = (...ids: ReadonlyArray<string>) => {
  const standard = { ...clocked, clocks: clocks.filter(({ id }) => ids.includes(id)) }
  return withServiceLevels(caseAggregate([standard]), serviceLevels([standard], readyCalendars))
}

export type ClockedCases = typeof clockedCases
export type AnyCommand = CaseCommand | CheckDeadlines
export type AnyEvent = CaseEvent | ClockEvent

/** By the clocks on the wall in Shanghai: `2025-09-26 10:00`. */
export const on = (text: string): Instant => {
  const ms = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(ms)) throw new Error(`'${text}' is no time`)
  return fromEpochMs(ms)
}

const by = (text: string) => ({ at: on(text), actor: agent })

/** What happens to cases, at a time on the wall. */
export const cmd = {
  open: (text: string, fields: Partial<typeof open> = {}) => ({ ...open, ...by(text), ...fields }),
  accept: (text: string) => ({ type: 'AcceptCase', ...by(text) }),
  reply: (text: string, channel: 'phone' | 'email' = 'phone') => ({
    type: 'RecordContact',
    ...by(text),
    ...contact,
    ...outbound,
    channel,
  }),
  call: (text: string, answeredAfterRings?: number) => ({
    type: 'RecordContact',
    ...by(text),
    ...contact,
    direction: 'inbound',
    ...(answeredAfterRings === undefined ? {} : { answeredAfterRings }),
  }),
  ask: (text: string) => ({ type: 'RequestCustomerInput', ...by(text), question: '請提供訂單號' }),
  goOn: (text: string) => ({ type: 'ResumeCase', ...by(text), basis: 'byHand' }),
  progress: (text: string) => ({
    type: 'UpdateProgress',
    ...by(text),
    done: '已聯繫倉庫',
    remaining: '等待回覆',
  }),
  resolve: (text: string) => ({
    type: 'ResolveCase',
    ...by(text),
    resolutionCode: 'replaced',
    notes: '已換新品',
  }),
  reopen: (text: string) => ({ type: 'ReopenCase', ...by(text), reason: '又壞了' }),
  prioritise: (text: string, priority: string) => ({
    type: 'PrioritiseCase',
    ...by(text),
    priority,
    reason: '客戶催促',
  }),
  classify: (text: string, ...category: ReadonlyArray<string>) => ({
    type: 'ClassifyCase',
    ...by(text),
    category,
  }),
  note: (text: string) => ({ type: 'AddNote', ...by(text), text: '倉庫已出貨' }),
  merge: (text: string) => ({ type: 'MergeCase', ...by(text), ...pair }),
  unmerge: (text: string) => ({ type: 'UnmergeCase', ...by(text), ...pair }),
  cancel: (text: string) => ({ type: 'CancelCase', ...by(text), reason: '誤撥' }),
  plan: (text: string, step: string, responsible: 'agent' | 'customer' = 'agent') => ({
    type: 'PlanStep',
    ...by(text),
    step,
    owner: agent.id,
    responsible,
  }),
  startStep: (text: string, step: string) => ({ type: 'StartStep', ...by(text), step }),
  endStep: (text: string, step: string) => ({ type: 'CompleteStep', ...by(text), step }),
  dropStep: (text: string, step: string) => ({
    type: 'DropStep',
    ...by(text),
    step,
    reason: '不需要',
  }),
  tick: (text: string) => ({ type: 'CheckDeadlines', ...by(text) }),
} as const satisfies Readonly<Record<string, (text: string, ...more: never) => AnyCommand>>

/** What comes of commands one after the other; throws where one is rejected. */
export const told = (
  aggregate: ClockedCases,
  ...commands: ReadonlyArray<AnyCommand>
): ReadonlyArray<AnyEvent> => {
  let state = aggregate.initialState
  return commands.flatMap((command) => {
    const decided = aggregate.decide(command, state)
    if (E.isLeft(decided)) throw new Error(JSON.stringify({ command, rejected: decided.left }))
    state = fold(aggregate, state, decided.right)
    return decided.right
  })
}

export const isClockEvent = (event: AnyEvent): event is ClockEvent => event.type.startsWith('Clock')

/** A clock's events, in short: `10-10 18:00 days#1 Breached`. */
export const timeline = (events: ReadonlyArray<AnyEvent>): ReadonlyArray<string> =>
  events.filter(isClockEvent).map((event) => {
    const of = `${event.clock}${event.instance === undefined ? '' : `[${event.instance}]`}`
    return `${wallOf(event.at)} ${of}#${String(event.run)} ${event.type.slice(5)}${detailOf(event)}`
  })

const wallOf = (at: Instant): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')

const detailOf = (event: ClockEvent): string => {
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockResumed':
    case 'ClockRetargeted':
      return event.dueAt === undefined ? '' : ` due ${wallOf(event.dueAt)}`
    case 'ClockMet':
      return event.inTime ? ' in time' : ' late'
    case 'ClockBreachWithdrawn':
      return ` ${event.reason}`
    case 'ClockCancelled':
      return ` ${event.as} by ${event.because}`
    case 'ClockPaused':
    case 'ClockWarned':
    case 'ClockBreached':
      return ''
  }
}

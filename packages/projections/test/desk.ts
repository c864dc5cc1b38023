/** A desk to specify with: stories told event by event, put into a store, projected, evaluated. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  Duration,
  epochMs,
  fromEpochMs,
  inMemoryEventStore,
  type EpochMs,
  type EventStore,
  type Instant,
  type Metadata,
  type NewEvent,
} from '@casetrail/core'
import type { CaseEvent, CaseOpened } from '@casetrail/core/case'
import type { ClockEvent } from '@casetrail/core/clock'
import type { ComplaintEvent } from '@casetrail/core/complaint'
import type { EmergencyEvent } from '@casetrail/core/emergency'
import type { FollowUpEvent } from '@casetrail/core/follow-up'
import type { OperationsEvent } from '@casetrail/core/operations'
import { inMemoryRowStore, type Figure, type RowStore } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'
import { at, testBoundary } from '@casetrail/core/testing'
import { expect } from 'vitest'

import {
  deskFigures,
  deskModels,
  evaluate,
  project,
  type FigureResult,
  type Query,
  type WindowRules,
} from '../src/index.js'

import { promising } from './promises.js'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** When the desk opens: Monday, 3 March 2025, 9:00 in Shanghai. */
export const t0 = at('2025-03-03T01:00:00.000Z')
export const start: EpochMs = epochMs(t0)
/** So many hours after that. */
export const hour = (hours: number): Instant => fromEpochMs(start + hours * HOUR)

const customer = 'customer-1'

export type DeskEvent =
  CaseEvent | FollowUpEvent | ComplaintEvent | EmergencyEvent | OperationsEvent | ClockEvent

/** What stands in the envelope, beside what every event has. */
interface Envelope extends Partial<Pick<Metadata, 'timeUnknown' | 'knownAt' | 'source'>> {
  /** Its stream among those of its story, as `followUp-1`; without one, the case's. */
  readonly stream?: string
}
/** A case event; with a second part where its envelope says more, as for every other event. */
export type Told = CaseEvent | readonly [DeskEvent, Envelope]
export type Story = ReadonlyArray<Told>

const isPlain = (told: Told): told is CaseEvent => !Array.isArray(told)

/** The event and its envelope. */
export const parted = (told: Told): readonly [DeskEvent, Envelope] =>
  isPlain(told) ? [told, {}] : told

/** At a time that nobody knows; the event's is a stand-in. */
export const someTime = (told: Told): Told => {
  const [event, envelope] = parted(told)
  return [event, { ...envelope, timeUnknown: true }]
}

/** The stream that an event is told of, in a story. */
export const streamOf = (id: string, told: Told): string => {
  const [, { stream }] = parted(told)
  return stream === undefined ? `case-${id}` : `${stream}-${id}`
}

export const opened = (hours: number, over: Partial<CaseOpened> = {}): CaseEvent => ({
  type: 'CaseOpened',
  at: hour(hours),
  cycle: 1,
  customer,
  standard: { id: 'retail-2025', version: 1 },
  channel: 'phone',
  requestType: 'repair',
  phase: 'afterSale',
  problemType: 'product',
  tier: 'standard',
  language: 'zh',
  ...over,
})

type Contact = Extract<CaseEvent, { readonly type: 'ContactRecorded' }>

const contact = (
  hours: number,
  direction: Contact['direction'],
  over: Partial<Contact>,
): CaseEvent => ({
  type: 'ContactRecorded',
  at: hour(hours),
  cycle: 1,
  customer,
  direction,
  channel: 'phone',
  by: 'human',
  public: true,
  ...over,
})

/** The customer calls. */
export const call = (hours: number, over: Partial<Contact> = {}): CaseEvent =>
  contact(hours, 'inbound', over)
/** The desk answers. */
export const reply = (hours: number, over: Partial<Contact> = {}): CaseEvent =>
  contact(hours, 'outbound', over)

export const asked = (hours: number): CaseEvent => ({
  type: 'CustomerInputRequested',
  at: hour(hours),
  cycle: 1,
  customer,
  question: '請提供訂單號',
})
export const held = (hours: number): CaseEvent => ({
  type: 'CaseHeld',
  at: hour(hours),
  cycle: 1,
  customer,
  waitingFor: 'thirdParty',
})
export const resumed = (hours: number): CaseEvent => ({
  type: 'CaseResumed',
  at: hour(hours),
  cycle: 1,
  basis: 'byHand',
})
export const resolved = (
  hours: number,
  resolver = 'lin',
  cycle = 1,
): Extract<CaseEvent, { readonly type: 'CaseResolved' }> => ({
  type: 'CaseResolved',
  at: hour(hours),
  cycle,
  customer,
  resolutionCode: 'replaced',
  notes: '已換貨',
  resolver,
  contacts: 1,
})
/** A resolution that names its root cause. */
export const causedBy = (hours: number, rootCause: string, cycle = 1): CaseEvent => ({
  ...resolved(hours, 'lin', cycle),
  rootCause,
})
/** The customer is told how far it has come, and until when it will take. */
export const progress = (hours: number, eta?: number): CaseEvent => ({
  type: 'ProgressUpdated',
  at: hour(hours),
  cycle: 1,
  customer,
  done: '已查明',
  remaining: '待發貨',
  ...(eta === undefined ? {} : { eta: hour(eta) }),
})
export const delayed = (hours: number, eta: number, customerTold = true): CaseEvent => ({
  type: 'DelayNotified',
  at: hour(hours),
  cycle: 1,
  customer,
  reason: '缺貨',
  eta: hour(eta),
  customerTold,
})
export const reopened = (hours: number, cycle = 2): CaseEvent => ({
  type: 'CaseReopened',
  at: hour(hours),
  cycle,
  customer,
  reason: '又壞了',
})
export const closed = (hours: number, outcome: 'solved' | 'unsolved' = 'solved'): CaseEvent => ({
  type: 'CaseClosed',
  at: hour(hours),
  cycle: 1,
  customer,
  basis: 'supervisor',
  outcome,
})
export const cancelled = (hours: number): CaseEvent => ({
  type: 'CaseCancelled',
  at: hour(hours),
  cycle: 1,
  customer,
  reason: '誤撥',
})
export const transferred = (hours: number, warm = false): CaseEvent => ({
  type: 'CaseTransferred',
  at: hour(hours),
  cycle: 1,
  customer,
  to: { kind: 'team', id: 'second-line' },
  warm,
  reason: '需二線支持',
})
export const assigned = (hours: number, to = 'wu'): CaseEvent => ({
  type: 'CaseAssigned',
  at: hour(hours),
  cycle: 1,
  to: { kind: 'person', id: to },
  basis: 'byHand',
})
export const accepted = (hours: number, owner = 'wu'): CaseEvent => ({
  type: 'CaseAccepted',
  at: hour(hours),
  cycle: 1,
  owner,
})
export const escalated = (hours: number, kind: 'functional' | 'hierarchical'): CaseEvent => ({
  type: 'CaseEscalated',
  at: hour(hours),
  cycle: 1,
  customer,
  kind,
  level: 2,
  reason: '客戶要求主管處理',
})

const pair = {
  survivor: 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742',
  duplicate: '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901',
} as const
export const merged = (hours: number): CaseEvent => ({
  type: 'CaseMerged',
  at: hour(hours),
  cycle: 1,
  ...pair,
})
export const unmerged = (hours: number): CaseEvent => ({
  type: 'CaseUnmerged',
  at: hour(hours),
  cycle: 1,
  ...pair,
})

/** An event sealed for a story; ids are `story.n`. */
export const sealed = (
  id: string,
  n: number | string,
  told: Told,
  recordedAt?: Instant,
): NewEvent => {
  const [event, { stream: _, ...envelope }] = parted(told)
  return {
    eventId: `${id}.${String(n)}`,
    recordedAt: recordedAt ?? event.at,
    event,
    metadata: {
      actor: { id: 'lin', role: 'agent' },
      commandId: `${id}.${String(n)}`,
      correlationId: id,
      causationId: id,
      schemaVersion: 1,
      ...envelope,
    },
  }
}

/** The right side, or a failed test that says what the left one was. */
export const right = async <A>(work: TaskEither<unknown, A>): Promise<A> => {
  const answer = await work()
  if (E.isRight(answer)) return answer.right
  throw new Error(`expected a Right, found ${JSON.stringify(answer.left)}`)
}

export const newStore = (): EventStore => inMemoryEventStore(testBoundary())

/** The store that holds some cases' stories, one after the other. */
export const storeOf = async (stories: Readonly<Record<string, Story>>): Promise<EventStore> => {
  const store = newStore()
  for (const [id, story] of Object.entries(stories)) {
    const lengths = new Map<string, number>()
    for (const [n, told] of story.entries()) {
      const stream = streamOf(id, told)
      const length = lengths.get(stream) ?? 0
      lengths.set(stream, length + 1)
      const expected = length === 0 ? 'noStream' : length - 1
      await right(store.append(stream, expected, [sealed(id, n, told)]))
    }
  }
  return store
}

export const rowsOf = async (stories: Readonly<Record<string, Story>>): Promise<RowStore> => {
  const rows = inMemoryRowStore()
  await right(project(await storeOf(stories), rows, deskModels))
  return rows
}

/** Seven days, and a transfer in person is one contact still. */
export const usualRules: WindowRules = { windowMs: 7 * DAY, warmTransferCounts: true }

/** The retail standard with promises, and other rules for first contact. */
export const standardWith = ({ windowMs, warmTransferCounts }: WindowRules): ServiceStandard => {
  const window = `PT${String(windowMs / 1000)}S`
  if (!Duration.is(window)) throw new Error(`${window} is no duration`)
  return { ...promising, firstContact: { window, warmTransferCounts } }
}

export const figureOf = (id: string, rules: WindowRules = usualRules): Figure => {
  const figure = deskFigures([standardWith(rules)]).find((one) => one.id === id)
  if (figure === undefined) throw new Error(`there is no figure ${id}`)
  return figure
}

/** Asked a year after the desk opened. */
export const later: Query = { zone: 'Asia/Shanghai', asOf: start + 365 * DAY }

export interface Asked {
  readonly query?: Partial<Query>
  readonly rules?: WindowRules
}

/** A figure over some cases, without its labels. */
export const figureFrom = async (
  id: string,
  stories: Readonly<Record<string, Story>>,
  { query = {}, rules = usualRules }: Asked = {},
): Promise<Omit<FigureResult, 'label'>> => {
  const rows = await rowsOf(stories)
  const figures = [figureOf(id, rules)]
  const { figures: results } = await right(evaluate(rows, figures, { ...later, ...query }))
  const [result] = results
  if (result === undefined) throw new Error('evaluate answered nothing')
  const { label, ...rest } = result
  expect(label.en.length * label.zh.length).toBeGreaterThan(0)
  return rest
}

/** The figure in short: met of counted, and who was excluded. */
export const shareFrom = async (
  id: string,
  stories: Readonly<Record<string, Story>>,
  options?: Asked,
): Promise<readonly [number | undefined, number | undefined, Readonly<Record<string, number>>]> => {
  const { numerator, denominator, excluded } = await figureFrom(id, stories, options)
  return [numerator, denominator, excluded]
}

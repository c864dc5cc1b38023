/**
 * What is reported of a period's operations (運營): the exposure that rates are taken of, interruptions
 * of the service (服務中斷), risks. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says.
 *
 * Any may be the first of its stream, so each carries the standard. None has a customer, and so none a
 * personal field: texts name causes, not persons.
 */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { by, source } from '../words/fields.js'
import { From1To5 } from '../words/scales.js'

const reported = { standard: StandardRef, ...by } as const

/**
 * How much there was from `from` until before `to`: what complaints and interruptions are held against.
 * The same interval and attributes again replaces the report before.
 */
export const ExposureReported = eventRecord(
  'ExposureReported',
  { ...reported, from: Instant, to: Instant },
  {
    orders: Count,
    customers: Count,
    contacts: Count,
    services: Count,
    /** Time in which the service was promised, in milliseconds. */
    serviceMs: Count,
    /** What the figures are of, such as one shop or one channel. */
    attributes: source.attributes,
  },
)
export interface ExposureReported extends t.TypeOf<typeof ExposureReported> {}

export const interruptionKinds = [
  'system',
  'network',
  'power',
  'supplier',
  'staff',
  'other',
] as const
export const InterruptionKind = oneOf('InterruptionKind', ...interruptionKinds)
export type InterruptionKind = t.TypeOf<typeof InterruptionKind>

export const InterruptionStarted = eventRecord(
  'InterruptionStarted',
  { ...reported, interruption: Text, kind: InterruptionKind },
  { reason: Text },
)
export interface InterruptionStarted extends t.TypeOf<typeof InterruptionStarted> {}

/** `kind` and `startedAt` are its start's. */
export const InterruptionEnded = eventRecord('InterruptionEnded', {
  ...reported,
  interruption: Text,
  kind: InterruptionKind,
  startedAt: Instant,
})
export interface InterruptionEnded extends t.TypeOf<typeof InterruptionEnded> {}

/**
 * A line of the risk register (風險登記冊), or a new assessment of one. 5 is the worst; `score` is
 * likelihood × impact; `indicator` says by what one will notice it.
 */
export const RiskEntered = eventRecord(
  'RiskEntered',
  {
    ...reported,
    risk: Text,
    description: Text,
    likelihood: From1To5,
    impact: From1To5,
    score: Ordinal,
    measure: Text,
    indicator: Text,
    owner: Text,
  },
  { plan: Text },
)
export interface RiskEntered extends t.TypeOf<typeof RiskEntered> {}

export type OperationsEvent =
  ExposureReported | InterruptionStarted | InterruptionEnded | RiskEntered

/** The codecs of every type and version. */
export const operationsEvents: EventCatalogue<OperationsEvent> = eventCatalogue<OperationsEvent>({
  ExposureReported: eventType(ExposureReported),
  InterruptionStarted: eventType(InterruptionStarted),
  InterruptionEnded: eventType(InterruptionEnded),
  RiskEntered: eventType(RiskEntered),
})

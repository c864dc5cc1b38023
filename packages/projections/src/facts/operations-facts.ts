/** What was reported of operations: one row an exposure, one an interruption. */
import { epochMs, type EventId, type RecordedEvent } from '@casetrail/core'
import {
  operationsEvents,
  type ExposureReported,
  type OperationsEvent,
} from '@casetrail/core/operations'
import type { Dimensions, Facts, Key } from '@casetrail/core/read-model'

import { type Fact, factOf } from './fact.js'

/** How much there was of what in an interval, by the last report of it. */
export interface ExposureRow {
  /** The period that it was reported in: its correlation. */
  readonly story: Key
  readonly reported: { readonly from: number; readonly id: EventId }
  readonly dimensions: Dimensions
  readonly orders: number | undefined
  readonly customers: number | undefined
  readonly contacts: number | undefined
  readonly services: number | undefined
  readonly serviceMs: number | undefined
}

export interface InterruptionRow {
  /** The period that it was reported in: its correlation. */
  readonly story: Key
  readonly started: Fact
  readonly ended: Fact | undefined
  readonly dimensions: Dimensions
}

const from = [{ category: 'operations', events: operationsEvents }] as const

const standardOf = ({ standard }: OperationsEvent): string =>
  `${standard.id}@${String(standard.version)}`

/** A report of the same interval and attributes replaces the one before. */
const exposureKey = (stream: string, { from, to, attributes }: ExposureReported): Key => {
  const named = Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return [stream, from, to, ...(named.length === 0 ? [] : [JSON.stringify(named)])].join(' ')
}

const exposureOf = (event: ExposureReported, id: EventId, story: Key): ExposureRow => ({
  story,
  reported: { from: epochMs(event.from), id },
  dimensions: { standard: standardOf(event), ...event.attributes },
  orders: event.orders,
  customers: event.customers,
  contacts: event.contacts,
  services: event.services,
  serviceMs: event.serviceMs,
})

/** One row an interval and its attributes, within its period's stream. */
export const exposureFacts: Facts<ExposureRow, OperationsEvent> = {
  name: 'exposure',
  version: 1,
  from,
  keyOf: ({ event, stream }) =>
    event.type === 'ExposureReported' ? exposureKey(stream, event) : undefined,
  evolve: (row, { event, eventId, metadata }) =>
    event.type === 'ExposureReported' ? exposureOf(event, eventId, metadata.correlationId) : row,
  finding: ({ story, dimensions }) => ({ correlation: story, dimensions }),
}

const interrupted = (
  row: InterruptionRow | undefined,
  seen: RecordedEvent<OperationsEvent>,
): InterruptionRow | undefined => {
  const { event } = seen
  const fact = factOf(seen)
  switch (event.type) {
    case 'InterruptionStarted':
      return {
        story: seen.metadata.correlationId,
        started: fact,
        ended: row?.ended,
        dimensions: { kind: event.kind, standard: standardOf(event) },
      }
    case 'InterruptionEnded':
      return {
        story: seen.metadata.correlationId,
        started: row?.started ?? { ...fact, at: epochMs(event.startedAt) },
        ended: fact,
        dimensions: row?.dimensions ?? { kind: event.kind, standard: standardOf(event) },
      }
    default:
      return row
  }
}

/** One row an interruption, within its period's stream. */
export const interruptionFacts: Facts<InterruptionRow, OperationsEvent> = {
  name: 'interruption',
  version: 1,
  from,
  keyOf: ({ event, stream }) =>
    event.type === 'InterruptionStarted' || event.type === 'InterruptionEnded'
      ? `${stream} ${event.interruption}`
      : undefined,
  evolve: interrupted,
  finding: ({ story, dimensions }) => ({ correlation: story, dimensions }),
}

/** What was reported of operations, folded into one row a period. */
import { epochMs, type EpochMs, type EventId, type RecordedEvent } from '@casetrail/core'
import {
  operationsEvents,
  type ExposureReported,
  type OperationsEvent,
} from '@casetrail/core/operations'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

/** How much there was of what, by the last report of an interval and its attributes. */
export interface Exposure {
  readonly id: EventId
  readonly from: EpochMs
  readonly to: EpochMs
  readonly orders: number | undefined
  readonly customers: number | undefined
  readonly contacts: number | undefined
  readonly services: number | undefined
  readonly serviceMs: number | undefined
  readonly dimensions: Dimensions
}

export interface Interruption {
  readonly started: EventId
  readonly from: EpochMs
  readonly ended: EventId | undefined
  readonly until: EpochMs | undefined
  readonly timeUnknown: boolean
  readonly dimensions: Dimensions
}

export interface OperationsRow {
  /** By interval and attributes. */
  readonly exposures: Readonly<Record<string, Exposure>>
  /** By its id. */
  readonly interruptions: Readonly<Record<string, Interruption>>
}

const empty: OperationsRow = { exposures: {}, interruptions: {} }

const keyOf = ({ from, to, attributes }: ExposureReported): string =>
  JSON.stringify([
    from,
    to,
    ...Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ])

const standardOf = ({ standard }: OperationsEvent): string =>
  `${standard.id}@${String(standard.version)}`

/** A report of the same interval and attributes replaces the one before. */
const reported = (row: OperationsRow, event: ExposureReported, id: EventId): OperationsRow => {
  const exposure: Exposure = {
    id,
    from: epochMs(event.from),
    to: epochMs(event.to),
    orders: event.orders,
    customers: event.customers,
    contacts: event.contacts,
    services: event.services,
    serviceMs: event.serviceMs,
    dimensions: { standard: standardOf(event), ...event.attributes },
  }
  return { ...row, exposures: { ...row.exposures, [keyOf(event)]: exposure } }
}

const evolve = (
  known: OperationsRow | undefined,
  seen: RecordedEvent<OperationsEvent>,
): OperationsRow | undefined => {
  const row = known ?? empty
  const { event, eventId: id } = seen
  switch (event.type) {
    case 'ExposureReported':
      return reported(row, event, id)
    case 'InterruptionStarted':
    case 'InterruptionEnded': {
      const before = row.interruptions[event.interruption]
      const isStart = event.type === 'InterruptionStarted'
      const at = epochMs(event.at)
      const interruption: Interruption = {
        started: isStart ? id : (before?.started ?? id),
        from: isStart ? at : (before?.from ?? epochMs(event.startedAt)),
        ended: isStart ? before?.ended : id,
        until: isStart ? before?.until : at,
        timeUnknown: (before?.timeUnknown ?? false) || seen.metadata.timeUnknown === true,
        dimensions: { kind: event.kind, standard: standardOf(event) },
      }
      return { ...row, interruptions: { ...row.interruptions, [event.interruption]: interruption } }
    }
    default:
      return known
  }
}

/** One row a period, under its stream. */
export const operationsFacts: Facts<OperationsRow, OperationsEvent> = {
  name: 'operations',
  version: 1,
  from: [{ category: 'operations', events: operationsEvents }],
  keyOf: (seen) => seen.stream,
  evolve,
}

/** From stored text to values, with one parse each. */
import {
  positionOf,
  type DomainEvent,
  type Instant,
  type Metadata,
  type RecordedEvent,
} from '@casetrail/core'
import type { Items } from '@casetrail/core/read-model'

import { fromColumn } from './column.js'
import type { Cell, Row } from './connection.js'
import { FileFault } from './fault.js'

type Stored = readonly [
  position: number,
  revision: number,
  stream: string,
  eventId: string,
  recordedAt: Instant,
  event: DomainEvent,
  metadata: Metadata,
]

/** Whether it is what was written, as far as readers rely on it unasked; the rest their codecs ask. */
const isStored = (u: unknown): u is Stored => {
  if (!Array.isArray(u)) return false
  const [position, revision, stream, eventId, recordedAt, event, metadata] =
    u as ReadonlyArray<unknown>
  return (
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(revision) &&
    typeof stream === 'string' &&
    typeof eventId === 'string' &&
    typeof recordedAt === 'string' &&
    isEvent(event) &&
    isMetadata(metadata)
  )
}

const isEvent = (u: unknown): boolean =>
  typeof u === 'object' &&
  u !== null &&
  'type' in u &&
  typeof u.type === 'string' &&
  'at' in u &&
  typeof u.at === 'string'

const isMetadata = (u: unknown): boolean =>
  typeof u === 'object' &&
  u !== null &&
  'commandId' in u &&
  typeof u.commandId === 'string' &&
  'correlationId' in u &&
  typeof u.correlationId === 'string' &&
  'actor' in u &&
  isActor(u.actor)

const isActor = (u: unknown): boolean =>
  typeof u === 'object' &&
  u !== null &&
  'id' in u &&
  typeof u.id === 'string' &&
  'role' in u &&
  typeof u.role === 'string'

/** Where a damaged event stands, as far as it still says so. */
const placeOf = (u: unknown): string => {
  const [, revision, stream] = Array.isArray(u) ? (u as ReadonlyArray<unknown>) : []
  return typeof stream === 'string' && typeof revision === 'number'
    ? `event ${String(revision)} of ${stream}`
    : 'a stored event'
}

/** A value that was stored as JSON. Throws `FileFault` when it is none any more. */
export const jsonOf = (cell: Cell | undefined): unknown => {
  try {
    return JSON.parse(cell as string)
  } catch {
    throw new FileFault('damaged', 'stored JSON is broken; restore the file from a copy')
  }
}

/** The event of a row whose first column is `events.data`. Throws `FileFault` when it is none any more. */
export const eventOf = (row: Row): RecordedEvent => {
  const stored = jsonOf(row[0])
  if (!isStored(stored)) {
    throw new FileFault('damaged', `${placeOf(stored)} is broken; restore the file from a copy`)
  }
  return {
    eventId: stored[3],
    recordedAt: stored[4],
    event: stored[5],
    metadata: stored[6],
    stream: stored[2],
    revision: stored[1],
    position: positionOf(stored[0]),
  }
}

export type Item = Items<unknown>[number]

/** The item of a row of key, place, source, item. */
export const itemOf = (row: Row): Item => ({
  from: fromColumn(String(row[2])),
  order: Number(row[1]),
  item: jsonOf(row[3]),
})

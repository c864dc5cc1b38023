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

/** A value that was stored as JSON. Throws `FileFault` when it is none any more. */
export const jsonOf = (cell: Cell | undefined): unknown => {
  try {
    return JSON.parse(cell as string)
  } catch {
    throw new FileFault('damaged', 'stored JSON is broken; restore the file from a copy')
  }
}

/** The event of a row whose first column is `events.data`. */
export const eventOf = (row: Row): RecordedEvent => {
  const stored = jsonOf(row[0]) as Stored
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

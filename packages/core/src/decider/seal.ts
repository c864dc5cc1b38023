/** Sealing: a decided event gets its id, its recording time and its envelope, once. */
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

import type { Boundary, NewEvent } from '../store/port.js'
import { laterOf, type Instant } from '../time/index.js'

import type { EventCatalogue } from './catalogue.js'
import type { DomainEvent, Metadata } from './message.js'

/**
 * Seals events for appending. Ids are new for each decision; `recordedAt` is the boundary's time,
 * never before the stream's last, so that a clock that goes back doesn't turn a history around.
 */
export const seal = <Ev extends DomainEvent>(
  boundary: Boundary,
  catalogue: EventCatalogue<Ev>,
  lastRecordedAt: Instant | undefined,
  metadata: Omit<Metadata, 'schemaVersion'>,
  events: ReadonlyArray<Ev>,
): ReadonlyNonEmptyArray<NewEvent<Ev>> | undefined => {
  const now = boundary.now()
  const recordedAt = lastRecordedAt === undefined ? now : laterOf(lastRecordedAt, now)
  const sealed = events.map((event) => ({
    eventId: boundary.newId(),
    recordedAt,
    event,
    // not spread: a field added to a copy costs V8 ten times as much
    metadata: Object.assign({ schemaVersion: catalogue.currentVersion(event.type) }, metadata),
  }))
  return isNonEmpty(sealed) ? sealed : undefined
}

/** Who reads which events: the facts that know a type, by category. */
import * as E from 'fp-ts/lib/Either.js'
import {
  categoryOf,
  type DecodeError,
  type DomainEvent,
  type EventCatalogue,
  type Position,
  type Problem,
  type RecordedEvent,
} from '@casetrail/core'

import type { WorkingRows } from './working-rows.js'

/** One facts' rows, and from where on it has not seen the events. */
export interface Lane {
  readonly working: WorkingRows
  readonly checkpoint: Position
}

/** Who reads an event type of a category: the catalogue that knows it, and the facts that see it. */
interface OfType {
  readonly catalogue: EventCatalogue<DomainEvent>
  readonly lanes: ReadonlyArray<Lane>
}

/** Those of a category: by type, and for a type that none of them knows. */
interface OfCategory {
  readonly byType: Map<string, OfType>
  readonly unknown: OfType
}

export type Readers = ReadonlyMap<string, OfCategory>

/** Facts see the events that they know; several facts may each know a part of a category's. */
export const readersOf = (lanes: ReadonlyArray<Lane>): Readers => {
  const found = new Map<string, OfCategory>()
  for (const lane of lanes) {
    for (const { category, events } of lane.working.facts.from) {
      const known = found.get(category)
      // any of them says that it does not know a type; all of them are without the event
      const all = known?.unknown.lanes ?? []
      const unknown = {
        catalogue: known?.unknown.catalogue ?? events,
        lanes: all.includes(lane) ? all : [...all, lane],
      }
      const byType = known?.byType ?? new Map<string, OfType>()
      found.set(category, { byType, unknown })
      for (const type of events.types) {
        const others = byType.get(type)?.lanes ?? []
        byType.set(type, { catalogue: events, lanes: [...others, lane] })
      }
    }
  }
  return found
}

/** An event as the facts of some lanes see it, or why they can't. */
interface Read {
  readonly lanes: ReadonlyArray<Lane>
  readonly event: E.Either<DecodeError, RecordedEvent>
}

const NO_STORY: ReadonlyArray<Problem> = [
  { pointer: '/metadata/correlationId', found: 'nothing', expected: 'Text' },
]

/** An event, read; `undefined`: nobody reads its category. */
export const readBy = (readers: Readers, recorded: RecordedEvent): Read | undefined => {
  const { event, metadata, stream } = recorded
  const { type } = event
  const category = readers.get(categoryOf(stream))
  if (category === undefined) return undefined
  const { catalogue, lanes } = category.byType.get(type) ?? category.unknown
  const decoded = catalogue.decode(event, metadata.schemaVersion, 'shape')
  if (E.isLeft(decoded)) return { lanes, event: decoded }
  // a foreign event's envelope is what it is
  const story: unknown = metadata.correlationId
  if (typeof story !== 'string') {
    return { lanes, event: E.left({ _tag: 'Malformed', type, problems: NO_STORY }) }
  }
  const read = decoded.right === event ? recorded : { ...recorded, event: decoded.right }
  return { lanes, event: E.right(read) }
}

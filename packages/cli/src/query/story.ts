/** The entries of a story: what can't be read stands in its place, with the reason. */
import {
  Actor,
  Instant,
  categoryOf,
  trace,
  type DomainEvent,
  type EventCatalogue,
  type EventId,
  type Metadata,
  type RecordedEvent,
} from '@casetrail/core'
import { deskAggregates, deskVocabulary } from '@casetrail/core/desk'
import { dispatchEvents } from '@casetrail/core/policy'
import { parkedReason, type ParkedEvent, type ParkedReason } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { StoryEntry } from '../present/story-entry.js'

const storyOf = trace(deskVocabulary)

const catalogues: ReadonlyMap<string, EventCatalogue<DomainEvent>> = new Map<
  string,
  EventCatalogue<DomainEvent>
>([
  ...Object.values(deskAggregates([], [])).map(
    ({ category, events }) => [category, events] as const,
  ),
  ['dispatch', dispatchEvents],
])

const whyUnread = ({ event, stream, metadata }: RecordedEvent): ParkedReason | undefined => {
  const read = catalogues.get(categoryOf(stream))?.decode(event, metadata.schemaVersion, 'shape')
  return read === undefined || E.isRight(read) ? undefined : parkedReason(read.left)
}

const NOBODY: Actor = { id: '?', role: '?' }

/** No more of an event than can be told: what can't be read can't be told from what is personal. */
const bare = (recorded: RecordedEvent, personal: boolean): RecordedEvent => {
  const { event, metadata, recordedAt } = recorded
  const { commandId, correlationId, causationId, schemaVersion } = metadata
  const at = Instant.is(event.at) ? event.at : recordedAt
  const plain: Metadata = {
    commandId,
    correlationId,
    causationId,
    schemaVersion,
    actor: Actor.is(metadata.actor) ? metadata.actor : NOBODY,
    ...(Instant.is(metadata.knownAt) ? { knownAt: metadata.knownAt } : {}),
  }
  return {
    ...recorded,
    event: { ...(personal ? event : { type: event.type }), at },
    metadata: plain,
  }
}

/** `parked`: what the rows are without, of this story or of any. */
export const entriesOf = (
  events: ReadonlyArray<RecordedEvent>,
  parked: ReadonlyArray<ParkedEvent>,
  personal: boolean,
): ReadonlyArray<StoryEntry> => {
  const threw = new Map(
    parked
      .filter(({ reason }) => reason._tag === 'FactsThrew')
      .map(({ eventId, reason }) => [eventId, reason]),
  )
  const unread = new Map<EventId, ParkedReason>()
  for (const recorded of events) {
    // what was parked may be read by a newer program, though the rows are still without it
    const why = whyUnread(recorded) ?? threw.get(recorded.eventId)
    if (why !== undefined) unread.set(recorded.eventId, why)
  }
  const told = events.map((one) => (unread.has(one.eventId) ? bare(one, personal) : one))
  return storyOf(told, { personal }).map((entry) => {
    const reason = unread.get(entry.eventId)
    return reason === undefined ? entry : { ...entry, unread: reason }
  })
}

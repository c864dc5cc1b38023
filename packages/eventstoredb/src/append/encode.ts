/** From sealed events to what is stored. */
import * as E from 'fp-ts/lib/Either.js'
import { show, storable, Uuid, type InvalidEvent, type NewEvent } from '@casetrail/core'
import type { JSONEventData } from '@eventstore/db-client'

/** The names that the server's own projections look for. */
export const CORRELATION = '$correlationId'
export const CAUSATION = '$causationId'
/** Beside our metadata: it marks an event as one of ours. */
export const RECORDED_AT = 'recordedAt'

const invalid = (
  index: number,
  pointer: string,
  found: unknown,
  expected: string,
): InvalidEvent => ({ _tag: 'InvalidEvent', index, pointer, found: show(found), expected })

/** What the server refuses by an unknown error, or takes for its own. */
const refusedBy = (
  { eventId, event, metadata }: NewEvent,
  index: number,
): InvalidEvent | undefined => {
  if (!Uuid.is(eventId)) return invalid(index, '/eventId', eventId, 'a lower-case UUID')
  const { type } = event
  if (typeof type !== 'string' || type === '' || type.startsWith('$')) {
    return invalid(index, '/event/type', type, 'a name that does not begin with $')
  }
  for (const key in metadata) {
    if (key.startsWith('$') || key === RECORDED_AT) {
      return invalid(index, `/metadata/${key}`, key, 'a key that the envelope does not use')
    }
  }
  return undefined
}

const dataOf = (event: NewEvent['event']): Record<string, unknown> => {
  const { type: _, ...data } = event
  return data
}

const storedMetadata = ({ metadata, recordedAt }: NewEvent): Record<string, unknown> => {
  const stored: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(metadata)) {
    stored[key === 'correlationId' ? CORRELATION : key === 'causationId' ? CAUSATION : key] = value
  }
  stored[RECORDED_AT] = recordedAt
  return stored
}

/** The events as the client takes them, or the first that can't be stored as it is. */
export const encode = (
  stream: string,
  events: ReadonlyArray<NewEvent>,
): E.Either<InvalidEvent, JSONEventData[]> => {
  const valid = storable(events)
  if (E.isLeft(valid)) return valid
  if (stream === '' || stream.startsWith('$') || !stream.isWellFormed()) {
    return E.left(invalid(0, '', stream, 'a stream whose name does not begin with $'))
  }
  const encoded: JSONEventData[] = []
  for (const [index, event] of events.entries()) {
    const refused = refusedBy(event, index)
    if (refused !== undefined) return E.left(refused)
    encoded.push({
      id: event.eventId,
      contentType: 'application/json',
      type: event.event.type,
      data: dataOf(event.event),
      metadata: storedMetadata(event),
    })
  }
  return E.right(encoded)
}

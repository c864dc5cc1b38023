/** From what the client hands over to recorded events. */
import { Buffer } from 'node:buffer'

import {
  Instant,
  fromEpochMs,
  show,
  unreadable,
  whyUnreadable,
  type DomainEvent,
  type Metadata,
  type Position,
  type Problem,
  type RecordedEvent,
} from '@casetrail/core'
import type { ResolvedEvent } from '@eventstore/db-client'

import { CAUSATION, CORRELATION, RECORDED_AT } from '../append/encode.js'

/** An event as the client gives it. */
export type Given = NonNullable<ResolvedEvent['event']>

/** Whether the server wrote it for itself. */
export const isSystem = ({ type, streamId }: Given): boolean =>
  type.charCodeAt(0) === 36 || streamId.charCodeAt(0) === 36

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (u: unknown): u is Fields =>
  typeof u === 'object' && u !== null && !Array.isArray(u) && !(u instanceof Uint8Array)

/** Ours under our names, and whatever else there is, in the order that it was written in. */
const metadataOf = (stored: Fields): Metadata => {
  const metadata: Partial<Metadata> & Record<string, unknown> = {}
  for (const key in stored) {
    if (key === RECORDED_AT) continue
    const name = key === CORRELATION ? 'correlationId' : key === CAUSATION ? 'causationId' : key
    metadata[name] = stored[key]
  }
  return metadata as Metadata
}

const problem = (pointer: string, found: string, expected: string): Problem => ({
  pointer,
  found,
  expected,
})

const REPLACED = '\ufffd'

/** What keeps an event's metadata from being read. */
const problemBeside = (metadata: unknown): Problem =>
  metadata instanceof Uint8Array
    ? problem('/metadata', show(Buffer.from(metadata).toString('utf8')), 'JSON')
    : problem('/metadata', show(metadata), 'a JSON object')

/** What keeps content from being an event's fields. */
const problemWith = (data: unknown): Problem => {
  if (data instanceof Uint8Array) return problem('', `${String(data.length)} bytes`, 'JSON')
  // malformed JSON comes as the text that it is, and broken UTF-8 with its bytes replaced
  const broken = typeof data === 'string' && data.includes(REPLACED)
  return problem('', show(data), broken ? 'JSON in valid UTF-8' : 'a JSON object')
}

/** What readers take for granted beside an event: who, by which command, of which story, which version. */
const missingIn = (stored: Fields): Problem | undefined => {
  for (const key of ['commandId', CORRELATION, CAUSATION]) {
    const value = stored[key]
    if (typeof value !== 'string' || value === '') {
      return problem(`/metadata/${key}`, show(value), 'Text')
    }
  }
  const { schemaVersion, actor } = stored
  if (typeof schemaVersion !== 'number') {
    return problem('/metadata/schemaVersion', show(schemaVersion), 'Ordinal')
  }
  return isActor(actor) ? undefined : problem('/metadata/actor', show(actor), 'Actor')
}

const isActor = (u: unknown): boolean =>
  isFields(u) && typeof u['id'] === 'string' && typeof u['role'] === 'string'

/**
 * Metadata of an event that is not ours, with stand-ins for what all readers show or sort by: it is a
 * story of its own, that of its stream, of which itself is the cause.
 */
const standIns = ({ streamId, id }: Given, stored: Fields): Metadata => {
  const metadata = metadataOf(stored)
  const { actor, correlationId, causationId }: Fields = { ...metadata }
  return {
    ...metadata,
    ...(isActor(actor) ? {} : { actor: { id: 'unknown', role: 'unknown' } }),
    ...(typeof correlationId === 'string' ? {} : { correlationId: streamId }),
    ...(typeof causationId === 'string' ? {} : { causationId: id }),
  }
}

const isEvent = (u: { readonly at?: unknown }, ours: boolean): u is DomainEvent =>
  ours ? typeof u.at === 'string' : Instant.is(u.at)

/** The event of some content; `ours`: this package wrote its JSON. */
const eventOf = ({ type, data }: Given, at: Instant, ours: boolean): DomainEvent => {
  if (!isFields(data)) return unreadable(type, at, problemWith(data))
  if (!ours && JSON.stringify(data).includes(REPLACED)) {
    return unreadable(type, at, problem('', 'U+FFFD for broken bytes', 'valid UTF-8'))
  }
  const event: { type: string; at?: unknown } = { type, ...data }
  // a foreign event's own field must not pass for its type
  if (event.type !== type) event.type = type
  return isEvent(event, ours)
    ? event
    : unreadable(type, at, problem('/at', show(event.at), 'Instant'))
}

/** The event, or in its place what keeps it from being read: its content is looked at first. */
const readable = (given: Given, at: Instant, ours: boolean, missing: Problem | undefined) => {
  const { metadata, type } = given
  if (metadata !== undefined && !isFields(metadata)) {
    return unreadable(type, at, problemBeside(metadata))
  }
  const event = eventOf(given, at, ours)
  return missing === undefined || whyUnreadable(event) !== undefined
    ? event
    : unreadable(type, at, missing)
}

/** One event, as it was appended; one that can't be read keeps its place in the line, with the reason. */
export const decode = (given: Given, position: Position): RecordedEvent => {
  const { streamId, id, revision, metadata } = given
  const stored = isFields(metadata) ? metadata : NOTHING
  const recorded = stored[RECORDED_AT]
  const ours = Instant.is(recorded)
  const recordedAt = ours ? recorded : fromEpochMs(given.created.getTime())
  const missing = missingIn(stored)
  return {
    eventId: id,
    recordedAt,
    event: readable(given, recordedAt, ours, missing),
    metadata: missing === undefined ? metadataOf(stored) : standIns(given, stored),
    stream: streamId,
    revision: Number(revision),
    position,
  }
}

const NOTHING: Fields = {}

/** From what the client hands over to recorded events. */
import { Buffer } from 'node:buffer'

import {
  fromEpochMs,
  show,
  unreadable,
  type DomainEvent,
  type Instant,
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
  // a foreign event's is what it is: readers ask their codecs
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

const isEvent = (u: { readonly at?: unknown }): u is DomainEvent => typeof u.at === 'string'

/** The event of some content; `ours`: this package wrote its JSON. */
const eventOf = ({ type, data }: Given, at: Instant, ours: boolean): DomainEvent => {
  if (!isFields(data)) return unreadable(type, at, problemWith(data))
  if (!ours && JSON.stringify(data).includes(REPLACED)) {
    return unreadable(type, at, problem('', 'U+FFFD for broken bytes', 'valid UTF-8'))
  }
  const event: { type: string; at?: unknown } = { type, ...data }
  // a foreign event's own field must not pass for its type
  if (event.type !== type) event.type = type
  return isEvent(event) ? event : unreadable(type, at, problem('/at', show(event.at), 'Instant'))
}

/** One event, as it was appended; one that can't be read keeps its place in the line, with the reason. */
export const decode = (given: Given, position: Position): RecordedEvent => {
  const { type, streamId, id, revision, metadata } = given
  const stored = isFields(metadata) ? metadata : undefined
  const recorded = stored?.[RECORDED_AT]
  const ours = typeof recorded === 'string'
  const recordedAt = ours ? (recorded as Instant) : fromEpochMs(given.created.getTime())
  return {
    eventId: id,
    recordedAt,
    event:
      metadata === undefined || stored !== undefined
        ? eventOf(given, recordedAt, ours)
        : unreadable(type, recordedAt, problemBeside(metadata)),
    metadata: metadataOf(stored ?? NOTHING),
    stream: streamId,
    revision: Number(revision),
    position,
  }
}

const NOTHING: Fields = {}

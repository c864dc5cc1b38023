/** The stream in which a group keeps links to what it has parked. */
import {
  START,
  fromEpochMs,
  type Instant,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '@casetrail/core'
import type { ResolvedEvent } from '@eventstore/db-client'

import { typeOf } from '../connection/failure.js'
import { eventsOf, type Reading } from '../read/call.js'
import { decode, isFields } from '../read/decode.js'
import { textOf } from '../read/position.js'

/** An event that a group could not handle. */
export interface ParkedEvent {
  readonly group: string
  /** Its number among what the group has parked; the first is the first to be replayed. */
  readonly number: number
  readonly parkedAt: Instant
  readonly reason: string
  readonly stream: StreamName
  readonly revision: Revision
  /** The event; undefined: it was deleted since. */
  readonly event: RecordedEvent | undefined
}

/** A group over all, and what it has parked: how many, and the first of them. */
export interface ParkedGroup {
  readonly group: string
  readonly count: number
  readonly events: ReadonlyArray<ParkedEvent>
}

const streamOf = (group: string): string => `$persistentsubscription-$all::${group}-parked`

const PREFIX = "Client explicitly NAK'ed message.\n"

const reasonIn = (metadata: unknown): string => {
  const reason = isFields(metadata) ? metadata['reason'] : undefined
  const text = typeof reason === 'string' ? reason : ''
  return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text
}

/** The place that a link names: `revision@stream`. */
const targetIn = (data: unknown): readonly [StreamName, Revision] => {
  const text = data instanceof Uint8Array ? Buffer.from(data).toString('utf8') : String(data)
  const at = text.indexOf('@')
  return [text.slice(at + 1), Number(text.slice(0, Math.max(0, at)))]
}

const parkedIn =
  (group: string) =>
  ({ event, link }: ResolvedEvent): ReadonlyArray<ParkedEvent> => {
    if (link === undefined) return []
    const [stream, revision] = targetIn(link.data)
    const position = event?.position === undefined ? START : textOf(event.position)
    return [
      {
        group,
        number: Number(link.revision),
        parkedAt: fromEpochMs(link.created.getTime()),
        reason: reasonIn(link.metadata),
        stream,
        revision,
        event: event === undefined ? undefined : decode(event, position),
      },
    ]
  }

type Direction = 'forwards' | 'backwards'

export const readParked = async (
  reading: Reading,
  group: string,
  options: { readonly direction: Direction; readonly from?: number; readonly most: number },
): Promise<ReadonlyArray<ParkedEvent>> => {
  const { direction, from, most } = options
  const edge = direction === 'forwards' ? ('start' as const) : ('end' as const)
  const fromRevision = from === undefined ? edge : BigInt(from)
  const given = { direction, fromRevision, maxCount: most, resolveLinkTos: true } as const
  try {
    const call = reading.linked.client.readStream(streamOf(group), given)
    return (await eventsOf(reading, call)).flatMap(parkedIn(group))
  } catch (thrown) {
    if (typeOf(thrown) === 'stream-not-found') return []
    throw thrown
  }
}

/**
 * What a group has parked, the first `most` of it (at least 1). The server's own count is wrong when it has started anew without a checkpoint of the
 * group.
 */
export const parkedBy = async (
  reading: Reading,
  group: string,
  most: number,
): Promise<ParkedGroup> => {
  const events = await readParked(reading, group, { direction: 'forwards', most })
  const [first] = events
  const full = events.length >= most
  const [last] = full
    ? await readParked(reading, group, { direction: 'backwards', most: 1 })
    : events.slice(-1)
  const count = first === undefined || last === undefined ? 0 : last.number - first.number + 1
  return { group, count, events }
}

/** How far a read has come, and what it lets through: the port's rules, on this side of the server. */
import {
  START,
  categoryOf,
  knownAtOf,
  type AllQuery,
  type Position,
  type RecordedEvent,
  type StreamQuery,
} from '@casetrail/core'
import type { Position as Pair, ResolvedEvent } from '@eventstore/db-client'

import { CORRELATION } from '../append/encode.js'

import { decode, isFields, isSystem, type Given } from './decode.js'
import { pairOf, textOf } from './position.js'

export interface Cursor {
  /** Where a reader that has seen all that was let through resumes. */
  readonly last: () => Position
  /** Nothing more is wanted. */
  readonly done: () => boolean
  /** Those of the events that the query wants and has not had. */
  readonly admit: (events: ReadonlyArray<ResolvedEvent>) => RecordedEvent[]
}

export interface AllCursor extends Cursor {
  /** All up to there was looked at. */
  readonly reach: (position: Pair) => void
  /** The last event seen: only from an event's own place a subscription misses nothing. */
  readonly seen: () => Pair | undefined
}

const hashOf = (text: string): number => {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash
}

/** A foreign event without a correlation is one with its stream. */
const correlationOf = ({ metadata, streamId }: Given): string => {
  const correlation = isFields(metadata) ? metadata[CORRELATION] : undefined
  return typeof correlation === 'string' ? correlation : streamId
}

/** What can be asked before an event is decoded. */
const wantedBy = (query: AllQuery): ((given: Given) => boolean) => {
  const types = query.types === undefined ? undefined : new Set(query.types)
  const categories = query.categories === undefined ? undefined : new Set(query.categories)
  const { correlationId, partition } = query
  return (given) =>
    !isSystem(given) &&
    (types === undefined || types.has(given.type)) &&
    (categories === undefined || categories.has(categoryOf(given.streamId))) &&
    (correlationId === undefined || correlationOf(given) === correlationId) &&
    (partition === undefined || hashOf(correlationOf(given)) % partition.of === partition.index)
}

export const allCursor = (query: AllQuery): AllCursor => {
  const { until, knownAt } = query
  const wanted = wantedBy(query)
  let last = query.after ?? START
  let left = query.limit ?? Infinity
  let done = left <= 0 || (until !== undefined && until <= last)
  const after = pairOf(last)
  let seen = after !== undefined && after.prepare === after.commit ? after : undefined

  const admit = (events: ReadonlyArray<ResolvedEvent>): RecordedEvent[] => {
    const admitted: RecordedEvent[] = []
    for (const { event, link } of events) {
      const given = event ?? link
      if (given?.position === undefined) continue
      const position = textOf(given.position)
      // a read begins at the event it should begin after, and a resumed one may repeat
      if (position <= last) continue
      if (until !== undefined && position > until) {
        done = true
        break
      }
      last = position
      seen = given.position
      if (wanted(given)) {
        const recorded = decode(given, position)
        if (knownAt === undefined || knownAtOf(recorded) <= knownAt) {
          admitted.push(recorded)
          left -= 1
        }
      }
      done = left <= 0 || position === until
      if (done) break
    }
    return admitted
  }

  return {
    last: () => last,
    done: () => done,
    seen: () => seen,
    admit,
    reach: (pair) => {
      const position = textOf(pair)
      if (pair.commit === pair.prepare && position > last) seen = pair
      done ||= until !== undefined && position >= until
      const bound = until !== undefined && until < position ? until : position
      if (bound > last) last = bound
    },
  }
}

export interface StreamCursor extends Cursor {
  /** The last revision handed over, or the query's own `after`. */
  readonly revision: () => number | undefined
  /** How many events are wanted yet at most. */
  readonly left: () => number
}

/** A tombstone's revision is the greatest of the server's integers. */
export const streamCursor = (query: StreamQuery): StreamCursor => {
  const back = query.direction === 'backwards'
  const { until } = query
  let revision = query.after
  let last = START
  let left = query.limit ?? Infinity
  const bounded = (): number => {
    if (until === undefined || (back && revision === undefined)) return Infinity
    return back ? (revision ?? 0) - until : until - (revision ?? -1)
  }
  const ended = (): boolean => left <= 0 || bounded() <= 0 || (back && revision === 0)
  let done = ended()

  return {
    last: () => last,
    done: () => done,
    revision: () => revision,
    left: () => Math.min(left, bounded()),
    admit: (events) => {
      const admitted: RecordedEvent[] = []
      for (const { event } of events) {
        if (event === undefined || isSystem(event)) continue
        const at = Number(event.revision)
        if (revision !== undefined && (back ? at >= revision : at <= revision)) continue
        if (until !== undefined && (back ? at < until : at > until)) {
          done = true
          break
        }
        const recorded = decode(
          event,
          event.position === undefined ? START : textOf(event.position),
        )
        revision = at
        last = recorded.position
        admitted.push(recorded)
        left -= 1
        done = ended()
        if (done) break
      }
      return admitted
    },
  }
}

/** The records that a finished read hands over. */
import type { Log } from '../log/log.js'
import type { StoredRecord } from '../log/record.js'
import { TOMBSTONE } from '../wire/protobuf.js'
import { unknownError } from '../wire/status.js'

import type { Allowed } from './filter.js'
import { viewOf } from './visible.js'

export type Direction = 'forwards' | 'backwards'
export type From = 'start' | 'end' | number

/** How a stream is answered: its records, or how it is not there. */
export type StreamRead =
  | { readonly _tag: 'Missing' }
  | { readonly _tag: 'Deleted' }
  | { readonly _tag: 'Found'; readonly records: Iterable<StoredRecord> }

function* between(
  log: Log,
  stream: string,
  first: number,
  last: number,
  direction: Direction,
): Iterable<StoredRecord> {
  const step = direction === 'forwards' ? 1 : -1
  const begin = direction === 'forwards' ? first : last
  for (let revision = begin; revision >= first && revision <= last; revision += step) {
    const record = log.event(stream, revision)
    if (record !== undefined) yield record
  }
}

/** Reads of a stream. Throws what the server answers to a read that it can't do. */
export const readStream = (
  log: Log,
  stream: string,
  direction: Direction,
  from: From,
  count: number,
): StreamRead => {
  if (count <= 0 || (direction === 'forwards' && from === 'end'))
    throw unknownError('ReadStreamResult')
  const view = viewOf(log, stream)
  if (view._tag !== 'Found') return view
  const start = from === 'start' ? 0 : from === 'end' ? TOMBSTONE : from
  const first = direction === 'forwards' ? Math.max(view.first, start) : view.first
  const last = direction === 'forwards' ? view.last : Math.min(view.last, start)
  // the stream as it is now: what is appended while it is read does not come
  const records = between(log, stream, first, last, direction)
  return { _tag: 'Found', records }
}

/** Where in $all a position stands; nowhere where it is between two records. */
export const indexOf = (log: Log, position: number): number | undefined => {
  const index = log.seek(position)
  const found = log.at(index)
  const isBetween = position > 0 && position < log.end() && found?.position !== position
  return isBetween ? undefined : index
}

/** Reads of $all: forwards from a position inclusive, backwards exclusive. */
export function* readAll(
  log: Log,
  direction: Direction,
  from: From,
  count: number,
  allowed: Allowed,
): Iterable<StoredRecord> {
  if (count <= 0) throw unknownError('ReadAllResult')
  const size = log.size()
  const start = from === 'start' ? 0 : from === 'end' ? size : indexOf(log, from)
  if (start === undefined) throw unknownError('ReadAllResult')
  const step = direction === 'forwards' ? 1 : -1
  const begin = direction === 'forwards' ? start : start - 1
  for (let index = begin; index >= 0 && index < size; index += step) {
    const record = log.at(index)
    if (record !== undefined && allowed(record)) yield record
  }
}

/** What becomes of an append: a pure function of what the stream holds. */
import { TOMBSTONE } from '../wire/protobuf.js'

export type Expected = 'any' | 'streamExists' | 'noStream' | number

/** What there is to know about a stream before it is decided. */
export interface StreamFacts {
  /** The revision of its last event; −1 where there is none, 2⁶³ where it is tombstoned. */
  readonly last: number
  readonly isSoftDeleted: boolean
  readonly hasMetadata: boolean
  /** The id of the event at a revision, also of one that reads no longer show. */
  readonly idAt: (revision: number) => string | undefined
  /** Where in this stream an id stands, where it was stored in this stream first. */
  readonly revisionOf: (id: string) => number | undefined
}

export type Decision =
  | { readonly _tag: 'Write'; readonly undelete: boolean }
  /** The events are there already, up to that revision; nothing is written. */
  | { readonly _tag: 'Written'; readonly last: number }
  | { readonly _tag: 'Conflict'; readonly actual: number }
  | { readonly _tag: 'Deleted' }

const atAnyRevision = (ids: ReadonlyArray<string>, stream: StreamFacts): Decision => {
  let last = -1
  for (const [i, id] of ids.entries()) {
    const revision = stream.revisionOf(id)
    if (revision === undefined)
      // known ids before an unknown one are a list that was never appended
      return i === 0
        ? { _tag: 'Write', undelete: stream.isSoftDeleted }
        : { _tag: 'Conflict', actual: stream.last }
    last = revision
  }
  return ids.length === 0
    ? { _tag: 'Write', undelete: stream.isSoftDeleted }
    : { _tag: 'Written', last }
}

const beforeTheLast = (
  expected: number,
  ids: ReadonlyArray<string>,
  stream: StreamFacts,
): Decision => {
  const known = ids.findIndex((id, i) => stream.idAt(expected + 1 + i) !== id)
  if (known < 0 && ids.length > 0) return { _tag: 'Written', last: expected + ids.length }
  return known === 0 && expected === -1 && stream.isSoftDeleted
    ? { _tag: 'Write', undelete: true }
    : { _tag: 'Conflict', actual: stream.last }
}

/** Decides on an append of events with these ids, in their order. */
export const decide = (
  expected: Expected,
  ids: ReadonlyArray<string>,
  stream: StreamFacts,
): Decision => {
  if (stream.last >= TOMBSTONE) return { _tag: 'Deleted' }
  if (expected === 'streamExists') {
    if (stream.isSoftDeleted) return { _tag: 'Deleted' }
    if (stream.last < 0 && !stream.hasMetadata) return { _tag: 'Conflict', actual: stream.last }
  }
  if (expected === 'any' || expected === 'streamExists') return atAnyRevision(ids, stream)
  const revision = expected === 'noStream' ? -1 : expected
  if (revision < stream.last) return beforeTheLast(revision, ids, stream)
  return revision > stream.last
    ? { _tag: 'Conflict', actual: stream.last }
    : { _tag: 'Write', undelete: stream.isSoftDeleted }
}

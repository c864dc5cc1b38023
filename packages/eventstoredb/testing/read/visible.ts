/** What reads show of a stream: not what its metadata hides. */
import type { Log } from '../log/log.js'
import { isSoftDeleted } from '../log/metadata.js'
import { LINK, type StoredRecord } from '../log/record.js'
import { TOMBSTONE } from '../wire/protobuf.js'

export type View =
  | { readonly _tag: 'Missing' }
  | { readonly _tag: 'Deleted' }
  | {
      readonly _tag: 'Found'
      /** The first revision that is shown; beyond `last` where none is. */
      readonly first: number
      readonly last: number
    }

/** How a stream is seen now. */
export const viewOf = (log: Log, stream: string, now = Date.now()): View => {
  const last = log.last(stream)
  if (last >= TOMBSTONE) return { _tag: 'Deleted' }
  const { truncateBefore = 0, maxCount = Infinity, maxAge, ...rest } = log.metadata(stream)
  if (last < 0 || isSoftDeleted({ truncateBefore, ...rest })) return { _tag: 'Missing' }
  let first = Math.max(truncateBefore, last - maxCount + 1, 0)
  if (maxAge !== undefined) {
    const oldest = now - maxAge * 1000
    while (first <= last && (log.event(stream, first)?.created ?? 0) < oldest) first++
  }
  return { _tag: 'Found', first, last }
}

/** An event of a stream, where reads show it. */
export const visibleEvent = (
  log: Log,
  stream: string,
  revision: number,
): StoredRecord | undefined => {
  const view = viewOf(log, stream)
  return view._tag === 'Found' && revision >= view.first ? log.event(stream, revision) : undefined
}

/** An event as it is handed over: by a link, where it came by one. */
export interface Resolved {
  /** None where the link leads nowhere. */
  readonly event?: StoredRecord
  readonly link?: StoredRecord
}

/** The event or the link that stands in the stream that is read. */
export const originalRecord = ({ link, event }: Resolved): StoredRecord | undefined => link ?? event

const TARGET = /^(\d+)@(.+)$/su

/** Follows a link, unless that is not asked for. */
export const resolve = (log: Log, record: StoredRecord, links: boolean): Resolved => {
  if (!links || record.type !== LINK) return { event: record }
  const target = TARGET.exec(Buffer.from(record.data).toString())
  const event = target && visibleEvent(log, target[2] ?? '', Number(target[1]))
  return event ? { event, link: record } : { link: record }
}

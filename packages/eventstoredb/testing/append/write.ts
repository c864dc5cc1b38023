/** Appends, deletes and tombstones, carried out on a log. */
import { randomUUID } from 'node:crypto'

import { isSoftDeleted, SOFT_DELETE, undeleted } from '../log/metadata.js'
import type { Log } from '../log/log.js'
import { METADATA_TYPE, metastreamOf, originalOf, type NewRecord } from '../log/record.js'
import { visibleEvent } from '../read/visible.js'

import { decide, type Decision, type Expected, type StreamFacts } from './rules.js'

export type Outcome =
  | { readonly _tag: 'Done'; readonly last: number; readonly position: number | undefined }
  | Exclude<Decision, { _tag: 'Write' | 'Written' }>

const factsOf = (log: Log, stream: string): StreamFacts => ({
  last: log.last(stream),
  isSoftDeleted: isSoftDeleted(log.metadata(stream)),
  hasMetadata: log.last(metastreamOf(stream)) >= 0,
  idAt: (revision) => log.event(stream, revision)?.id,
  revisionOf: (id) => {
    const first = log.firstWith(id)
    return first?.stream === stream ? first.revision : undefined
  },
})

const metadataEvent = (text: string): NewRecord => ({
  id: randomUUID(),
  type: METADATA_TYPE,
  isJson: true,
  data: Buffer.from(text),
  metadata: Buffer.alloc(0),
})

/** Writes stream metadata whatever was there. */
export const writeMetadata = (log: Log, stream: string, text: string): void => {
  log.commit(metastreamOf(stream), [metadataEvent(text)])
}

const undelete = (log: Log, stream: string, first: number): void => {
  const meta = metastreamOf(stream)
  const current = log.event(meta, log.last(meta))
  writeMetadata(log, stream, undeleted(current?.data ?? Buffer.alloc(0), first))
}

export const append = (
  log: Log,
  stream: string,
  expected: Expected,
  events: ReadonlyArray<NewRecord>,
): Outcome => {
  const before = factsOf(log, stream)
  const ids = events.map((event) => event.id)
  const decision = decide(expected, ids, before)
  if (decision._tag === 'Written') {
    const { last } = decision
    return { _tag: 'Done', last, position: visibleEvent(log, stream, last)?.position }
  }
  if (decision._tag !== 'Write') return decision
  const original = originalOf(stream)
  const revives = original !== undefined && isSoftDeleted(log.metadata(original))
  const written = log.commit(stream, events)
  const position = written.at(-1)?.position ?? log.commitNothing()
  if (decision.undelete) undelete(log, stream, before.last + 1)
  if (revives) undelete(log, original, log.last(original) + 1)
  return { _tag: 'Done', last: before.last + events.length, position }
}

/** Soft-deletes a stream: its events are hidden, an append goes on behind them. */
export const softDelete = (log: Log, stream: string, expected: Expected): Outcome => {
  const before = factsOf(log, stream)
  const decision = decide(expected, [randomUUID()], before)
  if (decision._tag === 'Conflict' || decision._tag === 'Deleted') return decision
  if (before.last < 0 && !before.hasMetadata) return { _tag: 'Conflict', actual: -1 }
  const [record] = log.commit(metastreamOf(stream), [metadataEvent(SOFT_DELETE)])
  return { _tag: 'Done', last: before.last, position: record?.position }
}

/** Deletes a stream for ever: its name can't be used again. */
export const tombstone = (log: Log, stream: string, expected: Expected): Outcome => {
  const decision = decide(expected, [randomUUID()], factsOf(log, stream))
  if (decision._tag === 'Conflict' || decision._tag === 'Deleted') return decision
  const { position } = log.tombstone(stream)
  return { _tag: 'Done', last: log.last(stream), position }
}

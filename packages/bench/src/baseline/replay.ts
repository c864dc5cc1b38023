/** A replay by hand: selects from our file, parses, decodes nothing, folds into rows in place. */
import Database from 'libsql'
import type { Metadata, RecordedEvent } from '@casetrail/core'
import type { Contribution } from '@casetrail/core/read-model'
import { openClocks, sameCustomer, type CustomerCase } from '@casetrail/projections'

import { change, newRows, type HandEvent, type HandRows } from './rows.js'

export interface Replayed extends HandRows {
  /** What each case contributes to the cases of its customer. */
  readonly items: Map<string, ReadonlyArray<Contribution<CustomerCase>>>
  /** What each stream contributes to those with clocks under way: one, or none. */
  readonly open: Map<string, ReadonlyArray<Contribution<unknown>>>
}

type Stored = readonly [
  position: number,
  revision: number,
  stream: string,
  eventId: string,
  recordedAt: RecordedEvent['recordedAt'],
  event: HandEvent,
  metadata: Metadata,
]

const seenIn = (data: string): RecordedEvent<HandEvent> => {
  const [, revision, stream, eventId, recordedAt, event, metadata] = JSON.parse(data) as Stored
  return { stream, revision, position: '', eventId, recordedAt, event, metadata }
}

const eventsIn = (database: Database.Database): Iterable<readonly [data: string]> =>
  database.prepare('SELECT data FROM events ORDER BY position').raw().iterate() as Iterable<
    readonly [string]
  >

/** Rows in memory. */
export const rowsIn = (path: string): HandRows => {
  const database = new Database(path)
  const rows = newRows()
  for (const [data] of eventsIn(database)) change(rows, seenIn(data))
  database.close()
  return rows
}

/** Rows in memory, and what the groups are made of, computed once at the end. */
export const replayInMemory = (path: string): Replayed => {
  const rows = rowsIn(path)
  const items: Replayed['items'] = new Map()
  for (const [key, row] of rows.cases) items.set(key, sameCustomer.contributions(row, key))
  const open: Replayed['open'] = new Map()
  for (const [stream, row] of rows.clocks) {
    const contributions = openClocks.contributions(row, stream)
    if (contributions.length > 0) open.set(stream, contributions)
  }
  return { ...rows, items, open }
}

const TABLES = `
CREATE TABLE hand_rows (kind TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE hand_items (source TEXT PRIMARY KEY, key TEXT NOT NULL, place INTEGER NOT NULL, item TEXT NOT NULL);
CREATE INDEX hand_items_key ON hand_items (key, place);
CREATE TABLE hand_checkpoint (position INTEGER NOT NULL)`

/**
 * Rows in the same file, written with the checkpoint after every 20,000 events, so that it could go
 * on after an interruption. It keeps all rows in memory meanwhile.
 */
export const replayIntoFile = (path: string, commitEvery = 20_000): Replayed => {
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(TABLES)
  const writer = new Database(path)
  writer.pragma('synchronous = FULL')
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const putRow = writer.prepare('INSERT OR REPLACE INTO hand_rows VALUES (?, ?, ?)')
  const putItem = writer.prepare('INSERT OR REPLACE INTO hand_items VALUES (?, ?, ?, ?)')
  const removeItem = writer.prepare('DELETE FROM hand_items WHERE source = ?')
  const putCheckpoint = writer.prepare('INSERT INTO hand_checkpoint VALUES (?)')
  const rows = newRows()
  const items: Replayed['items'] = new Map()
  const open: Replayed['open'] = new Map()
  /** Streams, with the keys of their cases. */
  const changed = new Map<string, string>()
  const write = (position: number): void => {
    begin.run()
    for (const [stream, key] of changed) {
      const row = rows.cases.get(key)
      const clocks = rows.clocks.get(stream)
      if (row === undefined || clocks === undefined) continue
      putRow.run('case', key, JSON.stringify(row))
      putRow.run('flow', key, JSON.stringify(rows.flows.get(key)))
      putRow.run('clock', stream, JSON.stringify(clocks))
      const contributions = sameCustomer.contributions(row, key)
      items.set(key, contributions)
      for (const { key: group, order, item } of contributions) {
        putItem.run(key, group, order, JSON.stringify(item))
      }
      const under = openClocks.contributions(clocks, stream)
      if (under.length > 0) open.set(stream, under)
      else if (open.delete(stream)) removeItem.run(stream)
      for (const { key: group, order, item } of under) {
        putItem.run(stream, group, order, JSON.stringify(item))
      }
    }
    putCheckpoint.run(position)
    commit.run()
    changed.clear()
  }
  let position = 0
  for (const [data] of eventsIn(database)) {
    const seen = seenIn(data)
    change(rows, seen)
    changed.set(seen.stream, seen.metadata.correlationId)
    position += 1
    if (position % commitEvery === 0) write(position)
  }
  write(position)
  writer.close()
  database.close()
  return { ...rows, items, open }
}

/** An event log by hand on libsql: one table, statements prepared once, durable at each commit. */
import Database from 'libsql'
import type { NewEvent } from '@casetrail/core'

export interface HandLog {
  /** Appends in one transaction; throws when the revision is taken. Returns the last revision. */
  readonly append: (stream: string, revision: number, events: ReadonlyArray<NewEvent>) => number
  readonly count: () => number
  readonly close: () => void
}

/**
 * The unique index on stream and revision refuses what conflicts. Write-ahead log and
 * `synchronous = FULL`: the commit returns after the fsync, as in our store. It does not know resends,
 * other formats, other processes' locks, correlations or categories.
 */
export const handLog = (path: string): HandLog => {
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(`
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      revision INTEGER NOT NULL,
      type TEXT NOT NULL,
      data TEXT NOT NULL,
      UNIQUE (stream, revision)
    )`)
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, type, data) VALUES (?, ?, ?, ?)',
  )
  const count = database.prepare('SELECT count(*) FROM events').raw()
  return {
    append: (stream, revision, events) => {
      begin.run()
      let last = revision
      for (const { eventId, recordedAt, event, metadata } of events) {
        last += 1
        const data = JSON.stringify([eventId, recordedAt, event, metadata])
        insert.run(stream, last, event.type, data)
      }
      commit.run()
      return last
    },
    count: () => Number((count.get() as ReadonlyArray<number>)[0]),
    close: () => database.close(),
  }
}

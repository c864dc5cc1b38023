/** Opening a store's file: making sure that it is one, or making it one. */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { connect, type Connection } from './connection.js'
import { FileFault, codeOf, faultOfPlace, isBusy, isReadOnly } from './fault.js'
import { APPLICATION_ID, FORMAT, SCHEMA } from './schema.js'

export interface OpenOptions {
  readonly busyMs: number
  readonly maxPages: number | undefined
}

/** How long a statement itself waits for a lock; longer waits leave the thread free. */
const STATEMENT_WAIT_MS = 10

/** Opens or creates the store at a path. Throws `FileFault` or what SQLite throws. */
export const openFile = (given: string, options: OpenOptions): Connection => {
  if (given === '' || given === ':memory:') {
    throw new FileFault('notAFile', 'a SQLite store is a file; in memory, use inMemoryEventStore')
  }
  const path = resolve(given)
  try {
    return openAt(path, options)
  } catch (thrown) {
    const aside = faultOfPlace(path)
    if (aside !== undefined) throw aside
    if (thrown instanceof FileFault || !isReadOnly(path)) throw thrown
    return openUnwritable(path, options)
  }
}

const openAt = (target: string, options: OpenOptions): Connection => {
  const connection = connect(target)
  try {
    connection.exec(`PRAGMA busy_timeout = ${String(options.busyMs)}`)
    const fresh = isFresh(connection)
    prepare(connection, fresh, options)
    connection.exec(`PRAGMA busy_timeout = ${String(Math.min(options.busyMs, STATEMENT_WAIT_MS))}`)
    return connection
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** A store in a place where SQLite can't make its helper files: whole unless a log was left beside it. */
const openUnwritable = (path: string, options: OpenOptions): Connection => {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0) {
    throw new FileFault(
      'readOnly',
      'the folder can only be read and a -wal file there holds recent events; allow writing',
    )
  }
  return openAt(`${pathToFileURL(path).href}?mode=ro&immutable=1`, options)
}

const number = (connection: Connection, sql: string): number => Number(connection.get(sql)?.[0])

/** Whether the file is new; throws when it is something else than a store. */
const isFresh = (connection: Connection): boolean => {
  const application = number(connection, 'PRAGMA application_id')
  const format = number(connection, 'PRAGMA user_version')
  const tables = number(connection, 'SELECT count(*) FROM sqlite_schema')
  if (application === 0 && format === 0 && tables === 0) return true
  if (application !== APPLICATION_ID) {
    throw new FileFault(
      'notAStore',
      `a SQLite file of another program (application_id ${String(application)}, ` +
        `${String(tables)} tables and indices); give the path of a Casetrail store or of a new file`,
    )
  }
  if (format > FORMAT) {
    throw new FileFault(
      'newerFormat',
      `the store has format ${String(format)}, this program reads up to ${String(FORMAT)}; ` +
        'use a newer Casetrail',
    )
  }
  return false
}

/** Two processes may do this at once to a new file: the second finds it done. */
const prepare = (connection: Connection, fresh: boolean, options: OpenOptions): void => {
  if (options.maxPages !== undefined) {
    connection.get(`PRAGMA max_page_count = ${String(options.maxPages)}`)
  }
  writeAhead(connection, options.busyMs)
  connection.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16000')
  if (!fresh) return
  connection.exec('BEGIN IMMEDIATE')
  try {
    if (isFresh(connection)) connection.exec(SCHEMA)
    connection.exec('COMMIT')
  } catch (thrown) {
    if (connection.inTransaction()) connection.exec('ROLLBACK')
    throw thrown
  }
}

/** The switch to a write-ahead log does not wait for locks by itself; a file that is only read keeps its mode. */
const writeAhead = (connection: Connection, busyMs: number): void => {
  const deadline = Date.now() + busyMs
  for (;;) {
    try {
      connection.get('PRAGMA journal_mode = WAL')
      return
    } catch (thrown) {
      if (codeOf(thrown).startsWith('SQLITE_READONLY')) return
      if (!isBusy(thrown) || Date.now() > deadline) throw thrown
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

/** The embedded store of Casetrail: events, rows and checkpoints in one SQLite file. */
export { APPEND_LIMIT } from './append.js'
export { sqliteStore } from './store.js'
export type { SqliteOptions, SqliteStore } from './store.js'

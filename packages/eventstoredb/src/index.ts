/** Casetrail on EventStoreDB. */
export { APPEND_LIMIT } from './append/limit.js'
export type { MetadataChange, StreamAcl } from './append/metadata.js'
export type { ConnectionMistake, ConnectionProblem } from './connection/problem.js'
export { mistakeText } from './connection/problem.js'
export type { Health, LiveRead, LiveState } from './read/health.js'
export { eventStoreDb } from './store.js'
export type { EventStoreDb, EventStoreDbOptions } from './store.js'

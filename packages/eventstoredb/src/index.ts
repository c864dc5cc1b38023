/** Casetrail on EventStoreDB. */
export type { Access, AccessChange, InvalidAccess, StreamRight } from './acl/recommended.js'
export { serverAccess } from './acl/server-access.js'
export type { ServerAccess, ServerAccessOptions } from './acl/server-access.js'
export { APPEND_LIMIT } from './append/limit.js'
export type { MetadataChange, StreamAcl } from './append/metadata.js'
export type { ConnectionMistake, ConnectionProblem } from './connection/problem.js'
export { mistakeText } from './connection/problem.js'
export { competingPolicies } from './persistent/competing.js'
export type {
  CompetingHealth,
  CompetingOptions,
  CompetingPolicies,
} from './persistent/competing.js'
export type { Counts as CompetingCounts } from './persistent/deliver.js'
export type { GroupReadsOther } from './persistent/group.js'
export type { CompetingError } from './persistent/member.js'
export type {
  NotParked,
  ParkedEvents,
  ParkedOptions,
  ParkedQuery,
  Replayed,
  UnknownGroup,
} from './persistent/parked.js'
export { parkedEvents } from './persistent/parked.js'
export type { ParkedEvent, ParkedGroup } from './persistent/parked-read.js'
export type { Health, LiveRead, LiveState, OnState } from './read/health.js'
export type { LiveStore } from './read/read.js'
export { eventStoreDb } from './store.js'
export type { EventStoreDb, EventStoreDbOptions } from './store.js'
export type { Attributes } from './telemetry/instruments.js'
export { telemetry } from './telemetry/telemetry.js'
export type { Telemetry, TelemetryOptions } from './telemetry/telemetry.js'

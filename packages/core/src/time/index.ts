export { Instant, instant, epochMs, fromEpochMs, laterOf } from './instant.js'
export type { EpochMs, InstantBrand, InvalidInstant } from './instant.js'
export { Duration, durationMs } from './duration.js'
export type { DurationBrand } from './duration.js'

/** Clocks: what a standard promises, running in the streams that it is promised of. */
export { CheckDeadlines, checkDeadlines, clockCommands } from './commands.js'
export * from './events.js'
export { clockLabels, clockRejections } from './labels.js'
export { serviceLevels } from './levels.js'
export type { CategoryLevels, ReadyClock, ServiceLevels } from './levels.js'
export type {
  CalendarNotLoaded,
  ClockRejection,
  DatedTooFarBack,
  Unreckonable,
} from './rejection.js'
export type { ClockRun, Clocks, EndedRun, Ending } from './state.js'
export { runningOut } from './running-out.js'
export { clockSubjects } from './subjects.js'
export type { ClockSubject } from './subjects.js'
export { withServiceLevels } from './with-service-levels.js'
export type { WithClocks } from './with-service-levels.js'
export { tickDeadlines } from './driver.js'
export type { FailedTick, TickOptions, TickRound } from './driver.js'
export type { RoundOptions, TickerThrew } from './rounds.js'

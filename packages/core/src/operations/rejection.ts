/** Why an operations command is refused. Each states a fact; nothing was appended. */
import type { LifecycleRejection } from '../lifecycle/rejection.js'
import type { Instant } from '../time/index.js'

/** An exposure without any figure; `figures` are those that it may have. */
export interface NothingReported {
  readonly _tag: 'NothingReported'
  readonly figures: ReadonlyArray<string>
}
/** The interval ends before it begins, or as it begins. */
export interface PeriodEmpty {
  readonly _tag: 'PeriodEmpty'
  readonly from: Instant
  readonly to: Instant
}
/** Something was reported already of a part of the interval, with the same attributes: that interval. */
export interface ExposureOverlaps {
  readonly _tag: 'ExposureOverlaps'
  readonly from: Instant
  readonly to: Instant
}
/** The id was used in this period before, whether that interruption runs or is over. */
export interface InterruptionAlreadyStarted {
  readonly _tag: 'InterruptionAlreadyStarted'
  readonly interruption: string
  readonly startedAt: Instant
}
/** It was not started in this period, or ended at `endedAt`. `running` are those that could end. */
export interface InterruptionNotRunning {
  readonly _tag: 'InterruptionNotRunning'
  readonly interruption: string
  readonly endedAt: Instant | undefined
  readonly running: ReadonlyArray<string>
}
export interface EndsBeforeItsStart {
  readonly _tag: 'EndsBeforeItsStart'
  readonly at: Instant
  readonly startedAt: Instant
}

/** Reports come in any order of time: none is refused by `HappenedBeforeOpening`. */
export type OperationsRejection =
  | LifecycleRejection
  | NothingReported
  | PeriodEmpty
  | ExposureOverlaps
  | InterruptionAlreadyStarted
  | InterruptionNotRunning
  | EndsBeforeItsStart

/** A period's operations as a state: what the rules need to know of what was reported. */
import type { StandardRef } from '../codec/primitives.js'
import type { Instant } from '../time/index.js'

import type { ExposureReported, InterruptionKind, RiskEntered } from './events.js'

export interface Interruption {
  readonly kind: InterruptionKind
  readonly startedAt: Instant
  /** `undefined`: it runs. */
  readonly endedAt: Instant | undefined
}

export interface OperationsState {
  /** The standard of the first report; it judges the others. */
  readonly standard: StandardRef | undefined
  /** When the first report was dated; others may be dated before. */
  readonly openedAt: Instant | undefined
  /** The reports that hold, by their attributes' key. */
  readonly exposures: ReadonlyMap<string, ReadonlyArray<ExposureReported>>
  readonly interruptions: ReadonlyMap<string, Interruption>
  /** The last assessment of each. */
  readonly risks: ReadonlyMap<string, RiskEntered>
}

export const initialState: OperationsState = {
  standard: undefined,
  openedAt: undefined,
  exposures: new Map(),
  interruptions: new Map(),
  risks: new Map(),
}

/** A copy of one's own, private until `evolve` returns it. Written out: several times as fast as a spread. */
export type Draft = { -readonly [K in keyof OperationsState]: OperationsState[K] }

export const draftOf = (s: OperationsState): Draft => ({
  standard: s.standard,
  openedAt: s.openedAt,
  exposures: s.exposures,
  interruptions: s.interruptions,
  risks: s.risks,
})

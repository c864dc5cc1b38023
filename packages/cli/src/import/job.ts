/** What an import works on, and how far it is. */
import type { EventStore } from '@casetrail/core'

import type { Plan } from './mapping/plan.js'
import type { Refusals } from './refusals.js'
import type { Tally } from './summary.js'

/** How far: bytes of the files when reading, rows when mapping, stories when writing. */
export interface Progress {
  readonly stage: 'reading' | 'mapping' | 'writing'
  readonly done: number
  readonly total: number
}

export interface Job {
  readonly plan: Plan
  readonly files: ReadonlyArray<string>
  /** What the streams are held against; `undefined`: there is no store yet. */
  readonly store: EventStore | undefined
  readonly folder: string
  readonly tally: Tally
  readonly refusals: Refusals
  /** Refused rows are left out instead of stopping the import. */
  readonly mayRefuse: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** How many stories are asked of or given to the store at once: it commits them together. */
export const AT_ONCE = 256

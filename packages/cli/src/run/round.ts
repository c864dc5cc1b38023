/** What a round of policies did. */
import type { EpochMs } from '@casetrail/core'
import type { HeldBack } from '@casetrail/core/policy'

import type { Given } from './given.js'

/** What one round found and did. */
export interface Round {
  readonly at: EpochMs
  /** Events read since the run began. */
  readonly events: number
  /** Events after what is read, of which so many are counted at most. */
  readonly behind: number
  /** How long the oldest event of the round had been in the store when all of it was done, in ms. */
  readonly lagMs: number
  readonly given: ReadonlyArray<Given>
  readonly held: ReadonlyArray<HeldBack>
  /** How many commands wait. */
  readonly waiting: number
  readonly nextAt: EpochMs | undefined
}

/** The boundary of every subject, ours and theirs. */
import { fromEpochMs, type Boundary } from '@casetrail/core'

/**
 * The system's clock, and ids that are counted: drawing random ones costs the same for all, and what
 * is compared is the work around them.
 */
export const makeBoundary = (): Boundary => {
  let count = 0
  return {
    now: () => fromEpochMs(Date.now()),
    newId: () => `00000000-0000-4000-8000-${(count++).toString(16).padStart(12, '0')}`,
  }
}

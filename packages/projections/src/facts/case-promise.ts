/** What the customer was told of when, and whether it was so: a part of the case's row. */
import { epochMs, type Instant } from '@casetrail/core'

import type { Promised } from './case-row.js'
import type { Fact } from './fact.js'

/** The one told last holds, by when it was told; of two at once the one recorded later. */
export const told = (promised: Promised, { at, id }: Fact, eta: Instant): Promised =>
  promised.eta !== undefined && at < promised.eta.at
    ? promised
    : {
        eta: { due: epochMs(eta), at, id },
        by: promised.broken ? undefined : promised.by,
        broken: false,
      }

export const fulfilled = (promised: Promised, by: Fact): Promised =>
  promised.by === undefined
    ? { eta: promised.eta, by, broken: false }
    : promised.broken
      ? { eta: promised.eta, by: promised.by, broken: false }
      : promised

/** Solved no more; what was so at the time told stays so. */
export const undone = (promised: Promised, { at }: Fact): Promised => {
  const { eta, by } = promised
  if (by === undefined) return promised
  const decided = eta !== undefined && by.at <= eta.due && at > eta.due
  return decided ? { eta, by, broken: true } : { eta, by: undefined, broken: false }
}

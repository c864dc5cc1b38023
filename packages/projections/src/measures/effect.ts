/** How resolved cases fared that were followed up, and those that were not. */
import {
  counted,
  excluded,
  type Items,
  type Measure,
  type Reading,
} from '@casetrail/core/read-model'

import { sameCustomer, type CustomerCase } from './same-customer.js'

/** `kept`: neither reopened nor repeated. `satisfied` is asked only of those who answered. */
export type Aspect = 'kept' | 'reopened' | 'repeated' | 'satisfied'

const valueOf = (aspect: Aspect, item: CustomerCase, repeated: number): boolean | undefined => {
  switch (aspect) {
    case 'kept':
      return !item.reopened && repeated === 0
    case 'reopened':
      return item.reopened
    case 'repeated':
      return repeated > 0
    case 'satisfied':
      return item.satisfied
  }
}

/** Whether the closing of the window may still change it: that nobody came again, and what rests on that. */
const ripens = (aspect: Aspect, value: boolean | undefined): boolean =>
  aspect === 'repeated' || (aspect === 'kept' && value === true)

/**
 * One aspect of one of the two groups, over the cases that `repeated` counts: resolved, neither merged
 * nor cancelled. Dated at the first resolution.
 */
export const faring = (
  aspect: Aspect,
  followedUp: boolean,
  repeated: Measure<Items<CustomerCase>>,
): Measure<Items<CustomerCase>> => ({
  id: `effect.${aspect}.${followedUp ? 'followedUp' : 'others'}`,
  version: 1,
  unit: 'share',
  from: { group: sameCustomer },
  parts: [],
  readings: (items, key) =>
    repeated.readings(items, key).flatMap((one, i): ReadonlyArray<Reading> => {
      const item = items[i]?.item
      const { verdict } = one
      if (item?.followedUp !== followedUp) return []
      if (verdict._tag === 'Excluded') return [one]
      const value = valueOf(aspect, item, verdict.value)
      const judged = value === undefined ? excluded('noAnswer') : counted(Number(value))
      const { finalFrom, ...rest } = one
      return [
        finalFrom !== undefined && ripens(aspect, value)
          ? { ...rest, verdict: judged, finalFrom }
          : { ...rest, verdict: judged },
      ]
    }),
})

/** What a standard must be beyond its shape: codes once each, references that exist, rules that can apply. */
import type { Calendar } from '../calendar/document.js'
import { readyCalendars } from '../calendar/ready.js'
import type { Problem } from '../codec/problem.js'

import { inComplaints, inFollowUps, inSatisfaction } from './check/afterwards.js'
import { inApproval } from './check/approval.js'
import { inClocks } from './check/clocks.js'
import type { Problems } from './check/codes.js'
import { inPriorities, inRouting } from './check/intake.js'
import { inKpis } from './check/kpis.js'
import { inPlaces } from './check/places.js'
import { inProcedures } from './check/procedures.js'
import { inRoles } from './check/roles.js'
import { inTaxonomies } from './check/taxonomies.js'
import { inChannels, inNames, inNumbers, inValidity, inZone } from './check/whole.js'
import type { ServiceStandard } from './document.js'
import { MOST_PROBLEMS } from './shape-problems.js'

type Part = (standard: ServiceStandard, calendars: ReadonlyArray<string>) => Problems

const parts: ReadonlyArray<Part> = [
  inNames,
  inValidity,
  inZone,
  inChannels,
  inNumbers,
  inTaxonomies,
  inPriorities,
  inRouting,
  inRoles,
  inApproval,
  inComplaints,
  inFollowUps,
  inSatisfaction,
  inClocks,
  inProcedures,
  inKpis,
  inPlaces,
]

/**
 * Everything wrong with a well-shaped standard, a thousand problems at most; empty when it is right. It
 * may name those of `calendars`.
 *
 * @example
 * import { checkStandard, retail2025 } from '@casetrail/core/standards'
 *
 * const { satisfaction } = retail2025
 * checkStandard({ ...retail2025, satisfaction: { ...satisfaction, coverage: 0 } }) // [{ pointer: '/satisfaction/coverage', found: '0', expected: 'a percentage from 1 to 100' }]
 */
export const checkStandard = (
  standard: ServiceStandard,
  calendars: ReadonlyArray<Calendar> = readyCalendars,
): ReadonlyArray<Problem> => {
  const ids = [...new Set(calendars.map(({ id }) => id))]
  return parts
    .flatMap((part) => part(standard, ids))
    .slice(0, MOST_PROBLEMS)
    .map(({ pointer, found, expected }) => ({
      pointer,
      found,
      expected: typeof expected === 'string' ? expected : expected(),
    }))
}

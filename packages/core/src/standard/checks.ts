/** What a standard must be beyond its shape: codes once each, references that exist, rules that can apply. */
import { show, type Problem } from '../codec/problem.js'
import { isZone } from '../time/zone.js'

import { inComplaints, inFollowUps, inSatisfaction } from './check/afterwards.js'
import { inApproval } from './check/approval.js'
import { hintOf, type Problems } from './check/codes.js'
import { inPriorities, inRouting } from './check/intake.js'
import { inRoles } from './check/roles.js'
import { inTaxonomies } from './check/taxonomies.js'
import type { ServiceStandard } from './document.js'
import { MOST_PROBLEMS } from './shape-problems.js'

const inNames = ({ id }: ServiceStandard): Problems =>
  id.includes('@')
    ? [{ pointer: '/id', found: show(id), expected: 'an id without @: the version is told apart' }]
    : []

const inZone = ({ zone }: ServiceStandard): Problems => {
  if (isZone(zone)) return []
  const expected = () => `an IANA time zone${hintOf(zone, Intl.supportedValuesOf('timeZone'))}`
  return [{ pointer: '/zone', found: show(zone), expected }]
}

const parts = [
  inNames,
  inZone,
  inTaxonomies,
  inPriorities,
  inRouting,
  inRoles,
  inApproval,
  inComplaints,
  inFollowUps,
  inSatisfaction,
] as const

/**
 * Everything wrong with a well-shaped standard, a thousand problems at most; empty when it is right.
 *
 * @example
 * import { checkStandard, retail2025 } from '@casetrail/core/standards'
 *
 * const { satisfaction } = retail2025
 * checkStandard({ ...retail2025, satisfaction: { ...satisfaction, coverage: 0 } }) // [{ pointer: '/satisfaction/coverage', found: '0', expected: 'a percentage from 1 to 100' }]
 */
export const checkStandard = (standard: ServiceStandard): ReadonlyArray<Problem> =>
  parts
    .flatMap((part) => part(standard))
    .slice(0, MOST_PROBLEMS)
    .map(({ pointer, found, expected }) => ({
      pointer,
      found,
      expected: typeof expected === 'string' ? expected : expected(),
    }))

/** Complaints, follow-ups and satisfaction: words that exist, plans that come true, weights of a whole. */
import { show } from '../../codec/problem.js'
import type { ServiceStandard } from '../document.js'

import { codesOf, condition, known, repeated, someOnce, unknown, type Problems } from './codes.js'
import { unreachable } from './reach.js'

export const inComplaints = ({ complaints, priorities }: ServiceStandard): Problems => {
  const levels = known(codesOf(priorities.levels))
  const at = '/complaints/acknowledgement'
  return [
    ...Object.entries(complaints.byType).flatMap(([type, { priority, remedies }]) => [
      ...unknown(`/complaints/byType/${type}/priority`, priority, levels),
      ...repeated(`/complaints/byType/${type}/remedies`, remedies),
    ]),
    ...repeated(
      at,
      complaints.acknowledgement.map(({ channel }) => channel),
      'each channel once',
    ),
    ...complaints.acknowledgement.flatMap(({ by }, i) => someOnce(`${at}/${String(i)}/by`, by)),
  ]
}

export const inFollowUps = ({ followUps, taxonomies }: ServiceStandard): Problems => {
  const { cap, consentFor, plans } = followUps
  const tiers = known(codesOf(taxonomies.tiers))
  return [
    ...repeated('/followUps/consentFor', consentFor),
    ...repeated('/followUps/cap/exempt', cap.exempt),
    ...repeated(
      '/followUps/plans',
      plans.map(({ id }) => id),
      'each id once',
    ),
    ...plans.flatMap(({ tier }, i) => condition(`/followUps/plans/${String(i)}/tier`, tier, tiers)),
    ...unreachable(
      '/followUps/plans',
      plans.map(({ tier, problemType }) => ({ tier, problemType })),
    ),
  ]
}

export const inSatisfaction = ({ satisfaction }: ServiceStandard): Problems => {
  const { service, staff, rightFirstTime, serviceLevel } = satisfaction.weights
  const sum = service + staff + rightFirstTime + serviceLevel
  const { coverage } = satisfaction
  return [
    ...(sum === 100
      ? []
      : [
          {
            pointer: '/satisfaction/weights',
            found: `a sum of ${String(sum)}`,
            expected: 'weights that add up to 100',
          },
        ]),
    ...(coverage >= 1 && coverage <= 100
      ? []
      : [
          {
            pointer: '/satisfaction/coverage',
            found: show(coverage),
            expected: 'a percentage from 1 to 100',
          },
        ]),
  ]
}

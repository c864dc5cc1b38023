/** Priorities and routing: levels that exist, conditions that can come true. */
import { complaintTypes, problemTypes } from '../../words/words.js'
import type { ServiceStandard } from '../document.js'

import { codesOf, condition, known, repeated, unknown, type Problems } from './codes.js'
import { unreachable } from './reach.js'

const complaintTypeWords = known(complaintTypes)
const problemTypeWords = known(problemTypes)

export const inPriorities = ({ priorities, taxonomies }: ServiceStandard): Problems => {
  const levels = known(codesOf(priorities.levels))
  const tiers = known(codesOf(taxonomies.tiers))
  return [
    ...repeated('/priorities/levels', levels.names),
    ...Object.entries(priorities.matrix).flatMap(([urgency, byImpact]) =>
      Object.entries(byImpact).flatMap(([impact, code]) =>
        unknown(`/priorities/matrix/${urgency}/${impact}`, code, levels),
      ),
    ),
    ...priorities.raise.flatMap((raise, i) => [
      ...condition(`/priorities/raise/${String(i)}/tier`, raise.tier, tiers),
      ...condition(
        `/priorities/raise/${String(i)}/complaintType`,
        raise.complaintType,
        complaintTypeWords,
      ),
    ]),
  ]
}

export const inRouting = ({ routing, taxonomies }: ServiceStandard): Problems => {
  const tiers = known(codesOf(taxonomies.tiers))
  return [
    ...routing.flatMap((route, i) => [
      ...condition(`/routing/${String(i)}/tier`, route.tier, tiers),
      ...condition(`/routing/${String(i)}/problemType`, route.problemType, problemTypeWords),
    ]),
    ...unreachable(
      '/routing',
      routing.map(({ team: _, ...conditions }) => conditions),
    ),
  ]
}

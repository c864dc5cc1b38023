/** Whether cases that were followed up fared otherwise than others. No cause is claimed: the desk chose whom to call. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, FigureInput } from '@casetrail/core/read-model'

import { faring, type Aspect } from '../measures/effect.js'
import { repeats, type WindowRules } from '../measures/same-customer.js'

import { label, over } from './figure.js'
import { atLeastOnce, nothing, sharePart } from './values.js'

const aspects: ReadonlyArray<Aspect> = ['kept', 'reopened', 'repeated', 'satisfied']
const groups = ['followedUp', 'others'] as const

const nameOf = (group: (typeof groups)[number], aspect: Aspect): string => `${group} ${aspect}`

/** The share that stayed solved among those followed up, less that among the others. */
const effect: Figure['value'] = (tallies) => {
  const names = groups.flatMap((group) => aspects.map((aspect) => nameOf(group, aspect)))
  const parts = Object.fromEntries(names.map((name) => [name, sharePart(tallies, name)]))
  const [followedUp, others] = groups.map((group) => parts[nameOf(group, 'kept')]?.value ?? null)
  if (followedUp === null || followedUp === undefined) {
    return nothing('nothing to compare: no resolved case was followed up')
  }
  if (others === null || others === undefined) {
    return nothing('nothing to compare: every resolved case was followed up')
  }
  return E.right({ value: followedUp - others, parts })
}

export const followUpEffect = (rulesOf: (standard: string) => WindowRules | undefined): Figure => ({
  id: 'followUp.effect',
  label: label('Follow-up effect: stayed solved, against others', '回訪效果(未重開未重複之差)'),
  unit: 'share',
  inputs: Object.fromEntries(
    groups.flatMap((group) =>
      aspects.map((aspect): readonly [string, FigureInput] => [
        nameOf(group, aspect),
        over(faring(aspect, group === 'followedUp', repeats(rulesOf))),
      ]),
    ),
  ),
  side: atLeastOnce,
  value: effect,
})

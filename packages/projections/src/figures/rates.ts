/** How tallies become rates of an exposure, and rankings by a word. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Ranked, Tally } from '@casetrail/core/read-model'

import { nothing, tallyOf } from './values.js'

/**
 * How many there were of one input for each 1,000 that another comes to: complaints ÷ exposure ×
 * 1000. The exposure's readings say how much each is.
 */
export const perThousandOf =
  (events: string, exposure: string): Figure['value'] =>
  (tallies) => {
    const { count: numerator } = tallyOf(tallies, events)
    const { count, sum: denominator } = tallyOf(tallies, exposure)
    if (count === 0) return nothing(`nothing to divide by: no ${exposure} is known`)
    if (denominator === 0) return nothing(`nothing to divide by: the ${exposure} is 0`)
    return E.right({ value: (1_000 * numerator) / denominator, numerator, denominator })
  }

/** The commonest word first, with the share of it and of all up to it; equals by their name. */
const ranked = ({ words, count }: Tally): ReadonlyArray<Ranked> => {
  let upTo = 0
  return [...words]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([key, n]) => {
      upTo += n
      return { key, count: n, share: n / count, cumulative: upTo / count }
    })
}

/** How many, and by which word, the commonest first (Pareto). The input names the dimension in `words`. */
export const rankingOf =
  (name: string): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    const { count } = tally
    return E.right({ value: count, count, ranking: ranked(tally) })
  }

/** How tallies of scores become values: shares of good answers, means, promoters, gaps. */
import * as E from 'fp-ts/lib/Either.js'
import type { Figure, Part, SideOf, Tally, Value } from '@casetrail/core/read-model'

import { metOf } from '../engine/result.js'

import { nothing, share, tallyOf } from './values.js'

const NO_ANSWER = 'nothing to count: there is no answer'

/** How often each score was given. */
const distributionOf = (tally: Tally): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...tally.distribution]
      .sort(([a], [b]) => a - b)
      .map(([score, n]) => [String(score), n] as const),
  )

const spread = (tally: Tally): Pick<Value, 'distribution'> & { readonly mean: number } => ({
  mean: tally.sum / tally.count,
  distribution: distributionOf(tally),
})

/** The share of scores on the met side, with their mean and distribution: CSAT, CES. */
export const scoreShareOf =
  (name: string, side: SideOf): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    const value = share(tally, side)
    return E.isLeft(value) ? value : E.right({ ...value.right, ...spread(tally) })
  }

/** The mean score, with the distribution; with a side, how many of all were on the met one. */
export const scoreOf =
  (name: string, side?: SideOf): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    if (tally.count === 0) return nothing(NO_ANSWER)
    const { mean, distribution = {} } = spread(tally)
    const sides =
      side === undefined ? {} : { numerator: metOf(tally, side), denominator: tally.count }
    return E.right({ value: mean, count: tally.count, ...sides, mean, distribution })
  }

/** On the met side of CSAT: 4 and 5. */
export const satisfied: SideOf = (score) => (score >= 4 ? 'met' : 'missed')

const PROMOTES = 9
const DETRACTS = 6

/** On the met side of a net promoter score: 9 and 10. */
export const promotes: SideOf = (score) => (score >= PROMOTES ? 'met' : 'missed')

/** % 9–10 − % 0–6, from −100 to 100, with the three groups. */
export const netPromotersOf =
  (name: string): Figure['value'] =>
  (tallies) => {
    const tally = tallyOf(tallies, name)
    const { count } = tally
    if (count === 0) return nothing(NO_ANSWER)
    const promoters = metOf(tally, promotes)
    const detractors = metOf(tally, (score) => (score <= DETRACTS ? 'met' : 'missed'))
    const part = (numerator: number): Part => ({
      value: numerator / count,
      unit: 'share',
      numerator,
      denominator: count,
    })
    return E.right({
      value: (100 * (promoters - detractors)) / count,
      count,
      ...spread(tally),
      parts: {
        promoters: part(promoters),
        passives: part(count - promoters - detractors),
        detractors: part(detractors),
      },
    })
  }

/** The mean of one input less the mean of another, such as expected − perceived; both are told. */
export const gapOf =
  (minuend: string, subtrahend: string): Figure['value'] =>
  (tallies) => {
    const [from, less] = [tallyOf(tallies, minuend), tallyOf(tallies, subtrahend)]
    const [empty] = [from, less].flatMap(({ count }, i) =>
      count === 0 ? [i === 0 ? minuend : subtrahend] : [],
    )
    if (empty !== undefined) return nothing(`nothing to compare: there is no ${empty}`)
    const mean = (tally: Tally): number => tally.sum / tally.count
    const part = (tally: Tally): Part => ({ value: mean(tally), count: tally.count })
    return E.right({
      value: mean(from) - mean(less),
      parts: { [minuend]: part(from), [subtrahend]: part(less) },
    })
  }

import * as E from 'fp-ts/lib/Either.js'
import type { Figure, SideOf, Tally } from '@casetrail/core/read-model'
import { describe, expect, test } from 'vitest'

import { empty } from '../engine/tally.js'

import { perThousandOf, rankingOf } from './rates.js'
import { gapOf, netPromotersOf, satisfied, scoreOf, scoreShareOf } from './scores.js'

const tally = (values: ReadonlyArray<number>, words: ReadonlyArray<string> = []): Tally => {
  const of = empty()
  for (const value of values) {
    of.count += 1
    of.sum += value
    of.distribution.set(value, (of.distribution.get(value) ?? 0) + 1)
  }
  for (const word of words) of.words.set(word, (of.words.get(word) ?? 0) + 1)
  return of
}

const valueOf = (value: Figure['value'], tallies: Readonly<Record<string, Tally>>) => {
  const made = value(tallies)
  return E.isRight(made) ? made.right : made.left.reason
}

describe('scores', () => {
  test('the share of the good ones, with mean and distribution', () => {
    expect(
      valueOf(scoreShareOf('answers', satisfied), { answers: tally([5, 5, 4, 3, 1]) }),
    ).toEqual({
      value: 0.6,
      numerator: 3,
      denominator: 5,
      mean: 3.6,
      distribution: { 1: 1, 3: 1, 4: 1, 5: 2 },
    })
  })

  test('the mean, and on which side how many of them are', () => {
    const answers = tally([80, 90, 100])
    const plain = { value: 90, count: 3, mean: 90, distribution: { 80: 1, 90: 1, 100: 1 } }
    expect(valueOf(scoreOf('answers'), { answers })).toEqual(plain)
    const passed: SideOf = (score) => (score >= 90 ? 'met' : 'missed')
    expect(valueOf(scoreOf('answers', passed), { answers })).toEqual({
      ...plain,
      numerator: 2,
      denominator: 3,
    })
  })

  test('promoters less detractors: 9 promotes, 8 and 7 do neither, 6 detracts', () => {
    const answers = tally([10, 9, 8, 7, 6, 0, 0, 0])
    expect(valueOf(netPromotersOf('answers'), { answers })).toMatchObject({
      value: -25,
      count: 8,
      mean: 5,
      parts: {
        promoters: { value: 0.25, numerator: 2, denominator: 8 },
        passives: { numerator: 2 },
        detractors: { value: 0.5, numerator: 4 },
      },
    })
    expect(valueOf(netPromotersOf('answers'), { answers: tally([9, 10]) })).toMatchObject({
      value: 100,
    })
  })

  test('a gap is signed, and null while one of the two is missing', () => {
    const gap = gapOf('expected', 'perceived')
    expect(valueOf(gap, { expected: tally([5, 6]), perceived: tally([7]) })).toEqual({
      value: -1.5,
      parts: { expected: { value: 5.5, count: 2 }, perceived: { value: 7, count: 1 } },
    })
    expect(valueOf(gap, { expected: tally([5]), perceived: tally([]) })).toBe(
      'nothing to compare: there is no perceived',
    )
    expect(valueOf(gap, { expected: tally([]), perceived: tally([5]) })).toBe(
      'nothing to compare: there is no expected',
    )
  })

  test('no answer is no score', () => {
    const none = { answers: tally([]) }
    for (const value of [scoreOf('answers'), netPromotersOf('answers')]) {
      expect(valueOf(value, none)).toBe('nothing to count: there is no answer')
    }
    expect(valueOf(scoreShareOf('answers', satisfied), none)).toBe(
      'nothing to count: the denominator is 0',
    )
  })
})

describe('rates and rankings', () => {
  test('so many for each 1,000 of an exposure, which says how much each of its readings is', () => {
    const rate = perThousandOf('complaints', 'exposure')
    const complaints = tally([1, 1, 1])
    expect(valueOf(rate, { complaints, exposure: tally([400, 200]) })).toEqual({
      value: 5,
      numerator: 3,
      denominator: 600,
    })
    expect(valueOf(rate, { complaints, exposure: tally([]) })).toBe(
      'nothing to divide by: no exposure is known',
    )
    expect(valueOf(rate, { complaints, exposure: tally([0]) })).toBe(
      'nothing to divide by: the exposure is 0',
    )
    expect(valueOf(rate, { complaints: tally([]), exposure: tally([10]) })).toMatchObject({
      value: 0,
    })
  })

  test('a ranking: the commonest first, with the share of all up to it', () => {
    const words = ['late', 'broken', 'broken', '2', 'late', 'broken', '2', 'rude']
    const causes = tally(Array<number>(8).fill(1), words)
    expect(valueOf(rankingOf('causes'), { causes })).toEqual({
      value: 8,
      count: 8,
      ranking: [
        { key: 'broken', count: 3, share: 3 / 8, cumulative: 3 / 8 },
        { key: '2', count: 2, share: 2 / 8, cumulative: 5 / 8 },
        { key: 'late', count: 2, share: 2 / 8, cumulative: 7 / 8 },
        { key: 'rude', count: 1, share: 1 / 8, cumulative: 1 },
      ],
    })
    expect(valueOf(rankingOf('causes'), {})).toEqual({ value: 0, count: 0, ranking: [] })
  })
})

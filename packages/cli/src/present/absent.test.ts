import { inMemoryRowStore } from '@casetrail/core/read-model'
import { readyStandards } from '@casetrail/core/standards'
import { deskFigures, evaluate, type FigureResult } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { absentText, isAbsent, whyText } from './absent.js'

/** Every figure, where there is nothing at all. */
const nothing = async (): Promise<ReadonlyArray<FigureResult>> => {
  const query = { zone: 'UTC', asOf: 0 }
  const evaluated = await evaluate(inMemoryRowStore(), deskFigures(readyStandards), query)()
  return E.isRight(evaluated) ? evaluated.right.figures : []
}

const none: FigureResult = {
  metric: 'test.none',
  label: { en: 'Figure', zh: '指標' },
  unit: 'count',
  value: 0,
  excluded: {},
  provisional: 0,
}

describe('figures without data', () => {
  it('are all of them in an empty store, each with its reason in both languages', async () => {
    const figures = await nothing()
    expect(figures.length).toBeGreaterThan(30)
    for (const figure of figures) {
      expect([figure.metric, isAbsent(figure)]).toEqual([figure.metric, true])
      expect(whyText(figure, 'en')).not.toBe('')
      expect([figure.metric, whyText(figure, 'zh')]).toEqual([
        figure.metric,
        expect.not.stringMatching(/[a-z]/i),
      ])
    }
  })

  it('have reasons of their own in Chinese too', () => {
    const why = (reason: string): string => whyText({ ...none, value: null, reason }, 'zh')
    expect(why('only 20 % of the weight has data, 80 % is needed')).toBe(
      '有數據的權重僅 20 %，須達 80 %',
    )
    expect(why('nothing to divide by: the orders is 0')).toBe('訂單數為 0')
    expect(why('nothing to compare: every resolved case was followed up')).toBe(
      '已解決工單均已回訪',
    )
    expect(why('something new')).toBe('something new')
  })

  it('are those without a value, or that count nothing and left nothing out', () => {
    expect(isAbsent(none)).toBe(true)
    expect(isAbsent({ ...none, excluded: { merged: 0 } })).toBe(true)
    expect(isAbsent({ ...none, excluded: { merged: 1 } })).toBe(false)
    expect(isAbsent({ ...none, unit: 'share' })).toBe(false)
    expect(isAbsent({ ...none, unit: 'share', value: null })).toBe(true)
  })

  it('stand together where they have one reason', () => {
    const empty: FigureResult = {
      ...none,
      value: null,
      reason: 'nothing to count: the denominator is 0',
    }
    const left = { ...empty, metric: 'test.left', excluded: { noContact: 4 } }
    expect(absentText([none, empty, left, { ...empty, metric: 'test.b' }], 'en')).toBe(
      'no data: test.none (none) · test.none, test.b (nothing to count) · test.left (left out noContact 4)',
    )
  })

  it('of several clocks are told as one', () => {
    const of = (metric: string): FigureResult => ({ ...none, metric })
    const figures = ['sla', 'sla.phone', 'time.phone', 'sla.email'].map(of)
    expect(absentText(figures, 'en')).toBe('no data: sla, sla.<clock>, time.phone (none)')
  })
})

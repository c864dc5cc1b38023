import { retail2025, type ServiceStandard } from '@casetrail/core/standards'
import { describe, expect, test } from 'vitest'

import { followUp } from '../../test/care-desk.js'
import { later, opened, reopened, resolved, right, rowsOf, type Story } from '../../test/desk.js'
import { evaluate } from '../engine/evaluate.js'
import type { FigureResult } from '../engine/result.js'

import { satisfactionIndex } from './satisfaction-index.js'

const f = followUp()
const second = { id: 'retail-2025', version: 2 }

const said = (csat: 2 | 5, score: 2 | 5, ...more: Story): Story => [
  opened(0),
  resolved(1),
  f.scheduled(2, 24),
  f.answered(5, { csat, staff: [{ staff: 'lin', score }] }),
  ...more,
]

const indexOf = async (
  stories: Readonly<Record<string, Story>>,
  where: Readonly<Record<string, string>> = {},
  standards: ReadonlyArray<ServiceStandard> = [retail2025, { ...retail2025, version: 2 }],
): Promise<FigureResult | undefined> => {
  const rows = await rowsOf(stories)
  const query = { ...later, where }
  const { figures } = await right(evaluate(rows, [satisfactionIndex(standards)], query))
  return figures[0]
}

describe('satisfaction.index', () => {
  test('is Σ weight × share ÷ Σ weight of what has data; weights and coverage are shown', async () => {
    const found = await indexOf({ a: said(5, 5), b: said(2, 5, reopened(9)) })
    expect(found).toMatchObject({
      unit: 'score',
      value: (100 * (40 * 0.5 + 20 * 1 + 20 * 0.5)) / 80,
      parts: {
        service: { value: 0.5, numerator: 1, denominator: 2 },
        'service weight': { value: 0.4 },
        staff: { value: 1, numerator: 2, denominator: 2 },
        'staff weight': { value: 0.2 },
        rightFirstTime: { value: 0.5, numerator: 1, denominator: 2 },
        'rightFirstTime weight': { value: 0.2 },
        serviceLevel: { value: null },
        'serviceLevel weight': { value: 0.2 },
        covered: { value: 0.8 },
      },
    })
  })

  test('is refused below the coverage that the standard asks for', async () => {
    const story = [opened(0), resolved(1), f.scheduled(2, 24), f.answered(5, { csat: 5 })]
    expect(await indexOf({ a: story })).toMatchObject({
      value: null,
      reason: 'only 60 % of the weight has data, 80 % is needed',
    })
    const { satisfaction } = retail2025
    const lax = { ...retail2025, satisfaction: { ...satisfaction, coverage: 60 } }
    expect(await indexOf({ a: story }, {}, [lax])).toMatchObject({ value: 100 })
  })

  test('is refused over several standards, and told for each', async () => {
    const stories = { a: said(5, 5), b: [opened(0, { standard: second }), resolved(1)] }
    expect(await indexOf(stories)).toMatchObject({
      value: null,
      reason:
        'several standards weigh differently (retail-2025@1, retail-2025@2): ask for one, by standard',
    })
    expect(await indexOf(stories, { standard: 'retail-2025@1' })).toMatchObject({ value: 100 })
    expect(await indexOf(stories, { standard: 'retail-2025@2' })).toMatchObject({
      value: null,
      reason: 'only 20 % of the weight has data, 80 % is needed',
    })
  })

  test('has nothing to weigh where there is neither a case nor an answer', async () => {
    expect(await indexOf({})).toMatchObject({
      value: null,
      reason: 'nothing to weigh: there is neither a case nor an answer',
    })
  })
})

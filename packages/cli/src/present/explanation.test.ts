/** What is said of a reading beyond its value is told to people, and to programs. */
import type { FigureResult, Explanation } from '@casetrail/projections'
import { describe, expect, it } from 'vitest'

import { explanationJson, explanationText, type Explaining } from './explanation.js'
import { styleOf } from './style.js'

const figure: FigureResult = {
  metric: 'standard.execution',
  label: { en: 'Required steps carried out', zh: '標準執行率' },
  unit: 'share',
  value: 0.8,
  numerator: 4,
  denominator: 5,
  excluded: {},
  provisional: 0,
}
const explanation: Explanation = {
  metric: 'standard.execution',
  input: 'cases',
  inputs: ['steps', 'cases'],
  unit: 'share',
  sided: true,
  totals: { met: 0, missed: 1, excluded: 0 },
  total: 1,
  readings: [
    {
      input: 'cases',
      subject: 'case-a',
      side: 'missed',
      value: 0,
      at: Date.parse('2025-03-03T01:00:00.000Z'),
      provisional: false,
      evidence: [],
      dimensions: {},
      says: { en: 'missing: verify', zh: '缺少：驗證' },
    },
  ],
}
const explaining: Explaining = {
  store: 'sqlite:desk.db',
  window: { zone: 'UTC', asOf: Date.parse('2025-06-01T00:00:00.000Z'), asKnownThen: false },
  where: {},
  figure,
  explanation,
  subjects: new Map(),
  events: new Map(),
}

describe('an explanation', () => {
  it('says in words what there is to say, in both languages', () => {
    expect(explanationText(explaining, 'en', 100, styleOf(false))).toMatch(
      /case-a +missed +missing: verify/,
    )
    expect(explanationText(explaining, 'zh', 100, styleOf(false))).toContain('缺少：驗證')
  })

  it('says it to programs too', () => {
    const { readings } = JSON.parse(explanationJson(explaining, undefined, '')) as {
      readonly readings: ReadonlyArray<{ readonly says?: string }>
    }
    expect(readings.map(({ says }) => says)).toEqual(['missing: verify'])
  })
})

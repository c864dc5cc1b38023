import type { FigureResult } from '@casetrail/projections'
import { describe, expect, it } from 'vitest'

import { reportPage } from './html/report-page.js'
import { reportText } from './report-text.js'
import { styleOf } from './style.js'

const base = { label: { en: 'Figure', zh: '指標' }, excluded: { noAnswer: 0 }, provisional: 0 }

const csat: FigureResult = {
  ...base,
  metric: 'test.csat',
  unit: 'share',
  value: 0.6,
  numerator: 3,
  denominator: 5,
  mean: 3.6,
  distribution: { 1: 2, 5: 3 },
}
const nps: FigureResult = {
  ...base,
  metric: 'test.nps',
  unit: 'score',
  value: 0,
  count: 8,
  mean: 6.25,
  distribution: { 0: 4, 10: 4 },
  parts: { promoters: { value: 0.5, unit: 'share', numerator: 4, denominator: 8 } },
}
const gap: FigureResult = {
  ...base,
  metric: 'test.gap',
  unit: 'score',
  value: -1.5,
  parts: { expected: { value: 5.5, count: 2 }, perceived: { value: null } },
}
const rate: FigureResult = {
  ...base,
  metric: 'test.rate',
  unit: 'perThousand',
  value: 5,
  numerator: 3,
  denominator: 600,
}
const causes: FigureResult = {
  ...base,
  metric: 'test.causes',
  unit: 'count',
  value: 12,
  count: 12,
  ranking: ['late\u001b[2J', 'b', 'c', 'd', 'e', 'f'].map((key, i) => ({
    key,
    count: 2,
    share: 1 / 6,
    cumulative: (i + 1) / 6,
  })),
}
const all = [csat, nps, gap, rate, causes]

const report = (figures: ReadonlyArray<FigureResult>) => ({
  store: 'sqlite:desk.db',
  window: { zone: 'UTC', asOf: 0, asKnownThen: false },
  evaluation: { figures, breakdown: { by: 'shop', rows: [{ key: 'x', keys: ['x'], figures }] } },
  flow: undefined,
  unread: { count: 0, events: [] },
})

const text = (figures: ReadonlyArray<FigureResult>): string =>
  reportText(report(figures), 'en', 240, styleOf(false))

/** A line of the figures' table. */
const lineOf = (metric: string, of: string): string =>
  of.split('\n').find((line) => line.includes(metric)) ?? ''

describe('figures of every unit', () => {
  it('in a family of their own when they belong to none, each with what it is made of', () => {
    const shown = text(all)
    expect(shown).toMatch(/^Further figures +id +value +n \/ N/m)
    expect(lineOf('test.csat', shown)).toMatch(/60\.0 % +3 \/ 5 +mean 3\.60 · 1: 2 · 5: 3$/)
    expect(lineOf('test.nps', shown)).toMatch(
      / 0 +8 +promoters 50\.0 % \(4 \/ 8\) · mean 6\.25 · 0: 4 · 10: 4$/,
    )
    expect(lineOf('test.gap', shown)).toMatch(/-1\.50 +expected 5\.50 \(2\) · perceived —$/)
    expect(lineOf('test.rate', shown)).toMatch(/5\.00 ‰ +3 \/ 600$/)
    expect(lineOf('test.causes', shown)).toMatch(
      / 12 +12 +late \[2J 2 \(cumulative 16\.7 %\) · .* · e 2 \(cumulative 83\.3 %\) · … 1 more/,
    )
  })

  it('as a share where all are shares, as a count where all are counts', () => {
    expect(text([csat])).toMatch(/^Further figures +id +share +n \/ N/m)
    expect(text([causes])).toMatch(/^Further figures +id +n +remarks/m)
  })

  it('what was excluded 0 times is said in JSON only', () => {
    expect(text([csat])).not.toContain('noAnswer')
  })

  it('in a breakdown: rates with their basis, scores with how many', () => {
    const row = text([nps, rate]).split('\n').at(-2)
    expect(row).toMatch(/^x +0 +8 +5\.00 ‰ +3 \/ 600$/)
  })

  it('on a page too', () => {
    const page = reportPage(report(all), 'en')
    for (const content of ['5.00 ‰', '3 / 600', '60.0 %', '-1.50', 'cumulative 16.7 %']) {
      expect(page).toContain(content)
    }
  })
})

import { expect, describe, test } from 'vitest'

import { complaint, followUp } from '../../test/care-desk.js'
import {
  figureFrom,
  figureOf,
  hour,
  later,
  opened,
  reopened,
  resolved,
  right,
  rowsOf,
  type Story,
} from '../../test/desk.js'
import { evaluate } from '../engine/evaluate.js'
import { explain } from '../engine/explain.js'

const f = followUp()
const g = followUp('2')

/** A resolved case with its follow-up, and what the customer said at hour 5. */
const said = (over: Parameters<typeof f.answered>[1]): Story => [
  opened(0),
  resolved(1),
  f.scheduled(2, 24),
  f.answered(5, over),
]

const desk = {
  a: said({ csat: 5 }),
  b: said({ csat: 4 }),
  c: said({ csat: 3 }),
  d: said({ csat: 1 }),
}

describe('csat', () => {
  test('is the share of 4 and 5, with mean and distribution; 3 is not satisfied', async () => {
    expect(await figureFrom('csat', desk)).toEqual({
      metric: 'csat',
      unit: 'share',
      value: 0.5,
      numerator: 2,
      denominator: 4,
      mean: 3.25,
      distribution: { '1': 1, '3': 1, '4': 1, '5': 1 },
      excluded: { noAnswer: 0 },
      provisional: 0,
    })
  })

  test('has no value without an answer', async () => {
    expect(await figureFrom('csat', { a: [opened(0), resolved(1)] })).toMatchObject({
      value: null,
      reason: 'nothing to count: the denominator is 0',
      excluded: { noAnswer: 0 },
    })
  })

  const stories: ReadonlyArray<readonly [what: string, story: Story, distribution: object]> = [
    [
      'of several answers in a cycle the latest wins, whoever asked',
      [...said({ csat: 1 }), g.scheduled(3, 24), g.answered(9, { csat: 5 })],
      { '5': 1 },
    ],
    [
      'the latest by when it was given, though the other was recorded later',
      [
        opened(0),
        f.scheduled(2, 24),
        g.scheduled(3, 24),
        g.answered(9, { csat: 5 }),
        f.answered(5, { csat: 1 }),
      ],
      { '5': 1 },
    ],
    [
      'a later answer to one follow-up replaces the one before',
      [...said({ csat: 1 }), f.answered(6, { csat: 4, answer: 2 })],
      { '4': 1 },
    ],
    [
      'another cycle is another answer',
      [
        ...said({ csat: 1 }),
        reopened(6),
        resolved(7, 'wu', 2),
        g.scheduled(8, 24, { cycle: 2 }),
        g.answered(9, { csat: 5 }),
      ],
      { '1': 1, '5': 1 },
    ],
    [
      'the cycle of a complaint is not the cycle of its case',
      [
        ...said({ csat: 1 }),
        complaint().received(6),
        g.scheduled(7, 24, { complaint: 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742' }),
        g.answered(9, { csat: 5 }),
      ],
      { '1': 1, '5': 1 },
    ],
    [
      'follow-ups of no cycle are each alone',
      [
        ...['1', '2'].flatMap((name) => {
          const one = followUp(name)
          return [one.ofNoCycle(2, 24), one.answered(5, { csat: 2 })]
        }),
      ],
      { '2': 2 },
    ],
  ]
  test.each(stories)('%s', async (_, story, distribution) => {
    expect((await figureFrom('csat', { a: story })).distribution).toEqual(distribution)
  })

  test('who was asked and gave no score is excluded, once for a cycle, at the last request', async () => {
    const story = [opened(0), f.scheduled(1, 24), f.asked(2), g.scheduled(3, 24), g.asked(4)]
    const only = { a: [...story, f.answered(5, { nps: 9 })], b: story }
    expect(await figureFrom('csat', only)).toMatchObject({ value: null, excluded: { noAnswer: 2 } })
    const { readings } = await right(explain(await rowsOf({ b: story }), figureOf('csat'), later))
    expect(readings).toMatchObject([
      { side: 'excluded', reason: 'noAnswer', at: Date.parse(hour(4)), evidence: ['b.4'] },
    ])
  })

  test('dates an answer when it was given, cites it, and carries both dimensions', async () => {
    const { readings } = await right(
      explain(await rowsOf({ a: said({ csat: 4 }) }), figureOf('csat'), later),
    )
    expect(readings).toMatchObject([
      {
        side: 'met',
        value: 4,
        at: Date.parse(hour(5)),
        evidence: ['a.3'],
        credit: 'lin',
        dimensions: { channel: 'phone', problemType: 'product', purpose: 'afterResolution' },
      },
    ])
  })

  test('credit is the handler, else who resolved that cycle, whatever comes later', async () => {
    const rows = await rowsOf({
      a: [
        ...said({ csat: 1 }),
        reopened(6),
        resolved(7, 'wu', 2),
        g.scheduled(8, 24, { cycle: 2 }),
        g.answered(9, { csat: 5 }),
        reopened(10, 3),
        resolved(11, 'chen', 3),
      ],
      b: [
        opened(0),
        resolved(1),
        f.scheduled(2, 24, { handler: 'mei' }),
        f.answered(3, { csat: 2 }),
      ],
      c: [opened(0), resolved(1), f.scheduled(2, 24, { cycle: 2 }), f.answered(3, { csat: 2 })],
    })
    const query = { ...later, by: ['agent'] }
    const { breakdown } = await right(evaluate(rows, [figureOf('csat')], query))
    const found = breakdown?.rows.map(({ key, figures }) => [key, figures[0]?.distribution])
    expect(found).toEqual([
      ['(none)', { '2': 1 }],
      ['lin', { '1': 1 }],
      ['mei', { '2': 1 }],
      ['wu', { '5': 1 }],
    ])
  })
})

describe('the other scales', () => {
  test('nps is the share of 9 and 10 less that of 0 to 6', async () => {
    const scores = { a: 10, b: 9, c: 8, d: 6, e: 0 } as const
    const stories = Object.fromEntries(
      Object.entries(scores).map(([id, nps]) => [id, said({ nps })]),
    )
    expect(await figureFrom('nps', stories)).toMatchObject({
      unit: 'score',
      value: 0,
      count: 5,
      parts: {
        promoters: { numerator: 2, denominator: 5 },
        passives: { numerator: 1 },
        detractors: { numerator: 2 },
      },
    })
    expect(await figureFrom('nps', desk)).toMatchObject({
      value: null,
      reason: 'nothing to count: there is no answer',
    })
  })

  test('ces is the share of 5 and more of 7', async () => {
    const stories = { a: said({ ces: 7 }), b: said({ ces: 5 }), c: said({ ces: 4 }) }
    expect(await figureFrom('ces', stories)).toMatchObject({
      numerator: 2,
      denominator: 3,
      mean: 16 / 3,
    })
  })

  test('csat.staff counts every person, each with the credit of their own score', async () => {
    const staff = [
      { staff: 'lin', score: 5 },
      { staff: 'wu', score: 2 },
    ] as const
    const rows = await rowsOf({ a: said({ csat: 5, staff }) })
    const query = { ...later, by: ['agent'] }
    const { figures, breakdown } = await right(evaluate(rows, [figureOf('csat.staff')], query))
    expect(figures).toMatchObject([{ numerator: 1, denominator: 2, mean: 3.5 }])
    expect(breakdown?.rows.map(({ key, figures: [one] }) => [key, one?.mean])).toEqual([
      ['lin', 5],
      ['wu', 2],
    ])
  })

  test('fcr.customer is the customer’s word, of those who gave it', async () => {
    const stories = {
      a: said({ resolvedInOneContact: true }),
      b: said({ resolvedInOneContact: false }),
      c: said({ csat: 5 }),
    }
    expect(await figureFrom('fcr.customer', stories)).toMatchObject({
      numerator: 1,
      denominator: 2,
    })
  })

  test('a gap is expected less perceived: above 0 the service falls short', async () => {
    const scored = (expected: 4 | 5, perceived: 2 | 5): Story =>
      said({ dimensions: [{ dimension: 'empathy', expected, perceived }] })
    expect(await figureFrom('gap.empathy', { a: scored(5, 2), b: scored(4, 5) })).toMatchObject({
      unit: 'score',
      value: 1,
      parts: { expected: { value: 4.5, count: 2 }, perceived: { value: 3.5, count: 2 } },
    })
    expect(await figureFrom('gap.tangibles', { a: scored(5, 2) })).toMatchObject({
      value: null,
      reason: 'nothing to compare: there is no expected',
    })
  })
})

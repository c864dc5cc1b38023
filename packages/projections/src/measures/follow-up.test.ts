import { describe, expect, test } from 'vitest'

import { followUp } from '../../test/care-desk.js'
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
  shareFrom,
  someTime,
  start,
  DAY,
  type Story,
} from '../../test/desk.js'
import { evaluate } from '../engine/evaluate.js'
import { explain } from '../engine/explain.js'

import { validReasons } from './follow-up.js'

const f = followUp()
const due = [opened(0), resolved(1), f.scheduled(2, 24)]
const done = [1, 1, {}]
const not = [0, 1, {}]
const none = (reason: string) => [undefined, undefined, { [reason]: 1 }]

describe('followUp.completion', () => {
  const cases: ReadonlyArray<readonly [what: string, story: Story, expected: unknown]> = [
    ['completed', [...due, f.attempted(5), f.completed(6)], done],
    ['completed late', [...due, f.completed(90)], done],
    ['due and nothing done', due, not],
    ['the customer was never reached', [...due, f.unreachable(30)], not],
    ['missed', [...due, f.missed(40)], not],
    ['the customer would not', [...due, f.declined(5)], not],
    ['cancelled for no named reason', [...due, f.cancelled(5, 'other')], not],
    [
      'completed before the case was reopened',
      [...due, f.completed(5), f.cancelled(6, 'caseReopened')],
      done,
    ],
    ...(['caseReopened', 'replaced', 'merged', 'consentWithdrawn', 'erased'] as const).map(
      (reason) => [reason, [...due, f.cancelled(5, reason)], none(reason)] as const,
    ),
  ]
  test.each(cases)('%s', async (_, story, expected) => {
    expect(await shareFrom('followUp.completion', { a: story })).toEqual(expected)
  })

  test('every reason that the standard’s words name but other is valid', () => {
    expect([...validReasons].sort()).toEqual(
      ['caseReopened', 'consentWithdrawn', 'erased', 'merged', 'replaced'].sort(),
    )
  })

  test('counts when it falls due, which rescheduling does not move', async () => {
    const stories = { a: [...due, f.rescheduled(3, 200, 24)] }
    const asOf = start + DAY
    expect(
      await figureFrom('followUp.completion', stories, { query: { asOf: asOf - 1 } }),
    ).toMatchObject({
      value: null,
    })
    expect(await figureFrom('followUp.completion', stories, { query: { asOf } })).toMatchObject({
      denominator: 1,
    })
  })

  test('credit is whose task it was when it was done, else who handled the case', async () => {
    const rows = await rowsOf({
      a: [
        opened(0),
        f.scheduled(1, 9, { handler: 'lin' }),
        f.assigned(2, 'wu'),
        f.completed(3),
        f.assigned(4, 'mei'),
      ],
      b: [opened(0), f.scheduled(1, 9, { handler: 'lin' })],
    })
    const { readings } = await right(explain(rows, figureOf('followUp.completion'), later))
    expect(readings.map(({ subject, credit, side }) => [subject, credit, side])).toEqual([
      ['a', 'wu', 'met'],
      ['b', 'lin', 'missed'],
    ])
    expect(readings[0]).toMatchObject({ at: Date.parse(hour(9)), evidence: ['a.1', 'a.3'] })
  })
})

describe('followUp.onTime', () => {
  const cases: ReadonlyArray<
    readonly [what: string, story: Story, expected: readonly [number, number]]
  > = [
    ['attempted and completed by the due date', [...due, f.attempted(5), f.completed(24)], [1, 1]],
    [
      'attempted by it, completed after',
      [...due, f.attempted(24, 'noAnswer'), f.completed(25)],
      [1, 0],
    ],
    ['attempted after it', [...due, f.attempted(25)], [0, 0]],
    [
      'the earliest attempt counts, though recorded late',
      [...due, f.attempted(30), f.attempted(20)],
      [1, 0],
    ],
    ['an answer shows that the customer was reached', [...due, f.answered(5, { csat: 5 })], [1, 0]],
    [
      'a later due date is not the first',
      [...due, f.rescheduled(3, 50, 24), f.completed(40)],
      [0, 0],
    ],
  ]
  test.each(cases)('%s', async (_, story, [attempted, completed]) => {
    expect(await figureFrom('followUp.onTime', { a: story })).toMatchObject({
      numerator: attempted,
      denominator: 1,
      parts: { completed: { numerator: completed, denominator: 1 } },
      excluded: {},
    })
  })

  test('of what happened at an unknown time nobody knows', async () => {
    const story = [...due, someTime(f.attempted(5))]
    expect(await shareFrom('followUp.onTime', { a: story })).toEqual(none('timeUnknown'))
    expect(await shareFrom('followUp.completion', { a: story })).toEqual(not)
  })
})

describe('survey.response', () => {
  const asked = [...due, f.asked(3)]
  const cases: ReadonlyArray<
    readonly [what: string, story: Story, delivered: unknown, selected: readonly [number, number]]
  > = [
    [
      'delivered and answered',
      [...asked, f.delivered(4), f.answered(5, { csat: 5 })],
      [1, 1, 0, 0],
      [1, 1],
    ],
    ['delivered, no answer', [...asked, f.delivered(4)], [0, 1, 0, 0], [0, 1]],
    [
      'bounced after it was delivered',
      [...asked, f.delivered(4), f.bounced(5)],
      [undefined, undefined, 1, 0],
      [0, 1],
    ],
    ['never marked', asked, [undefined, undefined, 0, 1], [0, 1]],
    [
      'an answer proves delivery',
      [...asked, f.bounced(4), f.answered(5, { csat: 5, survey: 's1' })],
      [1, 1, 0, 0],
      [1, 1],
    ],
    [
      'one that names none is no answer to what bounced',
      [...asked, f.delivered(4), f.asked(5, 's2'), f.bounced(6, 's2'), f.answered(8, { csat: 5 })],
      [1, 1, 1, 0],
      [1, 2],
    ],
    [
      'an answer to one survey is none to another',
      [
        ...asked,
        f.delivered(4),
        f.asked(6, 's2'),
        f.delivered(7, 's2'),
        f.answered(8, { csat: 5, survey: 's1' }),
      ],
      [1, 2, 0, 0],
      [1, 2],
    ],
    [
      'one that names none answers the last',
      [...asked, f.asked(6, 's2'), f.answered(8, { csat: 5 })],
      [1, 1, 0, 1],
      [1, 2],
    ],
  ]
  test.each(cases)('%s', async (_, story, delivered, [numerator, denominator]) => {
    const found = await figureFrom('survey.response', { a: story })
    const { bounced, notDelivered } = found.excluded
    expect([found.numerator, found.denominator, bounced, notDelivered]).toEqual(delivered)
    expect(found.inputs?.['selected']).toMatchObject({ met: numerator, count: denominator })
  })

  test('is dated at the request', async () => {
    const rows = await rowsOf({ a: [...asked, f.delivered(4), f.answered(5, { csat: 5 })] })
    const { readings } = await right(explain(rows, figureOf('survey.response'), later))
    expect(readings).toMatchObject([{ at: Date.parse(hour(3)), evidence: ['a.3', 'a.4', 'a.5'] }])
  })
})

describe('followUp.effect', () => {
  const called = (...more: Story): Story => [...due, f.completed(5), ...more]
  const other = { customer: 'customer-2' }

  test('is what stayed solved among those called, less that among the others', async () => {
    const stories = {
      a: called(f.answered(6, { csat: 5 })),
      b: [opened(100, other), resolved(101), reopened(102)],
      c: [opened(200, { customer: 'customer-3' }), resolved(201)],
    }
    expect(await figureFrom('followUp.effect', stories)).toMatchObject({
      value: 0.5,
      parts: {
        'followedUp kept': { value: 1, numerator: 1, denominator: 1 },
        'followedUp satisfied': { value: 1, denominator: 1 },
        'others kept': { value: 0.5, numerator: 1, denominator: 2 },
        'others reopened': { value: 0.5, numerator: 1, denominator: 2 },
        'others repeated': { value: 0, numerator: 0, denominator: 2 },
        'others satisfied': { value: null },
      },
      inputs: { 'others satisfied': { count: 0, excluded: { noAnswer: 2 } } },
    })
  })

  test('a call after the reopening did not keep the case from it', async () => {
    const stories = {
      a: [opened(0), resolved(1), reopened(2), f.scheduled(3, 24), f.completed(4)],
      b: [opened(0, other), resolved(1), f.scheduled(3, 24), f.completed(4), reopened(5)],
    }
    expect((await figureFrom('followUp.effect', stories)).parts).toMatchObject({
      'followedUp reopened': { numerator: 1, denominator: 1 },
      'others reopened': { numerator: 1, denominator: 1 },
    })
  })

  test('says which group is missing, and leaves out by reason', async () => {
    expect(await figureFrom('followUp.effect', { a: called() })).toMatchObject({
      value: null,
      reason: 'nothing to compare: every resolved case was followed up',
    })
    const stories = {
      a: [opened(0), f.scheduled(1, 9), f.completed(2)],
      b: [opened(0), resolved(1)],
    }
    expect(await figureFrom('followUp.effect', stories)).toMatchObject({
      value: null,
      reason: 'nothing to compare: no resolved case was followed up',
      excluded: { notResolved: 1 },
    })
  })

  test('that nobody came again is provisional until the window has closed; a reopening is not', async () => {
    const rows = await rowsOf({
      a: called(),
      b: [opened(0, other), resolved(1), f.scheduled(3, 24), f.completed(4), reopened(5)],
      c: [opened(0, { customer: 'customer-3' }), resolved(1)],
    })
    const asOf = start + 2 * DAY
    const { figures } = await right(
      evaluate(rows, [figureOf('followUp.effect')], { ...later, asOf }),
    )
    expect(figures).toMatchObject([
      {
        provisional: 1,
        inputs: {
          'followedUp kept': { count: 2, provisional: 1 },
          'followedUp reopened': { count: 2, provisional: 0 },
          'followedUp repeated': { count: 2, provisional: 2 },
        },
      },
    ])
  })
})

test('a story keeps its last 100 follow-ups, and a follow-up its last 20 surveys', async () => {
  const many = Array.from({ length: 130 }, (_, i) => followUp(String(i)).scheduled(i, 200))
  const surveys = Array.from({ length: 30 }, (_, i) => f.asked(i, `s${String(i)}`))
  const stories = { a: many, b: [f.scheduled(0, 9), ...surveys] }
  expect(await figureFrom('followUp.completion', stories)).toMatchObject({ denominator: 101 })
  expect((await figureFrom('survey.response', stories)).inputs?.['selected']?.count).toBe(20)
})

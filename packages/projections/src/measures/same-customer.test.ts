import { describe, expect, test } from 'vitest'

import {
  cancelled,
  causedBy,
  DAY,
  figureFrom,
  figureOf,
  later,
  merged,
  opened,
  reopened,
  resolved,
  right,
  rowsOf,
  shareFrom,
  someTime,
  start,
  usualRules,
  HOUR,
  type Story,
} from '../../test/desk.js'
import { explain } from '../engine/explain.js'

const goods = { category: ['goods', 'quality'] }
const late = { category: ['logistics', 'late'] }
/** Within the window of a case that was resolved in its first hours. */
const soon = 24
const once: Story = [opened(0, goods), resolved(1)]

describe('repeat.rate', () => {
  const cases: ReadonlyArray<
    readonly [what: string, stories: Readonly<Record<string, Story>>, expected: unknown]
  > = [
    ['nobody came again', { a: once }, [0, 1, {}]],
    ['the same category again', { a: once, b: [opened(soon, goods), resolved(30)] }, [1, 2, {}]],
    [
      'though it is not solved yet',
      { a: once, b: [opened(soon, goods)] },
      [1, 1, { notResolved: 1 }],
    ],
    [
      'while the first is still open',
      { a: [opened(0, goods), resolved(40)], b: [opened(soon, goods)] },
      [1, 1, { notResolved: 1 }],
    ],
    ['another category', { a: once, b: [opened(soon, late), resolved(30)] }, [0, 2, {}]],
    [
      'another customer',
      { a: once, b: [opened(soon, { ...goods, customer: 'customer-2' }), resolved(30)] },
      [0, 2, {}],
    ],
    [
      'one root cause under two categories',
      {
        a: [opened(0, goods), causedBy(1, 'carrier')],
        b: [opened(soon, late), causedBy(30, 'carrier')],
      },
      [1, 2, {}],
    ],
    [
      'two root causes under one category',
      {
        a: [opened(0, goods), causedBy(1, 'carrier')],
        b: [opened(soon, goods), causedBy(30, 'supplier')],
      },
      [0, 2, {}],
    ],
    [
      'a root cause and a category of its name',
      {
        a: [opened(0, goods), causedBy(1, 'carrier')],
        b: [opened(soon, { category: ['carrier'] }), resolved(30)],
      },
      [0, 2, {}],
    ],
    [
      'an unknown root cause says nothing: the category does',
      {
        a: [opened(0, goods), causedBy(1, 'unknown')],
        b: [opened(soon, goods), resolved(30)],
      },
      [1, 2, {}],
    ],
    [
      'the root cause named last holds',
      {
        a: [opened(0, goods), causedBy(1, 'carrier'), reopened(2), causedBy(3, 'supplier', 2)],
        b: [opened(soon, late), causedBy(30, 'supplier')],
      },
      [1, 2, {}],
    ],
    [
      'a resolution that names none leaves the one before',
      {
        a: [opened(0, goods), causedBy(1, 'carrier'), reopened(2), resolved(3, 'lin', 2)],
        b: [opened(soon, late), causedBy(30, 'carrier')],
      },
      [1, 2, {}],
    ],
    [
      'without a category the problem type',
      {
        a: [opened(0), resolved(1)],
        b: [opened(soon), resolved(30)],
      },
      [1, 2, {}],
    ],
    [
      'an unknown customer is like no other',
      {
        a: [opened(0, { customer: 'unknown' }), resolved(1)],
        b: [opened(soon, { customer: 'unknown' }), resolved(30)],
      },
      [0, 2, {}],
    ],
    [
      'a merged duplicate is no coming, and left out',
      { a: once, b: [opened(soon, goods), merged(30)] },
      [0, 1, { merged: 1 }],
    ],
    [
      'a cancelled one is a coming, and left out',
      { a: once, b: [opened(soon, goods), cancelled(30)] },
      [1, 1, { cancelled: 1 }],
    ],
    [
      'behind a merged duplicate the next one counts',
      {
        a: once,
        b: [opened(soon, goods), merged(30)],
        c: [opened(soon + 1, goods), resolved(31)],
      },
      [1, 2, { merged: 1 }],
    ],
    [
      'three times is two repeats',
      {
        a: once,
        b: [opened(soon, goods), resolved(30)],
        c: [opened(40, goods), resolved(41)],
      },
      [2, 3, {}],
    ],
    [
      'one for another cause in between',
      {
        a: once,
        b: [opened(soon, late), resolved(30)],
        c: [opened(40, goods), resolved(41)],
      },
      [1, 3, {}],
    ],
    [
      'the window ends before the next came',
      {
        a: once,
        b: [opened(1 + 7 * 24, goods), resolved(200)],
      },
      [0, 2, {}],
    ],
    [
      'a moment before that',
      {
        a: once,
        b: [opened(7 * 24 + 0.999, goods), resolved(200)],
      },
      [1, 2, {}],
    ],
    [
      'solved at a time nobody knows',
      { a: [opened(0, goods), someTime(resolved(1))] },
      [undefined, undefined, { timeUnknown: 1 }],
    ],
    [
      'under a standard that is not loaded',
      {
        a: [opened(0, { ...goods, standard: { id: 'none', version: 9 } }), resolved(1)],
      },
      [undefined, undefined, { standardNotLoaded: 1 }],
    ],
  ]
  test.each(cases)('%s', async (_, stories, expected) => {
    expect(await shareFrom('repeat.rate', stories)).toEqual(expected)
  })

  test('the window is the standard’s', async () => {
    const stories = { a: once, b: [opened(soon, goods), resolved(30)] }
    const rules = { ...usualRules, windowMs: 22 * HOUR }
    expect(await shareFrom('repeat.rate', stories, { rules })).toEqual([0, 2, {}])
  })

  test('that nobody came again is provisional until the window closes, that one did is not', async () => {
    const provisional = async (stories: Readonly<Record<string, Story>>, asOf: number) =>
      (await figureFrom('repeat.rate', stories, { query: { asOf } })).provisional
    const closes = start + HOUR + 7 * DAY
    expect(await provisional({ a: once }, closes - 1)).toBe(1)
    expect(await provisional({ a: once }, closes)).toBe(0)
    expect(await provisional({ a: once, b: [opened(soon, goods)] }, closes - 1)).toBe(0)
  })

  test('is dated at the first resolution, cites the next opening, and credits the first resolver', async () => {
    const rows = await rowsOf({
      a: [opened(0, goods), resolved(1, 'wu'), reopened(2), resolved(3, 'lin', 2)],
      b: [opened(soon, goods)],
    })
    const { readings } = await right(explain(rows, figureOf('repeat.rate'), later))
    expect(readings).toMatchObject([
      {
        subject: 'a',
        side: 'met',
        at: start + HOUR,
        evidence: ['a.0', 'a.1', 'b.0'],
        credit: 'wu',
      },
      { subject: 'b', side: 'excluded', reason: 'notResolved', evidence: ['b.0'] },
    ])
  })
})

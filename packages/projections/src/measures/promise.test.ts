import { describe, expect, test } from 'vitest'

import {
  cancelled,
  delayed,
  figureFrom,
  hour,
  later,
  merged,
  opened,
  progress,
  reopened,
  resolved,
  right,
  rowsOf,
  shareFrom,
  figureOf,
  someTime,
  start,
  HOUR,
  type Story,
} from '../../test/desk.js'
import { liveBoard } from '../engine/board.js'
import { explain } from '../engine/explain.js'

const kept = [1, 1, {}]
const missed = [0, 1, {}]

describe('eta.kept', () => {
  const cases: ReadonlyArray<readonly [what: string, story: Story, expected: unknown]> = [
    ['solved before the time told', [opened(0), progress(1, 10), resolved(9)], kept],
    ['solved at that very time', [opened(0), progress(1, 10), resolved(10)], kept],
    ['solved after it', [opened(0), progress(1, 10), resolved(11)], missed],
    ['never solved', [opened(0), progress(1, 10)], missed],
    [
      'the last time told holds: it was later',
      [opened(0), progress(1, 10), delayed(9, 20), resolved(15)],
      kept,
    ],
    [
      'the last time told holds: it was earlier',
      [opened(0), progress(1, 10), progress(2, 5), resolved(7)],
      missed,
    ],
    [
      'the last by when it was told, not by when it was recorded',
      [opened(0), progress(3, 5), progress(1, 10), resolved(7)],
      missed,
    ],
    [
      'a delay that the customer was not told of is no promise',
      [opened(0), progress(1, 10), delayed(9, 20, false), resolved(15)],
      missed,
    ],
    [
      'progress without a time leaves the one told',
      [opened(0), progress(1, 10), progress(5), resolved(9)],
      kept,
    ],
    [
      'reopened after the time told: it was kept',
      [opened(0), progress(1, 10), resolved(9), reopened(30), resolved(31, 'wu', 2)],
      kept,
    ],
    [
      'reopened before it, and not solved again by then',
      [opened(0), progress(1, 10), resolved(5), reopened(6), resolved(11, 'wu', 2)],
      missed,
    ],
    [
      'reopened before it, and solved again by then',
      [opened(0), progress(1, 10), resolved(5), reopened(6), resolved(9, 'wu', 2)],
      kept,
    ],
    [
      'a late one is not made good by being reopened and solved',
      [opened(0), progress(1, 10), resolved(11), reopened(12), resolved(13, 'wu', 2)],
      missed,
    ],
    [
      'another time told after a reopening is another promise',
      [
        opened(0),
        progress(1, 10),
        resolved(9),
        reopened(30),
        progress(31, 40),
        resolved(41, 'wu', 2),
      ],
      missed,
    ],
    [
      'and is kept by what is solved then',
      [
        opened(0),
        progress(1, 10),
        resolved(11),
        reopened(30),
        progress(31, 40),
        resolved(39, 'wu', 2),
      ],
      kept,
    ],
    ['no time was told', [opened(0), resolved(1)], [undefined, undefined, { noEta: 1 }]],
    ['merged', [opened(0), progress(1, 10), merged(2)], [undefined, undefined, { merged: 1 }]],
    ['cancelled', [opened(0), cancelled(2)], [undefined, undefined, { cancelled: 1 }]],
    [
      'solved at a time nobody knows',
      [opened(0), progress(1, 10), someTime(resolved(9))],
      [undefined, undefined, { timeUnknown: 1 }],
    ],
  ]
  test.each(cases)('%s', async (_, story, expected) => {
    expect(await shareFrom('eta.kept', { a: story })).toEqual(expected)
  })

  test('is dated at the time told: until then nothing is counted, from then on also what is open', async () => {
    const story = { a: [opened(0), progress(1, 10)] }
    const asked = async (asOf: number) =>
      (await figureFrom('eta.kept', story, { query: { asOf } })).denominator
    expect(await asked(start + 10 * HOUR - 1)).toBeUndefined()
    expect(await asked(start + 10 * HOUR)).toBe(1)
  })

  test('the live board counts no time told that lies on a later day', async () => {
    const rows = await rowsOf({ a: [opened(0), progress(1, 10)], b: [opened(0), progress(1, 60)] })
    const board = liveBoard([figureOf('eta.kept')], { zone: 'Asia/Shanghai', dimension: 'channel' })
    await right(board.fill(rows))
    const asked = (hours: number) =>
      board.figure('eta.kept', { asOf: start + hours * HOUR })?.denominator
    expect([asked(11), asked(61)]).toEqual([1, 2])
  })

  test('cites the opening, what told the time, and the resolution; credit to the first resolver', async () => {
    const rows = await rowsOf({ a: [opened(0), progress(1, 10), progress(2), resolved(9, 'wu')] })
    const { readings } = await right(explain(rows, figureOf('eta.kept'), later))
    expect(readings).toMatchObject([
      { at: Date.parse(hour(10)), evidence: ['a.0', 'a.1', 'a.3'], credit: 'wu', side: 'met' },
    ])
  })
})

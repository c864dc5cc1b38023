import type { Instant } from '@casetrail/core'
import { describe, expect, test } from 'vitest'

import { complaint, followUp } from '../../test/care-desk.js'
import { clockRun } from '../../test/clock-desk.js'
import {
  figureFrom,
  hour,
  HOUR,
  opened,
  rowsOf,
  right,
  shareFrom,
  someTime,
  start,
  later,
  type Story,
} from '../../test/desk.js'
import { elapsed, mean, rings, workingDays } from '../../test/promises.js'
import { evaluate, slaFigure, timeFigure } from '../index.js'

const clock = clockRun('firstResponse')
const again = clockRun('firstResponse', 2)
const from = (id: string, story: Story, hours?: number) =>
  shareFrom(id, { a: [opened(0), ...story] }, hours === undefined ? {} : at(hours))
/** Asked so many hours after the desk opened. */
const at = (hours: number) => ({ query: { asOf: start + hours * HOUR } })

describe('a promise', () => {
  const cases: Readonly<Record<string, readonly [Story, readonly unknown[]]>> = {
    'met before its deadline is kept': [
      [clock.started(0, 4), clock.met(3, 3)],
      [1, 1, {}],
    ],
    'met at the deadline itself is kept': [
      [clock.started(0, 4), clock.met(4, 4)],
      [1, 1, {}],
    ],
    'broken and never met is missed': [
      [clock.started(0, 4), clock.breached(4)],
      [0, 1, {}],
    ],
    'broken and met late is missed': [
      [clock.started(0, 4), clock.breached(4), clock.met(9, 9, false)],
      [0, 1, {}],
    ],
    'met late, though no breach was recorded, is missed': [
      [clock.started(0, 4), clock.met(9, 9, false)],
      [0, 1, {}],
    ],
    'past its deadline that nobody ticked is missed': [[clock.started(0, 4)], [0, 1, {}]],
    'broken, whose breach is withdrawn by what is recorded late, is kept': [
      [clock.started(0, 4), clock.breached(4), clock.withdrawn(3), clock.met(3, 3)],
      [1, 1, {}],
    ],
    'met late, then shown to have been met in time, is kept': [
      [
        clock.started(0, 4),
        clock.breached(4),
        clock.met(9, 9, false),
        clock.withdrawn(3),
        clock.met(3, 3),
      ],
      [1, 1, {}],
    ],
    'that stands still is running': [
      [clock.started(0, 4), clock.paused(2, 2)],
      [undefined, undefined, { running: 1 }],
    ],
    'that stood still has its new deadline': [
      [clock.started(0, 4), clock.paused(2, 2), clock.resumed(50, 52), clock.met(51, 3)],
      [1, 1, {}],
    ],
    'met while it stood still is kept': [
      [clock.started(0, 4), clock.paused(2, 2), clock.met(60, 2)],
      [1, 1, {}],
    ],
    'broken before it stood still is missed': [
      [clock.started(0, 4), clock.breached(4), clock.paused(5, 5)],
      [0, 1, {}],
    ],
    'cancelled is left out': [
      [clock.started(0, 4), clock.cancelled(2)],
      [undefined, undefined, { cancelled: 1 }],
    ],
    'exempt is left out': [
      [clock.started(0, 4), clock.cancelled(2, 'exempt')],
      [undefined, undefined, { exempt: 1 }],
    ],
    'broken and cancelled afterwards is missed': [
      [clock.started(0, 4), clock.breached(4), clock.cancelled(6)],
      [0, 1, {}],
    ],
    'of a mean is left out': [
      [clock.started(0, undefined, { target: mean }), clock.met(3, 3, false)],
      [undefined, undefined, { mean: 1 }],
    ],
    'of a number is judged by it: kept': [
      [clock.started(0, undefined, { target: rings }), clock.met(0, 0, true, { count: 3 })],
      [1, 1, {}],
    ],
    'of a number is judged by it: missed': [
      [clock.started(0, undefined, { target: rings }), clock.breached(0, { count: 4 })],
      [0, 1, {}],
    ],
    'begun at a time that nobody knows is left out': [
      [someTime(clock.started(0, 4)), clock.met(3, 3)],
      [undefined, undefined, { timeUnknown: 1 }],
    ],
    'met at a time that nobody knows is left out': [
      [clock.started(0, 4), someTime(clock.met(3, 3))],
      [undefined, undefined, { timeUnknown: 1 }],
    ],
    'whose start was not seen says nothing': [
      [clock.met(3, 3), clock.breached(4)],
      [undefined, undefined, {}],
    ],
    'is judged in each of its runs': [
      [clock.started(0, 4), clock.met(3, 3), again.started(3, 7), again.breached(7)],
      [1, 2, {}],
    ],
  }

  test.each(Object.entries(cases))('%s', async (_, [story, expected]) => {
    expect(await from('sla.firstResponse', story)).toEqual(expected)
    expect(await from('sla', story)).toEqual(expected)
  })

  test('counts when it comes due, not when it is met', async () => {
    const story = [clock.started(0, 4), clock.met(3, 3)]
    expect(await from('sla', story, 3.5)).toEqual([undefined, undefined, {}])
    expect(await from('sla', story, 4)).toEqual([1, 1, {}])
  })

  test('at its very deadline may be met yet; a millisecond later it is missed for good', async () => {
    const story = { a: [opened(0), clock.started(0, 4)] }
    const ask = async (ms: number) => {
      const query = { asOf: start + 4 * HOUR + ms }
      const { numerator, denominator, provisional } = await figureFrom('sla', story, { query })
      return [numerator, denominator, provisional]
    }
    expect(await ask(-1)).toEqual([undefined, undefined, 0])
    expect(await ask(0)).toEqual([0, 1, 1])
    expect(await ask(1)).toEqual([0, 1, 0])
  })

  test('is due when its last target says, and warned of by nobody', async () => {
    const story = [
      clock.started(0, 4),
      clock.warned(3, 4),
      clock.retargeted(3.5, elapsed(9), 9, 8),
      clock.met(8, 8),
    ]
    expect(await from('sla', story, 5)).toEqual([undefined, undefined, {}])
    expect(await from('sla', story, 9)).toEqual([1, 1, {}])
  })

  test('retargeted while it stands still keeps standing still', async () => {
    const story = [clock.started(0, 4), clock.paused(2, 2), clock.retargeted(3, workingDays(2))]
    expect(await from('sla', story)).toEqual([undefined, undefined, { running: 1 }])
  })

  test('of another clock, or of another instance, stands apart', async () => {
    const other = clockRun('resolution')
    const steps = [1, 2].map((n) => clockRun('step', n))
    const story = [
      clock.started(0, 4),
      clock.met(3, 3),
      other.started(0, 8),
      other.breached(8),
      ...steps.flatMap((step, i) => [
        step.started(i, 4, { instance: `s${String(i)}` }),
        ...(i === 0 ? [step.met(2, 2)] : []),
      ]),
    ]
    expect(await from('sla', story)).toEqual([2, 4, {}])
    expect(await from('sla.firstResponse', story)).toEqual([1, 1, {}])
    expect(await from('sla.resolution', story)).toEqual([0, 1, {}])
    const rows = await rowsOf({ a: [opened(0), ...story] })
    const by = { ...later, by: ['clock', 'instance'] }
    const { breakdown } = await right(evaluate(rows, [slaFigure('step')], by))
    expect(breakdown?.rows.map(({ key, figures }) => [key, figures[0]?.value])).toEqual([
      ['step · s0', 1],
      ['step · s1', 0],
    ])
  })

  test('stands in any clocked stream, with the dimensions of that stream', async () => {
    const [ofComplaint, ofFollowUp] = [
      clockRun('complaintHandled', 1, 'complaint-1'),
      clockRun('firstFollowUp', 1, 'followUp-1'),
    ]
    const a = [
      opened(0),
      complaint().received(1),
      ofComplaint.started(1, 5),
      complaint().assessed(2, 'major'),
      ofComplaint.met(4, 3),
      followUp().scheduled(9, 20),
      ofFollowUp.started(9, 20),
    ]
    expect(await shareFrom('sla', { a })).toEqual([1, 2, {}])
    const where = { severity: 'major', customer: 'customer-1' }
    expect(await shareFrom('sla', { a }, { query: { where } })).toEqual([1, 1, {}])
    const called = { purpose: 'afterResolution' }
    expect(await shareFrom('sla', { a }, { query: { where: called } })).toEqual([0, 1, {}])
  })

  test('without its opening says nothing', async () => {
    expect(await shareFrom('sla', { a: [clock.started(0, 4)] })).toEqual([undefined, undefined, {}])
  })

  test('too long ago is told by its number', async () => {
    const story = Array.from({ length: 300 }, (_, n) => {
      const run = clockRun('firstResponse', n + 1)
      return [run.started(n, n + 4), run.met(n + 1, 1)]
    }).flat()
    expect(await from('sla', story)).toEqual([256, 256, { older: 44 }])
    const { count, excluded } = await figureFrom('time.firstResponse', { a: [opened(0), ...story] })
    expect([count, excluded]).toEqual([256, { older: 44 }])
  })
})

describe('the time that a promise took', () => {
  const timeOf = async (story: Story) => {
    const figure = await figureFrom('time.firstResponse', { a: [opened(0), ...story] })
    const { value, count, mean: average, quantiles, excluded } = figure
    return { value, count, mean: average, p90: quantiles?.['p90'], excluded }
  }

  test('is what its clock counted, of late ones too', async () => {
    const story = [
      clock.started(0, 4),
      clock.met(3, 3),
      again.started(3, 7),
      again.breached(7),
      again.met(13, 9, false),
    ]
    expect(await timeOf(story)).toEqual({
      value: 6 * 3_600,
      count: 2,
      mean: 6 * 3_600,
      // 3 h + 0.9 × 6 h, by linear interpolation
      p90: 8.4 * 3_600,
      excluded: {},
    })
  })

  test('of a mean target counts; of a number, of what runs and of what was given up it does not', async () => {
    const runs = [1, 2, 3, 4, 5].map((n) => clockRun('firstResponse', n))
    const [a, b, c, d, e] = runs
    const story = [
      ...(a === undefined ? [] : [a.started(0, undefined, { target: mean }), a.met(2, 2, false)]),
      ...(b === undefined ? [] : [b.started(0, undefined, { target: rings }), b.met(0, 0)]),
      ...(c === undefined ? [] : [c.started(0, 4)]),
      ...(d === undefined ? [] : [d.started(0, 4), d.cancelled(1)]),
      ...(e === undefined ? [] : [e.started(0, 4), e.cancelled(1, 'exempt')]),
    ]
    expect(await timeOf(story)).toMatchObject({
      value: 7_200,
      count: 1,
      excluded: { cancelled: 1, count: 1, exempt: 1, running: 1 },
    })
  })

  test('is dated at the meeting', async () => {
    const a = [opened(0), clock.started(0, 4), clock.met(3, 3)]
    const { count } = await figureFrom('time.firstResponse', { a }, at(2.9))
    expect(count).toBeUndefined()
    const then = await figureFrom('time.firstResponse', { a }, at(3))
    expect(then.count).toBe(1)
  })

  test('has a figure for any clock', () => {
    expect(slaFigure('mine', { en: 'My Clock', zh: '我的' })).toMatchObject({
      id: 'sla.mine',
      label: { en: 'In time: my Clock', zh: '按時率：我的' },
    })
    expect(timeFigure('mine').id).toBe('time.mine')
  })
})

describe('a complaint on time', () => {
  const [answer, handling] = [
    clockRun('complaintResponse', 1, 'complaint-1'),
    clockRun('complaintHandled', 1, 'complaint-1'),
  ]
  const onTime = async (story: Story, asOf?: Instant) => {
    const asked = asOf === undefined ? {} : { query: { asOf: Date.parse(asOf) } }
    const figure = await figureFrom('complaint.onTime', { a: [...story] }, asked)
    const { numerator, denominator, inputs = {}, excluded } = figure
    const part = (name: string) => [inputs[name]?.met, inputs[name]?.count]
    return [numerator, denominator, part('answered'), part('handled'), excluded]
  }
  const received = [complaint().received(0), answer.started(0, 24), handling.started(0, 57)]

  test('is one that is handled by its due date; the answer stands apart', async () => {
    expect(await onTime([...received, answer.met(30, 30, false), handling.met(50, 9)])).toEqual([
      1,
      1,
      [0, 1],
      [1, 1],
      {},
    ])
  })

  test('is not one that is overdue and open', async () => {
    expect(await onTime([...received, answer.met(3, 3)])).toEqual([0, 1, [1, 1], [0, 1], {}])
  })

  test('is not due before its date', async () => {
    const story = [...received, answer.met(3, 3)]
    const nothing = [undefined, undefined]
    const none = [0, 0]
    expect(await onTime(story, hour(20))).toEqual([...nothing, none, none, {}])
    expect(await onTime(story, hour(56))).toEqual([...nothing, [1, 1], none, {}])
  })

  test('is one that is answered in time, where no more is promised', async () => {
    const story = [complaint().received(0), answer.started(0, 24), answer.met(20, 20)]
    expect(await onTime(story)).toEqual([1, 1, [1, 1], [0, 0], {}])
  })

  test('is left out where its clock is cancelled, and due again when it is reopened', async () => {
    const more = clockRun('complaintHandled', 2, 'complaint-1')
    const story = [...received, handling.cancelled(9), more.started(100, 150), more.met(120, 5)]
    expect(await onTime(story)).toEqual([1, 1, [0, 1], [1, 1], { cancelled: 1 }])
  })

  test('is of complaints only', async () => {
    const a = [opened(0), clockRun('complaintHandled').started(0, 4)]
    expect((await onTime(a)).slice(0, 2)).toEqual([undefined, undefined])
  })
})

import { describe, expect, test } from 'vitest'

import { emergency, operations } from '../../test/care-desk.js'
import {
  figureFrom,
  figureOf,
  hour,
  later,
  right,
  rowsOf,
  someTime,
  type Story,
} from '../../test/desk.js'
import { explain } from '../engine/explain.js'

const o = operations()
const e = emergency()

describe('interruption', () => {
  test('is how many an hour of service, with count and downtime', async () => {
    const story = [
      o.served(0, 48, 20),
      o.began(1),
      o.ended(3, 1),
      o.began(5, 'i2'),
      o.began(7, 'i3'),
      someTime(o.ended(8, 7, 'i3')),
      o.ended(10, 9, 'i4'),
    ]
    expect(await figureFrom('interruption', { a: story })).toMatchObject({
      unit: 'perHour',
      value: 4 / 20,
      numerator: 4,
      denominator: 20,
      count: 4,
      parts: { downtime: { value: 3 * 3600, unit: 's', count: 2 } },
      inputs: { downtime: { excluded: { running: 1, timeUnknown: 1 } } },
    })
  })

  test('without service hours there is no rate, but the count is told', async () => {
    expect(await figureFrom('interruption', { a: [o.began(1), o.ended(2, 1)] })).toMatchObject({
      value: null,
      reason: 'nothing to divide by: no service time is known',
      inputs: { interruptions: { count: 1 }, downtime: { sum: 3600 } },
    })
  })

  test('what ended before it began is excluded from the downtime', async () => {
    const story = [o.served(0, 48, 20), o.began(5), o.ended(3, 5)]
    expect(await figureFrom('interruption', { a: story })).toMatchObject({
      count: 1,
      inputs: { downtime: { count: 0, excluded: { negative: 1 } } },
    })
  })

  test('is dated at its start, and cites both ends', async () => {
    const rows = await rowsOf({ a: [o.began(1), o.ended(3, 1)] })
    const { readings } = await right(explain(rows, figureOf('interruption'), later))
    expect(readings).toMatchObject([
      { at: Date.parse(hour(1)), evidence: ['a.0', 'a.1'], dimensions: { kind: 'network' } },
    ])
  })
})

describe('emergencies', () => {
  const cases: ReadonlyArray<
    readonly [what: string, story: Story, start: number | string, recovery: number | string]
  > = [
    ['started and recovered', [e.declared(0), e.started(1), e.recovered(5)], 3600, 5 * 3600],
    ['not yet', [e.declared(0)], 'notStarted', 'notRecovered'],
    ['a false alarm', [e.declared(0), e.stoodDown(1)], 'falseAlarm', 'falseAlarm'],
    [
      'a false alarm after the start',
      [e.declared(0), e.started(1), e.stoodDown(2)],
      3600,
      'falseAlarm',
    ],
    [
      'started nobody knows when',
      [e.declared(0), someTime(e.started(1))],
      'timeUnknown',
      'notRecovered',
    ],
    ['started before it was declared', [e.declared(2), e.started(1)], 'negative', 'notRecovered'],
  ]
  test.each(cases)('%s', async (_, story, start, recovery) => {
    for (const [id, expected] of Object.entries({
      'emergency.start': start,
      'emergency.recovery': recovery,
    })) {
      expect(await figureFrom(id, { a: story })).toMatchObject(
        typeof expected === 'number'
          ? { value: expected, count: 1, excluded: {} }
          : { value: null, excluded: { [expected]: 1 } },
      )
    }
  })

  test('a drill is none', async () => {
    expect(await figureFrom('emergency.start', { a: [e.drilled(1)] })).toMatchObject({
      value: null,
      reason: 'nothing to count: no duration is known',
      excluded: {},
    })
  })

  test('are dated at the declaration', async () => {
    const rows = await rowsOf({ a: [e.declared(2), e.started(3), e.recovered(50)] })
    const { readings } = await right(explain(rows, figureOf('emergency.recovery'), later))
    expect(readings).toMatchObject([
      {
        at: Date.parse(hour(2)),
        evidence: ['a.0', 'a.2'],
        subject: 'emergency-1-a',
        dimensions: { kind: 'systemFailure' },
      },
    ])
  })
})

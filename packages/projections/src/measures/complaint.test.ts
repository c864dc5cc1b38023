import { describe, expect, test } from 'vitest'

import { complaint, operations } from '../../test/care-desk.js'
import {
  figureFrom,
  figureOf,
  hour,
  later,
  opened,
  right,
  rowsOf,
  someTime,
  type Story,
} from '../../test/desk.js'
import { evaluate } from '../engine/evaluate.js'
import { explain } from '../engine/explain.js'

const c = complaint()
const d = complaint('2')
const o = operations()

describe('complaints.received', () => {
  test('counts each of a story, withdrawn ones too; merged duplicates once', async () => {
    const stories = {
      a: [opened(0), c.received(1), d.received(2), d.merged(3)],
      b: [c.received(1), c.withdrawn(2)],
    }
    expect(await figureFrom('complaints.received', stories)).toMatchObject({
      value: 2,
      excluded: { merged: 1 },
    })
    expect(await figureFrom('complaints.received', {})).toMatchObject({ value: 0 })
  })

  test('by type, severity and what the source says', async () => {
    const attributes = { severity: 'A', shop: '徐家匯' }
    const rows = await rowsOf({
      a: [c.received(1), c.assessed(2, 'major')],
      b: [c.received(1, { attributes }), c.assessed(2, 'general')],
    })
    const keys = async (by: string) => {
      const { breakdown } = await right(
        evaluate(rows, [figureOf('complaints.received')], { ...later, by: [by] }),
      )
      return breakdown?.rows.map(({ key, figures: [one] }) => [key, one?.value])
    }
    expect(await keys('severity')).toEqual([
      ['A', 1],
      ['major', 1],
    ])
    expect(await keys('complaintType')).toEqual([['goods', 2]])
    expect(await keys('shop')).toEqual([
      ['(none)', 1],
      ['徐家匯', 1],
    ])
  })
})

describe('complaint.rate', () => {
  const two = { a: [c.received(1)], b: [c.received(2)] }

  test('is for 1,000 orders, customers or contacts, as the host reports them', async () => {
    const stories = { ...two, o: [o.exposed(0, 24, { orders: 400, customers: 100 })] }
    expect(await figureFrom('complaint.rate', stories)).toMatchObject({
      unit: 'perThousand',
      value: 5,
      numerator: 2,
      denominator: 400,
    })
    expect(await figureFrom('complaint.rate.customers', stories)).toMatchObject({ value: 20 })
    expect(await figureFrom('complaint.rate.contacts', stories)).toMatchObject({
      value: null,
      reason: 'nothing to divide by: no contacts is known',
      inputs: { complaints: { count: 2 } },
    })
  })

  test('a report of the same interval and attributes replaces the one before', async () => {
    const o2 = operations('2')
    const stories = {
      ...two,
      o: [
        o.exposed(0, 24, { orders: 1 }),
        o.exposed(0, 24, { orders: 100 }),
        o.exposed(0, 24, { orders: 50, attributes: { shop: '徐家匯' } }),
        o.exposed(24, 48, { orders: 50 }),
        o2.exposed(48, 72, { orders: 200 }),
      ],
    }
    expect(await figureFrom('complaint.rate', stories)).toMatchObject({ denominator: 400 })
    const query = { where: { shop: '徐家匯' } }
    expect(await figureFrom('complaint.rate', stories, { query })).toMatchObject({
      numerator: 0,
      denominator: 50,
    })
  })

  test('exposure of which nobody said a type is of all types, also in each row of a breakdown', async () => {
    const stories = {
      a: [c.received(1, { complaintType: 'logistics' })],
      b: [c.received(2)],
      o: [o.exposed(0, 24, { orders: 400 })],
    }
    const where = { complaintType: 'logistics' }
    expect(await figureFrom('complaint.rate', stories, { query: { where } })).toMatchObject({
      numerator: 1,
      denominator: 400,
      value: 2.5,
    })
    const { breakdown } = await right(
      evaluate(await rowsOf(stories), [figureOf('complaint.rate')], {
        ...later,
        by: ['complaintType'],
      }),
    )
    expect(breakdown?.rows.map(({ key, figures: [one] }) => [key, one?.value])).toEqual([
      ['goods', 2.5],
      ['logistics', 2.5],
    ])
    const of = { shop: '徐家匯' }
    const none = await figureFrom('complaint.rate', stories, { query: { where: of } })
    expect(none).toMatchObject({ numerator: 0, denominator: 400 })
  })

  test('exposure counts where its interval begins', async () => {
    const stories = { ...two, o: [o.exposed(0, 48, { orders: 100 })] }
    const query = { from: Date.parse(hour(1)), to: Date.parse(hour(3)) }
    expect(await figureFrom('complaint.rate', stories, { query })).toMatchObject({ value: null })
  })
})

describe('complaint.acknowledged', () => {
  test('is the share acknowledged, with the time it took', async () => {
    const stories = {
      a: [c.received(0), c.acknowledged(5), c.acknowledged(2)],
      b: [c.received(0), c.acknowledged(4), c.withdrawn(6)],
      c: [c.received(0)],
      d: [c.received(0), c.withdrawn(1)],
      e: [c.received(0), c.merged(1)],
      f: [c.received(0), someTime(c.acknowledged(1))],
    }
    expect(await figureFrom('complaint.acknowledged', stories)).toMatchObject({
      value: 0.75,
      numerator: 3,
      denominator: 4,
      excluded: { merged: 1, withdrawn: 1 },
      parts: { median: { value: 3 * 3600, unit: 's', count: 2 } },
      inputs: {
        time: { excluded: { merged: 1, notAcknowledged: 1, timeUnknown: 1, withdrawn: 1 } },
      },
    })
  })

  test('withdrawn and reopened, it waits for one again', async () => {
    const stories = { a: [c.received(0), c.withdrawn(1), c.reopened(2)] }
    expect(await figureFrom('complaint.acknowledged', stories)).toMatchObject({
      numerator: 0,
      denominator: 1,
      excluded: {},
    })
  })
})

describe('complaint.handlingTime', () => {
  const cases: ReadonlyArray<
    readonly [what: string, story: Story, value: number | null, excluded: object]
  > = [
    [
      'receipt to the first decision communicated',
      [c.received(0), c.communicated(9), c.communicated(20)],
      9 * 3600,
      {},
    ],
    ['not communicated yet', [c.received(0)], null, { notCommunicated: 1 }],
    ['withdrawn before', [c.received(0), c.withdrawn(1)], null, { withdrawn: 1 }],
    ['merged', [c.received(0), c.communicated(9), c.merged(10)], null, { merged: 1 }],
    ['merged stays merged', [c.received(0), c.merged(1), c.withdrawn(2)], null, { merged: 1 }],
    [
      'received nobody knows when',
      [someTime(c.received(0)), c.communicated(9)],
      null,
      { timeUnknown: 1 },
    ],
    [
      'communicated before it was received',
      [c.received(9), c.communicated(0)],
      null,
      { negative: 1 },
    ],
    ['a receipt that was not seen', [c.communicated(9)], null, {}],
  ]
  test.each(cases)('%s', async (_, story, value, excluded) => {
    expect(await figureFrom('complaint.handlingTime', { a: story })).toMatchObject({
      value,
      excluded,
    })
  })

  test('is dated at the communication; credit to who handled it then', async () => {
    const rows = await rowsOf({
      a: [c.received(0), c.communicated(9, 'mei'), c.communicated(20, 'wu')],
    })
    const { readings } = await right(explain(rows, figureOf('complaint.handlingTime'), later))
    expect(readings).toMatchObject([
      {
        at: Date.parse(hour(9)),
        credit: 'mei',
        evidence: ['a.0', 'a.1'],
        subject: 'complaint-1-a',
      },
    ])
  })
})

describe('complaint.causes', () => {
  test('ranks the last determined causes, with their cumulative share', async () => {
    const stories = {
      a: [c.received(0), c.caused(1, 'packing'), c.caused(2, 'carrier')],
      b: [c.received(0), c.caused(1, 'carrier')],
      c: [c.received(0), c.caused(1, 'packing')],
      d: [c.received(0)],
      e: [c.received(0), c.caused(1, 'packing'), c.merged(2)],
    }
    expect(await figureFrom('complaint.causes', stories)).toMatchObject({
      value: 3,
      excluded: { merged: 1, notDetermined: 1 },
      ranking: [
        { key: 'carrier', count: 2, share: 2 / 3, cumulative: 2 / 3 },
        { key: 'packing', count: 1, share: 1 / 3, cumulative: 1 },
      ],
    })
  })
})

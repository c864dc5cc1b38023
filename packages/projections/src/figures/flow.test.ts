import type { CaseEvent } from '@casetrail/core/case'
import { describe, expect, test } from 'vitest'

import {
  call,
  closed,
  hour,
  HOUR,
  later,
  opened,
  resolved,
  right,
  rowsOf,
  start,
  type Story,
  type Told,
} from '../../test/desk.js'
import type { Query } from '../engine/select.js'

import { processFlow, type FlowResult } from './flow.js'

const flowOf = async (
  stories: Readonly<Record<string, Story>>,
  query: Partial<Query> = {},
): Promise<FlowResult> => right(processFlow(await rowsOf(stories), { ...later, ...query }))

/** As an import tells it: from a row of its source. */
const fromRow = (row: number, activity: string, event: CaseEvent): Told => [
  event,
  { source: { row, activity } },
]

describe('the process flow', () => {
  const stories = {
    a: [opened(0), call(1), resolved(3)],
    b: [opened(0), call(2), resolved(3)],
    c: [opened(0), resolved(10), closed(11)],
    d: [call(0), resolved(1)],
  }

  test('variants, edges with their times, starts and ends; a case without its opening has none', async () => {
    expect(await flowOf(stories)).toEqual({
      metric: 'flow',
      label: { en: 'Process flow', zh: '流程走向' },
      unit: 'flow',
      value: 2,
      cases: 3,
      steps: 9,
      activities: { CaseOpened: 3, CaseResolved: 3, ContactRecorded: 2, CaseClosed: 1 },
      starts: { CaseOpened: 3 },
      ends: { CaseResolved: 2, CaseClosed: 1 },
      variants: [
        { steps: ['CaseOpened', 'ContactRecorded', 'CaseResolved'], cases: 2 },
        { steps: ['CaseOpened', 'CaseResolved', 'CaseClosed'], cases: 1 },
      ],
      edges: [
        {
          from: 'CaseOpened',
          to: 'ContactRecorded',
          count: 2,
          meanS: 5400,
          totalS: 10_800,
          medianS: 5400,
        },
        {
          from: 'ContactRecorded',
          to: 'CaseResolved',
          count: 2,
          meanS: 5400,
          totalS: 10_800,
          medianS: 5400,
        },
        {
          from: 'CaseOpened',
          to: 'CaseResolved',
          count: 1,
          meanS: 36_000,
          totalS: 36_000,
          medianS: 36_000,
        },
        {
          from: 'CaseResolved',
          to: 'CaseClosed',
          count: 1,
          meanS: 3600,
          totalS: 3600,
          medianS: 3600,
        },
      ],
    })
  })

  test('one step for each source row, by its activity, however many events came of it', async () => {
    const story: Story = [
      fromRow(1, 'Assign seriousness', opened(0)),
      fromRow(1, 'Assign seriousness', call(0)),
      fromRow(2, 'Resolve ticket', resolved(1)),
      fromRow(3, 'Resolve ticket', call(2)),
      fromRow(3, 'Resolve ticket', resolved(2)),
    ]
    const flow = await flowOf({ a: story })
    expect(flow.variants).toEqual([
      { steps: ['Assign seriousness', 'Resolve ticket', 'Resolve ticket'], cases: 1 },
    ])
    expect(flow.steps).toBe(3)
  })

  test('rows of the same number in two files are two steps', async () => {
    const event = (file: string, told: CaseEvent): Told => [
      told,
      { source: { row: 1, file, activity: file } },
    ]
    const flow = await flowOf({ a: [event('a.csv', opened(0)), event('b.csv', resolved(1))] })
    expect(flow.variants[0]?.steps).toEqual(['a.csv', 'b.csv'])
  })

  test('a source row’s time is when it was known', async () => {
    const story: Story = [
      [opened(0), { source: { row: 1 }, knownAt: hour(1) }],
      [resolved(1), { source: { row: 2 }, knownAt: hour(5) }],
    ]
    expect((await flowOf({ a: story })).edges).toMatchObject([{ totalS: 4 * 3600 }])
  })

  test('beyond a hundred steps all are counted, none is listed, and the row stops growing', async () => {
    const long: Story = [opened(0), ...Array.from({ length: 249 }, (_, i) => call(i + 1))]
    const flow = await flowOf({ a: long })
    expect(flow.steps).toBe(250)
    expect(flow.activities).toEqual({ CaseOpened: 1, ContactRecorded: 249 })
    expect(flow.variants.map(({ steps }) => steps.length)).toEqual([100])
    expect(flow.ends).toEqual({ ContactRecorded: 1 })
    expect(flow.edges).toMatchObject([
      { from: 'ContactRecorded', to: 'ContactRecorded', count: 248, totalS: 248 * 3600 },
      { from: 'CaseOpened', to: 'ContactRecorded', count: 1 },
    ])
    const size = async (events: number): Promise<number> => {
      const rows = await rowsOf({ a: long.slice(0, events) })
      const loaded = await right(rows.load({ name: 'flow', version: 1 }, ['a']))
      return JSON.stringify(loaded.get('a')).length
    }
    expect(await size(250)).toBe(await size(200))
  })

  test('the cases opened in the window, with the dimensions of cases', async () => {
    const withWindow = { from: start, to: start + HOUR }
    expect((await flowOf(stories, { from: start + 1 })).value).toBe(null)
    expect((await flowOf(stories, withWindow)).cases).toBe(3)
    expect((await flowOf(stories, { asOf: start - 1 })).cases).toBe(0)
    const chosen = {
      a: [opened(0, { channel: 'chat' })],
      b: [opened(0, { attributes: { service_level: 'Value 2' } })],
      c: [opened(0)],
    }
    expect((await flowOf(chosen, { where: { channel: 'chat' } })).cases).toBe(1)
    expect((await flowOf(chosen, { where: { service_level: 'Value 2' } })).cases).toBe(1)
    expect((await flowOf(chosen, { where: { channel: 'phone', tier: 'standard' } })).cases).toBe(2)
  })
})

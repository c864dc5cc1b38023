import { describe, expect, test } from 'vitest'

import {
  call,
  cancelled,
  closed,
  DAY,
  figureFrom,
  hour,
  HOUR,
  merged,
  opened,
  reopened,
  resolved,
  right,
  rowsOf,
  start,
  unmerged,
  type Story,
} from '../../test/desk.js'
import { caseFacts } from '../facts/case-facts.js'

describe('cases.opened', () => {
  const stories = {
    a: [opened(0)],
    b: [opened(23.999), resolved(30)],
    c: [opened(24), cancelled(25)],
    d: [opened(1), merged(2)],
    e: [opened(1), merged(2), unmerged(3)],
  }

  test('at their opening, in a half-open window; merged duplicates count once', async () => {
    const of = (from: number, to: number) =>
      figureFrom('cases.opened', stories, {
        query: { from: start + from * HOUR, to: start + to * HOUR },
      })
    expect(await of(0, 24)).toMatchObject({ value: 3, excluded: { merged: 1 } })
    expect(await of(24, 48)).toMatchObject({ value: 1, excluded: {} })
    expect(await of(-24, 0)).toMatchObject({ value: 0, excluded: {} })
  })

  test('a window does not pass the instant of the question', async () => {
    const query = { asOf: start + 2 * HOUR, to: start + 9 * DAY }
    expect(await figureFrom('cases.opened', stories, { query })).toMatchObject({ value: 2 })
  })
})

describe('cases.open and backlog, at an instant', () => {
  const openAt = async (story: Story, hours: number): Promise<number | null> => {
    const query = { asOf: start + hours * HOUR }
    return (await figureFrom('cases.open', { a: story }, { query })).value
  }

  test('from the opening on, up to but without the resolution', async () => {
    const story = [opened(1), resolved(3)]
    const counts = [0.999, 1, 2.999, 3, 4].map((hours) => openAt(story, hours))
    expect(await Promise.all(counts)).toEqual([0, 1, 1, 0, 0])
  })

  test('a reopening makes a second interval', async () => {
    const story = [opened(1), resolved(3), closed(4), reopened(5), resolved(7)]
    const counts = [2, 3, 4.5, 5, 6.999, 7].map((hours) => openAt(story, hours))
    expect(await Promise.all(counts)).toEqual([1, 0, 0, 1, 1, 0])
  })

  test.each<[string, Story]>([
    ['closing without a resolution', [opened(1), closed(3, 'unsolved')]],
    ['cancelling', [opened(1), cancelled(3)]],
    ['merging', [opened(1), merged(3)]],
    [
      'archiving, as an import may without closing',
      [
        opened(1),
        {
          type: 'CaseArchived',
          at: hour(3),
          cycle: 1,
          openedAt: hour(1),
          closedAt: hour(3),
          cycles: 1,
          contacts: 0,
        },
      ],
    ],
  ])('%s ends it', async (_, story) => {
    expect([await openAt(story, 2.999), await openAt(story, 3)]).toEqual([1, 0])
  })

  test('an undone merger opens it again, unless it was resolved before', async () => {
    const active = [opened(1), merged(3), unmerged(5)]
    expect([await openAt(active, 4), await openAt(active, 5)]).toEqual([0, 1])
    const done = [opened(1), resolved(2), merged(3), unmerged(5)]
    expect([await openAt(done, 1), await openAt(done, 5)]).toEqual([1, 0])
  })

  test('the end of the window is the instant, where it comes before the question', async () => {
    const query = { to: start + 2 * HOUR }
    const stories = { a: [opened(1), resolved(3)], b: [opened(2)], c: [opened(2.5)] }
    expect(await figureFrom('cases.open', stories, { query })).toMatchObject({ value: 2 })
  })

  test('backlog: ages at the instant, since the opening or reopening', async () => {
    const stories = {
      a: [opened(-24)],
      b: [opened(-24.001)],
      c: [opened(-24 * 40), resolved(-24 * 20), reopened(-1)],
      d: [opened(-24 * 31)],
      e: [opened(0)],
      f: [opened(-5), resolved(-1)],
      g: [opened(1)],
    }
    expect(await figureFrom('backlog', stories, { query: { asOf: start } })).toMatchObject({
      value: 5,
      count: 5,
      distribution: { '≤1d': 3, '≤3d': 1, '≤7d': 0, '≤14d': 0, '≤30d': 0, '>30d': 1 },
      min: 0,
      max: 31 * 86_400,
      quantiles: { p50: 86_400 },
    })
  })

  test('an empty backlog is a figure: none', async () => {
    const stories = { a: [opened(0), resolved(1)] }
    expect(await figureFrom('backlog', stories)).toMatchObject({
      value: 0,
      count: 0,
      distribution: { '≤1d': 0, '>30d': 0 },
    })
  })

  test('of a case that was reopened without end, the last hundred intervals are kept', async () => {
    const times = Array.from({ length: 150 }, (_, i) => 2 * i)
    const story: Story = times.flatMap((t) => [t === 0 ? opened(0) : reopened(t), resolved(t + 1)])
    const first = 2 * (150 - 100)
    const at = [first - 1.5, first + 0.5, 298.5, 299]
    expect(await Promise.all(at.map((t) => openAt(story, t)))).toEqual([0, 1, 1, 0])
    const rows = await rowsOf({ a: story })
    const loaded = await right(rows.load(caseFacts, ['a']))
    expect(loaded.get('a')).toMatchObject({ active: { length: 100 } })
  })

  test('the row of a case does not grow with its contacts', async () => {
    const sizeAfter = async (contacts: number): Promise<number> => {
      const calls = Array.from({ length: contacts }, (_, i) => call(i / 100))
      const rows = await rowsOf({ a: [opened(0), ...calls] })
      return JSON.stringify((await right(rows.load(caseFacts, ['a']))).get('a')).length
    }
    expect(await sizeAfter(3_000)).toBe(await sizeAfter(1_000))
  })
})

import { describe, expect, test } from 'vitest'

import {
  accepted,
  asked,
  call,
  cancelled,
  closed,
  DAY,
  figureFrom,
  held,
  hour,
  merged,
  opened,
  reopened,
  reply,
  resolved,
  shareFrom,
  someTime,
  start,
  transferred,
  usualRules,
  type Story,
} from '../../test/desk.js'

describe('fcr.gross', () => {
  test('one contact, then resolved: yes', async () => {
    expect(await shareFrom('fcr.gross', { a: [opened(0), call(0), resolved(1)] })).toEqual([
      1,
      1,
      {},
    ])
  })

  test.each<[string, Story]>([
    ['a second contact of the customer', [opened(0), call(0), call(1), resolved(2)]],
    ['a second contact after the resolution', [opened(0), call(0), resolved(1), call(2)]],
    ['waiting for information', [opened(0), call(0), asked(1), resolved(2)]],
    ['a reopening', [opened(0), call(0), resolved(1), reopened(2), resolved(3)]],
    ['no resolution yet', [opened(0), call(0)]],
    ['closing without a resolution', [opened(0), call(0), closed(1, 'unsolved')]],
  ])('%s: no', async (_, story) => {
    expect(await shareFrom('fcr.gross', { a: story })).toEqual([0, 1, {}])
  })

  test.each<[string, Story]>([
    ['the answers of the desk', [opened(0), call(0), reply(1), reply(2), resolved(3)]],
    ['a contact within the house', [opened(0), call(0), call(1, { public: false }), resolved(2)]],
    ['waiting for a third party', [opened(0), call(0), held(1), resolved(2)]],
    ['a transfer', [opened(0), call(0), transferred(1), resolved(2)]],
    ['closing', [opened(0), call(0), resolved(1), closed(2)]],
  ])('%s changes nothing: yes', async (_, story) => {
    expect(await shareFrom('fcr.gross', { a: story })).toEqual([1, 1, {}])
  })

  test('a case without a contact of the customer is excluded', async () => {
    const stories = {
      a: [opened(0), resolved(1)],
      b: [opened(0), reply(0), call(0, { public: false }), resolved(1)],
      c: [opened(0), call(0), resolved(1)],
    }
    expect(await shareFrom('fcr.gross', stories)).toEqual([1, 1, { noContact: 2 }])
  })

  test('merged and cancelled cases are excluded by their reasons', async () => {
    const stories = {
      a: [opened(0), call(0), merged(1)],
      b: [opened(0), call(0), cancelled(1)],
      c: [opened(0), call(0), resolved(1)],
    }
    expect(await shareFrom('fcr.gross', stories)).toEqual([1, 1, { cancelled: 1, merged: 1 }])
  })

  test('it has no value, and says why, where nothing is counted', async () => {
    const figure = await figureFrom('fcr.gross', { a: [opened(0), resolved(1)] })
    expect(figure).toEqual({
      metric: 'fcr.gross',
      unit: 'share',
      value: null,
      reason: 'nothing to count: the denominator is 0',
      excluded: { noContact: 1 },
      provisional: 0,
    })
  })

  test('the credit is of who resolved first, whoever had it before or resolves later', async () => {
    const stories = {
      a: [opened(0), call(0), accepted(0, 'wu'), resolved(1, 'lin'), accepted(2, 'chen')],
      b: [opened(0), call(0), resolved(1, 'wu'), reopened(2), resolved(3, 'lin')],
    }
    const of = (agent: string) => shareFrom('fcr.gross', stories, { query: { where: { agent } } })
    expect(await of('lin')).toEqual([1, 1, {}])
    expect(await of('wu')).toEqual([0, 1, {}])
    expect(await of('chen')).toEqual([undefined, undefined, {}])
  })
})

describe('fcr.net', () => {
  test('leaves out what intake marked as not resolvable at first level, met or not', async () => {
    const firstContactIneligible = 'needsParts'
    const stories = {
      a: [opened(0), call(0), resolved(1)],
      b: [opened(0, { firstContactIneligible }), call(0), call(1), resolved(2)],
      c: [opened(0, { firstContactIneligible }), call(0), resolved(2)],
      d: [opened(0), call(0), call(1), resolved(2)],
      e: [opened(0, { firstContactIneligible }), merged(2)],
      f: [opened(0, { firstContactIneligible }), resolved(2)],
    }
    expect(await shareFrom('fcr.net', stories)).toEqual([
      1,
      2,
      { ineligible: 2, merged: 1, noContact: 1 },
    ])
    expect(await shareFrom('fcr.gross', stories)).toEqual([2, 4, { merged: 1, noContact: 1 }])
  })
})

describe('fcr.window', () => {
  const one = [opened(0), call(0), resolved(1)]
  /** The same customer with the same problem, so many hours after the desk opened. */
  const again = (hours: number): Story => [opened(hours), call(hours), resolved(hours + 1)]
  const closes = 1 + 7 * 24

  test('the same problem again inside the window: no, and the one that came again stands for itself', async () => {
    expect(await shareFrom('fcr.window', { a: one, b: again(48) })).toEqual([1, 2, {}])
  })

  test('the window is half-open: the instant at which it closes is outside', async () => {
    expect(await shareFrom('fcr.window', { a: one, b: again(closes) })).toEqual([2, 2, {}])
    const before = again(closes - 0.001)
    expect(await shareFrom('fcr.window', { a: one, b: before })).toEqual([1, 2, {}])
  })

  test('the window is the rules’', async () => {
    const rules = { ...usualRules, windowMs: DAY }
    expect(await shareFrom('fcr.window', { a: one, b: again(48) }, { rules })).toEqual([2, 2, {}])
  })

  test('another customer, another problem, an unknown customer: not again', async () => {
    const stories = {
      a: one,
      b: [opened(2, { customer: 'customer-2' }), call(2), resolved(3)],
      c: [opened(2, { problemType: 'service' }), call(2), resolved(3)],
      d: [opened(2, { customer: 'unknown' }), call(2), resolved(3)],
      e: [opened(3, { customer: 'unknown' }), call(3), resolved(4)],
    }
    expect(await shareFrom('fcr.window', stories)).toEqual([5, 5, {}])
  })

  test('an unknown problem is like no other', async () => {
    const stories = {
      a: [opened(0, { problemType: 'unknown' }), call(0), resolved(1)],
      b: [opened(2, { problemType: 'unknown' }), call(2), resolved(3)],
    }
    expect(await shareFrom('fcr.window', stories)).toEqual([2, 2, {}])
  })

  test('a case under a standard that is not loaded can not be judged', async () => {
    const elsewhere = opened(0, { standard: { id: 'elsewhere', version: 1 } })
    const stories = { a: [elsewhere, call(0), resolved(1)], b: [elsewhere, call(0), call(1)] }
    expect(await shareFrom('fcr.window', stories)).toEqual([0, 1, { standardNotLoaded: 1 }])
  })

  test('a resolution at an unknown time has no window, unless the case fails without it', async () => {
    const late = someTime(resolved(1))
    const stories = { a: [opened(0), call(0), late], b: [opened(900), call(900), call(901), late] }
    expect(await shareFrom('fcr.window', stories)).toEqual([0, 1, { timeUnknown: 1 }])
  })

  test('the problem is the category, and a classification later moves the case', async () => {
    const category = ['goods', 'quality']
    const classified: Story = [
      {
        type: 'CaseClassified',
        at: hour(3),
        cycle: 1,
        category: ['logistics', 'late'],
      },
    ]
    const a = [opened(0, { category }), call(0), resolved(1)]
    const b = [opened(2, { category }), call(2), resolved(3)]
    expect(await shareFrom('fcr.window', { a, b })).toEqual([1, 2, {}])
    expect(await shareFrom('fcr.window', { a, b: [...b, ...classified] })).toEqual([2, 2, {}])
  })

  test('a met verdict is provisional until the window has closed, a missed one is not', async () => {
    const ask = async (hours: number, stories: Readonly<Record<string, Story>>) => {
      const query = { asOf: start + hours * (DAY / 24) }
      const { value, provisional } = await figureFrom('fcr.window', stories, { query })
      return [value, provisional]
    }
    expect(await ask(2, { a: one })).toEqual([1, 1])
    expect(await ask(closes - 0.001, { a: one })).toEqual([1, 1])
    expect(await ask(closes, { a: one })).toEqual([1, 0])
    expect(await ask(50, { a: one, b: again(48) })).toEqual([0.5, 1])
    expect(await ask(2, { a: [opened(0), call(0), call(1), resolved(2)] })).toEqual([0, 0])
  })

  test('a transfer in person counts or not, by switch; one without never does', async () => {
    const warm = { a: [opened(0), call(0), transferred(1, true), resolved(2)] }
    const cold = { a: [opened(0), call(0), transferred(1, false), resolved(2)] }
    const strict = { rules: { ...usualRules, warmTransferCounts: false } }
    expect(await shareFrom('fcr.window', warm)).toEqual([1, 1, {}])
    expect(await shareFrom('fcr.window', warm, strict)).toEqual([0, 1, {}])
    expect(await shareFrom('fcr.window', cold)).toEqual([0, 1, {}])
    expect(await shareFrom('fcr.gross', cold)).toEqual([1, 1, {}])
  })

  test('a merged duplicate is the same coming, not another', async () => {
    expect(await shareFrom('fcr.window', { a: one, b: [opened(2), call(2), merged(3)] })).toEqual([
      1,
      1,
      { merged: 1 },
    ])
    const stories = { a: one, b: [opened(2), call(2), merged(3)], c: again(4) }
    expect(await shareFrom('fcr.window', stories)).toEqual([1, 2, { merged: 1 }])
  })

  test('the credit is the first resolver’s', async () => {
    const query = { where: { agent: 'lin' } }
    const stories = { a: one, b: [opened(48), call(48), resolved(49, 'wu')] }
    expect(await shareFrom('fcr.window', stories, { query })).toEqual([0, 1, {}])
  })
})

describe('response.first', () => {
  test('creation to the first public reply by a human', async () => {
    const story = [
      opened(0),
      reply(1, { by: 'bot' }),
      reply(2, { by: 'system' }),
      reply(3, { public: false }),
      call(4),
      reply(5),
      reply(6),
    ]
    expect(await figureFrom('response.first', { a: story })).toMatchObject({
      value: 5 * 3600,
      count: 1,
      mean: 5 * 3600,
      min: 5 * 3600,
      max: 5 * 3600,
      exact: true,
      excluded: {},
    })
  })

  test('a reopening does not ask anew', async () => {
    const story = [opened(0), reply(1), resolved(2), reopened(30), reply(40), resolved(41)]
    expect(await figureFrom('response.first', { a: story })).toMatchObject({
      value: 3600,
      count: 1,
    })
    const late = [opened(0), resolved(2), reopened(30), reply(40), resolved(41)]
    expect(await figureFrom('response.first', { a: late })).toMatchObject({ value: 40 * 3600 })
  })

  test('a reply that is recorded late still was the first', async () => {
    const story = [opened(0), reply(5), reply(3)]
    expect(await figureFrom('response.first', { a: story })).toMatchObject({ value: 3 * 3600 })
  })

  test('unanswered, unhandled, unknown and impossible times are excluded by name', async () => {
    const stories = {
      a: [opened(0)],
      b: [opened(0), reply(1), merged(2)],
      c: [opened(0), reply(1), cancelled(2)],
      d: [opened(0), someTime(reply(1))],
      e: [someTime(opened(0)), reply(1)],
      f: [opened(2), reply(1)],
      g: [opened(0), reply(1)],
    }
    expect(await figureFrom('response.first', stories)).toMatchObject({
      count: 1,
      value: 3600,
      excluded: { notAnswered: 1, merged: 1, cancelled: 1, timeUnknown: 2, negative: 1 },
    })
  })

  test('it is dated at the reply', async () => {
    const stories = { a: [opened(0), reply(30)], b: [opened(1), reply(2)] }
    const query = { from: start + DAY, to: start + 2 * DAY }
    expect(await figureFrom('response.first', stories, { query })).toMatchObject({
      count: 1,
      value: 30 * 3600,
    })
  })
})

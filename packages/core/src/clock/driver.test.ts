import { fromEpochMs } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { tickDeadlines, type TickOptions, type TickRound } from './driver.js'

const BEGIN = Date.UTC(2025, 2, 3)

/** A driver by a clock that only its sleep moves on, over streams that are due at some minute. */
const driven = (
  dueAt: Readonly<Record<string, number>>,
  more: Partial<TickOptions<string, string, string>> = {},
) => {
  const stop = new AbortController()
  let now = BEGIN
  const left = new Map(Object.entries(dueAt))
  const seen: TickRound<string, string>[] = []
  const options: TickOptions<string, string, string> = {
    due: (at) =>
      TE.right([...left].filter(([, m]) => BEGIN + m * 60_000 <= Date.parse(at)).map(([s]) => s)),
    tick: (stream) =>
      TE.fromIO(() => {
        left.delete(stream)
      }),
    now: () => fromEpochMs(now),
    sleep: (ms) => {
      now += ms
      return Promise.resolve()
    },
    every: 60_000,
    signal: stop.signal,
    onRound: (round) => void seen.push(round),
    rounds: 4,
    ...more,
  }
  return { seen, stop, run: tickDeadlines(options) }
}

describe('the driver of deadlines', () => {
  test('ticks what is due in each round, and nothing twice that is done', async () => {
    const { seen, run } = driven({ a: 0, b: 2, c: 2, d: 9 })
    expect(await run()).toEqual(E.right(4))
    expect(seen.map(({ ticked }) => ticked)).toEqual([['a'], [], ['b', 'c'], []])
    expect(seen.map(({ at }) => at)).toEqual(
      [0, 1, 2, 3].map((m) => fromEpochMs(BEGIN + m * 60_000)),
    )
  })

  test('a stream that fails holds nobody up and is tried again', async () => {
    let tries = 0
    const { seen, run } = driven(
      { a: 0, b: 0 },
      {
        tick: (stream) => (stream === 'a' && ++tries < 3 ? TE.left('busy') : TE.right(undefined)),
        due: () => TE.right(['a', 'b']),
        rounds: 3,
      },
    )
    expect(await run()).toEqual(E.right(3))
    expect(seen.map(({ ticked, failed }) => [ticked, failed])).toEqual([
      [['b'], [{ stream: 'a', error: 'busy' }]],
      [['b'], [{ stream: 'a', error: 'busy' }]],
      [['a', 'b'], []],
    ])
  })

  test('the signal ends it: no tick after the one under way, no sleep', async () => {
    const begun: string[] = []
    const { seen, stop, run } = driven(
      { a: 0, b: 0, c: 0 },
      {
        tick: (stream) => () => {
          begun.push(stream)
          if (stream === 'b') stop.abort()
          return Promise.resolve(E.right(undefined))
        },
        sleep: () => Promise.reject(new Error('slept')),
      },
    )
    expect(await run()).toEqual(E.right(1))
    expect(begun).toEqual(['a', 'b'])
    expect(seen.map(({ ticked }) => ticked)).toEqual([['a', 'b']])
  })

  test('aborted before it began it does nothing', async () => {
    const { stop, run, seen } = driven({ a: 0 })
    stop.abort()
    expect(await run()).toEqual(E.right(0))
    expect(seen).toEqual([])
  })

  test('rejects what could not be looked up, and waits for who looks on', async () => {
    let round = 0
    const order: string[] = []
    const { run } = driven(
      {},
      {
        due: () => (++round < 3 ? TE.right([]) : TE.left('unreachable')),
        onRound: async () => {
          await new Promise((resolve) => setImmediate(resolve))
          order.push('seen')
        },
        sleep: () => {
          order.push('slept')
          return Promise.resolve()
        },
      },
    )
    expect(await run()).toEqual(E.left('unreachable'))
    expect(order).toEqual(['seen', 'slept', 'seen', 'slept'])
  })

  test.each([
    [NaN, 100],
    [0, 100],
    [-1, 100],
    [-Infinity, 100],
    [99, 100],
    [250, 250],
    // a timer would take these for none
    [Infinity, 2_147_483_647],
    [1e12, 2_147_483_647],
  ])('a round every %d ms is one every %d', async (every, paused) => {
    const slept: number[] = []
    const { run } = driven(
      {},
      {
        every,
        sleep: (ms) => {
          slept.push(ms)
          return Promise.resolve()
        },
        rounds: 3,
      },
    )
    expect(await run()).toEqual(E.right(3))
    expect(slept).toEqual([paused, paused])
  })

  test('a tick that throws is a failed one', async () => {
    const error = { _tag: 'TickerThrew', by: 'tick', reason: '"broken"' }
    for (const broken of [
      () => {
        throw new Error('broken')
      },
      () => () => Promise.reject(new Error('broken')),
    ]) {
      const { seen, run } = driven(
        { a: 0, b: 0 },
        {
          tick: (stream) => (stream === 'a' ? broken() : TE.right(undefined)),
          rounds: 1,
        },
      )
      expect(await run()).toEqual(E.right(1))
      expect(seen).toMatchObject([{ ticked: ['b'], failed: [{ stream: 'a', error }] }])
    }
  })

  test('all else that throws ends it with a value', async () => {
    const reject = () => Promise.reject(new Error('broken'))
    const endless = {
      *[Symbol.iterator]() {
        yield 'a'
        throw new Error('broken')
      },
    }
    const threw = (by: string) => E.left({ _tag: 'TickerThrew', by, reason: '"broken"' })
    expect(await driven({}, { due: () => reject }).run()).toEqual(threw('due'))
    expect(await driven({}, { due: () => TE.right(endless) }).run()).toEqual(threw('due'))
    expect(await driven({}, { sleep: reject }).run()).toEqual(threw('sleep'))
    expect(await driven({}, { onRound: reject }).run()).toEqual(threw('onRound'))
    const now = () => {
      throw new Error('broken')
    }
    expect(await driven({}, { now }).run()).toEqual(threw('now'))
  })
})

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
})

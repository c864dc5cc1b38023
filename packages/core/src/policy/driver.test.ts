/** Rounds of policies: they go on over what passes, and end by what lasts. */
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { accounts, manager, idle, minute, uuid } from '../../test/policy-kit.js'
import type { Unavailable } from '../store/port.js'

import { runPolicies, type PolicyRound } from './driver.js'
import type { PolicyRunner } from './runner.js'

const ANN = uuid(1)

const rounds = (
  runner: Pick<PolicyRunner, 'settle'>,
  count: number,
  onRound?: (n: number) => void,
) => {
  let n = 0
  const seen: PolicyRound[] = []
  const stop = new AbortController()
  const options = {
    runner,
    now: () => minute(30 * n++),
    sleep: () => Promise.resolve(),
    every: 1,
    signal: stop.signal,
    rounds: count,
    onRound: (round: PolicyRound) => {
      seen.push(round)
      onRound?.(n)
    },
  }
  return { seen, stop, run: runPolicies(options) }
}

test('what waits is sent in the round in which it is due', async () => {
  const { runner, give } = accounts({ managers: [manager(idle)] })
  await runner.settle(minute(0))()
  await give(ANN, { type: 'Open', at: minute(0), owner: 'ann' })
  await give(ANN, { type: 'Deposit', at: minute(1), amount: 1 })
  const { run, seen } = rounds(runner, 4)
  expect(await run()).toEqual(E.right(4))
  const answered = seen.map(({ settled }) => E.isRight(settled) && settled.right.answered)
  expect(answered).toEqual([0, 0, 0, 1])
})

test('a store that can not be asked for a while is asked again; a lasting fault ends it', async () => {
  const { runner } = accounts()
  const down: Unavailable = { _tag: 'Unavailable', reason: 'down' }
  const full: Unavailable = { ...down, fault: 'diskFull' }
  const errors = [down, undefined, down, full]
  const faulty: Pick<PolicyRunner, 'settle'> = {
    settle: (now) => {
      const error = errors.shift()
      return error === undefined ? runner.settle(now) : () => Promise.resolve(E.left(error))
    },
  }
  const { run, seen } = rounds(faulty, 10)
  expect(await run()).toEqual(E.left(full))
  expect(seen.map(({ settled }) => settled._tag)).toEqual(['Left', 'Right', 'Left'])
})

test('the signal ends it', async () => {
  const { runner } = accounts()
  const { run, seen, stop } = rounds(runner, 10, (n) => {
    if (n === 2) stop.abort()
  })
  expect(await run()).toEqual(E.right(2))
  expect(seen).toHaveLength(2)
})

test('who is told of an answer and throws ends it, by name', async () => {
  const throws: Pick<PolicyRunner, 'settle'> = {
    settle: () => () => Promise.reject(new Error('no')),
  }
  expect(await rounds(throws, 2).run()).toMatchObject({
    left: { _tag: 'TickerThrew', by: 'settle' },
  })
})

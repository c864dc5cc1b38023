/** Running again, from an earlier place, beside another or after a crash changes nothing more. */
import { describe, expect, test } from 'vitest'

import { dying, type Death } from '../../test/dying.js'
import {
  BANK,
  accountManagers,
  accounts,
  allOf,
  carryOutOn,
  countFacts,
  historyOf,
  minute,
  newStore,
  uuid,
} from '../../test/policy-kit.js'
import { inMemoryRowStore } from '../read-model/in-memory-rows.js'
import type { EventStore } from '../store/port.js'
import { lossyStore } from '../testing/index.js'
import type { Instant } from '../time/index.js'

import { processManager } from './policy.js'
import { policyRunner, type PolicyRunner } from './runner.js'

const [ANN, BEN, CAT] = [uuid(1), uuid(2), uuid(3)]

type Give = ReturnType<typeof accounts>['give']
type Settle = (now: Instant) => Promise<unknown>

/** A story in which policies' commands are carried out, refused, answered otherwise, wait and are withdrawn. */
const story = async (give: Give, settle: Settle): Promise<void> => {
  await settle(minute(0))
  await give(BANK, { type: 'Open', at: minute(0), owner: 'bank' })
  await give(BANK, { type: 'Deposit', at: minute(0), amount: 15 })
  for (const [i, id] of [ANN, BEN, CAT].entries()) {
    await give(id, { type: 'Open', at: minute(1 + i), owner: String(i) })
    for (const amount of [10, 20, 30, 40])
      await give(id, { type: 'Deposit', at: minute(5), amount })
  }
  await settle(minute(6))
  await give(ANN, { type: 'Withdraw', at: minute(7), amount: 98 })
  await give(BEN, { type: 'Withdraw', at: minute(8), amount: 60 })
  await settle(minute(9))
  await give(CAT, { type: 'Deposit', at: minute(50), amount: 1 })
  await settle(minute(70))
  await settle(minute(500))
}

const runnerOn = (store: EventStore, rows = inMemoryRowStore()): PolicyRunner =>
  policyRunner({ store, rows, managers: accountManagers, carryOut: carryOutOn(store) })

const settling =
  (...runners: ReadonlyArray<PolicyRunner>): Settle =>
  (now) =>
    Promise.all(runners.map((runner) => runner.settle(now)()))

const once = async () => {
  const desk = accounts()
  await story(desk.give, settling(desk.runner))
  return { ...desk, history: await historyOf(desk.store) }
}

test('the story has every kind of answer', async () => {
  const { answers, history } = await once()
  expect([...new Set(answers)].sort()).toEqual([
    'anew Open carriedOut',
    'bonus Withdraw carriedOut',
    'bonus Withdraw rejected Overdrawn',
    'fee Close carriedOut',
    'fee Withdraw carriedOut',
    'fee Withdraw rejected Overdrawn',
    'idle Close carriedOut',
  ])
  expect(Object.keys(history).filter((name) => name.startsWith('dispatch'))).toHaveLength(
    answers.length,
  )
})

test('twice', async () => {
  const { store, rows, history } = await once()
  const again = await runnerOn(store, rows).settle(minute(501))()
  expect(again).toMatchObject({ right: { answered: 0, waiting: 0 } })
  expect(await historyOf(store)).toEqual(history)
})

test('from an old checkpoint, by a machine that slept', async () => {
  const { history } = await once()
  const { store, runner, give } = accounts()
  const sleeper = runnerOn(store)
  let isFirst = true
  await story(give, async (now) => {
    if (isFirst) await sleeper.settle(now)()
    isFirst = false
    await runner.settle(now)()
  })
  const { length } = await allOf(store)
  expect(await sleeper.settle(minute(500))()).toMatchObject({ right: { answered: 0, waiting: 0 } })
  expect(await allOf(store)).toHaveLength(length)
  expect(await historyOf(store)).toEqual(history)
})

/** A store that takes now more, now fewer turns to answer, and else does no harm. */
const jittery = (store: EventStore, seed: number): EventStore => {
  const never = { lostBefore: 0, lostAfter: 0, unavailable: 0, throws: 0, broken: 0 }
  return lossyStore(store, { seed, rates: { ...never, stale: 0, late: 0 } })
}

describe('two at once', () => {
  test.each(['the same rows', 'rows of its own, on another machine'])(
    'each on %s',
    async (which) => {
      const { history } = await once()
      for (let seed = 1; seed <= 60; seed++) {
        const { store, rows, give } = accounts({ store: newStore(seed) })
        const first = runnerOn(jittery(store, seed), rows)
        const others = which === 'the same rows' ? rows : inMemoryRowStore()
        const second = runnerOn(jittery(store, -seed), others)
        await story(give, settling(first, second))
        expect(await historyOf(store), `seed ${String(seed)}`).toEqual(history)
      }
    },
  )
})

test('two machines in turns: the one goes on with what the other began', async () => {
  const { history } = await once()
  const { store, runner, give } = accounts()
  const other = runnerOn(store)
  let turn = 0
  await other.settle(minute(0))()
  await story(give, (now) => (turn++ % 2 === 0 ? runner : other).settle(now)())
  expect(await historyOf(store)).toEqual(history)
})

test('settled twice at once, by one runner', async () => {
  const { history } = await once()
  const { store, runner, give } = accounts()
  await story(give, settling(runner, runner))
  expect(await historyOf(store)).toEqual(history)
})

describe('a crash', () => {
  /** The story, by a program that dies once and is started again. */
  const withDeath = async (death: Death) => {
    const { store, rows, give } = accounts()
    const mortal = dying(store, rows, death)
    let runner = policyRunner({
      store: mortal.store,
      rows: mortal.rows,
      managers: accountManagers,
      carryOut: carryOutOn(mortal.store),
    })
    await story(give, async (now) => {
      const end = await Promise.race([runner.settle(now)(), mortal.died])
      if (end !== 'died') return
      runner = runnerOn(store, rows)
      await runner.settle(now)()
    })
    return { history: await historyOf(store), calls: mortal.calls() }
  }

  test.each(['before', 'after'] as const)(
    '%s any step ends with the same history',
    async (when) => {
      const { history } = await once()
      const { calls } = await withDeath({ at: Infinity, when })
      expect(calls).toBeGreaterThan(50)
      for (let at = 1; at <= calls; at++) {
        expect((await withDeath({ at, when })).history, `at ${String(at)}`).toEqual(history)
      }
    },
  )
})

test('a bad network: in the end all is as it would have been', async () => {
  const { history } = await once()
  const accountsOf = (told: typeof history) =>
    Object.entries(told).filter(([name]) => !name.startsWith('dispatch'))
  for (let seed = 1; seed <= 40; seed++) {
    const store = newStore(seed)
    // a stale read would let what was refused be decided again
    const lossy = lossyStore(store, { seed, rates: { stale: 0, late: 0 } })
    const { runner, give } = accounts({ store, seen: lossy })
    const settle = async (now: Instant): Promise<void> => {
      for (let i = 0; i < 500; i++) {
        const done = await runner.settle(now)()
        if (done._tag === 'Right' && done.right.held.length === 0) return
      }
      expect.fail('it never settled')
    }
    await story(give, settle)
    expect(accountsOf(await historyOf(store)), `seed ${String(seed)}`).toEqual(accountsOf(history))
  }
})

describe('rows that are built again', () => {
  test('dispatch nothing, and are what they were', async () => {
    const { store, rows, history } = await once()
    const before = await rows.load(countFacts, [`account-${ANN}`])()
    await rows.clear(countFacts.name)()
    expect(await runnerOn(store, rows).settle(minute(501))()).toMatchObject({
      right: { answered: 0 },
    })
    expect(await historyOf(store)).toEqual(history)
    expect(await rows.load(countFacts, [`account-${ANN}`])()).toEqual(before)
  })

  test('in another version, while something waits, and go on from there', async () => {
    const { store, rows, give, runner } = accounts()
    await runner.settle(minute(0))()
    await give(ANN, { type: 'Open', at: minute(0), owner: 'ann' })
    await give(ANN, { type: 'Deposit', at: minute(0), amount: 1 })
    await runner.settle(minute(1))()
    const [{ policies } = { policies: [] }] = accountManagers
    const answers: string[] = []
    const next = policyRunner({
      store,
      rows,
      managers: [
        processManager({
          facts: { ...countFacts, version: 2 },
          policies: policies.map((one) => ({ ...one, react: (seen, row) => one.react(seen, row) })),
        }),
      ],
      carryOut: carryOutOn(store),
      onAnswer: ({ policy, command }, { outcome }) =>
        answers.push([policy, command.type, outcome].join(' ')),
    })
    expect(await next.settle(minute(2))()).toMatchObject({ right: { answered: 0, waiting: 1 } })
    await give(ANN, { type: 'Deposit', at: minute(3), amount: 1 })
    await next.settle(minute(4))()
    expect(answers).toEqual(['bonus Withdraw rejected'])
    await next.settle(minute(64))()
    expect(answers.slice(1)).toEqual(['idle Close carriedOut', 'anew Open carriedOut'])
  })
})

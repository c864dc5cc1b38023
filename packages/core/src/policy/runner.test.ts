/** The runner: what happens leads to commands, once. */
import { expect, test } from 'vitest'

import { BANK, accounts, allOf, minute, uuid } from '../../test/policy-kit.js'

const [ANN] = [uuid(1)]

test('what happens leads to commands, and those to others', async () => {
  const { runner, give, answers, store } = accounts()
  await runner.settle(minute(0))()
  await give(BANK, { type: 'Open', at: minute(0), owner: 'bank' })
  await give(BANK, { type: 'Deposit', at: minute(0), amount: 100 })
  await give(ANN, { type: 'Open', at: minute(1), owner: 'ann' })
  await give(ANN, { type: 'Deposit', at: minute(2), amount: 10 })
  await give(ANN, { type: 'Deposit', at: minute(3), amount: 10 })
  const first = await runner.settle(minute(4))()
  expect(first).toMatchObject({ right: { answered: 1, waiting: 1, nextAt: minute(63) } })
  expect(answers).toEqual(['bonus Withdraw carriedOut'])
  await give(ANN, { type: 'Withdraw', at: minute(5), amount: 18 })
  await runner.settle(minute(6))()
  expect(answers.slice(1)).toEqual([
    'fee Withdraw rejected Overdrawn',
    'fee Close carriedOut',
    'anew Open carriedOut',
  ])
  const again = await runner.settle(minute(200))()
  expect(again).toMatchObject({ right: { answered: 0, waiting: 0 } })
  const last = (await allOf(store)).at(-1)
  expect(last?.event).toMatchObject({ type: 'DispatchAnswered', policy: 'anew' })
})

import { describe, expect, test } from 'vitest'

import {
  call,
  cancelled,
  figureFrom,
  merged,
  opened,
  reply,
  someTime,
  type Story,
} from '../../test/desk.js'

const waits = async (...story: Story) => {
  const figure = await figureFrom('response.next', { a: [opened(0), ...story] })
  const { count, mean, min, max, excluded } = figure
  const hours = (seconds: number | undefined) => (seconds === undefined ? seconds : seconds / 3_600)
  return [count, hours(mean), hours(min), hours(max), excluded]
}
const none = [undefined, undefined, undefined, undefined]

describe('the next response', () => {
  test('is from the oldest unanswered message to the reply, once for each turn', async () => {
    // 1 → 3 and 5 → 9, whatever is said between
    const story = [call(1), call(2), reply(3), reply(4), call(5), call(6), reply(9)]
    expect(await waits(...story)).toEqual([2, 3, 2, 4, {}])
  })

  test('not given yet is left out', async () => {
    expect(await waits(call(1), reply(3), call(5))).toEqual([1, 2, 2, 2, { notAnswered: 1 }])
  })

  test('is given by a person, in public', async () => {
    const story = [call(1), reply(2, { by: 'bot' }), reply(3, { public: false }), reply(6)]
    expect(await waits(...story)).toEqual([1, 5, 5, 5, {}])
  })

  test('answers what the customer says in public', async () => {
    expect(await waits(call(1, { public: false }), reply(3))).toEqual([...none, {}])
  })

  test('counts when it was given, though it be recorded late', async () => {
    expect(await waits(call(1), reply(9), reply(3))).toEqual([1, 2, 2, 2, {}])
    // 1 → 3, and then 4 → 9
    expect(await waits(call(1), call(4), reply(9), reply(3))).toEqual([2, 3.5, 2, 5, {}])
  })

  test('at a time that nobody knows is left out', async () => {
    expect(await waits(call(1), someTime(reply(3)))).toEqual([...none, { timeUnknown: 1 }])
  })

  test('of a cancelled or merged case is none', async () => {
    expect(await waits(call(1), reply(3), cancelled(4))).toEqual([...none, { cancelled: 1 }])
    expect(await waits(call(1), reply(3), merged(4))).toEqual([...none, { merged: 1 }])
  })

  test('of very many turns is of the last ones; the others are told by their number', async () => {
    const story = Array.from({ length: 130 }, (_, n) => [call(2 * n), reply(2 * n + 1)]).flat()
    expect(await waits(...story)).toEqual([100, 1, 1, 1, { older: 30 }])
    const impatient = Array.from({ length: 300 }, (_, n) => call(n / 100))
    expect(await waits(...impatient, reply(9))).toEqual([1, 9, 9, 9, {}])
  })
})

import { expect, test } from 'vitest'

import { moneyText } from './money.js'

test.each([
  [10_000, 'CNY', '¥ 100.00'],
  [0, 'CNY', '¥ 0.00'],
  [5, 'CNY', '¥ 0.05'],
  [123_456_789, 'EUR', '€ 1,234,567.89'],
  // no minor unit, and one of a thousandth
  [1_500, 'JPY', '¥ 1,500'],
  [1_500, 'KWD', 'KWD 1.500'],
  // nothing is rounded away
  [Number.MAX_SAFE_INTEGER, 'CNY', '¥ 90,071,992,547,409.91'],
])('%i minor units of %s are %s', (amount, currency, text) => {
  expect(moneyText({ amount, currency })).toBe(text)
})

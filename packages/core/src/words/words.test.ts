/** Money is whole minor units of a currency; permissions and paths are what they say. */
import {
  CategoryPath,
  Currency,
  Money,
  Permission,
  permissions,
  problemsOf,
  sameMoney,
} from '@casetrail/core'
import { arbitraryOf } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const problems = (value: unknown): ReadonlyArray<unknown> => {
  const decoded = Money.decode(value)
  return E.isLeft(decoded) ? problemsOf(decoded.left) : []
}

describe('money', () => {
  const safe = Number.MAX_SAFE_INTEGER
  test.each([
    { amount: 0, currency: 'CNY' },
    { amount: 19_900, currency: 'CNY' },
    { amount: 1, currency: 'JPY' },
    { amount: safe, currency: 'USD' },
  ])('$amount $currency', (money) => {
    expect(Money.decode(money)).toEqual(E.right(money))
  })

  test.each([
    ['a fraction of the minor unit', { amount: 99.5, currency: 'CNY' }, '/amount', '99.5', 'Count'],
    ['less than nothing', { amount: -1, currency: 'CNY' }, '/amount', '-1', 'Count'],
    ['a text', { amount: '100', currency: 'CNY' }, '/amount', '"100"', 'Count'],
    ['what is no number', { amount: NaN, currency: 'CNY' }, '/amount', 'NaN', 'Count'],
    ['without end', { amount: Infinity, currency: 'CNY' }, '/amount', 'Infinity', 'Count'],
    [
      'more than can be counted one by one',
      { amount: safe + 1, currency: 'CNY' },
      '/amount',
      String(safe + 1),
      'Count',
    ],
    ['no amount', { currency: 'CNY' }, '/amount', 'nothing', 'Count'],
    ['no currency', { amount: 100 }, '/currency', 'nothing', 'Currency'],
    ['a sign', { amount: 100, currency: '¥' }, '/currency', '"¥"', 'Currency'],
    ['small letters', { amount: 100, currency: 'cny' }, '/currency', '"cny"', 'Currency'],
    ['a name', { amount: 100, currency: 'YUAN' }, '/currency', '"YUAN"', 'Currency'],
    ['a line after it', { amount: 100, currency: 'CN\n' }, '/currency', '"CN\\n"', 'Currency'],
    ['wide letters', { amount: 100, currency: 'ＣＮＹ' }, '/currency', '"ＣＮＹ"', 'Currency'],
  ])('refuses %s', (_, money, pointer, found, expected) => {
    expect(problems(money)).toEqual([{ pointer, found, expected }])
  })

  test('a number alone is no money', () => {
    expect(problems(100)).toEqual([{ pointer: '', found: '100', expected: 'Money' }])
  })

  test('is the same by amount and currency, whatever else it carries', () => {
    const some = fc.option(
      arbitraryOf(Money, {
        Count: fc.nat({ max: 2 }),
        Currency: fc.constantFrom('CNY', 'EUR'),
      }),
      { nil: undefined },
    )
    fc.assert(
      fc.property(some, some, (a, b) => {
        const same = a?.amount === b?.amount && a?.currency === b?.currency
        expect(sameMoney(a, b)).toBe(same)
        expect(sameMoney(b, a)).toBe(same)
        expect(sameMoney(a, a && { ...a })).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('a currency is three capital letters; whether it exists, the standard says', () => {
    expect(['CNY', 'XYZ'].map((code) => Currency.is(code))).toEqual([true, true])
  })
})

describe('permissions', () => {
  test('are each there once, by the aggregate that they are of', () => {
    expect(new Set(permissions).size).toBe(permissions.length)
    expect(permissions.every((permission) => Permission.is(permission))).toBe(true)
    const of = new Set(permissions.map((permission) => permission.split('.')[0]))
    expect([...of]).toEqual([
      'case',
      'complaint',
      'followUp',
      'correctiveAction',
      'emergency',
      'operations',
    ])
  })

  test.each(['case', 'case.*', 'Case.open', '', 'toString'])('%j is none', (text) => {
    expect(Permission.is(text)).toBe(false)
  })
})

test.each([[[]], [['']], ['goods'], [['goods', 7]], [null]])(
  '%j is no path of categories',
  (path) => {
    expect(CategoryPath.is(path)).toBe(false)
    expect(E.isLeft(CategoryPath.decode(path))).toBe(true)
  },
)

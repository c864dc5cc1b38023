/** Money in minor units (cents, 分) of an ISO 4217 currency: integers, so that nothing is rounded. */
import * as t from 'io-ts'

import { Count, record } from '../codec/primitives.js'

const CODE = /^[A-Z]{3}$/

const isCode = (text: string): boolean => text.length === 3 && CODE.test(text)

/**
 * Three capital letters, as in ISO 4217. Whether the currency exists, and is one that bands are set in,
 * the standard says.
 */
export const Currency = new t.RefinementType(
  'Currency',
  (u): u is string => t.string.is(u) && isCode(u),
  (i, c) => (typeof i === 'string' && isCode(i) ? t.success(i) : t.failure(i, c)),
  t.identity,
  t.string,
  isCode,
)

/**
 * An amount in minor units (cents, 分) and its currency, ISO 4217.
 *
 * Rejects amounts that are negative, no whole number, or beyond 2⁵³ − 1, and a missing currency.
 *
 * @example
 * import { Money } from '@casetrail/core'
 *
 * Money.is({ amount: 19_900, currency: 'CNY' }) // true
 * Money.is({ amount: 199.5, currency: 'CNY' }) // false
 */
export const Money = record('Money', { amount: Count, currency: Currency })
export interface Money extends t.TypeOf<typeof Money> {}

/**
 * Whether two amounts are the same; none is the same as none.
 *
 * @example
 * import { sameMoney } from '@casetrail/core'
 *
 * sameMoney({ amount: 100, currency: 'CNY' }, { amount: 100, currency: 'JPY' }) // false
 */
export const sameMoney = (a: Money | undefined, b: Money | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.amount === b.amount && a.currency === b.currency)

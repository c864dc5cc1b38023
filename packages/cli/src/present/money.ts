/** Amounts of money as people write them. */
import type { Money } from '@casetrail/core'

/** Written out: a division would round the greatest amounts. */
const decimal = (amount: number, digits: number): `${number}` => {
  const text = String(amount).padStart(digits + 1, '0')
  const point = text.length - digits
  return `${text.slice(0, point)}.${text.slice(point)}` as `${number}`
}

/** ¥ 100.00 for 10,000 minor units, or CNY 100.00: as many digits after the point as the currency has. */
export const moneyText = (
  { amount, currency }: Money,
  currencyDisplay: 'narrowSymbol' | 'code' = 'narrowSymbol',
): string => {
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay,
  })
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions()
  const parts = format.formatToParts(decimal(amount, digits))
  const of = (isSymbol: boolean): string =>
    parts
      .filter(({ type }) => type !== 'literal' && (type === 'currency') === isSymbol)
      .map(({ value }) => value)
      .join('')
  return `${of(true)} ${of(false)}`
}

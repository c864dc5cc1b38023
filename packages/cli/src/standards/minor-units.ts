/** Amounts as people write prices. */

/** How many digits a currency has after the point. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

/**
 * `300.00` as 30000 minor units of CNY. All digits after the point must be there, so that nobody means
 * fen by a number that is read as yuan.
 */
export const minorUnits = (
  text: string,
  currency: string,
): { readonly amount: number | undefined; readonly example: string } => {
  const digits = digitsOf(currency)
  const pattern =
    digits === 0 ? /^(\d{1,12})$/ : new RegExp(`^(\\d{1,12})\\.(\\d{${String(digits)}})$`)
  const [, whole, part = ''] = pattern.exec(text) ?? []
  return {
    amount: whole === undefined ? undefined : Number(whole + part),
    example: digits === 0 ? '300' : `300.${'0'.repeat(digits)}`,
  }
}

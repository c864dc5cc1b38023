/** Whose approval a remedy takes, by its amount and the severity (合理授權, H1 and H4). */
import type { Money } from '../words/money.js'
import type { Severity } from '../words/words.js'

import type { ComplaintRules } from './rules.js'

/** Without an amount there is no limit to keep, and no currency. */
const covers = (
  limit: { readonly currency: string; readonly upTo?: number },
  amount: Money | undefined,
): boolean =>
  amount === undefined ||
  (limit.currency === amount.currency && (limit.upTo === undefined || amount.amount <= limit.upTo))

/** Whether a role may give so much by itself (合理授權). */
export const isWithinDiscretion = (
  { discretion }: ComplaintRules,
  severity: Severity,
  role: string,
  amount: Money | undefined,
): boolean => discretion[severity].some((one) => one.role === role && covers(one, amount))

/** Whose approval it takes above discretion: that of the first band that fits; nobody's where none does. */
export const approversOf = (
  { bands }: ComplaintRules,
  severity: Severity,
  amount: Money | undefined,
): ReadonlyArray<string> => bands[severity].find((band) => covers(band, amount))?.approvers ?? []

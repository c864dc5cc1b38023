/** Whose approval a remedy takes, by its amount and the severity (合理授權, H1 and H4). */
import type { Money } from '../words/money.js'
import type { Severity } from '../words/words.js'

import type { ApproverRoleRequired } from './rejection.js'
import type { ComplaintRules } from './rules.js'
import { isGraver } from './severity.js'
import type { ComplaintState, Remedy } from './state.js'

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

/**
 * The rejection of an approval that the severity was raised above: now it would neither be within the
 * approver's discretion nor that of a second person in a role of the band.
 */
export const outgrown = (
  rules: ComplaintRules,
  { severity, complainedAbout }: ComplaintState,
  { approval, amount, proposedBy }: Remedy,
): ApproverRoleRequired | undefined => {
  if (approval?.severity === undefined || severity === undefined) return undefined
  if (!isGraver(severity, approval.severity)) return undefined
  const { by, role } = approval
  if (isWithinDiscretion(rules, severity, role, amount)) return undefined
  const required = approversOf(rules, severity, amount)
  const isSecond = by !== proposedBy && by !== complainedAbout
  return isSecond && required.includes(role)
    ? undefined
    : { _tag: 'ApproverRoleRequired', role, required }
}

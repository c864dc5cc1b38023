/**
 * Whose approval money takes, by its amount and the severity (合理授權、分級審批: H1 客戶服務與支持SOP, H4
 * 客戶服務手冊標準流程與規範). A standard is held to an approver of every amount of each currency it names.
 */
import type { Band, Discretion, ServiceStandard } from '../standard/document.js'
import type { Money } from '../words/money.js'
import { severities, type RemedyKind, type Severity } from '../words/words.js'

import type { ApproverRoleRequired, CurrencyNotCovered } from './rejection.js'

type BySeverity<A> = Readonly<Record<Severity, ReadonlyArray<A>>>

/** What a standard says of approval, in its order: the first band that fits decides. */
export interface ApprovalRules {
  readonly discretion: BySeverity<Discretion>
  readonly bands: BySeverity<Band>
  /** What discretion or a band is set in. */
  readonly currencies: ReadonlySet<string>
}

const bySeverity = <A extends { readonly severities: ReadonlyArray<Severity> }>(
  all: ReadonlyArray<A>,
): BySeverity<A> => {
  const [general = [], major = [], serious = []] = severities.map((severity) =>
    all.filter((one) => one.severities.includes(severity)),
  )
  return { general, major, serious }
}

export const approvalRules = ({ approval }: ServiceStandard): ApprovalRules => ({
  discretion: bySeverity(approval.discretion),
  bands: bySeverity(approval.bands),
  currencies: new Set([...approval.discretion, ...approval.bands].map(({ currency }) => currency)),
})

/** Whether a remedy of this kind is money: without an amount no limit could judge it. */
export const isMoney = (kind: RemedyKind): boolean => kind === 'refund' || kind === 'compensation'

/** Without an amount there is no limit to keep, and no currency. */
const covers = (
  limit: { readonly currency: string; readonly upTo?: number },
  amount: Money | undefined,
): boolean =>
  amount === undefined ||
  (limit.currency === amount.currency && (limit.upTo === undefined || amount.amount <= limit.upTo))

/** Whether a role may give so much by itself (合理授權). */
export const isWithinDiscretion = (
  { discretion }: ApprovalRules,
  severity: Severity,
  role: string,
  amount: Money | undefined,
): boolean => discretion[severity].some((one) => one.role === role && covers(one, amount))

/** Whose approval it takes above discretion: that of the first band that fits; nobody's where none does. */
const approversOf = (
  { bands }: ApprovalRules,
  severity: Severity,
  amount: Money | undefined,
): ReadonlyArray<string> => bands[severity].find((band) => covers(band, amount))?.approvers ?? []

/** The rejection of a role that is no approver of so much, above discretion. */
export const approverRequired = (
  rules: ApprovalRules,
  severity: Severity,
  role: string,
  amount: Money | undefined,
): ApproverRoleRequired | undefined => {
  const required = approversOf(rules, severity, amount)
  return required.includes(role) ? undefined : { _tag: 'ApproverRoleRequired', role, required }
}

/** The rejection of an amount in a currency that the standard sets no limits in. */
export const currencyNotCovered = (
  { currencies }: ApprovalRules,
  amount: Money | undefined,
): CurrencyNotCovered | undefined =>
  amount === undefined || currencies.has(amount.currency)
    ? undefined
    : { _tag: 'CurrencyNotCovered', currency: amount.currency, covered: [...currencies] }

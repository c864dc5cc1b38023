/** Deciding compensation: whose approval the total takes. */
import type { DecideCompensation } from '../commands.js'
import type { CurrencyNotCovered } from '../rejection.js'
import type { EmergencyRules } from '../rules.js'

import { emit, given, reject, type EmergencyDecision, type Situation } from './decision.js'

/** In minor units; how many customers there are may not be known yet, and then nothing bounds it. */
const totalOf = ({ amount, customers }: DecideCompensation): number =>
  amount === undefined ? 0 : customers === undefined ? Infinity : amount.amount * customers

const approversOf = (
  { bands }: EmergencyRules,
  total: number,
  currency: string | undefined,
): ReadonlyArray<string> => {
  const band = bands.find(
    (one) =>
      (currency === undefined || one.currency === currency) && total <= (one.upTo ?? Infinity),
  )
  return band?.approvers ?? []
}

const notCovered = (
  { bands }: EmergencyRules,
  currency: string | undefined,
): CurrencyNotCovered | undefined => {
  const covered = [...new Set(bands.map((band) => band.currency))]
  return currency === undefined || covered.includes(currency)
    ? undefined
    : { _tag: 'CurrencyNotCovered', currency, covered }
}

/** Each decision is judged by its own total. What costs nothing takes the first band's approvers. */
export const compensate = (
  command: DecideCompensation,
  { rules }: Situation,
): EmergencyDecision => {
  const currency = command.amount?.currency
  const uncovered = notCovered(rules, currency)
  if (uncovered !== undefined) return reject(uncovered)
  const required = approversOf(rules, totalOf(command), currency)
  const { role } = command.actor
  if (!required.includes(role)) return reject({ _tag: 'ApproverRoleRequired', role, required })
  return emit({
    type: 'CompensationDecided',
    at: command.at,
    by: command.actor.id,
    kind: command.kind,
    ...given(command, 'amount', 'customers', 'description'),
  })
}

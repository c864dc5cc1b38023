/** Deciding compensation: whose approval the total takes. */
import { approverRequired, currencyNotCovered, isMoney } from '../../lifecycle/approval.js'
import type { Money } from '../../words/money.js'
import type { DecideCompensation } from '../commands.js'

import { emit, given, reject, type EmergencyDecision, type Situation } from './decision.js'

/** How many customers there are may not be known yet, and then nothing bounds the total. */
const totalOf = ({ amount, customers }: DecideCompensation): Money | undefined =>
  amount && {
    currency: amount.currency,
    amount: customers === undefined ? Infinity : amount.amount * customers,
  }

/** Each decision is judged by its own total, as a serious matter; what costs nothing, by the first band. */
export const compensate = (
  command: DecideCompensation,
  { rules }: Situation,
): EmergencyDecision => {
  const { kind } = command
  const total = totalOf(command)
  if (total === undefined && isMoney(kind)) return reject({ _tag: 'AmountRequired', kind })
  const refused =
    currencyNotCovered(rules, total) ??
    approverRequired(rules, 'serious', command.actor.role, total)
  if (refused !== undefined) return reject(refused)
  return emit({
    type: 'CompensationDecided',
    at: command.at,
    by: command.actor.id,
    kind,
    ...given(command, 'amount', 'customers', 'description'),
  })
}

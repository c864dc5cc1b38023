/** When a customer is called next, by the plans of a standard. */
import type { FollowUpPlan, ServiceStandard } from '../standard/document.js'
import { epochMs, fromEpochMs, type Instant } from '../time/index.js'
import type { Channel, ProblemType, Purpose } from '../words/words.js'

const months = { month: 1, quarter: 3, year: 12 } as const

/** A calendar period later, in UTC: at the same time of the same day, or of the month's last day. */
export const periodLater = (since: Instant, every: FollowUpPlan['every']): Instant => {
  const date = new Date(epochMs(since))
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months[every]
  const lastDay = new Date(0)
  lastDay.setUTCFullYear(year, month + 1, 0)
  date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDay.getUTCDate()))
  return fromEpochMs(date.getTime())
}

/** Whom a plan is chosen for. */
export interface PlannedFor {
  /** The customer's class. */
  readonly tier: string
  /** Of the last service. */
  readonly problemType: ProblemType
}

export interface NextFollowUp {
  /** The id of the plan. */
  readonly plan: string
  readonly due: Instant
  readonly purpose: Purpose
  readonly method: Channel
}

/**
 * The next periodic follow-up of a customer: by the first plan of the standard that fits, a month, a
 * quarter or a year after `since`. `undefined` where no plan fits.
 *
 * Months are those of UTC; in a shorter month it is due on the last day.
 *
 * @see H0 前臺服務崗位工作職責與流程解析, H1 客戶服務與支持SOP (定期回訪)
 *
 * @example
 * import { nextFollowUp } from '@casetrail/core/follow-up'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { at } from '@casetrail/core/testing'
 *
 * const vip = { tier: 'vip', problemType: 'product' } as const
 * nextFollowUp(retail2025, vip, at('2025-01-31T08:00:00.000Z'))?.due // '2025-02-28T08:00:00.000Z'
 */
export const nextFollowUp = (
  { followUps }: ServiceStandard,
  { tier, problemType }: PlannedFor,
  since: Instant,
): NextFollowUp | undefined => {
  const plan = followUps.plans.find(
    (one) =>
      (one.tier === undefined || one.tier === tier) &&
      (one.problemType === undefined || one.problemType === problemType),
  )
  return (
    plan && {
      plan: plan.id,
      due: periodLater(since, plan.every),
      purpose: plan.purpose,
      method: plan.method ?? followUps.method,
    }
  )
}

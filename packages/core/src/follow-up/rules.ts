/** What a standard says of follow-ups, made ready once for deciding. */
import { standardRules, type StandardRules } from '../lifecycle/rules.js'
import type { FollowUpPlan, ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'
import type { Channel, Purpose } from '../words/words.js'

export interface FollowUpRules extends StandardRules {
  readonly method: Channel
  readonly dueMs: number
  readonly graceMs: number
  readonly attempts: number
  readonly editMs: number
  readonly consentFor: ReadonlySet<Purpose>
  readonly capMs: number
  readonly capExempt: ReadonlySet<Purpose>
  readonly plans: ReadonlyMap<string, FollowUpPlan>
}

export const followUpRules = (standard: ServiceStandard): FollowUpRules => {
  const { method, due, grace, attempts, editWindow, consentFor, cap, plans } = standard.followUps
  return {
    ...standardRules(standard),
    method,
    dueMs: durationMs(due),
    graceMs: durationMs(grace),
    attempts,
    editMs: durationMs(editWindow),
    consentFor: new Set(consentFor),
    capMs: durationMs(cap.interval),
    capExempt: new Set(cap.exempt),
    plans: new Map(plans.map((plan) => [plan.id, plan])),
  }
}

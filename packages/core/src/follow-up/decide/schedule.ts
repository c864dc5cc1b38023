/** Deciding when a customer is called, and by whom. */
import { nearest } from '../../codec/nearest.js'
import type { FollowUpPlan } from '../../standard/document.js'
import { epochMs, fromEpochMs, laterOf, type Instant } from '../../time/index.js'
import type { Channel, Purpose } from '../../words/words.js'
import type { AssignFollowUp, RescheduleFollowUp, ScheduleFollowUp } from '../commands.js'
import { periodLater } from '../plan.js'
import type {
  ContactTooFrequent,
  OutreachAfterwards,
  PlanForOtherPurpose,
  PlanNotFound,
  PreferenceIgnored,
  SubjectAfterwards,
} from '../rejection.js'
import type { FollowUpRules } from '../rules.js'
import type { SubjectStage } from '../scores.js'

import { consentMissing } from './consent.js'
import {
  emit,
  given,
  nothing,
  own,
  reject,
  type FollowUpDecision,
  type Situation,
} from './decision.js'

/** Stages of a case or complaint after which there is nothing to ask. */
const ended: ReadonlySet<SubjectStage> = new Set(['cancelled', 'merged', 'withdrawn'])

/** The customer's preference, where it is one. */
const preferenceOf = ({ preference }: ScheduleFollowUp): Channel | undefined =>
  preference === 'unknown' ? undefined : preference

const preferenceIgnored = (command: ScheduleFollowUp): PreferenceIgnored | undefined => {
  const preference = preferenceOf(command)
  const found = command.method
  return preference === undefined || found === undefined || found === preference
    ? undefined
    : { _tag: 'PreferenceIgnored', preference, found }
}

const planNotFound = (
  plan: string | undefined,
  { plans }: FollowUpRules,
): PlanNotFound | undefined => {
  if (plan === undefined || plans.has(plan)) return undefined
  const known = [...plans.keys()]
  return { _tag: 'PlanNotFound', plan, plans: known, nearest: nearest(plan, known) }
}

/** By another purpose a planned call would pass for one that takes no consent and knows no cap. */
const otherPurpose = (
  purpose: Purpose,
  plan: FollowUpPlan | undefined,
): PlanForOtherPurpose | undefined =>
  plan === undefined || plan.purpose === purpose
    ? undefined
    : { _tag: 'PlanForOtherPurpose', plan: plan.id, purpose: plan.purpose, found: purpose }

const outreachAfterwards = ({
  at,
  lastOutreachAt,
}: ScheduleFollowUp | RescheduleFollowUp): OutreachAfterwards | undefined =>
  lastOutreachAt === undefined || lastOutreachAt <= at
    ? undefined
    : { _tag: 'OutreachAfterwards', lastOutreachAt, at }

const subjectAfterwards = ({ at, since }: ScheduleFollowUp): SubjectAfterwards | undefined =>
  since === undefined || since <= at ? undefined : { _tag: 'SubjectAfterwards', since, at }

/** The contact cap, a rule of practice: none of the handbooks sets one. */
const tooFrequent = (
  purpose: Purpose,
  lastOutreachAt: Instant | undefined,
  due: Instant,
  { capMs, capExempt }: FollowUpRules,
): ContactTooFrequent | undefined => {
  if (lastOutreachAt === undefined || capExempt.has(purpose)) return undefined
  const until = fromEpochMs(epochMs(lastOutreachAt) + capMs)
  return due < until ? { _tag: 'ContactTooFrequent', until } : undefined
}

const dueOf = (
  { at, due, since }: ScheduleFollowUp,
  plan: FollowUpPlan | undefined,
  { dueMs }: FollowUpRules,
): Instant =>
  due ??
  (plan === undefined
    ? laterOf(at, fromEpochMs(epochMs(since ?? at) + dueMs))
    : periodLater(at, plan.every))

/** H2 2025年商業零售客戶服務標準操作手冊: 完成後24小時內首次跟進, where nothing else is said. */
export const open = (command: ScheduleFollowUp, rules: FollowUpRules): FollowUpDecision => {
  const { at, purpose, consent, subjectStage } = command
  if (subjectStage !== undefined && ended.has(subjectStage)) {
    return reject({ _tag: 'SubjectEnded', stage: subjectStage })
  }
  const plan = command.plan === undefined ? undefined : rules.plans.get(command.plan)
  if (command.serious === true && command.handler === undefined) {
    return reject({ _tag: 'HandlerUnknown' })
  }
  const refused =
    subjectAfterwards(command) ??
    outreachAfterwards(command) ??
    consentMissing(purpose, consent, rules.consentFor) ??
    preferenceIgnored(command) ??
    planNotFound(command.plan, rules) ??
    otherPurpose(purpose, plan)
  if (refused !== undefined) return reject(refused)
  const due = dueOf(command, plan, rules)
  if (due < at) return reject({ _tag: 'DueInThePast', due })
  const early = tooFrequent(purpose, command.lastOutreachAt, due, rules)
  if (early !== undefined) return reject(early)
  return emit({
    type: 'FollowUpScheduled',
    at,
    by: command.actor.id,
    customer: command.customer,
    standard: rules.ref,
    purpose,
    method: command.method ?? preferenceOf(command) ?? plan?.method ?? rules.method,
    due,
    ...(consent === 'given' ? { consent } : {}),
    ...given(
      command,
      'cycle',
      'case',
      'complaint',
      'since',
      'handler',
      'serious',
      'assignee',
      'plan',
      'externalRef',
      'attributes',
    ),
  })
}

export const assign = (command: AssignFollowUp, { state }: Situation): FollowUpDecision => {
  const { assignee } = command
  return assignee === state.assignee
    ? nothing
    : emit({ type: 'FollowUpAssigned', ...own(command, state), assignee })
}

export const reschedule = (
  command: RescheduleFollowUp,
  { state, rules, openedAt }: Situation,
): FollowUpDecision => {
  const { at, due } = command
  if (due === state.due) return nothing
  const afterwards = outreachAfterwards(command)
  if (afterwards !== undefined) return reject(afterwards)
  if (due < at) return reject({ _tag: 'DueInThePast', due })
  const early = tooFrequent(state.purpose, command.lastOutreachAt, due, rules)
  if (early !== undefined) return reject(early)
  return emit({
    type: 'FollowUpRescheduled',
    ...own(command, state),
    customer: state.customer,
    due,
    firstDue: state.firstDue ?? openedAt,
    ...given(command, 'reason'),
  })
}

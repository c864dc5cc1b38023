/** Customers are called now and then, by their class: the plans of the standard (定期回訪). */
import { caseEvents, type CaseEvent } from '../../case/events/index.js'
import { scheduleFollowUp } from '../../follow-up/commands.js'
import { followUpEvents, type FollowUpEvent } from '../../follow-up/events.js'
import { nextFollowUp } from '../../follow-up/plan.js'
import type { Facts } from '../../read-model/facts.js'
import type { RecordedEvent } from '../../store/port.js'
import { laterOf, type Instant } from '../../time/index.js'
import type { ProblemType, Purpose } from '../../words/words.js'
import {
  processManager,
  type Action,
  type AnyManager,
  type Dispatch,
  type Policy,
  type Refusal,
} from '../policy.js'

import { deskPolicy, give, type Moment } from './desk-policy.js'
import { later, type DeskBook } from './rules.js'

/** What is known of a customer. */
export interface PeriodicRow {
  /** Of the service that began last. */
  readonly service?: {
    readonly at: Instant
    readonly stream: string
    readonly tier: string
    readonly problemType: ProblemType
  }
  /** When a service ended last, or a plan's follow-up was scheduled: its period begins. */
  readonly since?: Instant
  readonly lastOutreachAt?: Instant
  /** When consent was given last, by purpose. */
  readonly consents: Readonly<Partial<Record<Purpose, Instant>>>
  readonly withdrawnAt?: Instant
}

type Seen = RecordedEvent<CaseEvent | FollowUpEvent>

const latest = (a: Instant | undefined, b: Instant): Instant =>
  a === undefined ? b : laterOf(a, b)

const evolve = (row: PeriodicRow = { consents: {} }, { event, stream }: Seen): PeriodicRow => {
  const { at } = event
  switch (event.type) {
    case 'CaseOpened': {
      const { tier, problemType } = event
      const before = row.service
      const isLatest =
        before === undefined || before.at < at || (before.at === at && before.stream <= stream)
      return isLatest ? { ...row, service: { at, stream, tier, problemType } } : row
    }
    case 'CaseClosed':
      return { ...row, since: latest(row.since, at) }
    case 'FollowUpScheduled': {
      const { plan, consent, purpose } = event
      const next = plan === undefined ? row : { ...row, since: latest(row.since, at) }
      if (consent === undefined) return next
      const consents = { ...next.consents, [purpose]: latest(next.consents[purpose], at) }
      return { ...next, consents }
    }
    case 'FollowUpAttempted':
      return { ...row, lastOutreachAt: latest(row.lastOutreachAt, at) }
    case 'FollowUpCancelled':
      return event.reason === 'consentWithdrawn'
        ? { ...row, withdrawnAt: latest(row.withdrawnAt, at) }
        : row
    default:
      return row
  }
}

const facts: Facts<PeriodicRow, CaseEvent | FollowUpEvent> = {
  name: 'desk.periodic',
  version: 1,
  from: [
    { category: 'case', events: caseEvents },
    { category: 'followUp', events: followUpEvents },
  ],
  keyOf: ({ event }) => {
    switch (event.type) {
      case 'CaseOpened':
      case 'CaseClosed':
      case 'FollowUpScheduled':
      case 'FollowUpAttempted':
      case 'FollowUpCancelled':
        return event.customer === 'unknown' ? undefined : event.customer
      default:
        return undefined
    }
  },
  evolve,
}

const moves = {
  case: ['CaseOpened', 'CaseClosed'],
  followUp: ['FollowUpScheduled', 'FollowUpAttempted', 'FollowUpCancelled'],
}

const NEXT = 'next'

/** The customer's word on a purpose, where it is known; the last one stands. */
const consentOf = (
  { consents, withdrawnAt }: PeriodicRow,
  purpose: Purpose,
): 'given' | 'withdrawn' | undefined => {
  const givenAt = consents[purpose]
  if (withdrawnAt !== undefined && (givenAt === undefined || givenAt <= withdrawnAt)) {
    return 'withdrawn'
  }
  return givenAt === undefined ? undefined : 'given'
}

/** The next one waits for its time; another service, or another call, makes it wait anew. */
const waitsAnew = (customer: string, moment: Moment<PeriodicRow>): ReadonlyArray<Action> => {
  const { row, rules, given, opens } = moment
  const { service, since, lastOutreachAt } = row
  if (service === undefined || since === undefined) return []
  const next = nextFollowUp(rules.standard, service, since)
  const consent = next && consentOf(row, next.purpose)
  if (next === undefined || consent === 'withdrawn') return [{ withdraw: NEXT }]
  // it would be refused; consent that is told of later makes it wait anew
  const { consentFor } = rules.standard.followUps
  if (consent === undefined && consentFor.includes(next.purpose)) return [{ withdraw: NEXT }]
  const { plan, purpose, method } = next
  const notBefore = laterOf(next.due, given.at)
  const id = opens('ScheduleFollowUp')
  const schedule = scheduleFollowUp({
    ...given,
    at: notBefore,
    standard: rules.ref,
    customer,
    purpose,
    method,
    plan,
    due: later(notBefore, rules.followUpDueMs),
    ...(consent === undefined ? {} : { consent }),
    ...(lastOutreachAt === undefined ? {} : { lastOutreachAt }),
  })
  return [give('followUp', id, schedule, { notBefore, key: NEXT, correlationId: id })]
}

const isTooFrequent = (
  refusal: Refusal,
): refusal is { readonly _tag: 'ContactTooFrequent'; readonly until: Instant } =>
  refusal._tag === 'ContactTooFrequent'

/** Called on too lately, the customer is called as soon as may be. */
const otherwise = (dispatch: Dispatch, refusal: Refusal): Dispatch | undefined =>
  isTooFrequent(refusal)
    ? { ...dispatch, command: { ...dispatch.command, ...{ due: refusal.until } } }
    : undefined

const periodicFollowUp = (book: DeskBook): Policy<PeriodicRow> => {
  const anew = (
    { customer }: { readonly customer: string },
    moment: Moment<PeriodicRow>,
  ): ReadonlyArray<Action> => waitsAnew(customer, moment)
  return deskPolicy(book, {
    name: 'periodicFollowUp',
    label: { en: 'Periodic follow-up by class', zh: '按客戶類別定期回訪' },
    source: {
      handbook: 'H0',
      gist: {
        en: 'Monthly, quarterly or yearly by class of customer (H1 too).',
        zh: '按客戶類別每月、每季或每年回訪（H1亦然）。',
      },
    },
    gives: { followUp: ['ScheduleFollowUp'] },
    when: {
      case: { CaseClosed: anew },
      followUp: {
        FollowUpScheduled: (event, moment) =>
          event.plan === undefined && event.consent === undefined ? [] : anew(event, moment),
        FollowUpAttempted: anew,
        FollowUpCancelled: (event, moment) =>
          event.reason === 'consentWithdrawn' ? anew(event, moment) : [],
      },
    },
    otherwise,
  })
}

export const periodic = (book: DeskBook): AnyManager =>
  processManager({ facts, moves, policies: [periodicFollowUp(book)] })

/** After a resolution or a decision the customer is called: one call, not two (回訪). */
import { scheduleFollowUp } from '../../follow-up/commands.js'
import { given as fields } from '../../lifecycle/decision.js'
import type { Severity } from '../../words/words.js'
import type { Action, Policy } from '../policy.js'

import { isOfComplaint, oneCall, staleFollowUps } from './called-off.js'
import { deskPolicy, give, type Moment } from './desk-policy.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'
import type { ComplaintPart } from './story-complaint.js'

const AFTER_RESOLUTION = 'afterResolution'

/** Whether what the customer complains of will be asked about with the complaint, or is about to be. */
const complaintAsks = (row: StoryRow): boolean => {
  const { case: of, complaints, followUps } = row
  if (followUps.some((one) => isOfComplaint(one, row))) return true
  if (of?.kinds.requestType !== 'complaint') return false
  if (complaints.some(({ stage }) => stage === 'open')) return true
  // the complaint of a first cycle may not have been received yet, or has been followed up before
  return of.cycle === 1 && (complaints.length === 0 || complaints.some(isFollowedUp))
}

/** Whether somebody was called about what is resolved, or will be, though this complaint is over. */
const isAskedAnyway = (row: StoryRow, over: string): boolean => {
  const { case: of, complaints, followUps } = row
  if (complaints.some(({ stage }) => stage === 'open')) return true
  const cycle = complaintOf(row, over)?.cycle
  return followUps.some((one) => {
    if (one.isCancelled === true) return false
    if (one.complaint === over) return one.cycle === cycle && !one.isPending
    return isOfComplaint(one, row) || (one.purpose === AFTER_RESOLUTION && one.cycle === of?.cycle)
  })
}

const isFollowedUp = ({ followedUpBy }: ComplaintPart): boolean => followedUpBy !== undefined

/** What is to be asked about: a resolution of the story's case. */
interface Resolved {
  readonly case: string
  readonly customer: string
  readonly cycle: number
  readonly resolver?: string
}

const called = (of: Resolved, { rules, given, opens }: Moment<StoryRow>): Action => {
  const schedule = scheduleFollowUp({
    ...given,
    standard: rules.ref,
    customer: of.customer,
    purpose: AFTER_RESOLUTION,
    case: of.case,
    cycle: of.cycle,
    since: given.at,
    ...(of.resolver === undefined ? {} : { handler: of.resolver }),
  })
  return give('followUp', opens('ScheduleFollowUp'), schedule, { key: AFTER_RESOLUTION })
}

/** The complaint would have asked about it, and does so no more: the case's own call is due from then on. */
const complaintOver = (_: unknown, moment: Moment<StoryRow>): ReadonlyArray<Action> => {
  const { id, row } = moment
  const { case: of } = row
  if (of?.resolvedAt === undefined || of.stage === 'over' || isAskedAnyway(row, id)) return []
  const { id: resolved, cycle, kinds } = of
  const { customer } = kinds
  return [called({ case: resolved, customer, cycle, ...fields(of, 'resolver') }, moment)]
}

const afterResolution = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: AFTER_RESOLUTION,
    label: { en: 'Follow-up after resolution', zh: '解決後回訪' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'First follow-up within 24 hours of completion.',
        zh: '完成後24小時內首次跟進。',
      },
    },
    gives: { followUp: ['ScheduleFollowUp'] },
    when: {
      case: {
        CaseResolved: (event, moment) =>
          complaintAsks(moment.row) ? [] : [called({ ...event, case: moment.id }, moment)],
      },
      complaint: { ComplaintWithdrawn: complaintOver, ComplaintMerged: complaintOver },
    },
    withdraws: { case: { CaseReopened: () => [{ withdraw: AFTER_RESOLUTION }] } },
  })

/** What the three events say of a complaint that is handled. */
interface Handled {
  readonly cycle: number
  readonly customer: string
  readonly by: string
  readonly case?: string
  readonly severity?: Severity
  readonly handler?: string
}

const followUpOf = (event: Handled, moment: Moment<StoryRow>): ReadonlyArray<Action> => {
  const { seen, id, row, rules, given, opens } = moment
  if (complaintOf(row, id)?.followedUpBy !== seen.eventId) return []
  const schedule = scheduleFollowUp({
    ...given,
    standard: rules.ref,
    customer: event.customer,
    purpose: 'afterComplaint',
    complaint: id,
    ...fields(event, 'case'),
    cycle: event.cycle,
    since: given.at,
    handler: event.handler ?? event.by,
    serious: event.severity === 'serious',
  })
  return [give('followUp', opens('ScheduleFollowUp'), schedule, { key: `afterComplaint ${id}` })]
}

const afterComplaint = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'afterComplaint',
    label: { en: 'Follow-up after a complaint', zh: '投訴處理後回訪' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'First follow-up within 24 hours, once the remedy is given or none is to come.',
        zh: '補救完成，或告知決定而無補救後，24小時內首次跟進。',
      },
    },
    gives: { followUp: ['ScheduleFollowUp'] },
    when: {
      complaint: {
        RemedyFulfilled: followUpOf,
        DecisionCommunicated: followUpOf,
        // its remedy came to nothing after all
        ComplaintClosed: followUpOf,
      },
    },
    withdraws: {
      complaint: { ComplaintReopened: (_, { id }) => [{ withdraw: `afterComplaint ${id}` }] },
    },
  })

export const afterCare = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  afterResolution(book),
  afterComplaint(book),
  oneCall(book),
  staleFollowUps(book),
]

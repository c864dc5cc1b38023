/** After a resolution or a decision the customer is called: one call, not two (回訪). */
import { scheduleFollowUp, cancelFollowUp } from '../../follow-up/commands.js'
import { given as fields } from '../../lifecycle/decision.js'
import { laterOf } from '../../time/index.js'
import type { Severity } from '../../words/words.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, type Moment } from './desk-policy.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'
import type { ComplaintPart } from './story-complaint.js'
import type { FollowUpPart } from './story-follow-up.js'

const AFTER_RESOLUTION = 'afterResolution'

/** Whether what the customer complains of will be asked about with the complaint, or is about to be. */
const complaintAsks = ({ case: of, complaints, followUps }: StoryRow): boolean => {
  if (followUps.some((one) => one.isPending && one.purpose === 'afterComplaint')) return true
  if (of?.kinds.requestType !== 'complaint') return false
  if (complaints.some(({ stage }) => stage === 'open')) return true
  // the complaint of a first cycle may not have been received yet, or has been followed up before
  return of.cycle === 1 && (complaints.length === 0 || complaints.some(isFollowedUp))
}

const isFollowedUp = ({ followedUpBy }: ComplaintPart): boolean => followedUpBy !== undefined

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
        CaseResolved: (event, { id, row, rules, given, opens }) =>
          complaintAsks(row)
            ? []
            : [
                give(
                  'followUp',
                  opens('ScheduleFollowUp'),
                  scheduleFollowUp({
                    ...given,
                    standard: rules.ref,
                    customer: event.customer,
                    purpose: 'afterResolution',
                    case: id,
                    cycle: event.cycle,
                    since: event.at,
                    handler: event.resolver,
                  }),
                  { key: AFTER_RESOLUTION },
                ),
              ],
      },
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

type Reason = 'caseReopened' | 'replaced' | 'merged' | 'other'

const cancel = (
  { id, at }: FollowUpPart,
  { given }: Moment<StoryRow>,
  reason: Reason,
  note?: string,
): Action =>
  give(
    'followUp',
    id,
    cancelFollowUp({
      ...given,
      at: laterOf(given.at, at),
      reason,
      ...(note === undefined ? {} : { note }),
    }),
  )

const pending = ({ followUps }: StoryRow): ReadonlyArray<FollowUpPart> =>
  followUps.filter(({ isPending }) => isPending)

const oneCall = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'oneCall',
    label: { en: 'One call, not two', zh: '合併回訪' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'The call after a complaint takes the place of the one after its case.',
        zh: '投訴回訪取代同一工單的回訪。',
      },
    },
    gives: { followUp: ['CancelFollowUp'] },
    when: {
      followUp: {
        FollowUpScheduled: ({ purpose }, moment) => {
          const others = pending(moment.row)
          const hasComplaints = others.some((one) => one.purpose === 'afterComplaint')
          return hasComplaints && (purpose === 'afterComplaint' || purpose === 'afterResolution')
            ? others
                .filter((one) => one.purpose === 'afterResolution')
                .map((one) => cancel(one, moment, 'replaced'))
            : []
        },
      },
    },
  })

const REOPENED = '投訴已重開 The complaint was reopened'
const WITHDRAWN = '投訴已撤回 The complaint was withdrawn'

/** Of an earlier cycle of the story's case, or of its complaint. */
const isOld = (part: FollowUpPart, row: StoryRow): boolean => {
  const { cycle, complaint, purpose } = part
  if (cycle === undefined) return false
  if (complaint !== undefined) return cycle < (complaintOf(row, complaint)?.cycle ?? 0)
  return purpose === 'afterResolution' && cycle < (row.case?.cycle ?? 0)
}

const cancelOld = (moment: Moment<StoryRow>): ReadonlyArray<Action> =>
  pending(moment.row)
    .filter((part) => isOld(part, moment.row))
    .map((part) =>
      part.complaint === undefined
        ? cancel(part, moment, 'caseReopened')
        : cancel(part, moment, 'other', REOPENED),
    )

const cancelOf = (moment: Moment<StoryRow>, reason: Reason, note?: string): ReadonlyArray<Action> =>
  pending(moment.row)
    .filter(({ complaint }) => complaint === moment.id)
    .map((part) => cancel(part, moment, reason, note))

const staleFollowUps = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'staleFollowUps',
    label: { en: 'No call about what is over', zh: '取消過時回訪' },
    source: {
      handbook: 'practice',
      gist: {
        en: 'What is reopened, merged or withdrawn is not asked about as if it were done.',
        zh: '已重開、合併或撤回者，不按已完成回訪。',
      },
    },
    gives: { followUp: ['CancelFollowUp'] },
    when: {
      case: { CaseReopened: (_, moment) => cancelOld(moment) },
      complaint: {
        ComplaintReopened: (_, moment) => cancelOld(moment),
        ComplaintMerged: (_, moment) => cancelOf(moment, 'merged'),
        ComplaintWithdrawn: (_, moment) => cancelOf(moment, 'other', WITHDRAWN),
      },
      // scheduled after the reopening that it did not know of
      followUp: { FollowUpScheduled: (_, moment) => cancelOld(moment) },
    },
  })

export const afterCare = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  afterResolution(book),
  afterComplaint(book),
  oneCall(book),
  staleFollowUps(book),
]

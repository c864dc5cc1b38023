/** Calls that are called off: one is enough, and none about what is over. */
import { cancelFollowUp } from '../../follow-up/commands.js'
import { laterOf } from '../../time/index.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, give, type Moment } from './desk-policy.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'
import type { FollowUpPart } from './story-follow-up.js'

/** Pending, about a complaint that stands: of one that is over it is about to be cancelled. */
export const isOfComplaint = (
  { isPending, purpose, complaint }: FollowUpPart,
  row: StoryRow,
): boolean =>
  isPending &&
  purpose === 'afterComplaint' &&
  (complaint === undefined || complaintOf(row, complaint)?.stage !== 'over')

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

export const oneCall = (book: DeskBook): Policy<StoryRow> =>
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
          const hasComplaints = others.some((one) => isOfComplaint(one, moment.row))
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

export const staleFollowUps = (book: DeskBook): Policy<StoryRow> =>
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

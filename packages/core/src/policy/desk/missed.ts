/** Follow-ups that nobody made. */
import { missFollowUp } from '../../follow-up/commands.js'
import type { Label } from '../../standard/label.js'
import type { Instant } from '../../time/index.js'
import type { Action, Policy } from '../policy.js'

import { deskPolicy, giveAt, remind, type Moment } from './desk-policy.js'
import { later, type DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

const MISSED: Label = { en: 'A follow-up was missed.', zh: '回訪逾期未做。' }

const waiting = ({ id }: Moment<StoryRow>): string => `miss ${id}`

const waits = (
  { due }: { readonly due: Instant },
  moment: Moment<StoryRow>,
): ReadonlyArray<Action> => {
  const { id, rules, given } = moment
  return [giveAt(later(due, rules.graceMs), waiting(moment), 'followUp', id, missFollowUp(given))]
}

const ends = (_: unknown, moment: Moment<StoryRow>): ReadonlyArray<Action> => [
  { withdraw: waiting(moment) },
]

const missed = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'missedFollowUp',
    label: { en: 'A follow-up that nobody made', zh: '回訪逾期' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'Past due and grace it is missed, and the supervisor is told.',
        zh: '逾期並過寬限即記錯過，並提醒主管。',
      },
    },
    gives: { followUp: ['MissFollowUp', 'RemindOwner'] },
    when: {
      followUp: {
        FollowUpScheduled: waits,
        FollowUpRescheduled: waits,
        FollowUpMissed: (_, { id, given }) => [
          { withdraw: `miss ${id}` },
          remind('followUp', id, { given, to: 'supervisor', reason: MISSED }),
        ],
      },
    },
    withdraws: {
      followUp: {
        FollowUpCompleted: ends,
        FollowUpUnreachable: ends,
        FollowUpDeclined: ends,
        FollowUpCancelled: ends,
      },
    },
  })

export const missedFollowUps = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [missed(book)]

/** What a follow-up finds out: it is not solved, or there is something new. */
import { assignCase, escalateCase } from '../../case/commands/intake.js'
import { reopenCase } from '../../case/commands/outcome.js'
import { escalateComplaint } from '../../complaint/commands/intake.js'
import { reopenComplaint } from '../../complaint/commands/outcome.js'
import type { FollowUpCompleted } from '../../follow-up/events.js'
import type { Label } from '../../standard/label.js'
import type { Dispatch, Policy, Refusal } from '../policy.js'

import {
  deskPolicy,
  give,
  isPerson,
  policyActor,
  remind,
  said,
  type Moment,
} from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { kindsOf, linkedCase } from './linked-case.js'
import { UNSATISFIED } from './names.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'
import type { Kinds } from './story-case.js'
import { isReopening, isTooLate, linked, ROUNDS } from './too-late.js'

const NOT_SOLVED: Label = {
  en: 'The follow-up found that it is not solved.',
  zh: '回訪得知問題未解決。',
}
/** Of a customer whose wishes nobody knows yet. */
const unknownKinds = ({ customer }: FollowUpCompleted, { id, row }: Moment<StoryRow>): Kinds => {
  const { tier, language } = kindsOf(row) ?? { tier: 'unknown', language: 'unknown' }
  const channel = row.followUps.find((part) => part.id === id)?.method ?? 'unknown'
  const unknown = { requestType: 'unknown', phase: 'unknown', problemType: 'unknown' } as const
  return { customer, channel, ...unknown, tier, language }
}

const another = (event: FollowUpCompleted, moment: Moment<StoryRow>): ReadonlyArray<Dispatch> => {
  const { given, rules, id, opens, seen } = moment
  const { actor } = seen.metadata
  return linkedCase({
    given,
    standard: rules.ref,
    id: opens('OpenCase'),
    kinds: unknownKinds(event, moment),
    owner: isPerson(actor) ? actor.id : undefined,
    to: event.case ?? id,
    relation: 'followUp',
  })
}

const escalatedCase = (id: string, { given, row, rules }: Moment<StoryRow>): Dispatch => {
  const level = nextLevel(row.case, rules)
  return give(
    'case',
    id,
    escalateCase({ ...given, kind: 'hierarchical', level, reason: said(ROUNDS) }),
  )
}

const escalatedComplaint = (id: string, { given, row, rules }: Moment<StoryRow>): Dispatch => {
  const level = nextLevel(complaintOf(row, id), rules)
  return give(
    'complaint',
    id,
    escalateComplaint({ ...given, kind: 'hierarchical', level, reason: said(ROUNDS) }),
  )
}

const ofCase = (id: string, moment: Moment<StoryRow>): Dispatch => {
  const { given, row, rules } = moment
  const part = row.case
  // the survivor goes on for it; its own rounds are counted there
  if (part?.into !== undefined) {
    const reopen = reopenCase({ ...given, reason: said(NOT_SOLVED) })
    return give('case', part.into, reopen, { correlationId: part.into })
  }
  return part?.stage === 'active' && part.rounds >= rules.rounds
    ? escalatedCase(id, moment)
    : give('case', id, reopenCase({ ...given, reason: said(NOT_SOLVED) }))
}

const ofComplaint = (id: string, moment: Moment<StoryRow>): Dispatch => {
  const { given, row, rules } = moment
  const part = complaintOf(row, id)
  return part?.stage === 'open' && part.rounds >= rules.rounds
    ? escalatedComplaint(id, moment)
    : give('complaint', id, reopenComplaint({ ...given, reason: said(NOT_SOLVED) }))
}

/** What is settled can't be escalated: after the rounds it goes up the line once it is reopened. */
const isRoundTooMany = (
  { seen: { metadata }, rules }: Moment<StoryRow>,
  part: { readonly rounds: number } | undefined,
): boolean =>
  metadata.actor.id === policyActor(UNSATISFIED).id && (part?.rounds ?? 0) > rules.rounds

const notSolved = (event: FollowUpCompleted, moment: Moment<StoryRow>): ReadonlyArray<Dispatch> => {
  if (event.outcome !== 'unsatisfied' && event.outcome !== 'unresolved') return []
  if (event.case !== undefined) return [ofCase(event.case, moment)]
  if (event.complaint !== undefined) return [ofComplaint(event.complaint, moment)]
  return another(event, moment)
}

/** Being worked on already, its owner is told. Settled since, it is reopened rather than escalated. */
const instead = ({ to, command }: Dispatch, { _tag }: Refusal): Dispatch | undefined => {
  const given = { at: command.at, actor: command.actor }
  const { category, id } = to
  if (isReopening(command.type) && !isTooLate(_tag)) {
    return remind(category, id, { given, to: 'owner', reason: NOT_SOLVED })
  }
  const reason = said(NOT_SOLVED)
  if (command.type === 'EscalateCase') return give(category, id, reopenCase({ ...given, reason }))
  if (command.type !== 'EscalateComplaint') return undefined
  return give(category, id, reopenComplaint({ ...given, reason }))
}

const unsatisfied = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: UNSATISFIED,
    label: { en: 'Not solved after all', zh: '回訪不滿意' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'Who is not satisfied is followed by a dedicated owner until it is solved.',
        zh: '不滿意者專人跟進直至解決。',
      },
    },
    gives: {
      case: ['ReopenCase', 'EscalateCase', 'RemindOwner', 'OpenCase', 'LinkCase'],
      complaint: ['ReopenComplaint', 'EscalateComplaint', 'RemindOwner'],
    },
    when: {
      followUp: { FollowUpCompleted: notSolved },
      case: {
        CaseReopened: (_, moment) =>
          isRoundTooMany(moment, moment.row.case) ? [escalatedCase(moment.id, moment)] : [],
      },
      complaint: {
        ComplaintReopened: (_, moment) =>
          isRoundTooMany(moment, complaintOf(moment.row, moment.id))
            ? [escalatedComplaint(moment.id, moment)]
            : [],
      },
    },
    otherwise: instead,
  })

const newNeed = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'newNeed',
    label: { en: 'A new need becomes a case', zh: '新需求立案' },
    source: {
      handbook: 'H0',
      gist: {
        en: 'What the follow-up finds out anew is taken in; who heard of it answers for it.',
        zh: '回訪發現的新需求即予受理，由首問者負責。',
      },
    },
    gives: { case: ['OpenCase', 'LinkCase'] },
    when: {
      followUp: {
        FollowUpCompleted: (event, moment) =>
          event.outcome === 'newNeed' ? another(event, moment) : [],
      },
    },
  })

const dedicated = (book: DeskBook): Policy<StoryRow> =>
  deskPolicy(book, {
    name: 'dedicatedOwner',
    label: { en: 'A dedicated owner', zh: '專人跟進' },
    source: {
      handbook: 'H2',
      gist: {
        en: 'What is reopened keeps its owner; without one it goes to whose resolution did not hold.',
        zh: '重開後由原負責人跟進；無負責人時交原解決人。',
      },
    },
    gives: { case: ['AssignCase'] },
    when: {
      case: {
        CaseReopened: (_, { id, row, given }) => {
          const { owner, resolver } = row.case ?? {}
          return owner !== undefined || resolver === undefined
            ? []
            : [give('case', id, assignCase({ ...given, to: { kind: 'person', id: resolver } }))]
        },
      },
    },
  })

export const dissatisfaction = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  unsatisfied(book),
  linked(book),
  newNeed(book),
  dedicated(book),
]

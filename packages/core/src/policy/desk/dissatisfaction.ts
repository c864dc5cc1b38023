/** What a follow-up finds out: it is not solved, or there is something new. */
import { assignCase, escalateCase } from '../../case/commands/intake.js'
import { reopenCase } from '../../case/commands/outcome.js'
import { escalateComplaint } from '../../complaint/commands/intake.js'
import { reopenComplaint } from '../../complaint/commands/outcome.js'
import type { FollowUpCompleted } from '../../follow-up/events.js'
import type { Label } from '../../standard/label.js'
import type { RecordedEvent } from '../../store/port.js'
import type { DispatchAnswered } from '../dispatch-events.js'
import { openedId } from '../ids.js'
import type { Action, Dispatch, Policy, Refusal } from '../policy.js'

import {
  deskPolicy,
  give,
  policyActor,
  remind,
  said,
  streamId,
  type Moment,
} from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { dedicatedOwner, kindsOf, linkedCase, personOf } from './linked-case.js'
import { UNSATISFIED } from './names.js'
import type { DeskBook } from './rules.js'
import { complaintOf, type StoryRow } from './story.js'
import type { Kinds } from './story-case.js'

const NOT_SOLVED: Label = {
  en: 'The follow-up found that it is not solved.',
  zh: '回訪得知問題未解決。',
}
const ROUNDS: Label = {
  en: 'Still not solved after repeated follow-up and reopening.',
  zh: '多輪回訪與重開後仍未解決。',
}

/** Of a customer whose wishes nobody knows yet. */
const unknownKinds = ({ customer }: FollowUpCompleted, { id, row }: Moment<StoryRow>): Kinds => {
  const { tier, language } = kindsOf(row) ?? { tier: 'unknown', language: 'unknown' }
  const channel = row.followUps.find((part) => part.id === id)?.method ?? 'unknown'
  const unknown = { requestType: 'unknown', phase: 'unknown', problemType: 'unknown' } as const
  return { customer, channel, ...unknown, tier, language }
}

const another = (event: FollowUpCompleted, moment: Moment<StoryRow>): ReadonlyArray<Dispatch> => {
  const { given, rules, id, opens } = moment
  return linkedCase({
    given,
    standard: rules.ref,
    id: opens('OpenCase'),
    kinds: unknownKinds(event, moment),
    owner: personOf(event.by),
    to: event.case ?? id,
    relation: 'followUp',
  })
}

const ofCase = (id: string, { given, row, rules }: Moment<StoryRow>): Dispatch => {
  const part = row.case
  // the survivor goes on for it; its own rounds are counted there
  if (part?.into !== undefined) {
    const reopen = reopenCase({ ...given, reason: said(NOT_SOLVED) })
    return give('case', part.into, reopen, { correlationId: part.into })
  }
  if ((part?.rounds ?? 0) < rules.rounds) {
    return give('case', id, reopenCase({ ...given, reason: said(NOT_SOLVED) }))
  }
  // what is settled can't be escalated: the supervisor decides whether it is reopened
  if (part?.stage !== 'active') {
    return remind('case', id, { given, to: 'supervisor', reason: ROUNDS })
  }
  const level = nextLevel(part, rules)
  const reason = said(ROUNDS)
  return give('case', id, escalateCase({ ...given, kind: 'hierarchical', level, reason }))
}

const ofComplaint = (id: string, { given, row, rules }: Moment<StoryRow>): Dispatch => {
  const part = complaintOf(row, id)
  if ((part?.rounds ?? 0) < rules.rounds) {
    return give('complaint', id, reopenComplaint({ ...given, reason: said(NOT_SOLVED) }))
  }
  if (part?.stage !== 'open') {
    return remind('complaint', id, { given, to: 'supervisor', reason: ROUNDS })
  }
  const level = nextLevel(part, rules)
  const reason = said(ROUNDS)
  return give('complaint', id, escalateComplaint({ ...given, kind: 'hierarchical', level, reason }))
}

const notSolved = (event: FollowUpCompleted, moment: Moment<StoryRow>): ReadonlyArray<Dispatch> => {
  if (event.outcome !== 'unsatisfied' && event.outcome !== 'unresolved') return []
  if (event.case !== undefined) return [ofCase(event.case, moment)]
  if (event.complaint !== undefined) return [ofComplaint(event.complaint, moment)]
  return another(event, moment)
}

/** It was merged after the customer's word: of one merged before, the survivor is asked. */
const MERGED = 'CaseAlreadyMerged'

/** Refusals after which it goes on in a case of its own. */
const tooLate: ReadonlySet<string> = new Set([
  'ReopenWindowPassed',
  'CaseAlreadyCancelled',
  MERGED,
  'ComplaintAlreadyWithdrawn',
  'ComplaintAlreadyMerged',
])

const reopenings: ReadonlySet<string> = new Set(['ReopenCase', 'ReopenComplaint'])

/** It is being worked on already, or can't be escalated any more: someone is told. */
const told = ({ to, command }: Dispatch, { _tag }: Refusal): Dispatch | undefined => {
  const given = { at: command.at, actor: command.actor }
  const { category, id } = to
  if (reopenings.has(command.type) && !tooLate.has(_tag)) {
    return remind(category, id, { given, to: 'owner', reason: NOT_SOLVED })
  }
  return command.type.startsWith('Escalate')
    ? remind(category, id, { given, to: 'supervisor', reason: ROUNDS })
    : undefined
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
    when: { followUp: { FollowUpCompleted: notSolved } },
    otherwise: told,
  })

const isTooLate = ({ policy, command, rejection }: DispatchAnswered): boolean =>
  policy === UNSATISFIED &&
  reopenings.has(command) &&
  rejection !== undefined &&
  tooLate.has(rejection)

const LINKED = 'linkedCase'

const openAnother = (
  { event, eventId }: RecordedEvent<DispatchAnswered>,
  row: StoryRow,
): ReadonlyArray<Action> => {
  const kinds = kindsOf(row)
  const standard = (row.case ?? row.complaints.at(-1))?.standard
  if (!isTooLate(event) || kinds === undefined || standard === undefined) return []
  const asked = streamId(event.to)
  return linkedCase({
    given: { at: event.at, actor: policyActor(LINKED) },
    standard,
    id: openedId(LINKED, eventId, 'OpenCase'),
    kinds,
    owner: dedicatedOwner(row),
    to: event.rejection === MERGED ? (row.case?.into ?? asked) : asked,
    relation: 'followUp',
  })
}

/** It reads the refusal itself, since one dispatch instead of another would not do: a case is opened and tied. */
const linked: Policy<StoryRow> = {
  name: LINKED,
  label: { en: 'A linked case where it can not be reopened', zh: '逾重開期限另立關聯工單' },
  source: {
    handbook: 'H2',
    gist: {
      en: 'Too late to reopen, it goes on in a linked case of its owner.',
      zh: '超過重開期限，由原負責人以關聯工單跟進。',
    },
  },
  on: { dispatch: ['DispatchAnswered'] },
  gives: { case: ['OpenCase', 'LinkCase'] },
  react: (seen, row) => openAnother(seen as RecordedEvent<DispatchAnswered>, row),
}

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
        CaseReopened: ({ resolver }, { id, row, given }) => {
          const person = personOf(resolver)
          return row.case?.owner !== undefined || person === undefined
            ? []
            : [give('case', id, assignCase({ ...given, to: { kind: 'person', id: person } }))]
        },
      },
    },
  })

export const dissatisfaction = (book: DeskBook): ReadonlyArray<Policy<StoryRow>> => [
  unsatisfied(book),
  linked,
  newNeed(book),
  dedicated(book),
]

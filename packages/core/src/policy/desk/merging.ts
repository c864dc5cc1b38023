/** Merging two cases, or two complaints: the survivor is claimed, the duplicate merged, or the claim let go. */
import { mergeCase, releaseDuplicate } from '../../case/commands/outcome.js'
import { caseEvents, type CaseEvent } from '../../case/events/index.js'
import type { Actor } from '../../codec/primitives.js'
import { mergeComplaint, releaseComplaint } from '../../complaint/commands/outcome.js'
import { complaintEvents, type ComplaintEvent } from '../../complaint/events/index.js'
import type { Facts } from '../../read-model/facts.js'
import { categoryOf, type RecordedEvent } from '../../store/port.js'
import type { Instant } from '../../time/index.js'
import {
  processManager,
  type Action,
  type AnyManager,
  type Dispatch,
  type Policy,
  type Refusal,
} from '../policy.js'

import { deskPolicy, give, type Moment, type Written } from './desk-policy.js'
import type { DeskBook } from './rules.js'

/** A duplicate: who has claimed it, and into which of them it was merged. */
export interface DuplicateRow {
  readonly claims: ReadonlyArray<string>
  readonly into?: string
}

const KEPT = 64

interface Pair {
  readonly survivor: string
  readonly duplicate: string
}
interface Given {
  readonly at: Instant
  readonly actor: Actor
}
type Ties = 'case' | 'complaint'

const merge = (category: Ties, { survivor, duplicate }: Pair, given: Given): Dispatch => {
  const { at, actor } = given
  const command = { at, actor, survivor, duplicate }
  const made = category === 'case' ? mergeCase(command) : mergeComplaint(command)
  return give(category, duplicate, made, { key: survivor })
}

const release = (category: Ties, { survivor, duplicate }: Pair, given: Given): Dispatch => {
  const { at, actor } = given
  const command = { at, actor, survivor, duplicate }
  const made = category === 'case' ? releaseDuplicate(command) : releaseComplaint(command)
  return give(category, survivor, made)
}

const evolve = (
  row: DuplicateRow = { claims: [] },
  { event }: RecordedEvent<CaseEvent | ComplaintEvent>,
): DuplicateRow => {
  switch (event.type) {
    case 'DuplicateAbsorbed':
    case 'ComplaintAbsorbed': {
      const others = row.claims.filter((one) => one !== event.survivor)
      return { ...row, claims: [...others, event.survivor].slice(-KEPT) }
    }
    case 'DuplicateReleased':
    case 'ComplaintReleased':
      return { ...row, claims: row.claims.filter((one) => one !== event.survivor) }
    case 'CaseMerged':
    case 'ComplaintMerged':
      return { ...row, into: event.survivor }
    case 'CaseUnmerged':
      return { claims: row.claims }
    default:
      return row
  }
}

const facts: Facts<DuplicateRow, CaseEvent | ComplaintEvent> = {
  name: 'desk.merging',
  version: 1,
  from: [
    { category: 'case', events: caseEvents },
    { category: 'complaint', events: complaintEvents },
  ],
  keyOf: ({ event, stream }) =>
    'duplicate' in event ? `${categoryOf(stream)} ${event.duplicate}` : undefined,
  evolve,
}

const moves = {
  case: ['DuplicateAbsorbed', 'DuplicateReleased', 'CaseMerged', 'CaseUnmerged'],
  complaint: ['ComplaintAbsorbed', 'ComplaintReleased', 'ComplaintMerged'],
}

type Reaction = (pair: Pair, moment: Moment<DuplicateRow>) => ReadonlyArray<Action>

/** Claimed: the duplicate follows, unless it has gone elsewhere before. */
const claimed =
  (category: Ties): Reaction =>
  (pair, { row, given }) => {
    if (row.into === undefined) return [merge(category, pair, given)]
    return row.into === pair.survivor ? [] : [release(category, pair, given)]
  }

/** Merged into one: all others let go of it. */
const merged =
  (category: Ties): Reaction =>
  ({ survivor, duplicate }, { row, given }) => [
    { withdraw: survivor },
    ...row.claims
      .filter((claim) => claim !== survivor)
      .flatMap((claim): ReadonlyArray<Action> => [
        { withdraw: claim },
        release(category, { survivor: claim, duplicate }, given),
      ]),
  ]

const released: Reaction = ({ survivor }) => [{ withdraw: survivor }]

const isMerged = ({ _tag }: Refusal): boolean =>
  _tag === 'CaseAlreadyMerged' || _tag === 'ComplaintAlreadyMerged'

const isMerge = (
  command: Dispatch['command'],
): command is Dispatch['command'] & Pair & { readonly type: 'MergeCase' | 'MergeComplaint' } =>
  command.type === 'MergeCase' || command.type === 'MergeComplaint'

/** It would not merge: the claim ends. Of one that is merged, that event says into which. */
const otherwise =
  (category: Ties) =>
  ({ command }: Dispatch, refusal: Refusal): Dispatch | undefined =>
    isMerge(command) && !isMerged(refusal) ? release(category, command, command) : undefined

const practice = {
  handbook: 'practice',
  gist: {
    en: 'The survivor is claimed first: no chains, no cycles, and no claim is left standing.',
    zh: '先認領保留者：不成鏈、不成環，認領不懸置。',
  },
} as const

const cases: Written<DuplicateRow> = {
  name: 'mergeCases',
  label: { en: 'Merging cases', zh: '工單合併' },
  source: practice,
  gives: { case: ['MergeCase', 'ReleaseDuplicate'] },
  when: {
    case: {
      DuplicateAbsorbed: claimed('case'),
      CaseMerged: merged('case'),
      CaseUnmerged: (pair, { given }) => [release('case', pair, given)],
    },
  },
  withdraws: { case: { DuplicateReleased: released } },
  otherwise: otherwise('case'),
}

const complaints: Written<DuplicateRow> = {
  name: 'mergeComplaints',
  label: { en: 'Merging complaints', zh: '投訴合併' },
  source: practice,
  gives: { complaint: ['MergeComplaint', 'ReleaseComplaint'] },
  when: {
    complaint: {
      ComplaintAbsorbed: claimed('complaint'),
      ComplaintMerged: merged('complaint'),
    },
  },
  withdraws: { complaint: { ComplaintReleased: released } },
  otherwise: otherwise('complaint'),
}

const untyped = (policy: Policy<DuplicateRow>): Policy<DuplicateRow, CaseEvent | ComplaintEvent> =>
  policy

export const merging = (book: DeskBook): AnyManager =>
  processManager({
    facts,
    moves,
    policies: [untyped(deskPolicy(book, cases)), untyped(deskPolicy(book, complaints))],
  })

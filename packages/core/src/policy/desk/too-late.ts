/** What can't be reopened any more goes on in a case of its own. */
import { escalateCase } from '../../case/commands/intake.js'
import type { Label } from '../../standard/label.js'
import type { RecordedEvent } from '../../store/port.js'
import type { DispatchAnswered } from '../dispatch-events.js'
import { openedId } from '../ids.js'
import type { Action, Policy } from '../policy.js'

import { give, policyActor, said, streamId } from './desk-policy.js'
import { nextLevel } from './escalation.js'
import { dedicatedOwner, kindsOf, linkedCase } from './linked-case.js'
import { UNSATISFIED } from './names.js'
import type { DeskBook } from './rules.js'
import type { StoryRow } from './story.js'

export const ROUNDS: Label = {
  en: 'Still not solved after repeated follow-up and reopening.',
  zh: '多輪回訪與重開後仍未解決。',
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

export const isTooLate = (refusal: string): boolean => tooLate.has(refusal)

export const isReopening = (command: string): boolean =>
  command === 'ReopenCase' || command === 'ReopenComplaint'

const isRefused = ({ policy, command, rejection }: DispatchAnswered): boolean =>
  policy === UNSATISFIED && isReopening(command) && rejection !== undefined && isTooLate(rejection)

const LINKED = 'linkedCase'

/** A case of its own; after the rounds it begins up the line. */
const openAnother = (
  book: DeskBook,
  { event, eventId }: RecordedEvent<DispatchAnswered>,
  row: StoryRow,
): ReadonlyArray<Action> => {
  const kinds = kindsOf(row)
  const part = row.case ?? row.complaints.at(-1)
  const { standard } = part ?? row.followUps.at(-1) ?? {}
  const rules = standard && book.find(standard)
  if (!isRefused(event) || kinds === undefined || rules === undefined) return []
  const given = { at: event.at, actor: policyActor(LINKED) }
  const id = openedId(LINKED, eventId, 'OpenCase')
  const asked = streamId(event.to)
  const opened = linkedCase({
    given,
    standard: rules.ref,
    id,
    kinds,
    owner: dedicatedOwner(row),
    to: event.rejection === MERGED ? (row.case?.into ?? asked) : asked,
    relation: 'followUp',
  })
  if ((part?.rounds ?? 0) < rules.rounds) return opened
  const why = { kind: 'hierarchical', level: nextLevel(part, rules), reason: said(ROUNDS) } as const
  return [...opened, give('case', id, escalateCase({ ...given, ...why }), { correlationId: id })]
}

/** It reads the refusal itself, since one dispatch instead of another would not do: a case is opened and tied. */
export const linked = (book: DeskBook): Policy<StoryRow> => ({
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
  gives: { case: ['OpenCase', 'LinkCase', 'EscalateCase'] },
  react: (seen, row) => openAnother(book, seen as RecordedEvent<DispatchAnswered>, row),
})

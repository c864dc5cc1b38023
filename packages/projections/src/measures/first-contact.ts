/** First contact: the first answer, and whether the first contact was enough. */
import {
  counted,
  excluded,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

import { isOpened, notHandled, present, reading, since, type OpenedRow } from './reading.js'

const from = { facts: caseFacts } as const

/** Creation to the first public reply by a human, by the date of that reply. A reopening asks no new one. */
export const firstResponse: Measure<CaseRow> = {
  id: 'case.firstResponse',
  version: 1,
  unit: 's',
  from,
  parts: ['opening', 'dimensions', 'ended', 'contacts'],
  readings: (row, key) => {
    if (!isOpened(row)) return []
    const { firstReply } = row.contacts
    const handled = notHandled(row, key)
    if (handled !== undefined) return handled
    return firstReply === undefined
      ? [reading(row, key, row.opening.at, excluded('notAnswered'), [row.opening.id])]
      : [
          reading(row, key, firstReply.at, since(row.opening, firstReply), [
            row.opening.id,
            firstReply.id,
          ]),
        ]
  },
}

/**
 * Resolved in the first contact: one contact of the customer, no waiting for information, no
 * reopening. Cases without a contact of the customer are excluded.
 */
export const verdictOf = (row: OpenedRow): Verdict => {
  const { contacts, resolutions } = row
  if (row.ended !== undefined) return excluded(row.ended.as)
  if (contacts.inbound === 0) return excluded('noContact')
  const enough =
    resolutions.count > 0 &&
    resolutions.reopened === 0 &&
    contacts.inbound === 1 &&
    contacts.firstWait === undefined
  return counted(enough ? 1 : 0)
}

export const evidenceOf = ({
  opening,
  contacts,
  resolutions,
  ended,
}: OpenedRow): Reading['evidence'] =>
  present(
    opening.id,
    contacts.firstInbound,
    contacts.secondInbound,
    contacts.firstWait,
    resolutions.first?.id,
    resolutions.firstReopening?.id,
    ended?.by,
  )

const atFirstContact = (
  row: CaseRow,
  key: Key,
  judge: (row: OpenedRow) => Verdict,
): ReadonlyArray<Reading> => {
  if (!isOpened(row)) return []
  const credit = row.resolutions.first?.resolver
  return [reading(row, key, row.opening.at, judge(row), evidenceOf(row), credit)]
}

/** @see verdictOf: of all cases with a contact of the customer (MetricNet, ServiceNow). */
export const firstContactGross: Measure<CaseRow> = {
  id: 'case.firstContact.gross',
  version: 1,
  unit: 'share',
  from,
  parts: ['opening', 'dimensions', 'ended', 'contacts', 'resolutions'],
  readings: (row, key) => atFirstContact(row, key, verdictOf),
}

/** The same, without the cases that intake marked as not resolvable at first level. */
export const firstContactNet: Measure<CaseRow> = {
  id: 'case.firstContact.net',
  version: 1,
  unit: 'share',
  from,
  parts: ['opening', 'dimensions', 'ended', 'contacts', 'resolutions'],
  readings: (row, key) =>
    atFirstContact(row, key, (r) => {
      const verdict = verdictOf(r)
      return verdict._tag === 'Counted' && r.opening.ineligible !== undefined
        ? excluded('ineligible')
        : verdict
    }),
}

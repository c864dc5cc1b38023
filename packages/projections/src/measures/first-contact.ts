/** First contact: the first answer, and whether the first contact was enough. */
import {
  counted,
  excluded,
  type Dimensions,
  type Grouped,
  type Items,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow, Fact } from '../facts/case-row.js'

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
const verdictOf = (row: OpenedRow): Verdict => {
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

const evidenceOf = ({ opening, contacts, resolutions, ended }: OpenedRow): Reading['evidence'] =>
  present(
    opening.id,
    contacts.firstInbound,
    contacts.secondInbound,
    contacts.firstWait,
    resolutions.first?.id,
    resolutions.firstReopening,
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

/** A case among those of the same customer with the same problem. */
export interface SameProblem {
  readonly verdict: Verdict
  /** As `id@version`. */
  readonly standard: string
  readonly resolved: Pick<Fact, 'at' | 'timeUnknown'> | undefined
  readonly transfers: number
  readonly coldTransfers: number
  readonly credit: string | undefined
  readonly dimensions: Dimensions
  readonly evidence: Reading['evidence']
}

const UNKNOWN = 'unknown'

/** The customer with the problem; where either is unknown, the case is like no other. */
const groupOf = (row: OpenedRow, key: Key): string => {
  const { category, problemType } = row.dimensions
  const problem = category ?? problemType ?? UNKNOWN
  const { customer } = row.opening
  return customer === UNKNOWN || problem === UNKNOWN ? key : `${customer}\u001f${problem}`
}

/** Cases by customer and problem, in the order of their opening. */
export const sameProblem: Grouped<CaseRow, SameProblem> = {
  name: 'sameProblem',
  version: 1,
  from: caseFacts,
  contributions: (row, key) => {
    if (!isOpened(row)) return []
    const { first } = row.resolutions
    const item: SameProblem = {
      verdict: verdictOf(row),
      standard: row.opening.standard,
      resolved: first && { at: first.at, timeUnknown: first.timeUnknown },
      transfers: row.moves.transfers,
      coldTransfers: row.moves.coldTransfers,
      credit: first?.resolver,
      dimensions: row.dimensions,
      evidence: evidenceOf(row),
    }
    return [{ key: groupOf(row, key), order: row.opening.at, item }]
  },
}

/** How the window is judged: a standard's `firstContact`. */
export interface WindowRules {
  readonly windowMs: number
  /** Whether a case that was handed over in person still counts as one contact. */
  readonly warmTransferCounts: boolean
}

/**
 * Resolved in the first contact, and the same customer did not come with the same problem again
 * within the window after it (SQM, ICMI). Provisional until the window has closed. Each case is
 * judged by the standard that it was opened under.
 */
export const firstContactWindow = (
  rulesOf: (standard: string) => WindowRules | undefined,
): Measure<Items<SameProblem>> => ({
  id: 'case.firstContact.window',
  version: 1,
  unit: 'share',
  from: { group: sameProblem },
  parts: [],
  readings: (items) => {
    const next = comings(items)
    return items.map((one, i): Reading => {
      const { item, from: subject, order: at } = one
      const rules = rulesOf(item.standard)
      const judged = beforeWindow(item, rules)
      if (judged !== undefined || rules === undefined || item.resolved === undefined) {
        return reading(item, subject, at, judged ?? item.verdict, item.evidence, item.credit)
      }
      const closes = item.resolved.at + rules.windowMs
      const again = next[i]
      if (again !== undefined && again.order < closes) {
        const evidence = [...item.evidence, ...again.item.evidence.slice(0, 1)]
        return reading(item, subject, at, counted(0), evidence, item.credit)
      }
      const met = reading(item, subject, at, counted(1), item.evidence, item.credit)
      return Object.assign(met, { finalFrom: closes })
    })
  },
})

/** For each case the next time that the customer came; a merged duplicate is the same coming. */
const comings = (
  items: Items<SameProblem>,
): ReadonlyArray<Items<SameProblem>[number] | undefined> => {
  const next: (Items<SameProblem>[number] | undefined)[] = []
  let coming: Items<SameProblem>[number] | undefined
  for (let i = items.length - 1; i >= 0; i--) {
    const one = items[i]
    next[i] = coming
    if (one !== undefined && !isMerged(one.item.verdict)) coming = one
  }
  return next
}

const isMerged = (verdict: Verdict): boolean =>
  verdict._tag === 'Excluded' && verdict.reason === 'merged'

/** The verdict where the window is not asked; `undefined` where it is. */
const beforeWindow = (item: SameProblem, rules: WindowRules | undefined): Verdict | undefined => {
  if (item.verdict._tag === 'Excluded' || item.verdict.value === 0) return item.verdict
  if (rules === undefined) return excluded('standardNotLoaded')
  const passedOn = rules.warmTransferCounts ? item.coldTransfers > 0 : item.transfers > 0
  if (passedOn) return counted(0)
  return item.resolved?.timeUnknown === true ? excluded('timeUnknown') : undefined
}

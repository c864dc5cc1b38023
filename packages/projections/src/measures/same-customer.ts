/** The cases of one customer: whether they came again with the same problem, or for the same cause. */
import {
  counted,
  excluded,
  type Dimensions,
  type Grouped,
  type Items,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow, Ending } from '../facts/case-row.js'

import { satisfiedIn } from './answers.js'
import { evidenceOf, verdictOf } from './first-contact.js'
import { isOpened, present, reading } from './reading.js'
import type { Fact } from '../facts/fact.js'

/** A case among those of its customer. */
export interface CustomerCase {
  /** Whether it was resolved in the first contact. */
  readonly verdict: Verdict
  /** As `id@version`. */
  readonly standard: string
  readonly ended: Ending | undefined
  readonly resolved: Pick<Fact, 'at' | 'id' | 'timeUnknown'> | undefined
  /** The category, else the problem type; `undefined` where neither is known. */
  readonly problem: string | undefined
  /** The root cause that a resolution named last, else the problem. */
  readonly cause: string | undefined
  readonly transfers: number
  readonly coldTransfers: number
  readonly reopened: boolean
  /** A follow-up of it was completed, before it was reopened if it was. */
  readonly followedUp: boolean
  /** Whether the customer's last answer was 4 or 5; `undefined` where there is none. */
  readonly satisfied: boolean | undefined
  readonly credit: string | undefined
  readonly dimensions: Dimensions
  readonly evidence: Reading['evidence']
}

const UNKNOWN = 'unknown'

const known = (word: string | undefined): string | undefined =>
  word === UNKNOWN ? undefined : word

/** What was called for after the reopening can't have kept the case from it. */
const isFollowedUp = ({ followUps, resolutions: { firstReopening } }: CaseRow): boolean =>
  followUps.some(
    ({ completed }) =>
      completed !== undefined && (firstReopening === undefined || completed.at < firstReopening.at),
  )

/** Cases by customer, in the order of their opening; one of an unknown customer is alone. */
export const sameCustomer: Grouped<CaseRow, CustomerCase> = {
  name: 'sameCustomer',
  version: 2,
  from: caseFacts,
  contributions: (row, key) => {
    if (!isOpened(row)) return []
    const { dimensions, resolutions, opening } = row
    const { first } = resolutions
    const cause = known(resolutions.cause)
    const problem = known(dimensions['category'] ?? dimensions['problemType'])
    const item: CustomerCase = {
      verdict: verdictOf(row),
      standard: opening.standard,
      ended: row.ended,
      resolved: first && { at: first.at, id: first.id, timeUnknown: first.timeUnknown },
      problem,
      // a root cause and a problem of one name are not the same
      cause: cause === undefined ? problem : `root cause ${cause}`,
      transfers: row.moves.transfers,
      coldTransfers: row.moves.coldTransfers,
      reopened: resolutions.reopened > 0,
      followedUp: isFollowedUp(row),
      satisfied: satisfiedIn(row),
      credit: first?.resolver,
      dimensions,
      evidence: evidenceOf(row),
    }
    return [{ key: known(opening.customer) ?? key, order: opening.at, item }]
  },
}

type Among = Items<CustomerCase>[number]

/**
 * For each case the next time that the customer came with the same, whatever `sameOf` says that is;
 * a merged duplicate is the same coming, and what is unknown is like nothing else.
 */
const comings = (
  items: Items<CustomerCase>,
  sameOf: (item: CustomerCase) => string | undefined,
): ReadonlyArray<Among | undefined> => {
  const next: (Among | undefined)[] = []
  const coming = new Map<string, Among>()
  for (let i = items.length - 1; i >= 0; i--) {
    const one = items[i]
    const same = one === undefined ? undefined : sameOf(one.item)
    if (one === undefined || same === undefined) continue
    next[i] = coming.get(same)
    if (one.item.ended?.as !== 'merged') coming.set(same, one)
  }
  return next
}

/** How the window is judged: a standard's `firstContact`. */
export interface WindowRules {
  readonly windowMs: number
  /** Whether a case that was handed over in person still counts as one contact. */
  readonly warmTransferCounts: boolean
}

type RulesOf = (standard: string) => WindowRules | undefined

/**
 * Resolved in the first contact, and the same customer did not come with the same problem again
 * within the window after it (SQM, ICMI). Provisional until the window has closed. Each case is
 * judged by the standard that it was opened under.
 */
export const firstContactWindow = (rulesOf: RulesOf): Measure<Items<CustomerCase>> => ({
  id: 'case.firstContact.window',
  version: 2,
  unit: 'share',
  from: { group: sameCustomer },
  parts: [],
  readings: (items) => {
    const next = comings(items, ({ problem }) => problem)
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

/** The verdict where the window is not asked; `undefined` where it is. */
const beforeWindow = (item: CustomerCase, rules: WindowRules | undefined): Verdict | undefined => {
  if (item.verdict._tag === 'Excluded' || item.verdict.value === 0) return item.verdict
  if (rules === undefined) return excluded('standardNotLoaded')
  const passedOn = rules.warmTransferCounts ? item.coldTransfers > 0 : item.transfers > 0
  if (passedOn) return counted(0)
  return item.resolved?.timeUnknown === true ? excluded('timeUnknown') : undefined
}

/**
 * Whether the customer of a resolved case came again for the same cause before the window after its
 * first resolution had closed, also while the case was still open. The cause is the root cause that
 * a resolution of the case named last, else its category, else its problem type; so a later case
 * whose resolution will name one is compared by its category until then. That nobody came again is
 * provisional until the window has closed. The window is that of first contact, in the standard that
 * the case was opened under. Dated at the first resolution; credit to its resolver.
 */
export const repeats = (rulesOf: RulesOf): Measure<Items<CustomerCase>> => ({
  id: 'case.repeats',
  version: 1,
  unit: 'share',
  from: { group: sameCustomer },
  parts: [],
  readings: (items) => {
    const next = comings(items, ({ cause }) => cause)
    return items.map(({ item, from: subject, order }, i): Reading => {
      const { resolved, evidence, credit } = item
      const [opening] = evidence
      const rules = rulesOf(item.standard)
      const out = notJudged(item, rules)
      if (out !== undefined || rules === undefined || resolved === undefined) {
        const cited = present(opening, item.ended?.by, resolved?.id)
        const at = item.ended === undefined ? (resolved?.at ?? order) : order
        return reading(item, subject, at, out ?? counted(0), cited, credit)
      }
      const closes = resolved.at + rules.windowMs
      const again = next[i]
      if (again !== undefined && again.order < closes) {
        const cited = present(opening, resolved.id, again.item.evidence[0])
        return reading(item, subject, resolved.at, counted(1), cited, credit)
      }
      const cited = present(opening, resolved.id)
      const held = reading(item, subject, resolved.at, counted(0), cited, credit)
      return Object.assign(held, { finalFrom: closes })
    })
  },
})

/** Why a case is left out of the repeats. */
const notJudged = (
  { ended, resolved }: CustomerCase,
  rules: WindowRules | undefined,
): Verdict | undefined => {
  if (ended !== undefined) return excluded(ended.as)
  if (resolved === undefined) return excluded('notResolved')
  if (rules === undefined) return excluded('standardNotLoaded')
  return resolved.timeUnknown ? excluded('timeUnknown') : undefined
}

/** What a standard says of cases, made ready once for deciding. */
import { nearest } from '../codec/nearest.js'
import type { StandardRef } from '../codec/primitives.js'
import { categoryPaths } from '../standard/checks.js'
import type { ServiceStandard } from '../standard/document.js'
import { durationMs } from '../time/index.js'

import type { NotInTaxonomy } from './rejection.js'

export type Taxonomy = NotInTaxonomy['taxonomy']

export interface CaseRules {
  readonly standard: ServiceStandard
  readonly ref: StandardRef
  readonly reopenMs: number
  readonly waitingMs: number
  readonly longestPauseMs: number
  readonly words: Readonly<Record<Taxonomy, ReadonlySet<string>>>
}

const codes = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlySet<string> =>
  new Set(terms.map((term) => term.code))

const rulesOf = (standard: ServiceStandard): CaseRules => ({
  standard,
  ref: { id: standard.id, version: standard.version },
  reopenMs: durationMs(standard.reopen.window),
  waitingMs: durationMs(standard.closing.waitingTime),
  longestPauseMs: durationMs(standard.pause.longest),
  words: {
    categories: new Set(categoryPaths(standard.taxonomies.categories).map((p) => p.join('/'))),
    resolutionCodes: codes(standard.taxonomies.resolutionCodes),
    causes: codes(standard.taxonomies.causes),
    firstContactIneligibility: codes(standard.taxonomies.firstContactIneligibility),
    priorities: codes(standard.priorities.levels),
    tiers: codes(standard.taxonomies.tiers),
  },
})

/** The rules of several standards: each case is judged by the one it was opened under. */
export interface RuleBook {
  readonly first: CaseRules | undefined
  readonly find: (ref: StandardRef) => CaseRules | undefined
  readonly loaded: ReadonlyArray<StandardRef>
}

export const ruleBook = (standards: ReadonlyArray<ServiceStandard>): RuleBook => {
  const all = standards.map(rulesOf)
  const byId = new Map<string, Map<number, CaseRules>>()
  for (const rules of all) {
    const versions = byId.get(rules.ref.id) ?? new Map<number, CaseRules>()
    byId.set(rules.ref.id, versions.set(rules.ref.version, rules))
  }
  return {
    first: all[0],
    find: (ref) => byId.get(ref.id)?.get(ref.version),
    loaded: all.map((rules) => rules.ref),
  }
}

/** The rejection of a word that a taxonomy does not hold; nothing is asked of `undefined`. */
export const notInTaxonomy = (
  rules: CaseRules,
  taxonomy: Taxonomy,
  found: string | undefined,
): NotInTaxonomy | undefined => {
  const words = rules.words[taxonomy]
  if (found === undefined || words.has(found)) return undefined
  return { _tag: 'NotInTaxonomy', taxonomy, found, nearest: nearest(found, [...words]) }
}

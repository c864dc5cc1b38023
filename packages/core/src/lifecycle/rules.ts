/** What a standard says, made ready once for deciding. */
import { nearest } from '../codec/nearest.js'
import type { StandardRef } from '../codec/primitives.js'
import { categoryPaths } from '../standard/categories.js'
import type { ServiceStandard } from '../standard/document.js'
import type { Permission } from '../words/permissions.js'

import type { NotInTaxonomy, Taxonomy } from './rejection.js'

/** What every aggregate needs of a standard. */
export interface StandardRules {
  readonly standard: ServiceStandard
  readonly ref: StandardRef
  readonly words: Readonly<Record<Taxonomy, ReadonlySet<string>>>
  /** What each role may do. */
  readonly roles: ReadonlyMap<string, ReadonlySet<Permission>>
}

const codes = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlySet<string> =>
  new Set(terms.map((term) => term.code))

/**
 * What every aggregate needs of a standard: its words and roles, to be looked up at once. An aggregate
 * adds what only it needs.
 *
 * @example
 * import { standardRules } from '@casetrail/core/lifecycle'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const rules = standardRules(retail2025)
 * rules.words.categories.has('goods/damaged') // true
 * rules.roles.get('auditor')?.size // 0
 */
export const standardRules = (standard: ServiceStandard): StandardRules => ({
  standard,
  ref: { id: standard.id, version: standard.version },
  words: {
    categories: new Set(categoryPaths(standard.taxonomies.categories).map((p) => p.join('/'))),
    resolutionCodes: codes(standard.taxonomies.resolutionCodes),
    causes: codes(standard.taxonomies.causes),
    firstContactIneligibility: codes(standard.taxonomies.firstContactIneligibility),
    priorities: codes(standard.priorities.levels),
    tiers: codes(standard.taxonomies.tiers),
    serviceDimensions: codes(standard.taxonomies.serviceDimensions),
  },
  roles: new Map(standard.roles.map(({ code, may }) => [code, new Set(may)])),
})

/** The rules of several standards: each stream is judged by the one it was opened under. */
export interface RuleBook<Rules> {
  /** Of the standard for streams that name none. */
  readonly first: Rules | undefined
  /** Of that very version; `undefined` where it is not loaded. */
  readonly find: (ref: StandardRef) => Rules | undefined
  readonly loaded: ReadonlyArray<StandardRef>
}

/**
 * The rules of each standard, made ready once.
 *
 * @example
 * import { ruleBook, standardRules } from '@casetrail/core/lifecycle'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const book = ruleBook([retail2025], standardRules)
 * book.find({ id: 'retail-2025', version: 2 }) // undefined
 */
export const ruleBook = <Rules extends StandardRules>(
  standards: ReadonlyArray<ServiceStandard>,
  rulesOf: (standard: ServiceStandard) => Rules,
): RuleBook<Rules> => {
  const all = standards.map(rulesOf)
  const byId = new Map<string, Map<number, Rules>>()
  for (const rules of all) {
    const versions = byId.get(rules.ref.id) ?? new Map<number, Rules>()
    byId.set(rules.ref.id, versions.set(rules.ref.version, rules))
  }
  return {
    first: all[0],
    find: (ref) => byId.get(ref.id)?.get(ref.version),
    loaded: all.map((rules) => rules.ref),
  }
}

/**
 * The rejection of a word that a taxonomy does not hold, with the nearest that it does; nothing is asked
 * of `undefined`. A category is known by its path, joined by slashes.
 *
 * @example
 * import { notInTaxonomy, standardRules } from '@casetrail/core/lifecycle'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * const rules = standardRules(retail2025)
 * notInTaxonomy(rules, 'tiers', 'vip') // undefined
 * notInTaxonomy(rules, 'tiers', 'vipp') // { _tag: 'NotInTaxonomy', taxonomy: 'tiers', found: 'vipp', nearest: 'vip' }
 */
export const notInTaxonomy = (
  rules: StandardRules,
  taxonomy: Taxonomy,
  found: string | undefined,
): NotInTaxonomy | undefined => {
  const words = rules.words[taxonomy]
  if (found === undefined || words.has(found)) return undefined
  return { _tag: 'NotInTaxonomy', taxonomy, found, nearest: nearest(found, [...words]) }
}

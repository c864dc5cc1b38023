/** The words that a standard labels: its taxonomies, priorities, roles and plans. */
import type { Category, ServiceStandard } from '../standard/document.js'
import type { Label } from '../standard/label.js'

interface Labelled {
  readonly code: string
  readonly label: Label
}

const inside = (categories: ReadonlyArray<Category>): ReadonlyArray<Labelled> =>
  categories.flatMap((category) => [category, ...inside(category.children ?? [])])

/**
 * The labels of a standard's own words, by their codes.
 *
 * @example
 * import { standardWords } from '@casetrail/core/desk'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * standardWords(retail2025)['refunded'] // { en: 'Refunded', zh: '已退款' }
 */
export const standardWords = (standard: ServiceStandard): Readonly<Record<string, Label>> => {
  const { taxonomies, priorities, roles, followUps } = standard
  const labelled: ReadonlyArray<Labelled> = [
    ...inside(taxonomies.categories),
    ...taxonomies.resolutionCodes,
    ...taxonomies.causes,
    ...taxonomies.firstContactIneligibility,
    ...taxonomies.tiers,
    ...taxonomies.serviceDimensions,
    ...priorities.levels,
    ...roles,
    ...followUps.plans.map(({ id: code, label }) => ({ code, label })),
  ]
  return Object.fromEntries(labelled.map(({ code, label }) => [code, label]))
}

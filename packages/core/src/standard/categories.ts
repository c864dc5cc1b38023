/** The paths of a taxonomy of categories. */
import type { Category } from './document.js'

/**
 * Every path of a taxonomy, each as its codes.
 *
 * @example
 * import { categoryPaths, retail2025 } from '@casetrail/core/standards'
 *
 * categoryPaths(retail2025.taxonomies.categories)[1] // ['goods', 'quality']
 */
export const categoryPaths = (
  categories: ReadonlyArray<Category>,
): ReadonlyArray<ReadonlyArray<string>> =>
  categories.flatMap((category) => [
    [category.code],
    ...categoryPaths(category.children ?? []).map((path) => [category.code, ...path]),
  ])

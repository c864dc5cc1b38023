/** The standard's own words: each code once, categories as paths. */
import { show } from '../../codec/problem.js'
import type { Category, ServiceStandard } from '../document.js'

import { codesOf, repeated, type Problems } from './codes.js'

/** Codes are joined by slashes to the paths that categories are known by. */
const inCategories = (pointer: string, categories: ReadonlyArray<Category>): Problems => [
  ...repeated(pointer, codesOf(categories)),
  ...categories.flatMap(({ code, children }, i) => [
    ...(code.includes('/')
      ? [
          {
            pointer: `${pointer}/${String(i)}/code`,
            found: show(code),
            expected: 'a code without /',
          },
        ]
      : []),
    ...inCategories(`${pointer}/${String(i)}/children`, children ?? []),
  ]),
]

const FLAT = [
  'resolutionCodes',
  'causes',
  'firstContactIneligibility',
  'tiers',
  'serviceDimensions',
] as const

export const inTaxonomies = ({ taxonomies }: ServiceStandard): Problems => [
  ...inCategories('/taxonomies/categories', taxonomies.categories),
  ...FLAT.flatMap((name) => repeated(`/taxonomies/${name}`, codesOf(taxonomies[name]))),
]

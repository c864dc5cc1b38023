/** What a standard must be beyond its shape: codes once each, references that exist, a zone that exists. */
import * as E from 'fp-ts/lib/Either.js'

import { nearest } from '../codec/nearest.js'
import { problemsOf, show, type Problem } from '../codec/problem.js'

import { ServiceStandard, type Category } from './document.js'

/** A document that is no usable standard, with everything that is wrong with it. */
export interface InvalidStandard {
  readonly _tag: 'InvalidStandard'
  readonly id: string
  readonly problems: ReadonlyArray<Problem>
}

/** Every path of a taxonomy, each as its codes. */
export const categoryPaths = (
  categories: ReadonlyArray<Category>,
): ReadonlyArray<ReadonlyArray<string>> =>
  categories.flatMap((category) => [
    [category.code],
    ...categoryPaths(category.children ?? []).map((path) => [category.code, ...path]),
  ])

const repeated = (pointer: string, codes: ReadonlyArray<string>): ReadonlyArray<Problem> =>
  codes.flatMap((code, i) =>
    codes.indexOf(code) === i
      ? []
      : [{ pointer: `${pointer}/${String(i)}`, found: show(code), expected: 'each code once' }],
  )

const unknown = (
  pointer: string,
  code: string,
  known: ReadonlyArray<string>,
): ReadonlyArray<Problem> => {
  if (known.includes(code)) return []
  const near = nearest(code, known)
  const hint = near === undefined ? '' : ` (nearest: ${near})`
  return [{ pointer, found: show(code), expected: `one of ${known.join(', ')}${hint}` }]
}

const codesOf = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlyArray<string> =>
  terms.map((term) => term.code)

const zoneProblems = (zone: string): ReadonlyArray<Problem> => {
  const known = Intl.supportedValuesOf('timeZone')
  return zone === 'UTC'
    ? []
    : known.includes(zone)
      ? []
      : [
          {
            pointer: '/zone',
            found: show(zone),
            expected: `an IANA time zone${hintOf(zone, known)}`,
          },
        ]
}

const hintOf = (name: string, known: ReadonlyArray<string>): string => {
  const near = nearest(name, known)
  return near === undefined ? '' : ` (nearest: ${near})`
}

/** Everything wrong with a well-shaped standard; empty when it can run. */
export const checkStandard = (standard: ServiceStandard): ReadonlyArray<Problem> => {
  const { taxonomies, priorities } = standard
  const levels = codesOf(priorities.levels)
  const tiers = codesOf(taxonomies.tiers)
  return [
    ...zoneProblems(standard.zone),
    ...repeated(
      '/taxonomies/categories',
      categoryPaths(taxonomies.categories).map((path) => path.join('/')),
    ),
    ...repeated('/taxonomies/resolutionCodes', codesOf(taxonomies.resolutionCodes)),
    ...repeated('/taxonomies/causes', codesOf(taxonomies.causes)),
    ...repeated(
      '/taxonomies/firstContactIneligibility',
      codesOf(taxonomies.firstContactIneligibility),
    ),
    ...repeated('/taxonomies/tiers', tiers),
    ...repeated('/priorities/levels', levels),
    ...Object.entries(priorities.matrix).flatMap(([urgency, byImpact]) =>
      Object.entries(byImpact).flatMap(([impact, code]) =>
        unknown(`/priorities/matrix/${urgency}/${impact}`, code, levels),
      ),
    ),
    ...priorities.raise.flatMap((raise, i) =>
      raise.tier === undefined
        ? []
        : unknown(`/priorities/raise/${String(i)}/tier`, raise.tier, tiers),
    ),
    ...standard.routing.flatMap((route, i) =>
      route.tier === undefined ? [] : unknown(`/routing/${String(i)}/tier`, route.tier, tiers),
    ),
  ]
}

/**
 * A document from anywhere as a standard that can run.
 *
 * Rejects: `InvalidStandard` with the pointer, what was found and what is expected, for all that is
 * wrong with its shape or, once that is right, with its references.
 *
 * @example
 * import { decodeStandard } from '@casetrail/core/standards'
 *
 * decodeStandard({ id: 'mine' })._tag // 'Left'
 */
export const decodeStandard = (document: unknown): E.Either<InvalidStandard, ServiceStandard> => {
  const decoded = ServiceStandard.decode(document)
  const problems = E.isLeft(decoded) ? problemsOf(decoded.left) : checkStandard(decoded.right)
  return E.isLeft(decoded) || problems.length > 0
    ? E.left({ _tag: 'InvalidStandard', id: idOf(document), problems })
    : decoded
}

const idOf = (document: unknown): string =>
  typeof document === 'object' && document !== null && 'id' in document ? String(document.id) : '?'

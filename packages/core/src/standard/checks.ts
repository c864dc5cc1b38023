/** What a standard must be beyond its shape: codes once each, references that exist, a zone that exists. */
import * as E from 'fp-ts/lib/Either.js'

import { nearest } from '../codec/nearest.js'
import { problemsOf, show, type Problem } from '../codec/problem.js'

import { complaintTypes, problemTypes } from '../words/words.js'

import { tooDeep } from './depth.js'
import { ServiceStandard, type Category } from './document.js'
import { unknownFields } from './unknown-fields.js'

/** A document that is no usable standard, with everything that is wrong with it. */
export interface InvalidStandard {
  readonly _tag: 'InvalidStandard'
  readonly id: string
  readonly problems: ReadonlyArray<Problem>
}

const repeated = (pointer: string, codes: ReadonlyArray<string>): ReadonlyArray<Problem> => {
  const firstAt = new Map(codes.map((code, i) => [code, i] as const).reverse())
  return codes.flatMap((code, i) =>
    firstAt.get(code) === i
      ? []
      : [{ pointer: `${pointer}/${String(i)}`, found: show(code), expected: 'each code once' }],
  )
}

/** Codes are joined by slashes to the paths that categories are known by. */
const inCategories = (
  pointer: string,
  categories: ReadonlyArray<Category>,
): ReadonlyArray<Problem> => [
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

const unknown = (
  pointer: string,
  code: string,
  known: ReadonlyArray<string>,
): ReadonlyArray<Problem> => {
  if (known.includes(code)) return []
  const expected = `one of ${known.join(', ')}${hintOf(code, known)}`
  return [{ pointer, found: show(code), expected }]
}

const codesOf = (terms: ReadonlyArray<{ readonly code: string }>): ReadonlyArray<string> =>
  terms.map((term) => term.code)

/** Aliases too, which `supportedValuesOf` leaves out; offsets are no zones. */
const isZone = (zone: string): boolean =>
  /^[A-Za-z]/.test(zone) &&
  E.isRight(
    E.tryCatch(
      () => new Intl.DateTimeFormat('en', { timeZone: zone }),
      () => zone,
    ),
  )

const zoneProblems = (zone: string): ReadonlyArray<Problem> => {
  if (isZone(zone)) return []
  const hint = hintOf(zone, Intl.supportedValuesOf('timeZone'))
  return [{ pointer: '/zone', found: show(zone), expected: `an IANA time zone${hint}` }]
}

const hintOf = (name: string, known: ReadonlyArray<string>): string => {
  const near = nearest(name, known)
  return near === undefined ? '' : ` (nearest: ${near})`
}

/** A condition on a word: none, or one that can come true. */
const condition = (
  pointer: string,
  word: string | undefined,
  known: ReadonlyArray<string>,
): ReadonlyArray<Problem> => (word === undefined ? [] : unknown(pointer, word, known))

/** Everything wrong with a well-shaped standard; empty when it can run. */
export const checkStandard = (standard: ServiceStandard): ReadonlyArray<Problem> => {
  const { taxonomies, priorities } = standard
  const levels = codesOf(priorities.levels)
  const tiers = codesOf(taxonomies.tiers)
  return [
    ...zoneProblems(standard.zone),
    ...inCategories('/taxonomies/categories', taxonomies.categories),
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
    ...priorities.raise.flatMap((raise, i) => [
      ...condition(`/priorities/raise/${String(i)}/tier`, raise.tier, tiers),
      ...condition(
        `/priorities/raise/${String(i)}/complaintType`,
        raise.complaintType,
        complaintTypes,
      ),
    ]),
    ...standard.routing.flatMap((route, i) => [
      ...condition(`/routing/${String(i)}/tier`, route.tier, tiers),
      ...condition(`/routing/${String(i)}/problemType`, route.problemType, problemTypes),
    ]),
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
  const deep = tooDeep(document)
  if (deep !== undefined) {
    return E.left({ _tag: 'InvalidStandard', id: idOf(document), problems: [deep] })
  }
  const decoded = ServiceStandard.decode(document)
  const problems = [
    ...unknownFields(ServiceStandard, document),
    ...(E.isLeft(decoded) ? problemsOf(decoded.left) : checkStandard(decoded.right)),
  ]
  return E.isLeft(decoded) || problems.length > 0
    ? E.left({ _tag: 'InvalidStandard', id: idOf(document), problems })
    : decoded
}

const idOf = (document: unknown): string =>
  typeof document === 'object' &&
  document !== null &&
  'id' in document &&
  typeof document.id === 'string'
    ? document.id
    : '?'

/** What a standard must be beyond its shape: codes once each, references that exist, rules that can apply. */
import * as E from 'fp-ts/lib/Either.js'

import { problemsOf, show, type Problem } from '../codec/problem.js'

import { inComplaints, inFollowUps, inSatisfaction } from './check/afterwards.js'
import { inApproval } from './check/approval.js'
import { hintOf } from './check/codes.js'
import { inPriorities, inRouting } from './check/intake.js'
import { inRoles } from './check/roles.js'
import { inTaxonomies } from './check/taxonomies.js'
import { tooDeep } from './depth.js'
import { ServiceStandard } from './document.js'
import { unknownFields } from './unknown-fields.js'

/** A document that is no usable standard, with everything that is wrong with it. */
export interface InvalidStandard {
  readonly _tag: 'InvalidStandard'
  /** Of the document; `?` where it has none. */
  readonly id: string
  readonly problems: ReadonlyArray<Problem>
}

/** Aliases too, which `supportedValuesOf` leaves out; offsets are no zones. */
const isZone = (zone: string): boolean =>
  /^[A-Za-z]/.test(zone) &&
  E.isRight(
    E.tryCatch(
      () => new Intl.DateTimeFormat('en', { timeZone: zone }),
      () => zone,
    ),
  )

const inZone = ({ zone }: ServiceStandard): ReadonlyArray<Problem> => {
  if (isZone(zone)) return []
  const hint = hintOf(zone, Intl.supportedValuesOf('timeZone'))
  return [{ pointer: '/zone', found: show(zone), expected: `an IANA time zone${hint}` }]
}

const parts = [
  inZone,
  inTaxonomies,
  inPriorities,
  inRouting,
  inRoles,
  inApproval,
  inComplaints,
  inFollowUps,
  inSatisfaction,
] as const

/**
 * Everything wrong with a well-shaped standard; empty when it can run.
 *
 * @example
 * import { checkStandard, retail2025 } from '@casetrail/core/standards'
 *
 * const { satisfaction } = retail2025
 * checkStandard({ ...retail2025, satisfaction: { ...satisfaction, coverage: 0 } }) // [{ pointer: '/satisfaction/coverage', found: '0', expected: 'a percentage from 1 to 100' }]
 */
export const checkStandard = (standard: ServiceStandard): ReadonlyArray<Problem> =>
  parts.flatMap((part) => part(standard))

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

/** Documents from anywhere as standards that can be used: all of them, or none and all that is wrong. */
import * as E from 'fp-ts/lib/Either.js'

import type { Calendar } from '../calendar/document.js'
import { readyCalendars } from '../calendar/ready.js'
import { show, type Problem } from '../codec/problem.js'
import { isOwn, withStandIns } from '../codec/stand-ins.js'

import { checkStandard } from './checks.js'
import { firstDifference } from './difference.js'
import { ServiceStandard } from './document.js'
import { locator } from './located.js'
import { asMeant } from './meant.js'
import { baseStandards, retail2025 } from './ready.js'
import { givenOf, refOf, resolved, whole, type Given, type Resolved } from './resolve.js'
import { MOST_PROBLEMS, shapeProblems } from './shape-problems.js'

/** A document that is no usable standard, with everything that is wrong with it. */
export interface InvalidStandard {
  readonly _tag: 'InvalidStandard'
  /** Of the document; `?` where it has none. */
  readonly id: string
  /** Which of the documents given it is, from 0. */
  readonly index: number
  /**
   * Places in the document itself, where it says what is wrong; else in what it extends, with the items
   * of lists by their names. A thousand at most.
   */
  readonly problems: ReadonlyArray<Problem>
}

/** Problems with places in the whole, and the standard where its shape is right. */
interface Checked {
  readonly standard: ServiceStandard | undefined
  readonly problems: ReadonlyArray<Problem>
}

/** What is wrong with the rest of a document whose shape is wrong in some places. */
const besides = (
  document: unknown,
  refused: ReadonlyArray<Problem>,
  calendars: ReadonlyArray<Calendar>,
): ReadonlyArray<Problem> => {
  const made = withStandIns(document, refused, retail2025)
  return made !== undefined && ServiceStandard.is(made.document)
    ? checkStandard(made.document, calendars).filter(isOwn(made))
    : []
}

const check = (
  document: unknown,
  calendars: ReadonlyArray<Calendar>,
  standsAlone = true,
): Checked => {
  const { refused, unknown } = shapeProblems(ServiceStandard, document)
  if (refused.length > 0) {
    const more = standsAlone ? besides(document, refused, calendars) : []
    return { standard: undefined, problems: [...unknown, ...refused, ...more] }
  }
  const standard = document as ServiceStandard
  return { standard, problems: [...unknown, ...checkStandard(standard, calendars)] }
}

/** Of a document that stands upon nothing: what is wrong with that which it does say. */
const said = ({ standard, problems }: Checked): Checked => ({
  standard: undefined,
  problems: problems.filter(
    ({ found, pointer }) =>
      pointer !== '/extends' &&
      (standard !== undefined || (found !== 'nothing' && found !== '"drop"')),
  ),
})

const textOf = ({ pointer, found, expected }: Problem): string =>
  JSON.stringify([pointer, found, expected])

/** Told where it is to be mended, and not again what is wrong with the one extended. */
const problemsIn = (
  { document }: Given,
  { whole, isMerged, upon }: Resolved,
  checked: Checked | undefined,
  ofBase: Checked | undefined,
): ReadonlyArray<Problem> => {
  // of one nested too deep nothing more is said
  if (checked === undefined) return []
  if (!isMerged) return checked.problems
  const known = new Set(ofBase?.problems.map(textOf))
  const place = locator(whole, document)
  const problems = checked.problems
    .filter((problem) => !known.has(textOf(problem)))
    .map((problem) => ({ ...problem, pointer: place(problem.pointer) }))
  return asMeant(problems, document, upon)
}

/** A version, once given, stays as it is. */
const otherContent = (
  standard: ServiceStandard,
  difference: string | undefined,
): ReadonlyArray<Problem> =>
  difference === undefined
    ? []
    : [
        {
          pointer: '/version',
          found: show(standard.version),
          expected: `another version: there is a ${refOf(standard)} with other content at ${difference}`,
        },
      ]

const noList = (found: unknown): InvalidStandard =>
  invalidOf(givenOf(undefined), 0, [
    { pointer: '', found: show(found), expected: 'a list of documents' },
  ])

/**
 * Several documents as standards, in their order; they may extend each other, and `bases`, and name
 * `calendars`.
 *
 * Rejects: an `InvalidStandard` for each document that is wrong, with the pointer, what was found and
 * what is expected, for all that is wrong with what it extends, its shape and its
 * references. Then none is decoded.
 *
 * @example
 * import { decodeStandards } from '@casetrail/core/standards'
 *
 * const ours = { id: 'ours', version: 2, extends: 'ours@1', reopen: { window: 'P14D' } }
 * const first = { id: 'ours', version: 1, extends: 'retail-2025@1' }
 * const decoded = decodeStandards([ours, first])
 * decoded._tag === 'Right' && decoded.right.map(({ reopen }) => reopen.window) // ['P14D', 'P7D']
 */
export const decodeStandards = (
  documents: ReadonlyArray<unknown>,
  bases: ReadonlyArray<ServiceStandard> = baseStandards,
  calendars: ReadonlyArray<Calendar> = readyCalendars,
): E.Either<ReadonlyArray<InvalidStandard>, ReadonlyArray<ServiceStandard>> => {
  if (!Array.isArray(documents)) return E.left([noList(documents)])
  const all = documents.map(givenOf)
  const wholes = resolved(all, bases)
  const checks = new Map<Given, Checked>()
  for (const [given, { whole, isTooDeep }] of wholes) {
    if (whole !== undefined || given.document === undefined)
      checks.set(given, check(whole, calendars))
    else if (!isTooDeep) checks.set(given, said(check(given.document, calendars, false)))
  }
  const versions = new Map(bases.map((base) => [refOf(base), base] as const))
  const invalid: InvalidStandard[] = []
  const standards: ServiceStandard[] = []
  for (const [index, given] of all.entries()) {
    const of = wholes.get(given) ?? whole(given.document)
    const checked = checks.get(given)
    const ofBase = of.base === undefined ? undefined : checks.get(of.base)
    const problems = [...of.problems, ...problemsIn(given, of, checked, ofBase)]
    const standard = checked?.standard
    if (standard !== undefined) {
      const ref = refOf(standard)
      const before = versions.get(ref) ?? standard
      versions.set(ref, before)
      problems.push(...otherContent(standard, firstDifference(standard, before)))
      standards.push(standard)
    }
    if (problems.length > 0) invalid.push(invalidOf(given, index, problems))
  }
  return invalid.length > 0 ? E.left(invalid) : E.right(standards)
}

const invalidOf = (
  { id }: Given,
  index: number,
  problems: ReadonlyArray<Problem>,
): InvalidStandard => ({
  _tag: 'InvalidStandard',
  id,
  index,
  problems: problems.slice(0, MOST_PROBLEMS),
})

/**
 * A document from anywhere as a standard. It may extend one of `bases`, and name `calendars`.
 *
 * Rejects: `InvalidStandard`, as `decodeStandards` does. Whether the house has set what it must is asked
 * when something is to run by it.
 *
 * @see unsetOf
 *
 * @example
 * import { decodeStandard } from '@casetrail/core/standards'
 *
 * decodeStandard({ id: 'mine' })._tag // 'Left'
 * decodeStandard({ id: 'mine', version: 1, extends: 'retail-2025@1' })._tag // 'Right'
 */
export const decodeStandard = (
  document: unknown,
  bases: ReadonlyArray<ServiceStandard> = baseStandards,
  calendars: ReadonlyArray<Calendar> = readyCalendars,
): E.Either<InvalidStandard, ServiceStandard> => {
  const decoded = decodeStandards([document], bases, calendars)
  if (E.isLeft(decoded)) return E.left(decoded.left[0] ?? invalidOf(givenOf(document), 0, []))
  const [standard] = decoded.right
  return standard === undefined ? E.left(invalidOf(givenOf(document), 0, [])) : E.right(standard)
}

/** Documents from anywhere as calendars. */
import * as E from 'fp-ts/lib/Either.js'

import { problemsOf, type Problem } from '../codec/problem.js'
import { isOwn, withStandIns } from '../codec/stand-ins.js'
import { tooDeep } from '../standard/depth.js'
import { withoutSchema } from '../standard/resolve.js'
import { unknownFields } from '../standard/unknown-fields.js'

import { checkCalendar } from './check.js'
import { Calendar } from './document.js'
import { chinaOffice } from './ready.js'

/** A document that is no usable calendar, with everything that is wrong with it. */
export interface InvalidCalendar {
  readonly _tag: 'InvalidCalendar'
  /** Of the document; `?` where it has none. */
  readonly id: string
  readonly problems: ReadonlyArray<Problem>
}

const idOf = (document: unknown): string =>
  typeof document === 'object' &&
  document !== null &&
  'id' in document &&
  typeof document.id === 'string'
    ? document.id
    : '?'

const invalid = (document: unknown, problems: ReadonlyArray<Problem>): E.Left<InvalidCalendar> => ({
  _tag: 'Left',
  left: { _tag: 'InvalidCalendar', id: idOf(document), problems },
})

/** Problems of the shape, and what is wrong besides with all that is shaped well. */
const withTheRest = (
  document: unknown,
  problems: ReadonlyArray<Problem>,
): ReadonlyArray<Problem> => {
  const made = withStandIns(document, problems, chinaOffice)
  return made !== undefined && Calendar.is(made.document)
    ? [...problems, ...checkCalendar(made.document).filter(isOwn(made))]
    : problems
}

/**
 * A document from anywhere as a calendar that can be asked.
 *
 * Rejects: `InvalidCalendar` with the pointer, what was found and what is expected, for all that is wrong
 * with its shape, its zone, dates and hours.
 *
 * @example
 * import { decodeCalendar } from '@casetrail/core/calendar'
 *
 * decodeCalendar({ id: 'mine', zone: 'Asia/Taipei' })._tag // 'Left'
 */
export const decodeCalendar = (given: unknown): E.Either<InvalidCalendar, Calendar> => {
  const document = withoutSchema(given)
  const deep = tooDeep(document)
  if (deep !== undefined) return invalid(document, [deep])
  const decoded = Calendar.decode(document)
  const problems = [
    ...unknownFields(Calendar, document),
    ...(E.isLeft(decoded)
      ? withTheRest(document, problemsOf(decoded.left))
      : checkCalendar(decoded.right)),
  ]
  return E.isLeft(decoded) || problems.length > 0 ? invalid(document, problems) : decoded
}

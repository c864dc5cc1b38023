/** `--calendar FILE`: calendars of one's own, beside those that ship. */
import { isDeepStrictEqual } from 'node:util'

import { problemText, type Problem } from '@casetrail/core'
import { decodeCalendar, readyCalendars, type Calendar } from '@casetrail/core/calendar'
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { jsonFile } from '../query/standard-file.js'

const another = (file: string, others: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...others,
  file,
]

/** Adds `--calendar`, in the same words for every command that runs clocks or takes standards. */
export const withCalendarOption = (command: Command): Command =>
  command.option('--calendar <file>', 'a calendar of your own, from a file (repeatable)', another)

const LISTED = 20

const wrongCalendar = (file: string, problems: ReadonlyArray<Problem>): Failure => {
  const more = problems.length - LISTED
  return {
    code: 3,
    tag: 'InvalidCalendar',
    lines: [
      `${file} is no calendar that can be used`,
      ...problems.slice(0, LISTED).map((problem) => problemText(problem)),
      ...(more > 0 ? [`and ${String(more)} more`] : []),
    ],
    details: { file, problems },
  }
}

/** A version, once given, stays as it is. */
const otherContent = ({ id, version }: Calendar): Problem => ({
  pointer: '/version',
  found: String(version),
  expected: `another version: there is a ${id}@${String(version)} with other content`,
})

/** Whether a document is meant as a calendar, whatever is wrong with it. */
export const isCalendarLike = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  ['week', 'covers'].some((field) => Object.hasOwn(document, field))

/** A document as a calendar beside others; rejects all that is wrong with it. */
export const calendarBeside = (
  others: ReadonlyArray<Calendar>,
  document: unknown,
): E.Either<ReadonlyArray<Problem>, Calendar> => {
  const calendar = decodeCalendar(document)
  if (E.isLeft(calendar)) return E.left(calendar.left.problems)
  const { id, version } = calendar.right
  const before = others.find((one) => one.id === id && one.version === version)
  return before === undefined || isDeepStrictEqual(before, calendar.right)
    ? calendar
    : E.left([otherContent(before)])
}

/** Those that ship and those of the files. Rejects what is no calendar, with all that is wrong with it. */
export const calendarsIn = async (
  files: ReadonlyArray<string>,
): Promise<E.Either<Failure, ReadonlyArray<Calendar>>> => {
  const calendars: Calendar[] = [...readyCalendars]
  for (const file of files) {
    const document = await jsonFile(file)
    if (E.isLeft(document)) return document
    const calendar = calendarBeside(calendars, document.right)
    if (E.isLeft(calendar)) return E.left(wrongCalendar(file, calendar.left))
    const { id, version } = calendar.right
    if (!calendars.some((one) => one.id === id && one.version === version)) {
      calendars.push(calendar.right)
    }
  }
  return E.right(calendars)
}

/** Standards from files: one's own, which may extend those that ship and each other; calendars beside them. */
import { problemText, show, type Problem } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import {
  baseStandards,
  decodeStandards,
  type InvalidStandard,
  type ServiceStandard,
} from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import { jsonFile } from '../query/standard-file.js'

import { calendarBeside, isCalendarLike } from './calendars.js'

/** What is wrong with a file's document. */
export interface WrongFile {
  readonly file: string
  readonly problems: ReadonlyArray<Problem>
  /** It was meant as a calendar. */
  readonly isCalendar?: true
}

const LISTED = 20

/** What a file holds, when nothing is wrong with it. */
export type RightFile =
  | { readonly file: string; readonly kind: 'standard'; readonly standard: ServiceStandard }
  | { readonly file: string; readonly kind: 'calendar'; readonly calendar: Calendar }

/** What the files hold, in their order, or all that is wrong with some of them. */
export type Checked = E.Either<ReadonlyArray<WrongFile>, ReadonlyArray<RightFile>>

interface ReadFile {
  readonly file: string
  readonly document: unknown
}

const wrongIn = (
  read: ReadonlyArray<ReadFile>,
  invalid: ReadonlyArray<InvalidStandard>,
): ReadonlyArray<WrongFile> =>
  invalid.map(({ index, problems }) => ({ file: read[index]?.file ?? '', problems }))

const linesOf = (wrong: ReadonlyArray<WrongFile>): ReadonlyArray<string> => {
  const all = wrong.flatMap(({ file, problems }) =>
    problems.map((problem) => `${file}: ${problemText(problem)}`),
  )
  const more = all.length - LISTED
  return [...all.slice(0, LISTED), ...(more > 0 ? [`and ${String(more)} more`] : [])]
}

/** All that can't be read, and what is wrong with the others: one may extend what can't be read. */
const unreadable = (failures: ReadonlyArray<Failure>, wrong: ReadonlyArray<WrongFile>): Failure => {
  const others = wrong.map(({ file, problems }) => ({
    file,
    problems: problems.filter(({ pointer }) => pointer !== '/extends'),
  }))
  const files = others.filter(({ problems }) => problems.length > 0)
  return {
    code: 3,
    tag: failures[0]?.tag ?? 'FileUnreadable',
    lines: [...failures.flatMap(({ lines }) => lines), ...linesOf(files)],
    ...(files.length === 0 ? {} : { details: { files } }),
  }
}

interface CheckedCalendars {
  readonly right: ReadonlyMap<ReadFile, Calendar>
  readonly wrong: ReadonlyArray<WrongFile>
  /** The ids of those that are wrong. */
  readonly wrongIds: ReadonlyArray<string>
}

const checkedCalendars = (
  read: ReadonlyArray<ReadFile>,
  others: ReadonlyArray<Calendar>,
): CheckedCalendars => {
  const right = new Map<ReadFile, Calendar>()
  const wrong: WrongFile[] = []
  const wrongIds: string[] = []
  for (const one of read) {
    const calendar = calendarBeside([...others, ...right.values()], one.document)
    if (E.isRight(calendar)) {
      right.set(one, calendar.right)
      continue
    }
    wrong.push({ file: one.file, problems: calendar.left, isCalendar: true })
    const { id } = one.document as { readonly id?: unknown }
    if (typeof id === 'string') wrongIds.push(id)
  }
  return { right, wrong, wrongIds }
}

/** Without what is wrong only because a calendar that was given is: that is told of the calendar. */
const withoutCalendars = (
  wrong: ReadonlyArray<WrongFile>,
  ids: ReadonlyArray<string>,
): ReadonlyArray<WrongFile> =>
  wrong.flatMap(({ file, problems }) => {
    const others = problems.filter(
      ({ pointer, found }) =>
        !(pointer.endsWith('/calendar') && ids.some((id) => show(id) === found)),
    )
    return others.length === 0 ? [] : [{ file, problems: others }]
  })

/** What was read, checked together. */
const together = (read: ReadonlyArray<ReadFile>, known: ReadonlyArray<Calendar>): Checked => {
  const calendars = checkedCalendars(
    read.filter(({ document }) => isCalendarLike(document)),
    known,
  )
  const standards = read.filter(({ document }) => !isCalendarLike(document))
  const decoded = decodeStandards(
    standards.map(({ document }) => document),
    baseStandards,
    [...known, ...calendars.right.values()],
  )
  const wrong = E.isLeft(decoded)
    ? withoutCalendars(wrongIn(standards, decoded.left), calendars.wrongIds)
    : []
  if (E.isLeft(decoded) || calendars.wrong.length > 0) return E.left([...calendars.wrong, ...wrong])
  return E.right(
    read.flatMap((one): ReadonlyArray<RightFile> => {
      const { file } = one
      const calendar = calendars.right.get(one)
      if (calendar !== undefined) return [{ file, kind: 'calendar', calendar }]
      const standard = decoded.right[standards.indexOf(one)]
      return standard === undefined ? [] : [{ file, kind: 'standard', standard }]
    }),
  )
}

/**
 * Reads and checks the files together, by what calendars there are; standards may name those among the
 * files too. Rejects what can't be read or is no JSON.
 */
export const checkedFiles = async (
  files: ReadonlyArray<string>,
  calendars: ReadonlyArray<Calendar>,
): Promise<E.Either<Failure, Checked>> => {
  const read: ReadFile[] = []
  const failures: Failure[] = []
  for (const file of files) {
    const document = await jsonFile(file)
    if (E.isLeft(document)) failures.push(document.left)
    else read.push({ file, document: document.right })
  }
  const checked = together(read, calendars)
  if (failures.length === 0) return E.right(checked)
  return E.left(unreadable(failures, E.isLeft(checked) ? checked.left : []))
}

const wrongFiles = (wrong: ReadonlyArray<WrongFile>): Failure => {
  const [first] = wrong
  return {
    code: 3,
    tag: 'InvalidStandard',
    lines: [
      `${cleaned(first?.file ?? '')} is no standard that can be used`,
      ...linesOf(wrong),
      `casetrail standards check ${wrong.map(({ file }) => file).join(' ')} tells it all`,
    ],
    details: { files: wrong },
  }
}

const noStandard = (file: string): WrongFile => ({
  file,
  problems: [
    { pointer: '', found: 'a calendar', expected: 'a standard; calendars are given by --calendar' },
  ],
})

/** The standards of files that must be right. Rejects what is wrong with them, too. */
export const standardsIn = async (
  files: ReadonlyArray<string>,
  calendars: ReadonlyArray<Calendar>,
): Promise<E.Either<Failure, ReadonlyArray<ServiceStandard>>> => {
  const checked = await checkedFiles(files, calendars)
  if (E.isLeft(checked)) return checked
  if (E.isLeft(checked.right)) {
    const wrong = checked.right.left
    return E.left(wrongFiles(wrong.map((one) => (one.isCalendar ? noStandard(one.file) : one))))
  }
  const held = checked.right.right
  const others = held.filter(({ kind }) => kind === 'calendar')
  if (others.length > 0) return E.left(wrongFiles(others.map(({ file }) => noStandard(file))))
  return E.right(held.flatMap((one) => (one.kind === 'standard' ? [one.standard] : [])))
}

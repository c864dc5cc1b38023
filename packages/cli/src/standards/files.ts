/** Standards from files: one's own, which may extend those that ship and each other. */
import { problemText, type Problem } from '@casetrail/core'
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

/** What is wrong with a file's document. */
export interface WrongFile {
  readonly file: string
  readonly problems: ReadonlyArray<Problem>
}

const LISTED = 20

/** The standards in the order of the files, or all that is wrong with some of them. */
export type Checked = E.Either<ReadonlyArray<WrongFile>, ReadonlyArray<ServiceStandard>>

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
const unreadable = (
  failures: ReadonlyArray<Failure>,
  read: ReadonlyArray<ReadFile>,
  checked: E.Either<ReadonlyArray<InvalidStandard>, unknown>,
): Failure => {
  const wrong = E.isRight(checked) ? [] : wrongIn(read, checked.left)
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

/** Reads and checks the files together, by what calendars there are. Rejects what can't be read or is no JSON. */
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
  const documents = read.map(({ document }) => document)
  const decoded = decodeStandards(documents, baseStandards, calendars)
  if (failures.length > 0) return E.left(unreadable(failures, read, decoded))
  return E.right(E.isRight(decoded) ? decoded : E.left(wrongIn(read, decoded.left)))
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

/** The standards of files that must be right. Rejects what is wrong with them, too. */
export const standardsIn = async (
  files: ReadonlyArray<string>,
  calendars: ReadonlyArray<Calendar>,
): Promise<E.Either<Failure, ReadonlyArray<ServiceStandard>>> => {
  const checked = await checkedFiles(files, calendars)
  if (E.isLeft(checked)) return checked
  return E.mapLeft(wrongFiles)(checked.right)
}

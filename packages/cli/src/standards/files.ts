/** Standards from files: one's own, which may extend those that ship and each other. */
import { problemText, type Problem } from '@casetrail/core'
import type { Calendar } from '@casetrail/core/calendar'
import { baseStandards, decodeStandards, type ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'
import { jsonFile } from '../query/standard-file.js'

/** What is wrong with a file's document. */
export interface WrongFile {
  readonly file: string
  readonly problems: ReadonlyArray<Problem>
}

/** The standards in the order of the files, or all that is wrong with some of them. */
export type Checked = E.Either<ReadonlyArray<WrongFile>, ReadonlyArray<ServiceStandard>>

/** Reads and checks the files together, by what calendars there are. Rejects what can't be read or is no JSON. */
export const checkedFiles = async (
  files: ReadonlyArray<string>,
  calendars: ReadonlyArray<Calendar>,
): Promise<E.Either<Failure, Checked>> => {
  const documents: unknown[] = []
  for (const file of files) {
    const document = await jsonFile(file)
    if (E.isLeft(document)) return document
    documents.push(document.right)
  }
  const decoded = decodeStandards(documents, baseStandards, calendars)
  return E.right(
    E.isRight(decoded)
      ? decoded
      : E.left(decoded.left.map(({ index, problems }) => ({ file: files[index] ?? '', problems }))),
  )
}

const LISTED = 20

const wrongFiles = (wrong: ReadonlyArray<WrongFile>): Failure => {
  const [first] = wrong
  const problems = wrong.flatMap(({ file, problems: all }) =>
    all.map((problem) => `${file}: ${problemText(problem)}`),
  )
  const more = problems.length - LISTED
  return {
    code: 3,
    tag: 'InvalidStandard',
    lines: [
      `${cleaned(first?.file ?? '')} is no standard that can be used`,
      ...problems.slice(0, LISTED),
      ...(more > 0 ? [`and ${String(more)} more`] : []),
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

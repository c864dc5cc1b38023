/** A desk's document, read and checked; and the one that ships. */
import { problemsOf, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { Desk } from './desk-document.js'
import document from './desk.json' with { type: 'json' }
import { deskProblems } from './parameter-checks.js'
import { inWords } from './parameter-words.js'

/**
 * A desk from a document. Rejects all that is wrong with it, each with its place.
 */
export const decodeDesk = (value: unknown): E.Either<ReadonlyArray<Problem>, Desk> => {
  const decoded = Desk.decode(value)
  if (E.isLeft(decoded)) {
    const problems = problemsOf(decoded.left)
    return E.left(problems.map((one) => ({ ...one, expected: inWords(one.expected) })))
  }
  const problems = deskProblems(decoded.right)
  return problems.length === 0 ? decoded : E.left(problems)
}

/** The desk that ships. */
export const readyDesk: E.Either<ReadonlyArray<Problem>, Desk> = decodeDesk(document)

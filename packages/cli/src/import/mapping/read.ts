/** A mapping file, read and made ready. */
import { readFile } from 'node:fs/promises'

import { problemsOf, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Feeds } from '../lifecycle.js'
import { inputError, messageOf, type InputError } from '../read/failure.js'

import { planOf } from './check.js'
import { Mapping } from './document.js'
import type { Plan } from './plan.js'

/** The mapping file is no mapping: everything that is wrong with it, with JSON pointers. */
export interface InvalidMapping {
  readonly _tag: 'InvalidMapping'
  readonly file: string
  readonly problems: ReadonlyArray<Problem>
}

/** The plan of a mapping document. */
export const decodeMapping = (
  document: unknown,
  feeds: Feeds,
): E.Either<ReadonlyArray<Problem>, Plan> => {
  const decoded = Mapping.decode(document)
  return E.isLeft(decoded) ? E.left(problemsOf(decoded.left)) : planOf(decoded.right, feeds)
}

/** Reads a mapping file. Rejects: `InvalidMapping`; `FileNotFound` and others where it can't be read. */
export const readMapping =
  (file: string, feeds: Feeds): TaskEither<InvalidMapping | InputError, Plan> =>
  async () => {
    const invalid = (problems: ReadonlyArray<Problem>): E.Either<InvalidMapping, never> =>
      E.left({ _tag: 'InvalidMapping', file, problems })
    try {
      const text = await readFile(file, 'utf8')
      const plan = decodeMapping(JSON.parse(text), feeds)
      return E.isLeft(plan) ? invalid(plan.left) : plan
    } catch (thrown) {
      return thrown instanceof SyntaxError
        ? invalid([{ pointer: '', found: 'no JSON', expected: `JSON: ${messageOf(thrown)}` }])
        : E.left(inputError(file, thrown))
    }
  }

/** A span and a duration around a function that answers a `TaskEither`. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { failedBy, failedWith } from './failed.js'
import type { Attributes, Instruments } from './instruments.js'

/** Whatever is asked for them, what was called goes on. */
const safely = (attributes: () => Attributes): Attributes => {
  try {
    return attributes()
  } catch {
    return {}
  }
}

export const tracedBy =
  ({ operation }: Instruments) =>
  <A extends ReadonlyArray<unknown>, L, R>(
    name: string,
    f: (...given: A) => TaskEither<L, R>,
    attributesOf: (given: A) => Attributes = () => ({}),
  ) =>
  (...given: A): TaskEither<L, R> =>
  async () => {
    const attributes = safely(() => attributesOf(given))
    const work = operation({ name, labels: { 'casetrail.operation': name, ...attributes } })
    try {
      const answer = await work.within(() => f(...given)())
      work.end(E.isLeft(answer) ? failedBy(answer.left) : undefined)
      return answer
    } catch (thrown) {
      work.end(failedWith(thrown))
      throw thrown
    }
  }

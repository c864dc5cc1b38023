/** The case that a person names, by its id or by the source's own key, or by those of a part of its story. */
import { deskModels, findCase, namesOf, type FoundCase } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { storeFailure } from '../store/failure.js'
import { cleaned } from '../present/cleaned.js'

import type { Ready } from './ask.js'
import { mistyped } from './mistyped.js'
import { unreadIn } from './unread.js'

const LISTED = 20

/** Several sources use that key: the person must say which. */
const ambiguous = (name: string, found: ReadonlyArray<FoundCase>): Failure => ({
  code: 2,
  tag: 'AmbiguousCase',
  lines: [
    `${String(found.length)} cases are called ${JSON.stringify(cleaned(name))}; name one by its id:`,
    ...found.slice(0, LISTED).map(({ id }) => id),
    ...(found.length > LISTED ? [`and ${String(found.length - LISTED)} more`] : []),
  ],
  details: { name, cases: found },
})

/** The one case of a name. Rejects: `UnknownCase` with the nearest name, `AmbiguousCase`. */
export const theCase = async (
  ready: Ready,
  name: string,
): Promise<E.Either<Failure, FoundCase>> => {
  const found = await findCase(ready.rows, deskModels, name)()
  if (E.isLeft(found)) return E.left(storeFailure(found.left, ready.url))
  const [only, ...others] = found.right
  if (only !== undefined && others.length === 0) return E.right(only)
  if (only !== undefined) return E.left(ambiguous(name, found.right))
  const unread = await unreadIn(ready.rows, ready.url)
  if (E.isLeft(unread)) return unread
  const alone = unread.right.events.find(({ story, stream }) => name === story || name === stream)
  // nothing of it could be read, so that no row knows it
  if (alone?.story !== undefined) return E.right({ id: alone.story })
  const names = await namesOf(ready.rows, deskModels)()
  return E.left(
    E.isLeft(names)
      ? storeFailure(names.left, ready.url)
      : mistyped('case', 'UnknownCase', name, names.right),
  )
}

/** Queries that would be answered by an unknown error, or by something else than was meant. */
import { END, START, show, type Incomplete, type ReadQuery } from '@casetrail/core'

import { pairOf } from './position.js'

const incomplete = (reason: string): Incomplete => ({ _tag: 'Incomplete', reason })

/** What makes a query one that is never sent. */
export const strangeQuery = (query: ReadQuery): Incomplete | undefined => {
  if ('all' in query) {
    const strange = [query.after, query.until].find(
      (position) =>
        position !== undefined &&
        position !== START &&
        position !== END &&
        pairOf(position) === undefined,
    )
    return strange === undefined
      ? undefined
      : incomplete(`${show(strange)} is no position of this store`)
  }
  if (query.stream === '' || query.stream.startsWith('$')) {
    return incomplete(`${show(query.stream)} is no stream of events, but one of the server's own`)
  }
  const strange = [query.after, query.until].find(
    (revision) => revision !== undefined && !(Number.isSafeInteger(revision) && revision >= -1),
  )
  return strange === undefined ? undefined : incomplete(`${show(strange)} is no revision`)
}

/** The events that a figure cites, looked up by their ids. */
import {
  foldRead,
  type EventId,
  type EventStore,
  type ReadError,
  type ReadQuery,
  type RecordedEvent,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

/** Up to here each case is read by itself, where that is a look-up; beyond, one reading of everything is quicker. */
const ONE_BY_ONE = 200

export interface Cited {
  /** The correlation that is likely to hold the events. */
  readonly correlation: string
  readonly evidence: ReadonlyArray<EventId>
}

/**
 * The events cited, by id. Most are in the story that cites them; a later case of the same customer
 * is cited by its opening; where that doesn't find them all, everything is read.
 */
export const citedEvents = async (
  { store, isIndexed }: { readonly store: Pick<EventStore, 'read'>; readonly isIndexed: boolean },
  cited: ReadonlyArray<Cited>,
): Promise<E.Either<ReadError, ReadonlyMap<EventId, RecordedEvent>>> => {
  const wanted = new Set(cited.flatMap(({ evidence }) => evidence))
  const found = new Map<EventId, RecordedEvent>()
  const look = (query: ReadQuery): Promise<E.Either<ReadError, unknown>> =>
    foldRead(store, query, undefined, (_, event) => {
      if (wanted.has(event.eventId)) found.set(event.eventId, event)
      return undefined
    })()
  const correlations = [...new Set(cited.map(({ correlation }) => correlation))]
  const queries: ReadonlyArray<ReadQuery> = [
    ...(correlations.length > ONE_BY_ONE || !isIndexed
      ? []
      : [
          ...correlations.map((correlationId) => ({ all: true, correlationId }) as const),
          { all: true, types: ['CaseOpened'] } as const,
        ]),
    { all: true },
  ]
  for (const query of queries) {
    if (found.size === wanted.size) break
    const read = await look(query)
    if (E.isLeft(read)) return read
  }
  return E.right(found)
}

/** For tests: events to append, and reading everything back. */
import { randomUUID } from 'node:crypto'

import {
  foldRead,
  type EventStore,
  type NewEvent,
  type ReadQuery,
  type RecordedEvent,
} from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'

const AT = at('2025-03-01T08:00:00.000Z')

/** An event of its own id; `fields` stand in it beside type and time. */
export const newEvent = (fields: Readonly<Record<string, unknown>> = {}): NewEvent => {
  const id = randomUUID()
  return {
    eventId: id,
    recordedAt: AT,
    event: { type: 'Noted', at: AT, ...fields },
    metadata: {
      actor: { id: 'ann', role: 'agent' },
      commandId: id,
      correlationId: 'story',
      causationId: id,
      schemaVersion: 1,
    },
  }
}

export const right = <E, A>(either: E.Either<E, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

export const left = <E, A>(either: E.Either<E, A>): E => {
  if (E.isRight(either)) throw new Error(`a Left was expected, not ${JSON.stringify(either.right)}`)
  return either.left
}

/** Every event of a query. */
export const allOf = async (
  store: EventStore,
  query: ReadQuery = { all: true },
): Promise<ReadonlyArray<RecordedEvent>> =>
  right(
    await foldRead(store, query, [] as RecordedEvent[], (events, e) => {
      events.push(e)
      return events
    })(),
  )

/** For tests: the bare client, and what it shows. */
import { randomUUID } from 'node:crypto'

import client, { type EventStoreDBClient, type JSONEventType } from '@eventstore/db-client'

/** A client of its own connection: others of the process may share one only with these options. */
export const connect = (connectionString: string): EventStoreDBClient =>
  client.EventStoreDBClient.connectionString(connectionString)

export const event = (type = 'T', data: JSONEventType['data'] = {}) =>
  client.jsonEvent({ id: randomUUID(), type, data })

/** Selects the classic append. */
export const CLASSIC = { credentials: { username: 'admin', password: 'changeit' } }

/** What a call failed with: the client's type of error and the code; nothing where it did not. */
export const failure = async (
  call: Promise<unknown>,
): Promise<{ readonly type: unknown; readonly code: unknown } | undefined> => {
  try {
    await call
    return undefined
  } catch (thrown) {
    const of = (key: string): unknown =>
      typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, key) : undefined
    return { type: of('type'), code: of('code') }
  }
}

/** The revisions of a stream, as the client reads them; none where it is not there. */
export const revisions = async (
  db: EventStoreDBClient,
  stream: string,
): Promise<ReadonlyArray<bigint>> => {
  const found: Array<bigint> = []
  try {
    for await (const { event: read } of db.readStream(stream))
      if (read !== undefined) found.push(read.revision)
  } catch (thrown) {
    if (!(thrown instanceof client.StreamNotFoundError)) throw thrown
  }
  return found
}

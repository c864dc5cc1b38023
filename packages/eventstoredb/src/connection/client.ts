/** The client beneath the store: made from a connection string, or given and looked at. */
import * as E from 'fp-ts/lib/Either.js'
import { EventStoreDBClient } from '@eventstore/db-client'

import { hostsText, parseConnection, type Connection } from './parse.js'
import { mistake, problemOf, type ConnectionProblem } from './problem.js'
import { redactOf, type Redact } from './secrets.js'
import { channelOf } from './tls.js'

/** What the store works with. */
export interface Linked {
  readonly client: EventStoreDBClient
  /** The same client, but its `appendToStream` takes the classic path, and throws. */
  readonly classic: EventStoreDBClient
  /** Whether the store made the client, and so disposes of it. */
  readonly own: boolean
  /** Whether two calls may go to two servers. */
  readonly clustered: boolean
  /** For error texts. */
  readonly name: string
  readonly redact: Redact
}

/**
 * The client as it is on a server without batch append. That path shares its failures between callers,
 * outlives its deadline, and may end the process; it is chosen for every call without credentials.
 */
const classicOf = (client: EventStoreDBClient): EventStoreDBClient =>
  Object.create(client, {
    supports: { value: () => Promise.resolve(false) },
    throwOnAppendFailure: { value: true },
  }) as EventStoreDBClient

/** What the store calls, by which a client is known, whichever copy of the package made it. */
const CALLS = [
  'appendToStream',
  'readStream',
  'readAll',
  'subscribeToStream',
  'subscribeToAll',
  'dispose',
  'execute',
  'callArguments',
]

const has = (value: object, name: string): boolean => typeof Reflect.get(value, name) === 'function'

/** `@kurrent/kurrentdb-client` ignores `expectedRevision`: everything would be appended as ANY. */
const isKurrent = (value: object): boolean =>
  has(value, 'multiStreamAppend') || has(value, 'appendRecords') || 'rustClient' in value

const EXPECTED = 'a connection string or a client of @eventstore/db-client 6'

const refused = (found: string): E.Left<ConnectionProblem> => ({
  _tag: 'Left',
  left: problemOf([{ pointer: '', found, expected: EXPECTED }]),
})

const given = (value: unknown): E.Either<ConnectionProblem, Linked> => {
  if (typeof value !== 'object' || value === null) {
    return E.left(problemOf([mistake('', value, EXPECTED)]))
  }
  if (isKurrent(value)) {
    return refused('a client of @kurrent/kurrentdb-client, which is another API')
  }
  if (!(value instanceof EventStoreDBClient) && !CALLS.every((name) => has(value, name))) {
    return E.left(problemOf([mistake('', value, EXPECTED)]))
  }
  const client = value as EventStoreDBClient
  return E.right({
    client,
    classic: classicOf(client),
    own: false,
    clustered: true,
    name: `EventStoreDB (${client.connectionName})`,
    redact: (text) => text,
  })
}

const made = (
  connection: Connection,
  insecure: boolean,
): E.Either<ConnectionProblem, EventStoreDBClient> => {
  const channel = channelOf(connection, insecure)
  if (E.isLeft(channel)) return channel
  const { hosts, discover, settings, credentials } = connection
  const { tls, tlsCAFile, userCertFile, userKeyFile, ...rest } = settings
  const [host = { address: '', port: 0 }] = hosts
  const client = discover
    ? new EventStoreDBClient({ discover: host, ...rest }, channel.right, credentials)
    : hosts.length > 1
      ? new EventStoreDBClient({ endpoints: [...hosts], ...rest }, channel.right, credentials)
      : new EventStoreDBClient({ endpoint: host, ...rest }, channel.right, credentials)
  return E.right(client)
}

/** Links to a server; nothing is sent yet. Rejects what is no connection, with every mistake in it. */
export const linkTo = (
  connection: unknown,
  insecure: boolean,
): E.Either<ConnectionProblem, Linked> => {
  if (typeof connection !== 'string') return given(connection)
  const parsed = parseConnection(connection)
  if (E.isLeft(parsed)) return parsed
  const client = made(parsed.right, insecure)
  if (E.isLeft(client)) return client
  return E.right({
    client: client.right,
    classic: classicOf(client.right),
    own: true,
    clustered: parsed.right.discover || parsed.right.hosts.length > 1,
    name: hostsText(parsed.right),
    redact: redactOf(parsed.right.credentials),
  })
}

/** The store: EventStoreDB behind the port. */
import { randomUUID } from 'node:crypto'

import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  fromEpochMs,
  type AppendError,
  type Appended,
  type EventId,
  type Instant,
  type StreamName,
} from '@casetrail/core'
import type { EventStoreDBClient } from '@eventstore/db-client'

import { appendTo } from './append/append.js'
import { changeMetadata, type MetadataChange } from './append/metadata.js'
import { linkTo } from './connection/client.js'
import type { ConnectionProblem } from './connection/problem.js'
import { makeWatch, type Health } from './read/health.js'
import { closedError, readFrom, type LiveStore } from './read/read.js'
import { makeClosing } from './read/stop.js'

export interface EventStoreDbOptions {
  /** Stamps what is appended; default: the system's clock. */
  readonly now?: IO<Instant>
  /** A new UUID at each call; default: a random one. */
  readonly newId?: IO<EventId>
  /** Allows `tls=false` to other hosts than loopback; default false. */
  readonly insecure?: boolean
  /** How long the server may be silent in a finished read, in ms; default 10,000. */
  readonly patienceMs?: number
  /** How long in a live read before it is asked whether it is there, in ms; default 3,000. */
  readonly heartbeatMs?: number
}

export interface EventStoreDb extends LiveStore {
  /** Changes some of a stream's metadata, such as who may read it, and leaves the rest as it is. */
  readonly setMetadata: (
    stream: StreamName,
    change: MetadataChange,
  ) => TaskEither<AppendError, Appended>
  /** How the live reads fare. */
  readonly health: () => Health
  /**
   * Ends the reads, waits for the appends in flight, and disposes of the client that it made; one that
   * was given stays open. Whatever is asked afterwards is `Unavailable`, `closed`.
   */
  readonly close: () => Promise<void>
}

/**
 * The store of an EventStoreDB server or cluster. Nothing is sent before the first call.
 *
 * An append holds at most `APPEND_LIMIT` bytes, else `TooLarge`; whenever its answer is lost, it is
 * `OutcomeUnknown`. A live read resumes after every failure that may pass. Rejects a connection string
 * with mistakes, `tls=false` to another host, and what is no client of `@eventstore/db-client`, as
 * `ConnectionProblem`.
 *
 * @example
 * import { eventStoreDb } from '@casetrail/eventstoredb'
 *
 * const store = eventStoreDb('esdb://127.0.0.1:2113?tls=false')
 * if (store._tag === 'Right') await store.right.close()
 */
export const eventStoreDb = (
  connection: string | EventStoreDBClient,
  options: EventStoreDbOptions = {},
): E.Either<ConnectionProblem, EventStoreDb> => {
  const linked = linkTo(connection, options.insecure === true)
  if (E.isLeft(linked)) return linked
  const { patienceMs = 10_000, heartbeatMs = 3_000 } = options
  const now = options.now ?? (() => fromEpochMs(Date.now()))
  const closing = makeClosing()
  const watch = makeWatch(() => fromEpochMs(Date.now()))
  const newId = options.newId ?? randomUUID
  const sendTo = appendTo(linked.right)
  const change = changeMetadata(linked.right, newId)
  const appending = new Set<Promise<unknown>>()

  /** Closing waits for it. */
  const tracked =
    (task: TaskEither<AppendError, Appended>): TaskEither<AppendError, Appended> =>
    async () => {
      if (closing.isClosed()) return E.left(closedError(linked.right))
      const sent = task()
      appending.add(sent)
      const answer = await sent
      appending.delete(sent)
      return answer
    }

  const health = (): Health => {
    const reads = watch.reads()
    const closed = closing.isClosed()
    const ok = !closed && reads.every(({ state }) => state._tag !== 'Retrying')
    return { ok, closed, appending: appending.size, reads }
  }

  const close = async (): Promise<void> => {
    closing.close()
    await Promise.all(appending)
    if (linked.right.own) await disposed(linked.right.client)
  }

  return E.right({
    append: (stream, expected, events) => tracked(sendTo(stream, expected, events)),
    read: readFrom(linked.right, { patienceMs, heartbeatMs }, closing, watch),
    boundary: { now, newId },
    setMetadata: (stream, some) => tracked(change(stream, some)),
    health,
    close,
  })
}

const DISPOSING_MS = 1_000

/** The client ends its calls at once, but waits for each to say so, and some never do. */
const disposed = (client: EventStoreDBClient): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, DISPOSING_MS)
    void client.dispose().finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })

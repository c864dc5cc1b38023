/**
 * Reading: attempts, each from where the last batch handed over ended, until the read is complete, or
 * fails for good. A live one is a finished one, and then follows: so it has caught up also on a stream
 * that is not there, and on a server that does not say so.
 */
import * as E from 'fp-ts/lib/Either.js'
import {
  END,
  START,
  type AllQuery,
  type EventBatch,
  type EventStore,
  type ReadError,
  type ReadQuery,
  type StreamQuery,
  type Unavailable,
} from '@casetrail/core'

import type { Linked } from '../connection/client.js'
import {
  ServerFault,
  failureOf,
  streamDeleted,
  typeOf,
  unavailableBy,
} from '../connection/failure.js'
import { serverBehind } from '../connection/server.js'

import { allOnce, filteredOnce } from './all.js'
import { backOffMs } from './back-off.js'
import { headOf, type Reading } from './call.js'
import { allCursor, streamCursor, type AllCursor, type StreamCursor } from './cursor.js'
import { followAll, followStream, type Following } from './follow.js'
import { unwatched, type Entry, type OnState, type Watch } from './health.js'
import { textOf } from './position.js'
import { strangeQuery } from './strange.js'
import { pause, type Closing } from './stop.js'
import { streamOnce } from './stream.js'

export interface ReadSettings {
  readonly patienceMs: number
  readonly heartbeatMs: number
}

/** A store whose live reads tell their states to who asks; to any other it may be told in vain. */
export interface LiveStore extends Omit<EventStore, 'read'> {
  readonly read: (
    query: ReadQuery,
    signal?: AbortSignal,
    onState?: OnState,
  ) => AsyncIterable<E.Either<ReadError, EventBatch>>
}

type Batches = AsyncGenerator<E.Either<ReadError, EventBatch>>

/** One attempt: what comes, until it ends as it should; it throws where it should not. */
type Attempt = (reading: Reading, entry: Entry) => Batches

export const readFrom = (
  linked: Linked,
  settings: ReadSettings,
  closing: Closing,
  watch: Watch,
): LiveStore['read'] =>
  async function* (query, signal, onState): Batches {
    const strange = strangeQuery(query)
    if (strange !== undefined) {
      yield E.left(strange)
      return
    }
    const stop = closing.stopOf(signal)
    const entry = query.live === true ? watch.begin(query, onState) : unwatched
    try {
      yield* untilEnd({ linked, ...settings, stop, alive: entry.alive }, query, entry)
    } finally {
      entry.end()
    }
  }

/** A finished read gives up after so many failures in a row, a live one never. */
const ATTEMPTS = 4

const untilEnd = async function* (reading: Reading, query: ReadQuery, entry: Entry): Batches {
  const { linked, stop } = reading
  const attempt = 'all' in query ? attemptAll(query) : attemptStream(query)
  let failures = 0
  let since = Date.now()
  for (;;) {
    const why = stop.why()
    if (why === 'closed') yield E.left(closedError(linked))
    if (why !== undefined) return
    try {
      if (failures === 0) since = Date.now()
      for await (const batch of attempt(reading, entry)) {
        if (E.isRight(batch)) entry.at(batch.right.last)
        yield batch
        failures = 0
        since = Date.now()
      }
      if (stop.why() !== 'closed') return
    } catch (thrown) {
      failures += 1
      const late = Date.now() - since >= reading.patienceMs
      const error = errorOf(linked, query, thrown, { late, failures })
      if (error !== undefined) {
        yield E.left(error)
        return
      }
      const nextMs = backOffMs(failures)
      const reason = linked.redact(failureOf(thrown).reason)
      entry.is({ _tag: 'Retrying', reason, attempt: failures, nextMs })
      await pause(nextMs, stop)
    }
  }
}

export const closedError = ({ name }: Linked): Unavailable => ({
  _tag: 'Unavailable',
  reason: `${name}: the store was closed; open it again`,
  fault: 'closed',
})

/** What a server answers that can't read from a position, and while it starts or ends. */
const UNKNOWN = 2

/** The error that a failure ends the read with; undefined: it is tried again. */
const errorOf = (
  { name, redact }: Linked,
  query: ReadQuery,
  thrown: unknown,
  { late, failures }: { readonly late: boolean; readonly failures: number },
): ReadError | undefined => {
  if (typeOf(thrown) === 'stream-deleted' && !('all' in query)) return streamDeleted(query.stream)
  const failure = failureOf(thrown)
  const reason = redact(failure.reason)
  if (failure.lasting) return unavailableBy(name, { ...failure, reason })
  if (query.live !== true) {
    return late || failures >= ATTEMPTS ? unavailableBy(name, { ...failure, reason }) : undefined
  }
  return late && failure.code === UNKNOWN
    ? { _tag: 'Incomplete', reason: `${name}: it can't be read from there: ${reason}` }
    : undefined
}

/** What the server is; asked before what depends on it, and not waited for longer than for anything. */
const askServer = async (reading: Reading): ReturnType<typeof serverBehind> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ServerFault('the server does not answer'))
    }, reading.patienceMs)
  })
  const server = await Promise.race([serverBehind(reading.linked.client), silence]).finally(() => {
    clearTimeout(timer)
  })
  if (server.tooOld) {
    const found = `the server is EventStoreDB ${server.version ?? 'unknown'}`
    throw new ServerFault(`${found}; 20.10 or newer is needed`, 'tooOld')
  }
  return server
}

const emptyBatch = (cursor: AllCursor | StreamCursor): EventBatch => ({
  events: [],
  last: cursor.last(),
  caughtUp: true,
})

const followingBy = (reading: Reading, entry: Entry, tellsCaughtUp: boolean): Following => ({
  reading,
  tellsCaughtUp,
  probe: () => headOf(reading),
  live: () => {
    entry.is({ _tag: 'Live' })
  },
})

/** The end is a place too, which is asked for once: a resumed read goes on from there. */
const placed = async (reading: Reading, query: AllQuery): Promise<AllQuery> => {
  if (query.after !== END) return query
  const head = await headOf(reading)
  return { ...query, after: head === undefined ? START : textOf(head) }
}

const attemptAll = (query: AllQuery): Attempt => {
  let cursor = query.after === END ? undefined : allCursor(query)
  const isFiltered = query.types !== undefined || query.categories !== undefined
  return async function* (reading, entry) {
    const server = await askServer(reading)
    const fromEnd = cursor === undefined
    cursor ??= allCursor(await placed(reading, query))
    if (cursor.done() || fromEnd) yield E.right(emptyBatch(cursor))
    else {
      const finished =
        isFiltered && server.tellsCaughtUp
          ? filteredOnce(reading, query, cursor)
          : allOnce(reading, cursor)
      for await (const batch of finished) yield E.right(batch)
    }
    if (query.live !== true || cursor.done() || reading.stop.why() !== undefined) return
    const by = followingBy(reading, entry, server.tellsCaughtUp)
    for await (const batch of followAll(by, query, cursor)) yield E.right(batch)
  }
}

const attemptStream = (query: StreamQuery): Attempt => {
  const cursor = streamCursor(query)
  const isLive = query.live === true && query.direction !== 'backwards'
  return async function* (reading, entry) {
    if (cursor.done()) {
      yield E.right(emptyBatch(cursor))
      return
    }
    const server = isLive ? await askServer(reading) : undefined
    for await (const read of streamOnce(reading, query, cursor)) {
      if (E.isRight(read)) yield read
      else if (isLive || read.left === 'missing') yield E.right(emptyBatch(cursor))
      else yield E.left(read.left === 'deleted' ? streamDeleted(query.stream) : gone(query))
    }
    if (!isLive || cursor.done() || reading.stop.why() !== undefined) return
    const by = followingBy(reading, entry, server?.tellsCaughtUp === true)
    for await (const batch of followStream(by, query, cursor)) yield E.right(batch)
  }
}

const gone = ({ stream }: StreamQuery): ReadError => ({
  _tag: 'Incomplete',
  reason: `${stream}: its events were truncated or have expired`,
})

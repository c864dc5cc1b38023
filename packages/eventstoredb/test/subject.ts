/** For tests: the server that they run on, stores and clients of it, and events. */
import { randomUUID } from 'node:crypto'

import {
  foldBatches,
  foldRead,
  type AppendError,
  type EventBatch,
  type EventStore,
  type Expected,
  type NewEvent,
  type ReadError,
  type ReadQuery,
  type RecordedEvent,
} from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { afterAll, beforeAll, test } from 'vitest'

import { eventStoreDb, type EventStoreDb, type EventStoreDbOptions } from '../src/index.js'
import type { CuttingProxy, TestServer } from '../testing/index.js'

import { esdb, skippedOnReal, skippedWithoutControls, type Controls, type Esdb } from './server.js'

export interface Subject {
  readonly url: () => string
  /** The test server, of `scripted` tests. */
  readonly server: () => TestServer
  /** Of `controlled` tests. */
  readonly controls: () => Controls
  readonly proxy: () => Promise<CuttingProxy>
  readonly store: (options?: EventStoreDbOptions, url?: string) => EventStoreDb
  readonly client: (url?: string) => EventStoreDBClient
  /** A stream that nobody else has. */
  readonly stream: (category?: string) => string
}

/** A fresh test server for a file, or the real one; stores and clients are closed with it. */
export const subject = (): Subject => {
  let running: Esdb | undefined
  const opened: (() => Promise<void>)[] = []
  const there = (): Esdb => {
    if (running === undefined) throw new Error('the server was not started')
    return running
  }
  beforeAll(async () => {
    running = await esdb()
  })
  afterAll(async () => {
    await running?.controls?.thaw()
    await Promise.all(opened.map((close) => close()))
    await running?.close()
  })
  const url = (): string => there().connectionString
  return {
    url,
    server: () => {
      const { server } = there()
      if (server === undefined) throw new Error('there is no test server')
      return server
    },
    controls: () => {
      const { controls } = there()
      if (controls === undefined) throw new Error('the server can not be controlled')
      return controls
    },
    proxy: () => there().proxy(),
    store: (options = {}, to = url()) => {
      const store = right(eventStoreDb(to, options))
      opened.push(store.close)
      return store
    },
    client: (to = url()) => {
      const client = EventStoreDBClient.connectionString(to)
      opened.push(client.dispose)
      return client
    },
    stream: (category = `t${randomUUID().slice(0, 8)}`) => `${category}-${randomUUID()}`,
  }
}

/** A test that needs a scripted fault; it is said aloud where there is none. */
export const scripted = test.skipIf(skippedOnReal('what needs scripted faults'))

/** A test that needs a server that can be killed and frozen. */
export const controlled = test.skipIf(skippedWithoutControls('what needs restarts and freezing'))

export const right = <L, A>(either: E.Either<L, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

export const left = <L, A>(either: E.Either<L, A>): L => {
  if (E.isRight(either)) throw new Error(`a Left was expected, not ${JSON.stringify(either.right)}`)
  return either.left
}

const AT = at('2025-03-01T08:00:00.000Z')

/** An event of its own id; `fields` stand in it beside type and time. */
export const newEvent = (
  fields: Readonly<Record<string, unknown>> = {},
  type = 'Noted',
): NewEvent => {
  const id = randomUUID()
  return {
    eventId: id,
    recordedAt: AT,
    event: { type, at: AT, ...fields },
    metadata: {
      actor: { id: 'ann', role: 'agent' },
      commandId: id,
      correlationId: 'story',
      causationId: id,
      schemaVersion: 1,
    },
  }
}

export const newEvents = (count: number): ReadonlyArray<NewEvent> =>
  Array.from({ length: count }, (_, n) => newEvent({ n }))

/** Appends, whatever the types say of emptiness. */
export const append = (
  store: EventStore,
  stream: string,
  expected: Expected,
  events: ReadonlyArray<NewEvent>,
): Promise<E.Either<AppendError, { readonly revision: number; readonly position: string }>> => {
  if (!isNonEmpty(events)) throw new Error('events were meant')
  return store.append(stream, expected, events)()
}

/** Every event of a query. */
export const allOf = async (
  store: EventStore,
  query: ReadQuery,
): Promise<ReadonlyArray<RecordedEvent>> =>
  right(
    await foldRead(store, query, [] as RecordedEvent[], (events, e) => {
      events.push(e)
      return events
    })(),
  )

export const errorOf = async (store: EventStore, query: ReadQuery): Promise<ReadError> =>
  left(await foldRead(store, query, 0, (n) => n + 1)())

/** A live read in the background. */
export interface Following {
  readonly batches: ReadonlyArray<EventBatch>
  readonly events: () => ReadonlyArray<RecordedEvent>
  /** Waits until so many events have come. */
  readonly until: (count: number, ms?: number) => Promise<ReadonlyArray<RecordedEvent>>
  readonly end: () => Promise<E.Either<ReadError, undefined>>
  readonly ended: Promise<E.Either<ReadError, undefined>>
}

export const follow = (
  store: EventStore,
  query: ReadQuery,
  slow?: (batch: EventBatch) => Promise<void>,
): Following => {
  const abort = new AbortController()
  const batches: EventBatch[] = []
  const events: RecordedEvent[] = []
  const ended = foldBatches<undefined, never>(
    store,
    { ...query, live: true },
    undefined,
    async (_, batch) => {
      batches.push(batch)
      events.push(...batch.events)
      await slow?.(batch)
      return E.right(undefined)
    },
    abort.signal,
  )()
  return {
    batches,
    events: () => events,
    until: async (count, ms = 20_000) => {
      await eventually(
        () => events.length >= count && batches.length > 0,
        ms,
        () => ({
          came: events.length,
          wanted: count,
        }),
      )
      return events
    },
    ended,
    end: () => {
      abort.abort()
      return ended
    },
  }
}

export const eventually = async (
  holds: () => boolean,
  ms = 20_000,
  told: () => unknown = () => 'it does not hold',
): Promise<void> => {
  const deadline = Date.now() + ms
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`after ${String(ms)} ms: ${JSON.stringify(told())}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** An event as a foreign writer may store it. */
export const foreign = (
  type: string,
  data: Record<string, unknown>,
  metadata?: Record<string, unknown>,
) => ({
  id: randomUUID(),
  contentType: 'application/json' as const,
  type,
  data,
  metadata,
})

/** What the event store's laws are written with: a store under test, fresh names, and asserting calls. */
import * as E from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

import type { DomainEvent, Metadata } from '../../decider/message.js'
import type {
  AppendError,
  Appended,
  EventBatch,
  EventStore,
  Expected,
  NewEvent,
  Position,
  ReadQuery,
  RecordedEvent,
  StreamName,
} from '../../store/port.js'
import { END } from '../../store/port.js'
import { fromEpochMs, type Instant } from '../../time/index.js'
import { expectThat, pretty } from '../equal.js'

const FIRST_MS = 1_735_689_600_000

export type Events = ReadonlyNonEmptyArray<NewEvent>

interface Fields {
  readonly type?: string
  readonly recordedAt?: Instant
  readonly fields?: Readonly<Record<string, unknown>>
  readonly metadata?: Partial<Metadata>
}

export interface Probe {
  readonly store: EventStore
  readonly runs: number
  /** A category that no other stream of the store has. */
  readonly category: () => string
  /** A stream that does not exist yet. */
  readonly stream: (category?: string) => StreamName
  /** A sealed event with a new id, and an effective and recording time a second after the one before. */
  readonly event: (fields?: Fields) => NewEvent
  readonly events: (count: number) => Events
  /** Appends, and throws where the store refuses. */
  readonly append: (stream: StreamName, expected: Expected, events: Events) => Promise<Appended>
  /** Appends, and throws where the store takes it. */
  readonly refused: (stream: StreamName, expected: Expected, events: Events) => Promise<AppendError>
  readonly read: (query: ReadQuery) => Promise<Complete>
  /** Where the store ends now. */
  readonly head: () => Promise<Position>
}

/** A read that ended well. */
interface Complete {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly last: Position
  readonly batches: ReadonlyArray<EventBatch>
}

export type StoreLaw = readonly [name: string, check: (probe: Probe) => Promise<void>]

/** Two or more events of which the caller has made sure that there is one. */
export const nonEmpty = <A>(list: ReadonlyArray<A>): ReadonlyNonEmptyArray<A> => {
  const [first, ...rest] = list
  if (first === undefined) throw new Error('the law meant at least one event')
  return [first, ...rest]
}

const complete = async (store: EventStore, query: ReadQuery): Promise<Complete> => {
  const batches: EventBatch[] = []
  for await (const batch of store.read(query)) {
    if (E.isLeft(batch)) throw new Error(`read ${pretty(query)} failed: ${pretty(batch.left)}`)
    batches.push(batch.right)
  }
  const last = batches.at(-1)
  if (last === undefined) throw new Error(`read ${pretty(query)} gave no batch`)
  expectThat(`the last batch of ${pretty(query)} has caughtUp`, last.caughtUp)
  return { events: batches.flatMap((batch) => batch.events), last: last.last, batches }
}

export const probeOf = (store: EventStore, runs: number): Probe => {
  let count = 0
  const category = (): string => `laws${store.boundary.newId().replaceAll('-', '')}`
  const mine = category()

  const event = ({ type, recordedAt, fields, metadata }: Fields = {}): NewEvent => {
    const now = fromEpochMs(FIRST_MS + 1_000 * count++)
    const happened: DomainEvent = { type: type ?? 'Noted', at: now, ...fields }
    return {
      eventId: store.boundary.newId(),
      recordedAt: recordedAt ?? now,
      event: happened,
      metadata: {
        actor: { id: 'ana', role: 'agent' },
        commandId: store.boundary.newId(),
        correlationId: 'laws',
        causationId: 'laws',
        schemaVersion: 1,
        ...metadata,
      },
    }
  }

  return {
    store,
    runs,
    category,
    event,
    stream: (of = mine) => `${of}-${store.boundary.newId()}`,
    events: (n) => nonEmpty(Array.from({ length: n }, () => event())),
    append: async (stream, expected, events) => {
      const answer = await store.append(stream, expected, events)()
      if (E.isRight(answer)) return answer.right
      throw new Error(`append at ${String(expected)} was refused: ${pretty(answer.left)}`)
    },
    refused: async (stream, expected, events) => {
      const answer = await store.append(stream, expected, events)()
      if (E.isLeft(answer)) return answer.left
      throw new Error(`append at ${String(expected)} was taken: ${pretty(answer.right)}`)
    },
    read: (query) => complete(store, query),
    head: async () => (await complete(store, { all: true, after: END })).last,
  }
}

/** What a stored event must be, from what was appended. */
export const recordedAs = (
  stream: StreamName,
  from: number,
  events: ReadonlyArray<NewEvent>,
  stored: ReadonlyArray<RecordedEvent>,
): ReadonlyArray<RecordedEvent> =>
  events.map((event, i) => ({
    ...event,
    stream,
    revision: from + i,
    position: stored[i]?.position ?? 'missing',
  }))

export const idsOf = (events: ReadonlyArray<NewEvent>): ReadonlyArray<string> =>
  events.map((event) => event.eventId)

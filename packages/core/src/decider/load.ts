/** A stream's state with all that handling needs to know of its past, brought up to date by reading on. */
import * as E from 'fp-ts/lib/Either.js'

import { show } from '../codec/problem.js'
import { foldBatches } from '../store/fold-read.js'
import type {
  EventStore,
  Incomplete,
  NewEvent,
  ReadError,
  RecordedEvent,
  Revision,
  StreamName,
} from '../store/port.js'
import type { Instant } from '../time/index.js'

import type { Aggregate } from './aggregate.js'
import type { DecodeError } from './catalogue.js'
import type { Command, DomainEvent } from './message.js'

/** A stored event that this program can't read. */
export interface Undecodable {
  readonly _tag: 'Undecodable'
  readonly stream: StreamName
  readonly revision: Revision
  readonly error: DecodeError
}

/** The revisions that a command's events have in the stream. */
export interface Done {
  readonly first: Revision
  last: Revision
}

/** A loaded stream; private to the handler, which moves it on in place. */
export interface Loaded<S> {
  readonly stream: StreamName
  state: S
  /** -1: no stream. */
  revision: Revision
  recordedAt: Instant | undefined
  correlationId: string | undefined
  commands: Map<string, Done>
}

export const emptyStream = <S>(stream: StreamName, initialState: S): Loaded<S> => ({
  stream,
  state: initialState,
  revision: -1,
  recordedAt: undefined,
  correlationId: undefined,
  commands: new Map(),
})

/** Takes one event of the stream into account, which stands at `loaded.revision + 1`. */
export const advance = <S, Ev extends DomainEvent>(
  aggregate: Pick<Aggregate<Command, S, Ev, unknown>, 'evolve'>,
  loaded: Loaded<S>,
  event: Ev,
  envelope: Pick<NewEvent, 'metadata' | 'recordedAt'>,
): void => {
  const { commandId, correlationId } = envelope.metadata
  loaded.state = aggregate.evolve(loaded.state, event)
  loaded.revision += 1
  loaded.recordedAt = envelope.recordedAt
  loaded.correlationId ??= correlationId
  const done = loaded.commands.get(commandId)
  if (done === undefined) {
    loaded.commands.set(commandId, { first: loaded.revision, last: loaded.revision })
  } else done.last = loaded.revision
}

type Readable<S, Ev extends DomainEvent> = Pick<
  Aggregate<Command, S, Ev, unknown>,
  'evolve' | 'events'
>

const decoded = <S, Ev extends DomainEvent>(
  aggregate: Readable<S, Ev>,
  { stream, revision, event, metadata }: RecordedEvent,
): E.Either<Undecodable, Ev> => {
  const beside = isEnvelope(metadata) ? undefined : withoutEnvelope(event, metadata)
  const read = beside ?? aggregate.events.decode(event, metadata.schemaVersion, 'shape')
  return E.isRight(read)
    ? read
    : E.left({ _tag: 'Undecodable', stream, revision, error: read.left })
}

/** Whether handling finds what it needs beside an event: a damaged store may give anything. */
const isEnvelope = (metadata: unknown): boolean =>
  typeof metadata === 'object' &&
  metadata !== null &&
  'commandId' in metadata &&
  typeof metadata.commandId === 'string' &&
  'correlationId' in metadata &&
  typeof metadata.correlationId === 'string' &&
  'schemaVersion' in metadata &&
  typeof metadata.schemaVersion === 'number'

const withoutEnvelope = (event: unknown, metadata: unknown): E.Either<DecodeError, never> => {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : event
  return E.left({
    _tag: 'Malformed',
    type: typeof type === 'string' ? type : show(type),
    problems: [{ pointer: '/metadata', found: show(metadata), expected: 'Metadata' }],
  })
}

/** A stream whose beginning or middle is gone can't be decided on: its state would be wrong. */
const gap = (
  revision: Revision,
  { stream, revision: next }: RecordedEvent,
): E.Left<Incomplete> => ({
  _tag: 'Left',
  left: {
    _tag: 'Incomplete',
    reason: `${stream}: revision ${String(next)} follows ${revision < 0 ? 'nothing' : String(revision)}; events are missing`,
  },
})

/**
 * Reads what follows; answers whether anything did. On an error `loaded` stays as it was: a read that
 * broke off may have ended in the middle of a command's events.
 */
export const catchUp = async <S, Ev extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  aggregate: Readable<S, Ev>,
  loaded: Loaded<S>,
): Promise<E.Either<ReadError | Undecodable, boolean>> => {
  const { stream } = loaded
  const before = loaded.revision
  const next: Loaded<S> = { ...loaded, commands: new Map() }
  const query = before < 0 ? { stream } : { stream, after: before }
  const read = await foldBatches<undefined, Undecodable | Incomplete>(
    store,
    query,
    undefined,
    (_, batch) => {
      for (const recorded of batch.events) {
        if (recorded.revision <= next.revision) continue
        if (recorded.revision > next.revision + 1) return gap(next.revision, recorded)
        const event = decoded(aggregate, recorded)
        if (E.isLeft(event)) return event
        advance(aggregate, next, event.right, recorded)
      }
      return E.right(undefined)
    },
  )()
  if (E.isLeft(read)) return read
  const { commands } = loaded
  for (const [id, done] of before < 0 ? [] : next.commands) commands.set(id, done)
  Object.assign(loaded, next, before < 0 ? {} : { commands })
  return E.right(next.revision !== before)
}

/** The stored events of a command that was carried out before; all of them, or an error. */
export const eventsOf = async <S, Ev extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  aggregate: Readable<S, Ev>,
  stream: StreamName,
  { first, last }: Done,
): Promise<E.Either<ReadError | Undecodable, ReadonlyArray<NewEvent<Ev>>>> => {
  const query = first === 0 ? { stream, until: last } : { stream, after: first - 1, until: last }
  const events: NewEvent<Ev>[] = []
  const read = await foldBatches<undefined, Undecodable>(store, query, undefined, (_, batch) => {
    for (const recorded of batch.events) {
      const event = decoded(aggregate, recorded)
      if (E.isLeft(event)) return event
      const { eventId, recordedAt, metadata } = recorded
      events.push({ eventId, recordedAt, metadata, event: event.right })
    }
    return E.right(undefined)
  })()
  if (E.isLeft(read)) return read
  return events.length === last - first + 1
    ? E.right(events)
    : E.left({ _tag: 'Incomplete', reason: `the read did not reach revision ${String(last)}` })
}

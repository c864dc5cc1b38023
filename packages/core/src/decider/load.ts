/** A stream's state with all that handling needs to know of its past, brought up to date by reading on. */
import * as E from 'fp-ts/lib/Either.js'

import { foldBatches } from '../store/fold-read.js'
import type {
  EventStore,
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
  readonly last: Revision
}

/** A loaded stream; private to the handler, which moves it on in place. */
export interface Loaded<S> {
  state: S
  /** -1: no stream. */
  revision: Revision
  recordedAt: Instant | undefined
  correlationId: string | undefined
  readonly commands: Map<string, Done>
}

export const emptyStream = <S>(initialState: S): Loaded<S> => ({
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
  loaded.commands.set(commandId, {
    first: done === undefined ? loaded.revision : done.first,
    last: loaded.revision,
  })
}

type Readable<S, Ev extends DomainEvent> = Pick<
  Aggregate<Command, S, Ev, unknown>,
  'evolve' | 'events'
>

const decoded = <S, Ev extends DomainEvent>(
  aggregate: Readable<S, Ev>,
  { stream, revision, event, metadata }: RecordedEvent,
): E.Either<Undecodable, Ev> => {
  const read = aggregate.events.decode(event, metadata.schemaVersion, 'shape')
  return E.isRight(read)
    ? read
    : E.left({ _tag: 'Undecodable', stream, revision, error: read.left })
}

/** Reads what follows; answers whether anything did. On an error `loaded` is whole, as far as it got. */
export const catchUp = <S, Ev extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  aggregate: Readable<S, Ev>,
  stream: StreamName,
  loaded: Loaded<S>,
): Promise<E.Either<ReadError | Undecodable, boolean>> => {
  const query = loaded.revision < 0 ? { stream } : { stream, after: loaded.revision }
  return foldBatches<boolean, Undecodable>(store, query, false, (moved, batch) => {
    for (const recorded of batch.events) {
      if (recorded.revision <= loaded.revision) continue
      const event = decoded(aggregate, recorded)
      if (E.isLeft(event)) return event
      advance(aggregate, loaded, event.right, recorded)
    }
    return E.right(moved || batch.events.length > 0)
  })()
}

/** The stored events of a command that was carried out before. */
export const eventsOf = <S, Ev extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  aggregate: Readable<S, Ev>,
  stream: StreamName,
  { first, last }: Done,
): Promise<E.Either<ReadError | Undecodable, ReadonlyArray<NewEvent<Ev>>>> =>
  foldBatches<ReadonlyArray<NewEvent<Ev>>, Undecodable>(
    store,
    first === 0 ? { stream, until: last } : { stream, after: first - 1, until: last },
    [],
    (found, batch) => {
      const events: NewEvent<Ev>[] = []
      for (const recorded of batch.events) {
        const event = decoded(aggregate, recorded)
        if (E.isLeft(event)) return event
        const { eventId, recordedAt, metadata } = recorded
        events.push({ eventId, recordedAt, metadata, event: event.right })
      }
      return E.right([...found, ...events])
    },
  )()

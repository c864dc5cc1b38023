/** Copying a history into a store: sealed events as they are, in their order; again adds nothing. */
import * as E from 'fp-ts/lib/Either.js'
import {
  foldBatches,
  type AppendError,
  type EventStore,
  type Expected,
  type NewEvent,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'

/** The store holds other events than the history's own; nothing was written. */
export interface NotOurStore {
  readonly _tag: 'NotOurStore'
}

export interface Filled {
  /** How many events the store holds now that it did not hold before. */
  readonly added: number
}

export interface FillOptions {
  /** Ends it between transactions; filling again goes on from there. */
  readonly signal?: AbortSignal
  /** Told how many events the store holds. */
  readonly onHeld?: (held: number) => void
}

/** Told to end before all was written. */
export interface FillInterrupted {
  readonly _tag: 'FillInterrupted'
}

/** Appends under way at once share their transactions. */
const AT_ONCE = 1_000

interface Append {
  readonly stream: string
  readonly expected: Expected
  readonly events: [NewEvent, ...NewEvent[]]
}

/** What one command led to is appended in one piece, as it was decided. */
const appendsOf = (history: ReadonlyArray<RecordedEvent>): ReadonlyArray<Append> => {
  const appends: Append[] = []
  let previous: RecordedEvent | undefined
  for (const recorded of history) {
    const { eventId, recordedAt, event, metadata, stream, revision } = recorded
    const sealed = { eventId, recordedAt, event, metadata }
    const last = appends.at(-1)
    const together =
      previous?.stream === stream && previous.metadata.commandId === metadata.commandId
    if (together && last !== undefined) last.events.push(sealed)
    else {
      const expected = revision === 0 ? 'noStream' : revision - 1
      appends.push({ stream, expected, events: [sealed] })
    }
    previous = recorded
  }
  return appends
}

/** How many of the history's events the store holds already, when it holds no others. */
const heldOf = (
  store: EventStore,
  history: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<ReadError | NotOurStore, number>> => {
  return foldBatches<number, NotOurStore>(store, { all: true }, 0, (count, batch) =>
    batch.events.every((event, i) => event.eventId === history[count + i]?.eventId)
      ? E.right(count + batch.events.length)
      : E.left({ _tag: 'NotOurStore' }),
  )()
}

/**
 * The whole history into a store that is empty or holds a part of it.
 *
 * Rejects: `NotOurStore`, `FillInterrupted` where a signal is given, and what the store answers.
 */
export const fill = async (
  store: EventStore,
  history: ReadonlyArray<RecordedEvent>,
  { signal, onHeld }: FillOptions = {},
): Promise<E.Either<AppendError | ReadError | NotOurStore | FillInterrupted, Filled>> => {
  const held = await heldOf(store, history)
  if (E.isLeft(held)) return held
  const appends = appendsOf(history.slice(held.right))
  let added = 0
  for (let i = 0; i < appends.length; i += AT_ONCE) {
    if (signal?.aborted === true) return E.left({ _tag: 'FillInterrupted' })
    const answers = await Promise.all(
      appends
        .slice(i, i + AT_ONCE)
        .map(({ stream, expected, events }) => store.append(stream, expected, events)()),
    )
    const failed = answers.find(E.isLeft)
    if (failed !== undefined) return failed
    for (const { events } of appends.slice(i, i + AT_ONCE)) added += events.length
    onHeld?.(held.right + added)
  }
  return E.right({ added: history.length - held.right })
}

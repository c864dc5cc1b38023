/** A whole history from memory into a store on a server, which may hold other programs' events, or a part of it. */
import { foldRead, type EventStore, type ReadError, type RecordedEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { CopyInterrupted } from './copy.js'
import { deskCategories } from './sealed.js'
import { WINDOW, collecting } from './window.js'
import { writeWindow, type WriteError, type Writing } from './write.js'

/** The first event of the store's desk streams that the history has not, if there is one. */
export const otherThan = async (
  store: Pick<EventStore, 'read'>,
  history: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<ReadError, RecordedEvent | undefined>> => {
  const ids = new Set(history.map(({ eventId }) => eventId))
  return foldRead<RecordedEvent | undefined>(
    store,
    { all: true, categories: deskCategories },
    undefined,
    (other, event) => other ?? (ids.has(event.eventId) ? undefined : event),
  )()
}

/** Resolves with how many events were new. Rejects what `copy` does of a target. */
export const putHistory = async (
  writing: Writing,
  history: ReadonlyArray<RecordedEvent>,
  onHeld: (events: number) => void,
): Promise<E.Either<WriteError | CopyInterrupted, number>> => {
  const collected = collecting(WINDOW)
  let held = 0
  let added = 0
  const put = async (
    window: ReadonlyArray<RecordedEvent>,
  ): Promise<E.Either<WriteError | CopyInterrupted, void>> => {
    if (writing.signal.aborted) return E.left({ _tag: 'CopyInterrupted', copied: held })
    const written = await writeWindow(writing, window)
    if (E.isLeft(written)) return written
    held += window.length
    added += written.right
    onHeld(held)
    return E.right(undefined)
  }
  for (const event of history) {
    const full = collected.add(event)
    const done = full === undefined ? E.right(undefined) : await put(full)
    if (E.isLeft(done)) return done
  }
  const done = await put(collected.rest())
  return E.isLeft(done) ? done : E.right(added)
}

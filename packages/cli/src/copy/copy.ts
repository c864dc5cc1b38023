/** Copying a history from one store into another: sealed events as they are, window by window. */
import { foldBatches, type EventStore, type ReadError, type RecordedEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { sortOf } from './sealed.js'
import { isWithin, type Survey } from './survey.js'
import { WINDOW, collecting } from './window.js'
import { writeWindow, type WriteError, type Writing } from './write.js'

export interface Copying extends Writing {
  readonly source: Pick<EventStore, 'read'>
  readonly survey: Survey
  /** Events between two stops; default 2,000. */
  readonly window?: number
  /** How many events the target holds of those that are copied. */
  readonly onCopied: (events: number) => void
}

/** Told to end: what was copied is the history's beginning, of whole windows. */
export interface CopyInterrupted {
  readonly _tag: 'CopyInterrupted'
  /** How many events of the source the target holds now. */
  readonly copied: number
}

export type CopyError = ReadError | WriteError | CopyInterrupted

/**
 * Copies what a survey found, in the order of the source, and resolves with how many events were new to
 * the target. Told to end, it ends between two windows; again, it goes on, since what is there already
 * is the same and is not written again.
 *
 * Rejects: `OtherEvent` where the target's stream holds another event, `BeginningLost`, `WriteFailed`,
 * `CopyInterrupted`, and what the source answers.
 */
export const copy = async (copying: Copying): Promise<E.Either<CopyError, number>> => {
  const { source, survey, window = WINDOW, onCopied, signal } = copying
  const collected = collecting(window)
  let copied = 0
  let added = 0
  const isStopped = (): boolean => signal.aborted

  const put = async (events: ReadonlyArray<RecordedEvent>): Promise<E.Either<CopyError, void>> => {
    if (isStopped()) return E.left({ _tag: 'CopyInterrupted', copied })
    const written = await writeWindow(copying, events)
    if (E.isLeft(written)) {
      return isStopped() && written.left._tag === 'WriteFailed'
        ? E.left({ _tag: 'CopyInterrupted', copied })
        : written
    }
    copied += events.length
    added += written.right
    onCopied(copied)
    return E.right(undefined)
  }

  const query = { all: true, until: survey.head } as const
  const read = await foldBatches<undefined, CopyError>(
    source,
    query,
    undefined,
    async (_, batch) => {
      for (const event of batch.events) {
        if (sortOf(event) !== 'ours' || !isWithin(survey.cuts, event)) continue
        const full = collected.add(event)
        const done = full === undefined ? E.right(undefined) : await put(full)
        if (E.isLeft(done)) return done
      }
      return E.right(undefined)
    },
  )()
  if (E.isLeft(read)) {
    return isStopped() ? E.left({ _tag: 'CopyInterrupted', copied }) : read
  }
  const done = await put(collected.rest())
  return E.isLeft(done) ? done : E.right(added)
}

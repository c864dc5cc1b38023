/** Pass 2: the ready stories into the store, many at once, each stream from its beginning. */
import {
  isLasting,
  laterOf,
  type AppendError,
  type EventStore,
  type Instant,
  type NewEvent,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { alreadyThere } from './already-there.js'
import { Stopped } from './error.js'
import { inFlight } from './in-flight.js'
import { AT_ONCE, type Job } from './job.js'
import { failed, type ReadyStory, type ReadyStream } from './prepare.js'
import { codeOf, messageOf } from './read/failure.js'
import { linesOf } from './spill.js'

/** The most events of one append; a longer stream is written in several, from its beginning. */
const MOST_EVENTS = 2_000
const ATTEMPTS = 5

/** Writes the ready stories of all parts. Throws `Stopped`. */
export const writeStories = async (
  job: Job & { readonly store: EventStore },
  parts: ReadonlyArray<string>,
): Promise<void> => {
  const { tally, signal, onProgress, store } = job
  const sent = inFlight(AT_ONCE)
  let done = 0
  /** Events, of all streams. */
  let total = 0
  const write = async (line: string): Promise<void> => {
    if (signal.aborted) return
    const { streams } = JSON.parse(line) as ReadyStory
    for (const ready of streams) {
      const counts = tally.streams.get(ready.category)
      const onWritten = (count: number): void => {
        total += count
        if (counts !== undefined) counts.written += count
      }
      const written = await writeStream(store, ready, signal, onWritten)
      if (E.isLeft(written)) throw written.left
      if (counts !== undefined) counts.alreadyThere += ready.events.length - written.right
    }
    done += 1
    if (done % 64 === 0) onProgress({ stage: 'writing', done, total: tally.stories })
  }
  try {
    for (const part of parts) {
      for await (const line of linesOf(part)) {
        if (signal.aborted) break
        await sent.start(() => write(line))
      }
    }
    await sent.ended()
  } catch (thrown) {
    await sent.ended().catch(() => undefined)
    if (thrown instanceof Stopped) throw withWritten(thrown, total)
    if (codeOf(thrown) === '') throw thrown
    const { folder } = job
    throw new Stopped({
      _tag: 'TemporaryLost',
      folder,
      reason: messageOf(thrown),
      written: total,
    })
  }
  if (signal.aborted) throw new Stopped({ _tag: 'Interrupted', written: total })
  onProgress({ stage: 'writing', done, total: tally.stories })
}

const withWritten = ({ error }: Stopped, written: number): Stopped =>
  new Stopped('written' in error ? { ...error, written } : error)

/** Appends what the store lacks of a stream; how many events that were. */
const writeStream = async (
  store: EventStore,
  ready: ReadyStream,
  signal: AbortSignal,
  onWritten: (count: number) => void,
): Promise<E.Either<Stopped, number>> => {
  let { count, lastRecordedAt } = ready
  let written = 0
  for (let attempt = 1; count < ready.events.length;) {
    const [first, ...rest] = seal(store, ready, count, lastRecordedAt)
    if (first === undefined) break
    const appended = await store.append(ready.stream, count === 0 ? 'noStream' : count - 1, [
      first,
      ...rest,
    ])()
    if (E.isRight(appended)) {
      count += rest.length + 1
      written += rest.length + 1
      onWritten(rest.length + 1)
      lastRecordedAt = first.recordedAt
      continue
    }
    if (attempt >= ATTEMPTS || !mayPass(appended.left)) return E.left(failed(signal, appended.left))
    attempt += 1
    const stored = await alreadyThere(store, ready, signal)
    if (E.isLeft(stored)) return E.left(failed(signal, stored.left))
    if (E.isLeft(stored.right)) {
      return E.left(
        new Stopped({ _tag: 'Diverged', written: 0, total: 1, streams: [stored.right.left] }),
      )
    }
    ;({ count, lastRecordedAt } = stored.right.right)
  }
  return E.right(written)
}

/** Somebody else wrote meanwhile, or the answer was lost: what is there must be looked at again. */
const mayPass = (error: AppendError): boolean =>
  error._tag === 'Conflict' ||
  error._tag === 'OutcomeUnknown' ||
  (error._tag === 'Unavailable' && !isLasting(error))

const seal = (
  store: EventStore,
  { events }: ReadyStream,
  from: number,
  lastRecordedAt: Instant | undefined,
): ReadonlyArray<NewEvent> => {
  const now = store.boundary.now()
  const recordedAt = lastRecordedAt === undefined ? now : laterOf(now, lastRecordedAt)
  return events
    .slice(from, from + MOST_EVENTS)
    .map(({ eventId, event, metadata }) => ({ eventId, recordedAt, event, metadata }))
}

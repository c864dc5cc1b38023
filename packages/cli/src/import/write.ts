/** Pass 2: the ready cases into the store, many at once, each whole or not at all. */
import {
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
import { failed, type ReadyCase } from './prepare.js'
import { codeOf, messageOf } from './read/failure.js'
import { linesOf } from './spill.js'

/** The most events of one append; a longer case is written in several, from its beginning. */
const MOST_EVENTS = 2_000
const ATTEMPTS = 5

/** Writes the ready cases of all parts. Throws `Stopped`. */
export const writeCases = async (
  job: Job & { readonly store: EventStore },
  parts: ReadonlyArray<string>,
): Promise<void> => {
  const { tally, signal, onProgress, store } = job
  const sent = inFlight(AT_ONCE)
  let done = 0
  const write = async (line: string): Promise<void> => {
    if (signal.aborted) return
    const ready = JSON.parse(line) as ReadyCase
    const written = await writeCase(store, ready, signal, (count) => (tally.written += count))
    if (E.isLeft(written)) throw written.left
    tally.alreadyThere += ready.events.length - written.right
    done += 1
    if (done % 64 === 0) onProgress({ stage: 'writing', done, total: tally.cases })
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
    if (thrown instanceof Stopped) throw withWritten(thrown, tally.written)
    if (codeOf(thrown) === '') throw thrown
    const { folder } = job
    throw new Stopped({
      _tag: 'TemporaryLost',
      folder,
      reason: messageOf(thrown),
      written: tally.written,
    })
  }
  if (signal.aborted) throw new Stopped({ _tag: 'Interrupted', written: tally.written })
  onProgress({ stage: 'writing', done, total: tally.cases })
}

const withWritten = ({ error }: Stopped, written: number): Stopped =>
  new Stopped('written' in error ? { ...error, written } : error)

/** Appends what the store lacks of a case; how many events that were. */
const writeCase = async (
  store: EventStore,
  ready: ReadyCase,
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
        new Stopped({ _tag: 'Diverged', written: 0, total: 1, cases: [stored.right.left] }),
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
  (error._tag === 'Unavailable' && (error.fault === undefined || error.fault === 'busy'))

const seal = (
  store: EventStore,
  { events }: ReadyCase,
  from: number,
  lastRecordedAt: Instant | undefined,
): ReadonlyArray<NewEvent> => {
  const now = store.boundary.now()
  const recordedAt = lastRecordedAt === undefined ? now : laterOf(now, lastRecordedAt)
  return events
    .slice(from, from + MOST_EVENTS)
    .map(({ eventId, event, metadata }) => ({ eventId, recordedAt, event, metadata }))
}

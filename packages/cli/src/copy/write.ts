/** Writing windows: sealed events as they are. What the target has already is not written again. */
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

import {
  foldRead,
  isLasting,
  type AppendError,
  type EventStore,
  type NewEvent,
  type Position,
  type ReadError,
  type RecordedEvent,
  type Revision,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { OtherEvent } from './survey.js'
import { byStory, inOrder, type Group } from './window.js'

/** The source has lost the beginning of a stream, so its revisions can't be given to another. */
export interface BeginningLost {
  readonly _tag: 'BeginningLost'
  readonly stream: string
  /** The first that it has. */
  readonly revision: Revision
}

/** The store that a stream can't be written to, or read from, and why. */
interface WriteFailed {
  readonly _tag: 'WriteFailed'
  readonly stream: string
  readonly revision: Revision
  readonly error: AppendError | ReadError
}

export type WriteError = OtherEvent | BeginningLost | WriteFailed

export interface Writing {
  readonly target: EventStore
  /** `exact`: a target that carries out appends in the order in which they were asked for. */
  readonly order: 'exact' | 'window'
  /** What the target held up to here was there before. */
  readonly heldUpTo: Position
  readonly signal: AbortSignal
}

/** Stories that are written at once. */
const AT_ONCE = 64
const ATTEMPTS = 6
const PAUSE_MS = 100

const sealed = ({ eventId, recordedAt, event, metadata }: RecordedEvent): NewEvent => ({
  eventId,
  recordedAt,
  event,
  metadata,
})

const mayPass = (error: AppendError): boolean =>
  error._tag === 'OutcomeUnknown' || (error._tag === 'Unavailable' && !isLasting(error))

const append = (target: EventStore, group: Group): ReturnType<ReturnType<EventStore['append']>> => {
  const [{ stream, revision }, ...rest] = group
  const expected = revision === 0 ? 'noStream' : revision - 1
  return target.append(stream, expected, [sealed(group[0]), ...rest.map(sealed)])()
}

/** Of events that met others: what the target lacks of them, when all that it has is the same. */
const lacking = async (
  target: EventStore,
  group: Group,
): Promise<E.Either<WriteError, ReadonlyArray<RecordedEvent>>> => {
  const [{ stream, revision }] = group
  const last = group.at(-1) ?? group[0]
  const none: ReadonlyArray<RecordedEvent> = []
  const query = { stream, until: last.revision, ...(revision > 0 ? { after: revision - 1 } : {}) }
  const read = await foldRead(target, query, none, (all, event) => [...all, event])()
  if (E.isLeft(read)) return E.left({ _tag: 'WriteFailed', stream, revision, error: read.left })
  for (const [i, stored] of read.right.entries()) {
    const mine = group[i]
    if (stored.eventId === mine?.eventId) continue
    const at = { stream, revision: stored.revision }
    return E.left({
      _tag: 'OtherEvent',
      ...at,
      source: mine?.eventId ?? '',
      target: stored.eventId,
    })
  }
  return E.right(group.slice(read.right.length))
}

/** How many of the events were new to the target. */
const write = async (
  writing: Writing,
  group: Group,
  again = true,
): Promise<E.Either<WriteError, number>> => {
  const { target, heldUpTo, signal } = writing
  const [{ stream, revision }] = group
  for (let attempt = 1; ; attempt++) {
    const done = await append(target, group)
    if (E.isRight(done)) return E.right(done.right.position <= heldUpTo ? 0 : group.length)
    const error = done.left
    if (error._tag === 'Conflict') {
      const length = error.actual === 'noStream' ? 0 : error.actual + 1
      if (length < revision) return E.left({ _tag: 'BeginningLost', stream, revision })
      const rest = await lacking(target, group)
      if (E.isLeft(rest)) return rest
      const [first, ...more] = rest.right
      if (first === undefined) return E.right(0)
      if (again) return write(writing, [first, ...more], false)
    }
    if (!mayPass(error) || attempt >= ATTEMPTS || signal.aborted) {
      return E.left({ _tag: 'WriteFailed', stream, revision, error })
    }
    // told to end, it is not waited for
    await wait(PAUSE_MS * 2 ** attempt, undefined, { signal }).catch(() => undefined)
  }
}

const sumUp = (
  answers: ReadonlyArray<E.Either<WriteError, number>>,
): E.Either<WriteError, number> => {
  let sum = 0
  for (const answer of answers) {
    if (E.isLeft(answer)) return answer
    sum += answer.right
  }
  return E.right(sum)
}

/** Works on items in turn, so many at once; ends early at the first that fails. */
const sideBySide = async <A>(
  items: ReadonlyArray<A>,
  work: (item: A) => Promise<E.Either<WriteError, number>>,
): Promise<E.Either<WriteError, number>> => {
  const answers: E.Either<WriteError, number>[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length && !answers.some(E.isLeft)) {
      const item = items[next++]
      if (item !== undefined) answers.push(await work(item))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return sumUp(answers)
}

/** Writes a window; resolves, when all that was begun has ended, with how many events were new. */
export const writeWindow = async (
  writing: Writing,
  window: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<WriteError, number>> => {
  // each append that waits for another attempt listens
  setMaxListeners(0, writing.signal)
  if (writing.order === 'exact') {
    return sumUp(await Promise.all(inOrder(window).map((group) => write(writing, group))))
  }
  return sideBySide(byStory(window), async (groups) => {
    const answers: E.Either<WriteError, number>[] = []
    for (const group of groups) {
      const answer = await write(writing, group)
      answers.push(answer)
      if (E.isLeft(answer)) break
    }
    return sumUp(answers)
  })
}

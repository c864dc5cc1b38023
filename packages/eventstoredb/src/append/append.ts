/** Appending, by the classic path alone: what is certain is told, all else is an unknown outcome. */
import * as E from 'fp-ts/lib/Either.js'
import {
  show,
  type AppendError,
  type Appended,
  type EventStore,
  type Expected,
  type StreamName,
} from '@casetrail/core'
import type { JSONEventData } from '@eventstore/db-client'

import type { Linked } from '../connection/client.js'
import { failureOf, streamDeleted, typeOf, unavailableBy } from '../connection/failure.js'
import { textOf } from '../read/position.js'

import { encode } from './encode.js'
import { APPEND_LIMIT, tooLarge } from './limit.js'

interface Sending {
  readonly stream: StreamName
  readonly expected: Expected
  readonly events: JSONEventData[]
}

/** Sealed events, checked and measured, go to the server at one exact revision; never as ANY. */
export const appendTo =
  (linked: Linked): EventStore['append'] =>
  (stream, expected, events) =>
  async () => {
    if (expected !== 'noStream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
      const wrong = { pointer: '', found: show(expected), expected: 'noStream or a revision' }
      return E.left({ _tag: 'InvalidEvent', index: 0, ...wrong })
    }
    const encoded = encode(stream, events)
    if (E.isLeft(encoded)) return encoded
    const large = tooLarge(encoded.right)
    return large === undefined
      ? send(linked, { stream, expected, events: encoded.right })
      : E.left(large)
  }

/** How often an append is sent again that the server itself gave up. */
const RESENDS = 3

/**
 * Sends what is encoded, and understands the answer. The server gives up, after two seconds, an append
 * whose very same events are on their way already; at their revision they may be sent again.
 */
export const send = async (
  linked: Linked,
  sending: Sending,
): Promise<E.Either<AppendError, Appended>> => {
  for (let resends = 0; ; resends++) {
    try {
      return await sendOnce(linked, sending)
    } catch (thrown) {
      if (typeOf(thrown) !== 'timeout' || resends >= RESENDS) {
        return E.left(errorOf(linked, sending, thrown))
      }
    }
  }
}

const sendOnce = async (
  linked: Linked,
  { stream, expected, events }: Sending,
): Promise<E.Either<AppendError, Appended>> => {
  const answer = await linked.classic.appendToStream(stream, events, {
    expectedRevision: expected === 'noStream' ? 'no_stream' : BigInt(expected),
  })
  const { position, nextExpectedRevision } = answer
  // the ids were there before a deletion: nothing was written, and the stream reads as not found
  return position === undefined
    ? E.left(streamDeleted(stream))
    : E.right({ revision: Number(nextExpectedRevision), position: textOf(position) })
}

/** The revision in a refusal: missing is `no_stream`, or negative where it came as a status. */
const actualIn = (thrown: unknown): Expected | undefined => {
  const actual: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'actualVersion') : undefined
  if (typeof actual !== 'bigint') return actual === 'no_stream' ? 'noStream' : undefined
  return actual < 0n ? 'noStream' : Number(actual)
}

/** What became of an append that failed. */
export const errorOf = (
  { name, redact }: Linked,
  { stream, expected }: Sending,
  thrown: unknown,
): AppendError => {
  const type = typeOf(thrown)
  const actual = actualIn(thrown)
  if (type === 'wrong-expected-version' && actual !== undefined) {
    return { _tag: 'Conflict', stream, expected, actual }
  }
  if (type === 'stream-deleted') return streamDeleted(stream)
  if (type === 'maximum-append-size-exceeded') return refusedAsTooLarge(thrown)
  const failure = failureOf(thrown)
  const reason = redact(failure.reason)
  const { fault } = failure
  return fault === 'accessDenied' || fault === 'notAuthenticated' || fault === 'tooOld'
    ? unavailableBy(name, { ...failure, reason })
    : { _tag: 'OutcomeUnknown', reason: `${name}: ${reason}` }
}

/** A server with a limit below the usual one. */
const refusedAsTooLarge = (thrown: unknown): AppendError => {
  const limit: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'maxAppendSize') : undefined
  const known = typeof limit === 'number' && Number.isFinite(limit) ? limit : APPEND_LIMIT
  return { _tag: 'TooLarge', bytes: known + 1, limit: known }
}

/** Connecting to a server: at once and whole, so that what is wrong is told before anything is done. */
import { END, START, foldBatches, type EventStore, type Position } from '@casetrail/core'
import type { ConnectionProblem } from '@casetrail/eventstoredb'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'

import { storeFailure } from './failure.js'
import type { EsdbUrl } from './url.js'

export interface Connecting {
  /** Allows `tls=false` to other hosts than this machine. */
  readonly insecure: boolean
  readonly signal: AbortSignal
}

/** Told to end before the store was asked, or while it was. */
export const interruptedAt = (shown: string): Failure => ({
  code: 130,
  tag: 'Interrupted',
  lines: [`interrupted while ${shown} was asked; what was committed is whole`],
})

/** A connection that can't be made, with every mistake in it. */
export const mistaken = (
  { shown }: EsdbUrl,
  { mistakes }: ConnectionProblem,
  text: (mistake: ConnectionProblem['mistakes'][number]) => string,
): Failure => ({
  code: 2,
  tag: 'ConnectionProblem',
  lines: [
    `${shown} is no connection that can be made`,
    // what a program gives as an option, a person gives as a flag
    ...mistakes.map((one) => text(one).replace('the option { insecure: true }', '--insecure')),
  ],
  details: mistakes,
})

/** Reads of all end with the program's signal, whoever makes them; those of a stream are short. */
const attentive = (store: EventStore, signal: AbortSignal): EventStore => ({
  ...store,
  read: (query, own) => store.read(query, own ?? ('all' in query ? signal : undefined)),
})

export interface Connected {
  readonly store: EventStore
  /** Where the store ended. */
  readonly head: Position
  readonly close: () => Promise<void>
}

/** Connects and asks where the store ends. Rejects: `ConnectionProblem`, what the server answers, `Interrupted`. */
export const connect = async (
  url: EsdbUrl,
  { insecure, signal }: Connecting,
): Promise<E.Either<Failure, Connected>> => {
  // its client takes a while to load, which a file needs not wait for
  const { eventStoreDb, mistakeText } = await import('@casetrail/eventstoredb')
  const made = eventStoreDb(url.connection, { insecure })
  if (E.isLeft(made)) return E.left(mistaken(url, made.left, mistakeText))
  const { close, ...store } = made.right
  const query = { all: true, after: END } as const
  const head = await foldBatches<Position, never>(
    store,
    query,
    START,
    (_, { last }) => E.right(last),
    signal,
  )()
  if (E.isRight(head)) {
    return E.right({ store: attentive(store, signal), head: head.right, close })
  }
  await close()
  return E.left(signal.aborted ? interruptedAt(url.shown) : storeFailure(head.left, url.shown))
}

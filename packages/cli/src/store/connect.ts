/** Connecting to a server: at once and whole, so that what is wrong is told before anything is done. */
import { END, foldRead, type EventStore } from '@casetrail/core'
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
  readonly close: () => Promise<void>
}

/** A server that is silent is not waited for. */
const abortOf = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => {
    const tell = (): void => {
      resolve('aborted')
    }
    if (signal.aborted) tell()
    else signal.addEventListener('abort', tell, { once: true })
  })

/** Connects and asks the server for something that takes it no time. Rejects: `ConnectionProblem`, what the server answers, `Interrupted`. */
export const connect = async (
  url: EsdbUrl,
  { insecure, signal }: Connecting,
): Promise<E.Either<Failure, Connected>> => {
  // its client takes a while to load, which a file needs not wait for
  const { eventStoreDb, mistakeText } = await import('@casetrail/eventstoredb')
  const made = eventStoreDb(url.connection, { insecure })
  if (E.isLeft(made)) return E.left(mistaken(url, made.left, mistakeText))
  const { close, ...store } = made.right
  const asked = foldRead(store, { all: true, after: END }, undefined, () => undefined, signal)()
  const answer = await Promise.race([asked, abortOf(signal)])
  if (answer !== 'aborted' && E.isRight(answer)) {
    return E.right({ store: attentive(store, signal), close })
  }
  await close()
  return E.left(
    answer === 'aborted' || signal.aborted
      ? interruptedAt(url.shown)
      : storeFailure(answer.left, url.shown),
  )
}

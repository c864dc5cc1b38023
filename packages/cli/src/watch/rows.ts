/** Rows that keep up with a store that others write to, and whose rows others may bring up to date. */
import * as E from 'fp-ts/lib/Either.js'
import { setTimeout as wait } from 'node:timers/promises'

import type { Failure } from '../failure.js'
import type { OpenedStore } from '../store/open-store.js'
import { caughtUp } from '../query/catch-up.js'
import type { Terminal } from '../terminal.js'

const TRIES = 8
const PAUSE_MS = 20

/** Brings the rows up to date; another program that does the same is waited for. */
export const keepUp = async (
  { store, rows, url }: OpenedStore,
  terminal: Terminal,
  quiet: boolean,
): Promise<E.Either<Failure, number>> => {
  const source = { store, rows, url: url.shown }
  for (let n = 1; ; n++) {
    const done = await caughtUp(source, terminal, quiet)
    if (E.isRight(done)) return E.right(done.right.events)
    if (done.left.tag !== 'Overtaken' || n === TRIES) return done
    await wait(PAUSE_MS * n * Math.random())
  }
}

/** The store's connection: opened at first use, again after a failed opening, never after closing. */
import { setTimeout as delay } from 'node:timers/promises'

import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '@casetrail/core'

import type { Connection } from './connection.js'
import { FileFault, isBusy, unavailableBy } from './fault.js'
import { openFile, type OpenOptions } from './open.js'

export interface Session {
  /** Throws `FileFault` or what SQLite throws. */
  readonly connection: () => Connection
  readonly failure: (thrown: unknown) => Unavailable
  /** Runs what only reads; while another process keeps the file locked, again and again. */
  readonly reading: <A>(work: (connection: Connection) => A) => Promise<E.Either<Unavailable, A>>
  readonly close: () => void
  readonly busyMs: number
}

/** Milliseconds before trying again for a lock. */
export const pauseMs = (): number => 1 + Math.random() * 9

export const makeSession = (path: string, options: OpenOptions): Session => {
  let open: Connection | undefined
  let closed = false

  const connection = (): Connection => {
    if (closed) throw new FileFault('closed', 'the store was closed; open it again')
    open ??= openFile(path, options)
    return open
  }
  const failure = (thrown: unknown): Unavailable => unavailableBy(path, thrown)

  return {
    connection,
    failure,
    busyMs: options.busyMs,
    reading: async (work) => {
      const deadline = Date.now() + options.busyMs
      for (;;) {
        try {
          return E.right(work(connection()))
        } catch (thrown) {
          if (!isBusy(thrown) || Date.now() > deadline) return E.left(failure(thrown))
        }
        await delay(pauseMs())
      }
    },
    close: () => {
      closed = true
      const last = open
      open = undefined
      if (last === undefined) return
      try {
        // the library keeps the file open until its statements are collected: leave no log behind
        last.get('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // the log stays beside the file and is read at the next opening
      } finally {
        last.close()
      }
    },
  }
}

/** The embedded store: one SQLite file. */
import { randomUUID } from 'node:crypto'

import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import {
  fromEpochMs,
  type EventId,
  type EventStore,
  type Instant,
  type Unavailable,
} from '@casetrail/core'
import type { RowStore } from '@casetrail/core/read-model'

import { appendTo } from './append.js'
import { makeChanges } from './changes.js'
import { makeGroupCommit } from './group-commit.js'
import { makeLog } from './log.js'
import { readFrom } from './read.js'
import { rowsIn } from './rows.js'
import { makeSession } from './session.js'

export interface SqliteOptions {
  /** Stamps what is appended; default: the system's clock. */
  readonly now?: IO<Instant>
  /** A new UUID at each call; default: a random one. */
  readonly newId?: IO<EventId>
  /** How long to wait for another process's lock, in ms, before `busy`; default 5,000. */
  readonly busyMs?: number
  /** How often a live read looks for what other processes appended, in ms; default 50. */
  readonly pollMs?: number
  /** The most pages (of 4 KiB) that the file may have; beyond: `diskFull`. Default: SQLite's own. */
  readonly maxPages?: number
}

export interface SqliteStore extends EventStore {
  /** Rows, group items and checkpoints, in the same file. */
  readonly rows: RowStore
  /** Opens the file now, which else the first use does. */
  readonly open: () => E.Either<Unavailable, void>
  /** Carries out what waits, then closes; whatever is asked afterwards is `Unavailable`, `closed`. */
  readonly close: () => void
}

/**
 * The store in a file, which is made when it isn't there. Appends are durable when they return;
 * those of concurrent callers share one transaction. Several processes may write the same file.
 *
 * An append holds at most `APPEND_LIMIT` bytes of JSON, else `TooLarge`. What keeps the file from
 * being used is `Unavailable` with its `fault`, from every operation; nothing throws.
 *
 * @example
 * import { handle } from '@casetrail/core'
 * import { caseAggregate } from '@casetrail/core/case'
 * import { retail2025 } from '@casetrail/core/standards'
 * import { sqliteStore } from '@casetrail/sqlite'
 *
 * const store = sqliteStore('desk.db')
 * const cases = handle(store, caseAggregate([retail2025]))
 * store.open()._tag // 'Right'
 * store.close()
 */
export const sqliteStore = (path: string, options: SqliteOptions = {}): SqliteStore => {
  const { busyMs = 5_000, pollMs = 50, maxPages } = options
  const session = makeSession(path, { busyMs, maxPages })
  const changes = makeChanges()
  const log = makeLog()
  const commits = makeGroupCommit(session, {
    begun: log.begun,
    undone: log.undone,
    committed: changes.happened,
  })

  return {
    append: appendTo(commits, log),
    read: readFrom(session, changes, pollMs),
    boundary: {
      now: options.now ?? (() => fromEpochMs(Date.now())),
      newId: options.newId ?? randomUUID,
    },
    rows: rowsIn(session, commits),
    open: () => E.tryCatch(() => void session.connection(), session.failure),
    close: () => {
      commits.flush()
      session.close()
      changes.happened()
    },
  }
}

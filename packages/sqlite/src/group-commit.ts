/** Group commit: the writes of concurrent callers share one transaction, and so one fsync. */
import * as E from 'fp-ts/lib/Either.js'
import type { OutcomeUnknown, Unavailable } from '@casetrail/core'

import type { Connection } from './connection.js'
import { codeOf, isBusy } from './fault.js'
import { pauseMs, type Session } from './session.js'

type WriteError = Unavailable | OutcomeUnknown

/** What is told of each transaction. */
export interface Watch {
  readonly begun: (connection: Connection) => void
  readonly committed: () => void
  readonly undone: () => void
}

export interface GroupCommit {
  /** Resolves when durable. A write that throws is undone alone and does not harm the others. */
  readonly write: <A>(work: (connection: Connection) => A) => Promise<E.Either<WriteError, A>>
  /** Carries out all that waits, at once; what a lock stops stays. */
  readonly flush: () => void
}

interface Job {
  /** Does the work; its answer may be told only after the commit. */
  readonly work: (connection: Connection) => () => void
  readonly fail: (error: WriteError) => void
}

/** More than this in one transaction would keep the thread and the lock for too long. */
const GROUP = 1_000

export const makeGroupCommit = (session: Session, watch: Watch): GroupCommit => {
  let waiting: Job[] = []
  let scheduled = false
  let busySince: number | undefined

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  const flush = (): void => {
    scheduled = false
    const group = waiting.splice(0, GROUP)
    if (group.length === 0) return
    if (commit(session, group, watch) === 'done') {
      busySince = undefined
    } else {
      busySince ??= Date.now()
      if (Date.now() - busySince < session.busyMs) {
        waiting = [...group, ...waiting]
        scheduled = true
        setTimeout(flush, pauseMs())
        return
      }
      busySince = undefined
      for (const job of group) job.fail(session.failure(locked))
    }
    if (waiting.length > 0) schedule()
  }

  return {
    flush: () => {
      for (let left = Infinity; waiting.length > 0 && waiting.length < left;) {
        left = waiting.length
        flush()
      }
    },
    write: (work) =>
      new Promise((resolve) => {
        waiting.push({
          work: (connection) => {
            const answer = work(connection)
            return () => {
              resolve(E.right(answer))
            }
          },
          fail: (error) => {
            resolve(E.left(error))
          },
        })
        schedule()
      }),
  }
}

const locked = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })

/** One transaction for all jobs; when one of them fails, one for each. `busy`: nothing was begun. */
const commit = (session: Session, jobs: ReadonlyArray<Job>, watch: Watch): 'done' | 'busy' => {
  const failAll = (error: WriteError): 'done' => {
    for (const job of jobs) job.fail(error)
    return 'done'
  }
  let connection: Connection
  try {
    connection = session.connection()
    connection.run('BEGIN IMMEDIATE')
  } catch (thrown) {
    return isBusy(thrown) ? 'busy' : failAll(session.failure(thrown))
  }
  const answers: (() => void)[] = []
  try {
    watch.begun(connection)
    for (const job of jobs) answers.push(job.work(connection))
  } catch (thrown) {
    const undone = rollBack(connection)
    watch.undone()
    if (!undone || jobs.length === 1) return failAll(session.failure(thrown))
    for (const job of jobs) {
      if (commit(session, [job], watch) === 'busy') job.fail(session.failure(locked))
    }
    return 'done'
  }
  try {
    connection.run('COMMIT')
  } catch (thrown) {
    const undone = rollBack(connection) && isSurelyUndone(thrown)
    watch.undone()
    const error = session.failure(thrown)
    return failAll(undone ? error : unknownOutcome(error))
  }
  for (const answer of answers) answer()
  watch.committed()
  return 'done'
}

/** Whether the transaction is gone; SQLite has often undone it by itself. */
const rollBack = (connection: Connection): boolean => {
  try {
    if (connection.inTransaction()) connection.run('ROLLBACK')
    return !connection.inTransaction()
  } catch {
    return false
  }
}

/** An input or output error at the commit may have come after its record reached the log. */
const isSurelyUndone = (thrown: unknown): boolean => {
  const code = codeOf(thrown)
  return ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_READONLY', 'SQLITE_CONSTRAINT'].some((known) =>
    code.startsWith(known),
  )
}

const unknownOutcome = (error: Unavailable): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  reason: `${error.reason} (at the commit)`,
})

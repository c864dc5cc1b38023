/** Rows that are up to date with their store, or as they would have been at an earlier time. */
import {
  END,
  START,
  foldBatches,
  fromEpochMs,
  type EpochMs,
  type EventStore,
  type Position,
  type ReadError,
  type Unavailable,
} from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import {
  deskModels,
  project,
  type ProjectError,
  type ProjectOptions,
  type Progress,
} from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { replayBar } from '../present/replay-bar.js'
import { shareOf } from '../present/share.js'
import { storeFailure } from '../store/failure.js'
import type { Terminal } from '../terminal.js'

export interface CaughtUp {
  readonly rows: RowStore
  /** How many events were new to the rows. */
  readonly events: number
  /** How many of these could not be read and are not in the rows. */
  readonly parked: number
  readonly position: Position
}

/** Events between commits: often enough for a bar to move. */
const COMMIT_EVERY = 5_000

/** Brings the rows of a desk up to date. */
export type Runner = (
  store: Pick<EventStore, 'read'>,
  rows: RowStore,
  options: RunnerOptions,
) => ReturnType<typeof project>

export type RunnerOptions = Pick<ProjectOptions, 'commitEvery' | 'signal' | 'onProgress'>

const alone: Runner = (store, rows, options) => project(store, rows, deskModels, options)

/** Where the store ends. */
export const headOf = (store: Pick<EventStore, 'read'>): Promise<E.Either<ReadError, Position>> =>
  foldBatches<Position, never>(store, { all: true, after: END }, START, (_, { last }) =>
    E.right(last),
  )()

/** The rows are of events that the store has not: it was put back to an earlier state. */
interface RowsAhead {
  readonly _tag: 'RowsAhead'
  readonly checkpoint: Position
  readonly head: Position
}

type BringError = ProjectError | RowsAhead

/** Why rows could not be brought up to date, for a person. */
const projectFailure = (error: BringError, url: string, stopped: boolean): Failure => {
  if (stopped) {
    return {
      code: 130,
      tag: 'Interrupted',
      lines: ['interrupted; the rows are whole', 'run the same command again for the rest'],
    }
  }
  if (error._tag === 'Overtaken') {
    return {
      code: 4,
      tag: error._tag,
      lines: ['another program moved the rows meanwhile', 'run the same command again'],
      details: error,
    }
  }
  if (error._tag === 'RowsAhead') {
    return {
      code: 4,
      tag: error._tag,
      lines: [
        `the rows have come to ${error.checkpoint}, but ${url} ends at ${error.head === START ? 'its beginning' : error.head}: it was put back to an earlier state`,
        'casetrail replay --from-scratch makes them anew',
      ],
      details: error,
    }
  }
  return storeFailure(error, url)
}

/** A store with its rows, and its name as it may be printed. */
export interface Origin {
  readonly store: Pick<EventStore, 'read'>
  readonly rows: RowStore
  readonly url: string
}

/** Where the read models that have come least far stand. */
const begunAt = async (rows: RowStore): Promise<E.Either<Unavailable, Position>> => {
  let least: Position | undefined
  for (const facts of deskModels.facts) {
    const at = await rows.checkpoint(facts)()
    if (E.isLeft(at)) return at
    least = least === undefined || at.right < least ? at.right : least
  }
  return E.right(least ?? START)
}

/** Brings rows up to date, drawing a bar where there is a terminal for it. */
const bring = async (
  store: Pick<EventStore, 'read'>,
  rows: RowStore,
  terminal: Terminal,
  quiet: boolean,
  run: Runner,
): Promise<E.Either<BringError, CaughtUp>> => {
  const head = await headOf(store)
  if (E.isLeft(head)) return head
  const begun = await begunAt(rows)
  if (E.isLeft(begun)) return begun
  const [from, to] = [begun.right, head.right]
  if (from > to) return E.left({ _tag: 'RowsAhead', checkpoint: from, head: to })
  const bar = replayBar(quiet || from === to ? undefined : terminal.bar)
  const done = await run(store, rows, {
    commitEvery: COMMIT_EVERY,
    signal: terminal.signal,
    onProgress: ({ position, events }: Progress) => {
      bar.show(shareOf(from, position, to), events)
    },
  })()
  bar.stop()
  return E.isLeft(done) ? done : E.right({ rows, ...done.right })
}

const toFailure =
  (url: string, terminal: Terminal) =>
  (error: BringError): Failure =>
    projectFailure(error, url, terminal.signal.aborted)

/** The store's rows, caught up with its events. */
export const caughtUp = async (
  { store, rows, url }: Origin,
  terminal: Terminal,
  quiet: boolean,
  run: Runner = alone,
): Promise<E.Either<Failure, CaughtUp>> =>
  E.mapLeft(toFailure(url, terminal))(await bring(store, rows, terminal, quiet, run))

/** The same for a question, which a file that can only be read answers too: from rows in memory. */
export const readyRows = async (
  { store, rows, url }: Origin,
  terminal: Terminal,
  quiet: boolean,
): Promise<E.Either<Failure, CaughtUp>> => {
  const own = await bring(store, rows, terminal, quiet, alone)
  const readOnly = E.isLeft(own) && own.left._tag === 'Unavailable' && own.left.fault === 'readOnly'
  const ready = readOnly ? await bring(store, inMemoryRowStore(), terminal, quiet, alone) : own
  return E.mapLeft(toFailure(url, terminal))(ready)
}

/** Rows of what was known at an instant, in memory. */
export const asKnownAt = async (
  { store, url }: Omit<Origin, 'rows'>,
  terminal: Terminal,
  quiet: boolean,
  at: EpochMs,
): Promise<E.Either<Failure, CaughtUp>> =>
  E.mapLeft(toFailure(url, terminal))(
    await bring(store, inMemoryRowStore(), terminal, quiet, (events, rows, options) =>
      project(events, rows, deskModels, { ...options, knownAt: fromEpochMs(at) }),
    ),
  )

/** Replay on several threads: workers read and evolve parts of the history, this thread commits. */
import {
  START,
  positionNumber,
  positionOf,
  type EventStore,
  type Position,
  type Unavailable,
} from '@casetrail/core'
import type { Overtaken, ProjectionId, RowStore } from '@casetrail/core/read-model'
import { deskModels, project } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import { headOf, type Runner, type RunnerOptions } from '../query/catch-up.js'

import { threads, type Hire } from './crew.js'
import { together, type Counts } from './hand-over.js'
import type { Task } from './part.js'

export interface Parallel {
  /** The store's file. */
  readonly path: string
  readonly workers: number
  /** Positions between two commits; default 5,000. */
  readonly window?: number
  readonly hire?: Hire
}

/**
 * A runner like `project` that shares the work among threads. The history is taken in windows; all
 * parts of one are committed together with its checkpoint. What is too short to be shared, what is
 * appended meanwhile and what workers can't go on with is left to the plain runner, which tells why.
 */
export const inParallel =
  (parallel: Parallel): Runner =>
  (store, rows, options) =>
  async () => {
    const { signal, onProgress } = options
    let done: Counts = { events: 0, parked: 0 }
    for (;;) {
      // groups that have fallen behind are built before any worker looks at the rows
      const begun = await project(ending(store), rows, deskModels)()
      if (E.isLeft(begun)) return begun
      const known = await checkpointsOf(rows)
      if (E.isLeft(known)) return known
      const head = await headOf(store)
      if (E.isLeft(head)) return head
      const windows = windowsOf(known.right, head.right, parallel.window ?? 5_000)
      const shared = await share(parallel, { checkpoints: known.right, windows }, rows, {
        ...(signal === undefined ? {} : { signal }),
        onProgress: (progress) => {
          done = sum(done, progress)
          onProgress?.({ ...progress, ...done })
        },
      })
      if (E.isLeft(shared)) {
        if (shared.left._tag === 'Overtaken') continue
        return shared
      }
      const rest = await project(store, rows, deskModels, {
        ...options,
        onProgress: (progress) => onProgress?.({ ...progress, ...sum(done, progress) }),
      })()
      if (E.isLeft(rest)) return rest
      return E.right({ ...rest.right, ...sum(done, rest.right) })
    }
  }

const sum = (a: Counts, b: Counts): Counts => ({
  events: a.events + b.events,
  parked: a.parked + b.parked,
})

/** The same store without what comes next. */
const ending = (store: Pick<EventStore, 'read'>): Pick<EventStore, 'read'> => ({
  read: (query, signal) =>
    store.read('all' in query ? { ...query, until: query.after ?? START } : query, signal),
})

type Checkpoints = Task['checkpoints']

/** A group is where its facts are, or another runner has moved them meanwhile. */
const checkpointsOf = async (rows: RowStore): Promise<E.Either<Unavailable, Checkpoints>> => {
  const checkpoints: (readonly [ProjectionId, Position])[] = []
  for (const { name, version } of deskModels.facts) {
    const at = await rows.checkpoint({ name, version })()
    if (E.isLeft(at)) return at
    const groups = deskModels.groups.filter((group) => group.from.name === name)
    for (const id of [{ name, version }, ...groups]) {
      checkpoints.push([{ name: id.name, version: id.version }, at.right])
    }
  }
  return E.right(checkpoints)
}

/** Where windows end between the rows and the store's head; none where there is less than one. */
const windowsOf = (
  checkpoints: Checkpoints,
  head: Position,
  size: number,
): ReadonlyArray<Position> => {
  const from = Math.min(...checkpoints.map(([, at]) => positionNumber(at)))
  const count = Math.floor((positionNumber(head) - from) / size)
  return Array.from({ length: count }, (_, i) => positionOf(from + (i + 1) * size))
}

/** Replays some windows; ends early, with what is committed, when interrupted or when a worker ends. */
const share = async (
  { path, workers, hire = threads() }: Parallel,
  task: Pick<Task, 'checkpoints' | 'windows'>,
  rows: RowStore,
  { signal, onProgress }: RunnerOptions,
): Promise<E.Either<Unavailable | Overtaken, void>> => {
  if (task.windows.length === 0) return E.right(undefined)
  const hands = Array.from({ length: workers }, (_, index) =>
    hire({ ...task, path, partition: { index, of: workers } }),
  )
  try {
    for (const position of task.windows) {
      const told = await Promise.all(hands.map((hand) => hand.next()))
      const parts = told.filter((part) => part !== undefined)
      if (signal?.aborted === true || parts.length < workers) return E.right(undefined)
      const written = await rows.commit(together(parts))()
      if (E.isLeft(written)) return written
      for (const hand of hands) hand.committed()
      onProgress?.({ ...parts.reduce<Counts>(sum, { events: 0, parked: 0 }), position })
    }
    return E.right(undefined)
  } finally {
    await Promise.all(hands.map((hand) => hand.stop()))
  }
}

/**
 * One part of a parallel replay: the runner over the events of some correlations, window by window,
 * with its changes handed over to be committed instead of being written.
 */
import { START, type AllQuery, type EventStore, type Position } from '@casetrail/core'
import type { Changes, Key, ProjectionId, RowStore } from '@casetrail/core/read-model'
import {
  deskModels,
  parkedIn,
  project,
  type ProjectError,
  type Progress,
} from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import { partOf, type Part } from './hand-over.js'

export interface Task {
  /** The store's file. */
  readonly path: string
  readonly partition: NonNullable<AllQuery['partition']>
  /** How far each of the read models has come. */
  readonly checkpoints: ReadonlyArray<readonly [ProjectionId, Position]>
  /** The last position of each window, in order, all of them within the store. */
  readonly windows: ReadonlyArray<Position>
}

const PARKED: ReadonlySet<string> = new Set(deskModels.facts.map((id) => parkedIn(id).name))

/** Several facts may be without one event. */
const parkedAmong = ({ rows }: Changes): number =>
  new Set(rows.flatMap(([{ name }, list]) => (PARKED.has(name) ? list.map(({ key }) => key) : [])))
    .size

/**
 * Replays a part. `hand` takes a window's changes and resolves when those of the window before are
 * committed: one window is evolved while another is written.
 */
export const replayPart = (
  store: Pick<EventStore, 'read'>,
  rows: RowStore,
  { partition, checkpoints, windows }: Omit<Task, 'path'>,
  hand: (part: Part) => Promise<void>,
  signal: AbortSignal,
): Promise<E.Either<ProjectError, Progress>> => {
  let events = 0
  /** The changed rows of the last window, which may not be in the file yet. */
  let handed: ReadonlyMap<string, ReadonlyMap<Key, unknown>> = new Map()

  const read: EventStore['read'] = async function* (query, stopped) {
    if (!('all' in query)) {
      yield* store.read(query, stopped)
      return
    }
    let { after = START } = query
    for (const until of windows) {
      const part = { ...query, after, until, partition }
      for await (const batch of store.read(part, stopped)) {
        if (E.isLeft(batch)) {
          yield batch
          continue
        }
        events += batch.right.events.length
        yield E.right(batch.right.caughtUp ? { ...batch.right, last: until } : batch.right)
      }
      if (stopped?.aborted === true) return
      after = until
    }
  }

  const collecting: RowStore = {
    ...rows,
    checkpoint: ({ name, version }) => {
      const known = checkpoints.find(([id]) => id.name === name && id.version === version)
      return () => Promise.resolve(E.right(known?.[1] ?? START))
    },
    load: (id, keys) => async () => {
      const recent = handed.get(id.name)
      const older = recent === undefined ? keys : keys.filter((key) => !recent.has(key))
      const loaded = await rows.load(id, older)()
      if (E.isLeft(loaded) || recent === undefined) return loaded
      const found = new Map(loaded.right)
      for (const key of keys) {
        const row = recent.get(key)
        if (row !== undefined) found.set(key, row)
      }
      return E.right(found)
    },
    commit: (changes) => async () => {
      handed = new Map(
        changes.rows.map(([{ name }, list]) => [
          name,
          new Map(list.map(({ key, row }) => [key, row])),
        ]),
      )
      const part = partOf(changes, { events, parked: parkedAmong(changes) })
      events = 0
      await hand(part)
      return E.right(undefined)
    },
  }

  return project({ read }, collecting, deskModels, { commitEvery: Infinity, signal })()
}

/** The runner: events into rows, from the checkpoints to the head of the store. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  categoryOf,
  foldBatches,
  type DecodeError,
  type EventBatch,
  type EventStore,
  type Position,
  type ReadError,
  type RecordedEvent,
  type Revision,
  type Unavailable,
} from '@casetrail/core'
import type { Changes, Overtaken, RowStore } from '@casetrail/core/read-model'

import { idText } from '../figures/origin.js'

import type { ReadModels } from './read-models.js'
import { begin, type Lane, type Progress, type ProjectOptions, type Run } from './run.js'

/** A stored event that no codec of the read models can read; nothing is skipped silently. */
export interface UndecodableEvent {
  readonly _tag: 'UndecodableEvent'
  readonly position: Position
  readonly stream: string
  readonly revision: Revision
  readonly error: DecodeError
}

export type ProjectError = ReadError | UndecodableEvent | Overtaken

/**
 * Brings rows up to date: reads on from the checkpoints, evolves, and commits rows and checkpoints
 * together. Redelivered events change nothing; an interrupted run goes on where it was committed.
 *
 * When another runner has moved the rows on, the run begins anew from where they are now.
 *
 * Rejects: the store's `ReadError`s; `UndecodableEvent` (everything before it is committed);
 * `Overtaken` only with `onMoves`, since what follows the moves must then begin anew too.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { testBoundary } from '@casetrail/core/testing'
 * import { caseModels, project } from '@casetrail/projections'
 *
 * const store = inMemoryEventStore(testBoundary())
 * await project(store, inMemoryRowStore(), caseModels)() // { _tag: 'Right', right: { events: 0, position: '' } }
 */
export const project =
  (
    store: Pick<EventStore, 'read'>,
    rows: RowStore,
    models: ReadModels,
    options: ProjectOptions = {},
  ): TaskEither<ProjectError, Progress> =>
  async () => {
    for (;;) {
      const done = await runOnce(store, rows, models, options)
      const again =
        E.isLeft(done) && done.left._tag === 'Overtaken' && options.onMoves === undefined
      if (!again) return done
    }
  }

const runOnce = async (
  store: Pick<EventStore, 'read'>,
  rows: RowStore,
  models: ReadModels,
  options: ProjectOptions,
): Promise<E.Either<ProjectError, Progress>> => {
  const begun = await begin(rows, models, options)
  if (E.isLeft(begun)) return begun
  const run = begun.right
  const query = {
    all: true as const,
    categories: [...run.readers.keys()],
    after: run.position,
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
    ...(options.live === undefined ? {} : { live: options.live }),
  }
  const every = options.commitEvery ?? 20_000
  const read = await foldBatches<undefined, ProjectError>(
    store,
    query,
    undefined,
    async (_, batch) => {
      const taken = await take(run, batch)
      if (E.isLeft(taken)) {
        const kept = await commit(run)
        return E.isLeft(kept) ? kept : taken
      }
      return run.uncommitted >= every || batch.caughtUp ? commit(run) : E.right(undefined)
    },
    options.signal,
  )()
  if (E.isLeft(read)) return read
  // one that follows the store may be ended between two commits
  const ended = options.live === true ? await commit(run) : E.right(undefined)
  return E.isLeft(ended) ? ended : E.right({ events: run.events, position: run.position })
}

/** An event as its readers see it. */
interface Fresh {
  readonly event: RecordedEvent
  readonly lanes: ReadonlyArray<Lane>
}

const decode = (run: Run, recorded: RecordedEvent): E.Either<UndecodableEvent, Fresh> => {
  const { event, metadata, stream, revision, position } = recorded
  const byType = run.readers.get(categoryOf(stream))
  // a type that none of them knows: any of them says so
  const readers = byType?.get(event.type) ?? byType?.values().next().value
  if (readers === undefined) return E.right({ event: recorded, lanes: [] })
  const { catalogue, lanes } = readers
  const decoded = catalogue.decode(event, metadata.schemaVersion, 'shape')
  if (E.isLeft(decoded)) {
    const error = decoded.left
    return E.left({ _tag: 'UndecodableEvent', position, stream, revision, error })
  }
  const read = decoded.right === event ? recorded : { ...recorded, event: decoded.right }
  return E.right({ event: read, lanes })
}

const take = async (run: Run, batch: EventBatch): Promise<E.Either<ProjectError, undefined>> => {
  let count = 0
  const seen = new Map<Lane, RecordedEvent[]>(run.lanes.map((lane) => [lane, []]))
  let failed: E.Left<UndecodableEvent> | undefined
  let last = run.position
  for (const recorded of batch.events) {
    if (recorded.position <= last) continue
    const decoded = decode(run, recorded)
    if (E.isLeft(decoded)) {
      failed = decoded
      break
    }
    last = recorded.position
    count += 1
    for (const lane of decoded.right.lanes) {
      if (recorded.position > lane.checkpoint) seen.get(lane)?.push(decoded.right.event)
    }
  }
  for (const [lane, events] of seen) {
    const brought = await evolve(run, lane, events)
    if (E.isLeft(brought)) return brought
  }
  run.events += count
  run.uncommitted += count
  run.position = failed === undefined && batch.last > last ? batch.last : last
  return failed ?? E.right(undefined)
}

const evolve = async (
  run: Run,
  { working }: Lane,
  events: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<Unavailable, undefined>> => {
  const { facts } = working
  const keys = events.map((event) => facts.keyOf(event))
  const brought = await working.bring(keys)
  if (E.isLeft(brought)) return brought
  const watched = run.options.onMoves !== undefined
  for (let i = 0; i < events.length; i++) {
    const event = events[i]
    const key = keys[i]
    if (event === undefined || key === undefined) continue
    const place = working.at(key)
    const before = place.row
    const after = facts.evolve(before, event)
    if (after === before) continue
    working.put(place, after)
    if (!watched) continue
    const id = `${idText(facts)}\u001f${key}`
    const move = run.moves.get(id)
    run.moves.set(id, { facts, key, before: move === undefined ? before : move.before, after })
  }
  return E.right(undefined)
}

const commit = async (run: Run): Promise<E.Either<Unavailable | Overtaken, undefined>> => {
  // projections that were ahead of the others stay where they are until the run has come there
  const checkpoints = run.checkpoints.map(
    ([id, at]) => [id, at < run.position ? run.position : at] as const,
  )
  const stands = checkpoints.every(([, to], i) => to === run.checkpoints[i]?.[1])
  if (!stands) {
    const written = await run.rows.commit({
      ...changesOf(run),
      checkpoints,
      expected: run.checkpoints,
    })()
    if (E.isLeft(written)) return written
  }
  run.checkpoints = checkpoints
  for (const { working } of run.lanes) working.committed()
  run.uncommitted = 0
  if (run.options.onMoves !== undefined) {
    run.options.onMoves([...run.moves.values()])
    run.moves = new Map()
  }
  run.options.onProgress?.({ events: run.events, position: run.position })
  return E.right(undefined)
}

const changesOf = (run: Run): Pick<Changes, 'rows' | 'groups'> => {
  const rows = run.lanes.map(({ working }) => [working.facts, working.changes()] as const)
  const groups = run.groups.map((group) => {
    const changed = rows.find(([facts]) => idText(facts) === idText(group.from))?.[1] ?? []
    const moved = changed.map(({ key, row }) => ({
      from: key,
      items: row === undefined ? [] : group.contributions(row, key),
    }))
    return [group, moved] as const
  })
  return { rows, groups }
}

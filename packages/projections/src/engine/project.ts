/** The runner: events into rows, from the checkpoints to the head of the store. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  foldBatches,
  type EventBatch,
  type EventStore,
  type Position,
  type ReadError,
  type RecordedEvent,
  type Unavailable,
} from '@casetrail/core'
import type { Changes, Overtaken, RowStore } from '@casetrail/core/read-model'

import { idText } from '../figures/origin.js'

import { parkedIn, threwAt } from './parked.js'
import type { ReadModels } from './read-models.js'
import { readBy, type Lane } from './readers.js'
import { begin, type Progress, type ProjectOptions, type Run } from './run.js'

export type ProjectError = ReadError | Overtaken

/**
 * Brings rows up to date: reads on from the checkpoints, evolves, and commits rows and checkpoints
 * together. Redelivered events change nothing; an interrupted run goes on where it was committed.
 *
 * An event that no codec reads, of a type or a version that none knows, or that facts throw at is
 * parked with the reason: the line goes on, the rows of its story are without it, and `parked` lists
 * it. Streams of categories that no facts read are not read at all.
 *
 * When another runner has moved the rows on, the run begins anew from where they are now.
 *
 * Rejects: the store's `ReadError`s; `Overtaken` only with `onMoves`, since what follows the moves must
 * then begin anew too. What was committed stands.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { testBoundary } from '@casetrail/core/testing'
 * import { caseModels, project } from '@casetrail/projections'
 *
 * const store = inMemoryEventStore(testBoundary())
 * await project(store, inMemoryRowStore(), caseModels)() // { _tag: 'Right', right: { events: 0, parked: 0, position: '' } }
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
      if (E.isLeft(taken)) return taken
      return run.uncommitted >= every || batch.caughtUp ? commit(run) : E.right(undefined)
    },
    options.signal,
  )()
  if (E.isLeft(read)) return read
  // one that follows the store may be ended between two commits
  const ended = options.live === true ? await commit(run) : E.right(undefined)
  return E.isLeft(ended) ? ended : E.right(progressOf(run))
}

const progressOf = ({ events, parked, position }: Run): Progress => ({ events, parked, position })

const take = async (run: Run, batch: EventBatch): Promise<E.Either<Unavailable, undefined>> => {
  let count = 0
  const seen = new Map<Lane, RecordedEvent[]>(run.lanes.map((lane) => [lane, []]))
  const parked = new Set<Position>()
  let last = run.position
  for (const recorded of batch.events) {
    const { position } = recorded
    if (position <= last) continue
    last = position
    count += 1
    const read = readBy(run.readers, recorded)
    if (read === undefined) continue
    const { lanes, event } = read
    for (const lane of lanes) {
      if (position <= lane.checkpoint) continue
      if (E.isRight(event)) seen.get(lane)?.push(event.right)
      else {
        lane.working.park(recorded, event.left)
        parked.add(position)
      }
    }
  }
  for (const [lane, events] of seen) {
    const brought = await evolve(run, lane, events, parked)
    if (E.isLeft(brought)) return brought
  }
  run.events += count
  run.parked += parked.size
  run.uncommitted += count
  run.position = batch.last > last ? batch.last : last
  return E.right(undefined)
}

const evolve = async (
  run: Run,
  { working }: Lane,
  events: ReadonlyArray<RecordedEvent>,
  parked: Set<Position>,
): Promise<E.Either<Unavailable, undefined>> => {
  const { facts } = working
  const park = (event: RecordedEvent, thrown: unknown): void => {
    working.park(event, threwAt(facts, thrown))
    parked.add(event.position)
  }
  const keys = events.map((event) => {
    try {
      return facts.keyOf(event)
    } catch (thrown) {
      park(event, thrown)
      return undefined
    }
  })
  const brought = await working.bring(keys)
  if (E.isLeft(brought)) return brought
  const watched = run.options.onMoves !== undefined
  for (let i = 0; i < events.length; i++) {
    const event = events[i]
    const key = keys[i]
    if (event === undefined || key === undefined) continue
    const place = working.at(key)
    const before = place.row
    let after: unknown
    try {
      after = facts.evolve(before, event)
    } catch (thrown) {
      park(event, thrown)
      continue
    }
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
  run.options.onProgress?.(progressOf(run))
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
  return { rows: [...rows, ...parkedRows(run)], groups }
}

const parkedRows = ({ lanes }: Run): Changes['rows'] =>
  lanes.flatMap(({ working }) => {
    const parked = working.parked()
    return parked.length === 0 ? [] : [[parkedIn(working.facts), parked] as const]
  })

/** A run of the runner: its options, what it works on, and how it begins. */
import * as E from 'fp-ts/lib/Either.js'
import { START, type Instant, type Position, type Unavailable } from '@casetrail/core'
import type { Key, Overtaken, ProjectionId, RowStore } from '@casetrail/core/read-model'

import { idText } from '../figures/origin.js'

import type { AnyGroup, ReadModels } from './read-models.js'
import { readersOf, type Lane, type Readers } from './readers.js'
import { regroup } from './regroup.js'
import { WorkingRows } from './working-rows.js'

export interface Progress {
  /** Events taken into account by this run. */
  readonly events: number
  /** Those among them that some rows are without, since they could not be read: `parked` lists them. */
  readonly parked: number
  readonly position: Position
}

/** A row before and after a committed part of a run. */
export interface RowMove {
  readonly facts: ProjectionId
  readonly key: Key
  readonly before: unknown
  readonly after: unknown
}

export interface ProjectOptions {
  /** Only what was known by then, for as-of rows; into a row store of its own. */
  readonly knownAt?: Instant
  /** Follows the store until the signal ends it. */
  readonly live?: boolean
  /** Called after each commit. */
  readonly onProgress?: (progress: Progress) => void
  /** Called after each commit with the rows that it changed, for tallies kept live. */
  readonly onMoves?: (moves: ReadonlyArray<RowMove>) => void
  readonly signal?: AbortSignal
  /** Events between commits while catching up; default 20,000. */
  readonly commitEvery?: number
}

export interface Run {
  readonly rows: RowStore
  readonly groups: ReadonlyArray<AnyGroup>
  readonly lanes: ReadonlyArray<Lane>
  readonly readers: Readers
  readonly options: ProjectOptions
  moves: Map<string, RowMove>
  events: number
  parked: number
  uncommitted: number
  position: Position
  /** How far each projection has come, as this run knows it. */
  checkpoints: ReadonlyArray<readonly [ProjectionId, Position]>
}

/** Asks for the checkpoints, and builds the groups that have fallen behind. */
export const begin = async (
  rows: RowStore,
  models: ReadModels,
  options: ProjectOptions,
): Promise<E.Either<Unavailable | Overtaken, Run>> => {
  const lanes: Lane[] = []
  const checkpoints: (readonly [ProjectionId, Position])[] = []
  let position: Position | undefined
  for (const facts of models.facts) {
    const checkpoint = await rows.checkpoint(facts)()
    if (E.isLeft(checkpoint)) return checkpoint
    const at = checkpoint.right
    const working = new WorkingRows(facts, rows, at === START)
    lanes.push({ working, checkpoint: at })
    position = position === undefined || at < position ? at : position
    const grouped = await regroup(rows, models.groups, facts, at)
    if (E.isLeft(grouped)) return grouped
    const own = models.groups.filter((group) => idText(group.from) === idText(facts))
    for (const id of [facts, ...own]) checkpoints.push([id, at])
  }
  return E.right({
    rows,
    groups: models.groups,
    lanes,
    readers: readersOf(lanes),
    options,
    moves: new Map(),
    events: 0,
    parked: 0,
    uncommitted: 0,
    position: position ?? START,
    checkpoints,
  })
}

/** A run of the runner: its options, what it works on, and how it begins. */
import * as E from 'fp-ts/lib/Either.js'
import {
  START,
  type DomainEvent,
  type EventCatalogue,
  type Instant,
  type Position,
  type Unavailable,
} from '@casetrail/core'
import type { Key, Overtaken, ProjectionId, RowStore } from '@casetrail/core/read-model'

import { idText } from '../figures/origin.js'

import type { AnyGroup, ReadModels } from './read-models.js'
import { regroup } from './regroup.js'
import { WorkingRows } from './working-rows.js'

export interface Progress {
  /** Events taken into account by this run. */
  readonly events: number
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

/** Who reads an event type of a category: the catalogue that knows it, and the facts that see it. */
interface Readers {
  readonly catalogue: EventCatalogue<DomainEvent>
  readonly lanes: ReadonlyArray<Lane>
}

export interface Run {
  readonly rows: RowStore
  readonly groups: ReadonlyArray<AnyGroup>
  readonly lanes: ReadonlyArray<Lane>
  /** By category and type. */
  readonly readers: ReadonlyMap<string, ReadonlyMap<string, Readers>>
  readonly options: ProjectOptions
  moves: Map<string, RowMove>
  events: number
  uncommitted: number
  position: Position
  /** How far each projection has come, as this run knows it. */
  checkpoints: ReadonlyArray<readonly [ProjectionId, Position]>
}

/** One facts' rows, and from where on it has not seen the events. */
export interface Lane {
  readonly working: WorkingRows
  readonly checkpoint: Position
}

/** Facts see the events that they know; several facts may each know a part of a category's. */
const readersOf = (lanes: ReadonlyArray<Lane>): Run['readers'] => {
  const found = new Map<string, Map<string, Readers>>()
  for (const lane of lanes) {
    for (const { category, events } of lane.working.facts.from) {
      const byType = found.get(category) ?? new Map<string, Readers>()
      found.set(category, byType)
      for (const type of events.types) {
        const others = byType.get(type)?.lanes ?? []
        byType.set(type, { catalogue: events, lanes: [...others, lane] })
      }
    }
  }
  return found
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
    uncommitted: 0,
    position: position ?? START,
    checkpoints,
  })
}

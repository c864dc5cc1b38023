/** The row store port: rows, group items and checkpoints, committed together or not at all. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Position, Unavailable } from '../store/port.js'
import type { EpochMs } from '../time/index.js'

import type { Key } from './facts.js'

/** A projection by name and version; another version is another projection. */
export interface ProjectionId {
  readonly name: string
  readonly version: number
}

/** A row to be written, as a JSON value or its `JsonText`; `undefined` removes it. */
export interface RowChange {
  readonly key: Key
  readonly row: unknown
}

/**
 * All that one upstream row contributes to a group, replacing what it contributed before; items are
 * JSON values or their `JsonText`.
 */
export interface ContributionChange {
  readonly from: Key
  readonly items: ReadonlyArray<{
    readonly key: Key
    readonly order: EpochMs
    readonly item: unknown
  }>
}

export interface Changes {
  readonly rows: ReadonlyArray<readonly [ProjectionId, ReadonlyArray<RowChange>]>
  readonly groups: ReadonlyArray<readonly [ProjectionId, ReadonlyArray<ContributionChange>]>
  /** How far each of the projections has come with these changes. */
  readonly checkpoints: ReadonlyArray<readonly [ProjectionId, Position]>
  /**
   * How far projections must still have come for the commit to be taken: two runners of one
   * projection can't undo one another's work.
   */
  readonly expected?: ReadonlyArray<readonly [ProjectionId, Position]>
}

/** Another runner has moved a projection on, or back; nothing was written. */
export interface Overtaken {
  readonly _tag: 'Overtaken'
  readonly projection: ProjectionId
  readonly expected: Position
  readonly actual: Position
}

export interface RowStore {
  /** How far a projection has come; START where it has not begun (or only in another version). */
  readonly checkpoint: (id: ProjectionId) => TaskEither<Unavailable, Position>
  /** The rows of some keys, those that exist, by key. */
  readonly load: (
    id: ProjectionId,
    keys: ReadonlyArray<Key>,
  ) => TaskEither<Unavailable, ReadonlyMap<Key, unknown>>
  /** All rows and checkpoints of the changes, or none of them. Rows and items are JSON values. */
  readonly commit: (changes: Changes) => TaskEither<Unavailable | Overtaken, void>
  /** Every row, in pages, in the order of their keys. */
  readonly scan: (
    id: ProjectionId,
    page: (rows: ReadonlyArray<readonly [Key, unknown]>) => void,
  ) => TaskEither<Unavailable, void>
  /** Every group's items, one group after the other, each in its order. */
  readonly scanGroups: (
    id: ProjectionId,
    group: (
      key: Key,
      items: ReadonlyArray<{
        readonly from: Key
        readonly order: EpochMs
        readonly item: unknown
      }>,
    ) => void,
  ) => TaskEither<Unavailable, void>
  /** Some groups' items, for those keys that have any. */
  readonly loadGroups: (
    id: ProjectionId,
    keys: ReadonlyArray<Key>,
  ) => TaskEither<
    Unavailable,
    ReadonlyMap<
      Key,
      ReadonlyArray<{ readonly from: Key; readonly order: EpochMs; readonly item: unknown }>
    >
  >
  /** Forgets a projection's rows, items and checkpoint, in every version. */
  readonly clear: (name: string) => TaskEither<Unavailable, void>
}

/** Groups: what rows contribute to a key that may change, such as the cases of a customer. */
import type { EpochMs } from '../time/index.js'

import type { Key } from './facts.js'
import type { ProjectionId } from './rows.js'

/** One row's contribution to a group, at its place in the group's order. */
export interface Contribution<Item> {
  readonly key: Key
  readonly order: EpochMs
  readonly item: Item
}

/**
 * A group's row is its ordered items. When an upstream row changes, its old contributions go and its
 * new ones come.
 */
export interface Grouped<Up, Item> {
  readonly name: string
  readonly version: number
  /** The facts whose rows contribute. */
  readonly from: ProjectionId
  readonly contributions: (row: Up, key: Key) => ReadonlyArray<Contribution<Item>>
}

/** A group's row: its items by `order`, then by the key of the row they came from. */
export type Items<Item> = ReadonlyArray<{
  readonly from: Key
  readonly order: EpochMs
  readonly item: Item
}>

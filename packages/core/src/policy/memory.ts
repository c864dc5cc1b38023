/** The rows of process managers while they follow the store: read when needed, written together. */
import * as E from 'fp-ts/lib/Either.js'

import type { Key } from '../read-model/facts.js'
import type { ProjectionId, RowChange, RowStore } from '../read-model/rows.js'
import type { Unavailable } from '../store/port.js'

/** How many rows are kept at hand; those that came first leave. What changed stays until it is written. */
const KEPT = 20_000

/** A row at hand. */
export interface Slot {
  readonly key: Key
  row: unknown
  isChanged: boolean
}

/** One manager's rows. */
export interface Memory {
  /** A key's row: it is there once those that are wanted are brought. */
  readonly slot: (key: Key) => Slot
  /** Reads the rows that are wanted and not at hand; `undefined`: there are none. */
  readonly bring: () => Promise<E.Either<Unavailable, void>> | undefined
  readonly put: (slot: Slot, row: unknown) => void
  readonly hasChanged: () => boolean
  readonly changes: () => ReadonlyArray<RowChange>
  /** The changes are written. */
  readonly written: () => void
}

/** Where there is never a row. */
export const noMemory: Memory = {
  slot: (key) => ({ key, row: undefined, isChanged: false }),
  bring: () => undefined,
  put: () => undefined,
  hasChanged: () => false,
  changes: () => [],
  written: () => undefined,
}

export const memory = (rows: RowStore, id: ProjectionId): Memory => {
  const known = new Map<Key, Slot>()
  // one walk along the map for ever: each walk anew would pass all that was deleted before
  const oldestFirst = known.keys()
  let wanted: Slot[] = []
  let changed: Slot[] = []

  const load = async (): Promise<E.Either<Unavailable, void>> => {
    const slots = wanted
    wanted = []
    const found = await rows.load(
      id,
      slots.map(({ key }) => key),
    )()
    if (E.isLeft(found)) return found
    for (const slot of slots) slot.row = found.right.get(slot.key)
    return E.right(undefined)
  }

  return {
    slot: (key) => {
      const before = known.get(key)
      if (before !== undefined) return before
      const slot = { key, row: undefined, isChanged: false }
      known.set(key, slot)
      wanted.push(slot)
      return slot
    },
    bring: () => (wanted.length === 0 ? undefined : load()),
    put: (slot, row) => {
      slot.row = row
      if (!slot.isChanged) changed.push(slot)
      slot.isChanged = true
    },
    hasChanged: () => changed.length > 0,
    changes: () => changed.map(({ key, row }) => ({ key, row })),
    written: () => {
      for (const slot of changed) slot.isChanged = false
      changed = []
      while (known.size > KEPT) {
        const oldest = oldestFirst.next()
        if (oldest.done === true) break
        known.delete(oldest.value)
      }
    },
  }
}

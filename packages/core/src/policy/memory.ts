/** The rows of process managers while they follow the store: read when needed, written together. */
import * as E from 'fp-ts/lib/Either.js'

import type { Key } from '../read-model/facts.js'
import type { ProjectionId, RowChange, RowStore } from '../read-model/rows.js'
import type { Unavailable } from '../store/port.js'

/** How many rows are kept at hand; those that came first leave. What changed stays until it is written. */
const KEPT = 20_000

/** One manager's rows. */
export interface Memory {
  /** Notes that a key's row will be asked for. */
  readonly want: (key: Key) => void
  /** Reads the rows that are wanted and not at hand; `undefined`: there are none. */
  readonly bring: () => Promise<E.Either<Unavailable, void>> | undefined
  /** A row that was brought. */
  readonly get: (key: Key) => unknown
  readonly put: (key: Key, row: unknown) => void
  readonly hasChanged: () => boolean
  readonly changes: () => ReadonlyArray<RowChange>
  /** The changes are written. */
  readonly written: () => void
}

/** Where there is never a row. */
export const noMemory: Memory = {
  want: () => undefined,
  bring: () => undefined,
  get: () => undefined,
  put: () => undefined,
  hasChanged: () => false,
  changes: () => [],
  written: () => undefined,
}

export const memory = (rows: RowStore, id: ProjectionId): Memory => {
  const known = new Map<Key, unknown>()
  // one walk along the map for ever: each walk anew would pass all that was deleted before
  const oldestFirst = known.keys()
  const wanted = new Set<Key>()
  const dirty = new Set<Key>()

  const load = async (): Promise<E.Either<Unavailable, void>> => {
    const keys = [...wanted]
    wanted.clear()
    const found = await rows.load(id, keys)()
    if (E.isLeft(found)) return found
    for (const key of keys) known.set(key, found.right.get(key))
    return E.right(undefined)
  }

  return {
    want: (key) => {
      if (!known.has(key)) wanted.add(key)
    },
    bring: () => (wanted.size === 0 ? undefined : load()),
    get: (key) => known.get(key),
    put: (key, row) => {
      known.set(key, row)
      dirty.add(key)
    },
    hasChanged: () => dirty.size > 0,
    changes: () => [...dirty].map((key) => ({ key, row: known.get(key) })),
    written: () => {
      dirty.clear()
      while (known.size > KEPT) {
        const oldest = oldestFirst.next()
        if (oldest.done === true) break
        known.delete(oldest.value)
      }
    },
  }
}

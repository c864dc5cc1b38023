/** The rows that a run is working on: loaded when first needed, written back together. */
import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '@casetrail/core'
import type { Key, RowChange, RowStore } from '@casetrail/core/read-model'

import type { AnyFacts } from './read-models.js'

/** How many rows are kept between commits, so that memory does not grow with history. */
const KEPT = 20_000

export class WorkingRows {
  private rows = new Map<Key, unknown>()
  private dirty = new Set<Key>()

  /** `untouched`: the store holds no row of these facts yet, so that none need be asked for. */
  constructor(
    readonly facts: AnyFacts,
    private readonly store: RowStore,
    private untouched: boolean,
  ) {}

  /** Brings the rows of some keys in. */
  async bring(keys: ReadonlySet<Key>): Promise<E.Either<Unavailable, void>> {
    if (this.untouched) return E.right(undefined)
    const missing = [...keys].filter((key) => !this.rows.has(key))
    if (missing.length === 0) return E.right(undefined)
    const loaded = await this.store.load(this.facts, missing)()
    if (E.isLeft(loaded)) return loaded
    for (const key of missing) this.rows.set(key, loaded.right.get(key))
    return E.right(undefined)
  }

  get(key: Key): unknown {
    return this.rows.get(key)
  }

  set(key: Key, row: unknown): void {
    this.rows.set(key, row)
    this.dirty.add(key)
  }

  changes(): ReadonlyArray<RowChange> {
    return Array.from(this.dirty, (key) => ({ key, row: this.rows.get(key) }))
  }

  /** After a commit: nothing is dirty, and what is too much is let go. */
  committed(): void {
    this.dirty.clear()
    if (this.rows.size <= KEPT) return
    this.rows.clear()
    this.untouched = false
  }
}

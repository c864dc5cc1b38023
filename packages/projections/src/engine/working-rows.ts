/** The rows that a run is working on: loaded when first needed, written back together. */
import * as E from 'fp-ts/lib/Either.js'
import type { RecordedEvent, Unavailable } from '@casetrail/core'
import type { Key, RowChange, RowStore } from '@casetrail/core/read-model'

import { parkedRow, type ParkedReason } from './parked.js'
import type { AnyFacts } from './read-models.js'

/** How many rows are kept between commits, so that memory does not grow with history. */
const KEPT = 5_000

/** A row's place among those worked on. */
export interface Place {
  readonly key: Key
  row: unknown
  isChanged: boolean
}

export class WorkingRows {
  private readonly rows = new Map<Key, Place>()
  private changed: Place[] = []
  private without: RowChange[] = []

  /** `untouched`: the store holds no row of these facts yet, so that none need be asked for. */
  constructor(
    readonly facts: AnyFacts,
    private readonly store: RowStore,
    private untouched: boolean,
  ) {}

  /** Brings the rows of some keys in. */
  async bring(keys: ReadonlyArray<Key | undefined>): Promise<E.Either<Unavailable, void>> {
    if (this.untouched) return E.right(undefined)
    const missing = new Set<Key>()
    for (const key of keys) if (key !== undefined && !this.rows.has(key)) missing.add(key)
    if (missing.size === 0) return E.right(undefined)
    const loaded = await this.store.load(this.facts, [...missing])()
    if (E.isLeft(loaded)) return loaded
    for (const key of missing) {
      this.rows.set(key, { key, row: loaded.right.get(key), isChanged: false })
    }
    return E.right(undefined)
  }

  /** The place of a row that was brought in, or that is not there yet. */
  at(key: Key): Place {
    const known = this.rows.get(key)
    if (known !== undefined) return known
    const place = { key, row: undefined, isChanged: false }
    this.rows.set(key, place)
    return place
  }

  put(place: Place, row: unknown): void {
    place.row = row
    if (place.isChanged) return
    place.isChanged = true
    this.changed.push(place)
  }

  /** The rows stay without an event. */
  park(event: RecordedEvent, reason: ParkedReason): void {
    this.without.push({ key: event.position, row: parkedRow(event, reason) })
  }

  changes(): ReadonlyArray<RowChange> {
    return this.changed.map(({ key, row }) => ({ key, row }))
  }

  /** What was parked since the last commit. */
  parked(): ReadonlyArray<RowChange> {
    return this.without
  }

  /** After a commit: nothing is changed, and what is too much is let go. */
  committed(): void {
    for (const entry of this.changed) entry.isChanged = false
    this.changed = []
    this.without = []
    if (this.rows.size <= KEPT) return
    this.rows.clear()
    this.untouched = false
  }
}

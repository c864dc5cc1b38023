/** Finding cases in the rows, and what can be asked of them. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '@casetrail/core'
import type { Key, RowStore } from '@casetrail/core/read-model'

import { caseFacts } from '../facts/case-facts.js'
import type { CaseRow } from '../facts/case-row.js'

/** A case as a person may name it. */
export interface FoundCase {
  readonly id: Key
  readonly externalRef?: string
}

const forEachCase = (
  rows: RowStore,
  see: (row: CaseRow, key: Key) => void,
): TaskEither<Unavailable, void> =>
  rows.scan(caseFacts, (page) => {
    for (const [key, row] of page) see(row as CaseRow, key)
  })

const found = (row: CaseRow, id: Key): FoundCase => {
  const externalRef = row.opening?.externalRef
  return externalRef === undefined ? { id } : { id, externalRef }
}

/**
 * The cases that have an id or a source's key; several sources may use one key.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { findCase } from '@casetrail/projections'
 *
 * await findCase(inMemoryRowStore(), 'Case 100')() // { _tag: 'Right', right: [] }
 */
export const findCase =
  (rows: RowStore, ref: string): TaskEither<Unavailable, ReadonlyArray<FoundCase>> =>
  async () => {
    const byId = await rows.load(caseFacts, [ref])()
    if (E.isLeft(byId)) return byId
    const row = byId.right.get(ref)
    if (row !== undefined) return E.right([found(row as CaseRow, ref)])
    const matches: FoundCase[] = []
    const scanned = await forEachCase(rows, (one, key) => {
      if (one.opening?.externalRef === ref) matches.push(found(one, key))
    })()
    return E.isLeft(scanned) ? scanned : E.right(matches)
  }

/** The source's keys of some cases, by id; a case without one is left out. */
export const externalRefs =
  (rows: RowStore, ids: ReadonlyArray<Key>): TaskEither<Unavailable, ReadonlyMap<Key, string>> =>
  async () => {
    const loaded = await rows.load(caseFacts, ids)()
    if (E.isLeft(loaded)) return loaded
    const refs = new Map<Key, string>()
    for (const [id, row] of loaded.right) {
      const ref = (row as CaseRow).opening?.externalRef
      if (ref !== undefined) refs.set(id, ref)
    }
    return E.right(refs)
  }

/**
 * Every dimension that some case has, in alphabetical order, and `agent`.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { dimensionsOf } from '@casetrail/projections'
 *
 * await dimensionsOf(inMemoryRowStore())() // { _tag: 'Right', right: ['agent'] }
 */
export const dimensionsOf =
  (rows: RowStore): TaskEither<Unavailable, ReadonlyArray<string>> =>
  async () => {
    const names = new Set(['agent'])
    const scanned = await forEachCase(rows, (row) => {
      for (const name in row.dimensions) names.add(name)
    })()
    return E.isLeft(scanned) ? scanned : E.right([...names].sort())
  }

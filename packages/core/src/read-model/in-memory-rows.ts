/** A row store in memory, for tests and figures that are not kept. */
import * as E from 'fp-ts/lib/Either.js'

import { START, type Position } from '../store/port.js'

import type { Key } from './facts.js'
import { JsonText } from './json-text.js'
import type { ContributionChange, ProjectionId, RowStore } from './rows.js'

type Item = ContributionChange['items'][number]
interface GroupItem {
  readonly from: Key
  readonly order: number
  readonly item: unknown
}

/** One version of one projection. */
interface Kept {
  readonly rows: Map<Key, unknown>
  /** The items of a group, by the upstream row they came from. */
  readonly groups: Map<Key, Map<Key, ReadonlyArray<GroupItem>>>
  /** The groups that an upstream row contributes to. */
  readonly contributed: Map<Key, ReadonlySet<Key>>
  checkpoint: Position
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const inOrder = (group: ReadonlyMap<Key, ReadonlyArray<GroupItem>>): ReadonlyArray<GroupItem> =>
  [...group.values()].flat().sort((a, b) => a.order - b.order || compare(a.from, b.from))

const withdraw = (kept: Kept, from: Key): void => {
  for (const key of kept.contributed.get(from) ?? []) {
    const group = kept.groups.get(key)
    group?.delete(from)
    if (group?.size === 0) kept.groups.delete(key)
  }
  kept.contributed.delete(from)
}

const contribute = (kept: Kept, from: Key, items: ReadonlyArray<Item>): void => {
  withdraw(kept, from)
  if (items.length === 0) return
  kept.contributed.set(from, new Set(items.map((item) => item.key)))
  for (const { key, order, item } of items) {
    const group = kept.groups.get(key) ?? new Map<Key, ReadonlyArray<GroupItem>>()
    kept.groups.set(key, group)
    group.set(from, [...(group.get(from) ?? []), { from, order, item: valueOf(item) }])
  }
}

const valueOf = (given: unknown): unknown => (given instanceof JsonText ? given.toJSON() : given)

const write = (kept: Kept, key: Key, row: unknown): void => {
  if (row === undefined) kept.rows.delete(key)
  else kept.rows.set(key, valueOf(row))
}

const PAGE = 1_000

/**
 * A row store in memory. It keeps the very values that it is given.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 *
 * const rows = inMemoryRowStore()
 */
export const inMemoryRowStore = (): RowStore => {
  const projections = new Map<string, Map<number, Kept>>()

  const find = ({ name, version }: ProjectionId): Kept | undefined =>
    projections.get(name)?.get(version)

  const make = (id: ProjectionId): Kept => {
    const versions = projections.get(id.name) ?? new Map<number, Kept>()
    const kept = versions.get(id.version) ?? {
      rows: new Map(),
      groups: new Map(),
      contributed: new Map(),
      checkpoint: START,
    }
    projections.set(id.name, versions.set(id.version, kept))
    return kept
  }

  return {
    checkpoint: (id) => () => Promise.resolve(E.right(find(id)?.checkpoint ?? START)),
    load: (id, keys) => () => {
      const rows = find(id)?.rows
      const found = new Map<Key, unknown>()
      for (const key of keys) {
        const row = rows?.get(key)
        if (row !== undefined) found.set(key, row)
      }
      return Promise.resolve(E.right(found))
    },
    commit: (changes) => () => {
      for (const [id, expected] of changes.expected ?? []) {
        const actual = find(id)?.checkpoint ?? START
        if (actual !== expected) {
          const projection = { name: id.name, version: id.version }
          return Promise.resolve(E.left({ _tag: 'Overtaken', projection, expected, actual }))
        }
      }
      for (const [id, rows] of changes.rows) {
        const kept = make(id)
        for (const { key, row } of rows) write(kept, key, row)
      }
      for (const [id, contributions] of changes.groups) {
        const kept = make(id)
        for (const { from, items } of contributions) contribute(kept, from, items)
      }
      for (const [id, position] of changes.checkpoints) make(id).checkpoint = position
      return Promise.resolve(E.right(undefined))
    },
    scan: (id, page) => () => {
      const rows = [...(find(id)?.rows ?? [])].sort(([a], [b]) => compare(a, b))
      for (let i = 0; i < rows.length; i += PAGE) page(rows.slice(i, i + PAGE))
      return Promise.resolve(E.right(undefined))
    },
    scanGroups: (id, group) => () => {
      const groups = [...(find(id)?.groups ?? [])].sort(([a], [b]) => compare(a, b))
      for (const [key, items] of groups) group(key, inOrder(items))
      return Promise.resolve(E.right(undefined))
    },
    loadGroups: (id, keys) => () => {
      const groups = find(id)?.groups
      const found = new Map<Key, ReadonlyArray<GroupItem>>()
      for (const key of keys) {
        const items = groups?.get(key)
        if (items !== undefined) found.set(key, inOrder(items))
      }
      return Promise.resolve(E.right(found))
    },
    clear: (name) => () => {
      projections.delete(name)
      return Promise.resolve(E.right(undefined))
    },
  }
}

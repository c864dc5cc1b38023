/** Rows, group items and checkpoints beside the events, committed together. */
import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '@casetrail/core'
import type { Key, RowStore } from '@casetrail/core/read-model'

import { column, fromColumn } from './column.js'
import type { Connection } from './connection.js'
import type { GroupCommit } from './group-commit.js'
import { applyChanges, checkpointOf, clearAll, prepareChanges } from './row-changes.js'
import { scanItems, scanRows } from './row-scans.js'
import type { Session } from './session.js'
import { itemOf, jsonOf, type Item } from './stored.js'

/** How many keys one statement looks up. */
const KEYS = 500

/** Rows and items are JSON values; a commit of what JSON can't write is `Unavailable`. */
export const rowsIn = (session: Session, commits: GroupCommit): RowStore => {
  const write = async <A>(
    work: (connection: Connection) => A,
  ): Promise<E.Either<Unavailable, A>> => {
    const written = await commits.write(work)
    return E.isLeft(written) ? E.left({ ...written.left, _tag: 'Unavailable' }) : written
  }
  return {
    checkpoint: (id) => () => session.reading((connection) => checkpointOf(connection, id)),
    load:
      ({ name, version }, keys) =>
      () =>
        session.reading((connection) => {
          const found = new Map<Key, unknown>()
          for (const some of listsOf(keys)) {
            for (const row of connection.all(LOAD, column(name), version, some)) {
              found.set(fromColumn(String(row[0])), jsonOf(row[1]))
            }
          }
          return found
        }),
    commit: (changes) => async () => {
      const prepared = prepareChanges(changes)
      if (E.isLeft(prepared)) return E.left(session.failure(prepared.left))
      const written = await write((connection) => applyChanges(connection, prepared.right))
      if (E.isLeft(written)) return written
      return written.right === undefined ? E.right(undefined) : E.left(written.right)
    },
    scan: (id, page) => () =>
      session.reading((connection) => {
        scanRows(connection, id, page)
      }),
    scanGroups: (id, group) => () =>
      session.reading((connection) => {
        scanItems(connection, id, group)
      }),
    loadGroups:
      ({ name, version }, keys) =>
      () =>
        session.reading((connection) => {
          const found = new Map<Key, Item[]>()
          for (const some of listsOf(keys)) {
            for (const row of connection.all(LOAD_ITEMS, column(name), version, some)) {
              const key = fromColumn(String(row[0]))
              const items = found.get(key)
              if (items === undefined) found.set(key, [itemOf(row)])
              else items.push(itemOf(row))
            }
          }
          return found
        }),
    clear: (name) => () =>
      write((connection) => {
        clearAll(connection, name)
      }),
  }
}

const ID = '(SELECT id FROM projections WHERE name = ? AND version = ?)'
const LOAD =
  `SELECT key, row FROM rows WHERE projection = ${ID} ` +
  'AND key IN (SELECT value FROM json_each(?))'
const LOAD_ITEMS =
  `SELECT key, place, source, item FROM items WHERE projection = ${ID} ` +
  'AND key IN (SELECT value FROM json_each(?)) ORDER BY key, place, source, n'

/** The keys as JSON lists of bounded length; a key given twice is looked up once in each. */
const listsOf = function* (keys: ReadonlyArray<Key>): Generator<string> {
  for (let i = 0; i < keys.length; i += KEYS) {
    yield JSON.stringify([...new Set(keys.slice(i, i + KEYS))].map(column))
  }
}

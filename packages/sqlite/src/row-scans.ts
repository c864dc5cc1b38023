/** Walking over all rows or items of a projection, as they stood at one moment. */
import type { Key, ProjectionId, RowStore } from '@casetrail/core/read-model'

import { column, fromColumn } from './column.js'
import type { Connection, Row } from './connection.js'
import { itemOf, jsonOf, type Item } from './stored.js'

const PAGE = 500

/** Without a pause, so that no commit comes in between; other processes are kept out by the snapshot. */
const inSnapshot = (connection: Connection, work: () => void): void => {
  connection.run('BEGIN')
  try {
    work()
  } finally {
    connection.run('COMMIT')
  }
}

const numberOf = (connection: Connection, { name, version }: ProjectionId): number | undefined => {
  const row = connection.get(NUMBER, column(name), version)
  return row === undefined ? undefined : Number(row[0])
}

export const scanRows = (
  connection: Connection,
  id: ProjectionId,
  page: Parameters<RowStore['scan']>[1],
): void => {
  inSnapshot(connection, () => {
    const number = numberOf(connection, id)
    if (number === undefined) return
    let rows = connection.all(FIRST_ROWS, number, PAGE)
    while (rows.length > 0) {
      page(rows.map((row) => [fromColumn(String(row[0])), jsonOf(row[1])] as const))
      const last = rows[PAGE - 1]
      if (last === undefined) return
      rows = connection.all(NEXT_ROWS, number, last[0] ?? '', PAGE)
    }
  })
}

export const scanItems = (
  connection: Connection,
  id: ProjectionId,
  group: Parameters<RowStore['scanGroups']>[1],
): void => {
  inSnapshot(connection, () => {
    const number = numberOf(connection, id)
    if (number === undefined) return
    let key: Key | undefined
    let items: Item[] = []
    let rows: ReadonlyArray<Row> = connection.all(FIRST_ITEMS, number, PAGE)
    while (rows.length > 0) {
      for (const row of rows) {
        const next = fromColumn(String(row[0]))
        if (key !== undefined && next !== key) {
          group(key, items)
          items = []
        }
        key = next
        items.push(itemOf(row))
      }
      const last = rows[PAGE - 1]
      if (last === undefined) break
      rows = connection.all(
        NEXT_ITEMS,
        number,
        last[0] ?? '',
        last[1] ?? 0,
        last[2] ?? '',
        last[4] ?? 0,
        PAGE,
      )
    }
    if (key !== undefined) group(key, items)
  })
}

const NUMBER = 'SELECT id FROM projections WHERE name = ? AND version = ?'
const FIRST_ROWS = 'SELECT key, row FROM rows WHERE projection = ? ORDER BY key LIMIT ?'
const NEXT_ROWS = 'SELECT key, row FROM rows WHERE projection = ? AND key > ? ORDER BY key LIMIT ?'
const ITEMS = 'SELECT key, place, source, item, n FROM items WHERE projection = ?'
const IN_ORDER = 'ORDER BY key, place, source, n LIMIT ?'
const FIRST_ITEMS = `${ITEMS} ${IN_ORDER}`
const NEXT_ITEMS = `${ITEMS} AND (key, place, source, n) > (?, ?, ?, ?) ${IN_ORDER}`

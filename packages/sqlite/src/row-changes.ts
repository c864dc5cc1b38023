/** Writing rows, contributions and checkpoints inside a transaction. */
import * as E from 'fp-ts/lib/Either.js'
import { START, type Position } from '@casetrail/core'
import {
  JsonText,
  type Changes,
  type Overtaken,
  type ProjectionId,
} from '@casetrail/core/read-model'

import { column } from './column.js'
import type { Cell, Connection } from './connection.js'

type Write = readonly [sql: string, ...parameters: ReadonlyArray<Cell>]

/** Changes as JSON text, ready to be written. */
export interface PreparedChanges {
  readonly expected: Changes['expected']
  readonly projections: ReadonlyArray<{
    readonly id: ProjectionId
    /** Each begins with the projection's number. */
    readonly writes: ReadonlyArray<Write>
  }>
}

/** Left: what `JSON.stringify` threw. */
export const prepareChanges = (changes: Changes): E.Either<unknown, PreparedChanges> =>
  E.tryCatch(
    () => ({
      expected: changes.expected,
      projections: [
        ...changes.rows.map(([id, rows]) => ({
          id,
          writes: rows.map(({ key, row }): Write =>
            row === undefined ? [REMOVE, column(key)] : [PUT, column(key), json(row)],
          ),
        })),
        ...changes.groups.map(([id, contributions]) => ({
          id,
          writes: contributions.flatMap(({ from, items }): ReadonlyArray<Write> => {
            const source = column(from)
            return [
              [REMOVE_ITEMS, source],
              ...items.map(({ key, order, item }, n): Write => [
                PUT_ITEM,
                column(key),
                order,
                source,
                n,
                json(item),
              ]),
            ]
          }),
        })),
        ...changes.checkpoints.map(([id, position]) => ({
          id,
          writes: [[CHECKPOINT, position] as const],
        })),
      ],
    }),
    (thrown) => thrown,
  )

const json = (value: unknown): string => {
  if (value instanceof JsonText) return value.text
  const text: unknown = JSON.stringify(value)
  if (typeof text !== 'string') throw new TypeError('a row or item is no JSON value')
  return text
}

/** The first projection that is not where it must be. */
const overtaken = (
  connection: Connection,
  expected: Changes['expected'],
): Overtaken | undefined => {
  for (const [{ name, version }, position] of expected ?? []) {
    const actual = checkpointOf(connection, { name, version })
    if (actual === position) continue
    return { _tag: 'Overtaken', projection: { name, version }, expected: position, actual }
  }
  return undefined
}

export const checkpointOf = (connection: Connection, { name, version }: ProjectionId): Position => {
  const row = connection.get(CHECKPOINT_OF, column(name), version)
  return row === undefined ? START : String(row[0])
}

/** Writes the changes, unless a projection is not where they expect it. */
export const applyChanges = (
  connection: Connection,
  { projections, expected }: PreparedChanges,
): Overtaken | undefined => {
  const stopped = overtaken(connection, expected)
  if (stopped !== undefined) return stopped
  for (const { id, writes } of projections) {
    const number = numberOf(connection, id)
    for (const [sql, ...parameters] of writes) connection.run(sql, number, ...parameters)
  }
  return undefined
}

/** The projection's number in this file, given at its first change. */
const numberOf = (connection: Connection, { name, version }: ProjectionId): number => {
  const known = connection.get(NUMBER, column(name), version)
  if (known !== undefined) return Number(known[0])
  connection.run(ADD, column(name), version)
  return Number(connection.get(NUMBER, column(name), version)?.[0])
}

export const clearAll = (connection: Connection, name: string): void => {
  connection.run(`DELETE FROM rows WHERE projection IN ${NUMBERS}`, column(name))
  connection.run(`DELETE FROM items WHERE projection IN ${NUMBERS}`, column(name))
  connection.run('DELETE FROM projections WHERE name = ?', column(name))
}

const CHECKPOINT_OF = 'SELECT checkpoint FROM projections WHERE name = ? AND version = ?'
const NUMBERS = '(SELECT id FROM projections WHERE name = ?)'
const NUMBER = 'SELECT id FROM projections WHERE name = ? AND version = ?'
const ADD = "INSERT INTO projections (name, version, checkpoint) VALUES (?, ?, '')"
const CHECKPOINT = 'UPDATE projections SET checkpoint = ?2 WHERE id = ?1'
const REMOVE = 'DELETE FROM rows WHERE projection = ? AND key = ?'
const PUT =
  'INSERT INTO rows (projection, key, row) VALUES (?, ?, ?) ' +
  'ON CONFLICT DO UPDATE SET row = excluded.row'
const REMOVE_ITEMS = 'DELETE FROM items WHERE projection = ? AND source = ?'
const PUT_ITEM =
  'INSERT INTO items (projection, key, place, source, n, item) VALUES (?, ?, ?, ?, ?, ?)'

/** Values of a mapping's fields, compiled to readers of a row. */
import type { Instant } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { SourceRow } from '../read/row.js'

import type { ColumnIndex } from './condition.js'
import type { Value } from './document.js'

/** The value in a row; `undefined` leaves the field away; a text says why there is none. */
export type ReadValue = (row: SourceRow) => E.Either<string, unknown>

/** The reader of a column's times. */
export type ColumnTime = (column: string) => (text: string) => E.Either<string, Instant>

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/
const WORDS = new Map([
  ['true', true],
  ['false', false],
])
const PLACEHOLDER = /\{([^{}]+)\}/g

/** The columns named in a text such as `state {incident_state}`. */
const placeholders = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(PLACEHOLDER)].flatMap((match) => match[1] ?? [])

const compileValue = (value: Value, index: ColumnIndex, time: ColumnTime): ReadValue => {
  if (typeof value !== 'object') return () => E.right(value)
  if ('text' in value) {
    const places = new Map(placeholders(value.text).map((name) => [name, index(name)]))
    return (row) =>
      E.right(
        value.text.replaceAll(
          PLACEHOLDER,
          (_, name: string) => row.values[places.get(name) ?? -1] ?? '?',
        ),
      )
  }
  if ('list' in value) {
    const items = value.list.map((item) => compileValue(item, index, time))
    return (row) => listOf(items, row)
  }
  if ('fields' in value) {
    const fields = compileFields(value.fields, index, time)
    return (row) => readFields(fields, row, {})
  }
  const i = index(value.column)
  const known = converter(value, time)
  return (row) => {
    const text = row.values[i]
    return text === undefined ? E.right(value.otherwise) : known(text)
  }
}

type FromColumn = Extract<Value, { readonly column: string }>

const converter = (
  value: FromColumn,
  time: ColumnTime,
): ((text: string) => E.Either<string, unknown>) => {
  const { column, table, as, otherwise } = value
  if (table !== undefined) {
    const entries = new Map(Object.entries(table))
    return (text) => {
      const found = entries.get(text) ?? otherwise
      return found === undefined
        ? E.left(`${JSON.stringify(text)} of column ${column} is not in the mapping's table`)
        : E.right(found)
    }
  }
  if (as === 'number') {
    return (text) =>
      NUMBER.test(text)
        ? E.right(Number(text))
        : E.left(`${JSON.stringify(text)} of column ${column} is no number`)
  }
  if (as === 'boolean') {
    return (text) => {
      const word = WORDS.get(text.toLowerCase())
      return word === undefined
        ? E.left(`${JSON.stringify(text)} of column ${column} is neither true nor false`)
        : E.right(word)
    }
  }
  if (as === 'instant') {
    const read = time(column)
    return (text) => E.mapLeft((reason: string) => `column ${column}: ${reason}`)(read(text))
  }
  return (text) => E.right(text)
}

const listOf = (
  items: ReadonlyArray<ReadValue>,
  row: SourceRow,
): E.Either<string, ReadonlyArray<unknown>> => {
  const list: unknown[] = []
  for (const item of items) {
    const read = item(row)
    if (E.isLeft(read)) return read
    if (read.right !== undefined) list.push(read.right)
  }
  return E.right(list)
}

export type ReadFields = ReadonlyArray<readonly [string, ReadValue]>

export const compileFields = (
  fields: Readonly<Record<string, Value>>,
  index: ColumnIndex,
  time: ColumnTime,
): ReadFields =>
  Object.entries(fields).map(([name, value]) => [name, compileValue(value, index, time)] as const)

/** Adds the fields' values to `into`, which is the caller's own. */
export const readFields = (
  fields: ReadFields,
  row: SourceRow,
  into: Record<string, unknown>,
): E.Either<string, Record<string, unknown>> => {
  for (const [name, readValue] of fields) {
    const value = readValue(row)
    if (E.isLeft(value)) return value
    if (value.right !== undefined) into[name] = value.right
  }
  return E.right(into)
}

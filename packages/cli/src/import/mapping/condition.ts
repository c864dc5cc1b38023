/** Conditions of a mapping's rules, compiled to tests of a row beside the one before it. */
import type { SourceRow } from '../read/row.js'

import type { Condition } from './document.js'

/** A row in its case. */
export interface Place {
  readonly row: SourceRow
  /** The row before it in the case; a first row has none. */
  readonly previous: SourceRow | undefined
  readonly isLast: boolean
}

export type Test = (place: Place) => boolean

/** Where a column stands in a row's values; asking for one makes the reader keep it. */
export type ColumnIndex = (column: string) => number

export const compileCondition = (condition: Condition, index: ColumnIndex): Test => {
  if ('first' in condition) return ({ previous }) => previous === undefined
  if ('last' in condition) return ({ isLast }) => isLast
  if ('all' in condition) {
    const tests = condition.all.map((one) => compileCondition(one, index))
    return (place) => tests.every((test) => test(place))
  }
  if ('any' in condition) {
    const tests = condition.any.map((one) => compileCondition(one, index))
    return (place) => tests.some((test) => test(place))
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, index)
    return (place) => !test(place)
  }
  const i = index(condition.field)
  if ('equals' in condition) return ({ row }) => row.values[i] === condition.equals
  if ('oneOf' in condition) {
    const words = new Set<string | undefined>(condition.oneOf)
    return ({ row }) => words.has(row.values[i])
  }
  if ('known' in condition) return ({ row }) => row.values[i] !== undefined
  if ('unknown' in condition) return ({ row }) => row.values[i] === undefined
  if ('changed' in condition) {
    return ({ row, previous }) => previous !== undefined && row.values[i] !== previous.values[i]
  }
  if ('changedTo' in condition) {
    return ({ row, previous }) =>
      row.values[i] === condition.changedTo && previous?.values[i] !== condition.changedTo
  }
  const words = new Set<string | undefined>(condition.was)
  return ({ previous }) => previous !== undefined && words.has(previous.values[i])
}

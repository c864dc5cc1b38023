/** What the parts of a plan are built with: columns find their places, times their readers. */
import { pointerKey, show, type Problem } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { ActorFrom, Mapping, TimeSpec } from './document.js'
import type { ReadActor, TimeAt } from './plan.js'
import { timeReader, type ReadTime } from './time.js'

const never: ReadTime = () => E.left('the mapping has no way to read it')

export interface Builder {
  readonly mapping: Mapping
  /** All that is wrong with the mapping, as it is found. */
  readonly problems: Problem[]
  readonly index: (column: string) => number
  readonly timeOf: (column: string) => TimeAt
}

/** A builder that collects into the caller's own `problems` and `columns`. */
export const builderOf = (mapping: Mapping, problems: Problem[], columns: string[]): Builder => {
  const index = (column: string): number => {
    const known = columns.indexOf(column)
    return known >= 0 ? known : columns.push(column) - 1
  }
  const compile = (pointer: string, spec: TimeSpec): ReadTime => {
    const reader = timeReader(spec)
    if (E.isRight(reader)) return reader.right
    const { setting, found, expected } = reader.left
    problems.push({ pointer: `${pointer}/${setting}`, found: show(found), expected })
    return never
  }
  const { field, columns: own, ...main } = mapping.time
  const byDefault = compile('/time', main)
  const byColumn = new Map(
    Object.entries(own ?? {}).map(([column, spec]) => {
      index(column)
      return [column, compile(`/time/columns/${pointerKey(column)}`, { ...main, ...spec })]
    }),
  )
  const timeOf = (column: string): TimeAt => ({
    column,
    place: index(column),
    read: column === field ? byDefault : (byColumn.get(column) ?? byDefault),
  })
  return { mapping, problems, index, timeOf }
}

export const actorReader = (from: ActorFrom, index: (column: string) => number): ReadActor => {
  if ('id' in from) return () => from
  const place = index(from.column)
  const { role, otherwise = 'unknown' } = from
  return (row) => ({ id: row.values[place] ?? otherwise, role })
}

/** A query, page by page: which events come next, and how far the read has then come. */
import {
  END,
  START,
  positionNumber,
  positionOf,
  type AllQuery,
  type EventBatch,
  type ReadQuery,
  type StreamQuery,
} from '@casetrail/core'

import { column } from './column.js'
import type { Cell, Connection } from './connection.js'
import { IS_LONG } from './schema.js'
import { eventOf } from './stored.js'

interface Page extends Omit<EventBatch, 'caughtUp'> {
  /** Nothing more is there now. */
  readonly atEnd: boolean
  /** Nothing more will ever be wanted. */
  readonly done: boolean
}

/** Reads the next page and moves on; a page that throws can be read again. */
export type NextPage = (connection: Connection, want: number) => Page

/** How many positions a filtered page looks through at most: the thread is not kept for longer. */
const WINDOW = 20_000

export const pagesOf = (query: ReadQuery): NextPage =>
  'all' in query
    ? allPages(query)
    : query.direction === 'backwards'
      ? backwardPages(query)
      : forwardPages(query)

const HEAD = 'SELECT max(position) FROM events'

const headOf = (connection: Connection): number => Number(connection.get(HEAD)?.[0] ?? -1)

const placeOf = (position: number): string => (position < 0 ? START : positionOf(position))

const allPages = (query: AllQuery): NextPage => {
  const { sql, parameters } = filtersOf(query)
  const window = sql === '' || query.correlationId !== undefined ? Infinity : WINDOW
  const until = query.until === undefined ? Infinity : positionNumber(query.until)
  const bounds = `SELECT (${HEAD}), (SELECT position FROM events INDEXED BY events_long WHERE ${IS_LONG} AND position > ?${sql} ORDER BY position LIMIT 1)`
  const select = `SELECT data FROM events WHERE position > ? AND position <= ?${sql} ORDER BY position LIMIT ?`
  let place = query.after === END ? undefined : positionNumber(query.after ?? START)
  return (connection, want) => {
    let after = place ?? headOf(connection)
    const [head, long] = connection.get(bounds, after, ...parameters) ?? []
    const end = Math.min(until, Number(head ?? -1))
    const to = Math.min(end, Number(long ?? Infinity), after + window)
    const events =
      to <= after || want <= 0
        ? []
        : connection.all(select, after, to, ...parameters, want).map(eventOf)
    const full = events.length === want
    const last = events[events.length - 1]
    after =
      full && last !== undefined
        ? positionNumber(last.position)
        : want > 0
          ? Math.max(after, to)
          : after
    place = after
    return { events, last: placeOf(after), atEnd: after >= end, done: after >= until }
  }
}

/** Names are numbered in turn, streams and correlations alternating: their remainders alone are no fair parts. */
const MIXED = '((correlation * 2654435761 & 4294967295) >> 16)'

/** Conditions that events must meet beside their place, each with AND before it. */
const filtersOf = (
  query: AllQuery,
): { readonly sql: string; readonly parameters: ReadonlyArray<Cell> } => {
  const sql: string[] = []
  const parameters: Cell[] = []
  const list = (values: ReadonlyArray<string>): string => JSON.stringify(values.map(column))
  if (query.correlationId !== undefined) {
    sql.push(' AND correlation = (SELECT id FROM names WHERE name = ?)')
    parameters.push(column(query.correlationId))
  }
  if (query.types !== undefined) {
    sql.push(' AND type IN (SELECT value FROM json_each(?))')
    parameters.push(list(query.types))
  }
  if (query.categories !== undefined) {
    sql.push(' AND category IN (SELECT value FROM json_each(?))')
    parameters.push(list(query.categories))
  }
  if (query.knownAt !== undefined) {
    sql.push(' AND known_at <= ?')
    parameters.push(column(query.knownAt))
  }
  if (query.partition !== undefined) {
    sql.push(` AND ${MIXED} % ? = ?`)
    parameters.push(query.partition.of, query.partition.index)
  }
  return { sql: sql.join(''), parameters }
}

const LONG_AFTER = `SELECT revision FROM events WHERE ${IS_LONG} AND stream = (SELECT id FROM names WHERE name = ?) AND revision > ? ORDER BY revision LIMIT 1`
const FORWARDS =
  'SELECT data FROM events WHERE stream = (SELECT id FROM names WHERE name = ?) AND revision > ? AND revision <= ? ORDER BY revision LIMIT ?'
const LONG_BEFORE = `SELECT revision FROM events WHERE ${IS_LONG} AND stream = (SELECT id FROM names WHERE name = ?) AND revision < ? ORDER BY revision DESC LIMIT 1`
const BACKWARDS =
  'SELECT data FROM events WHERE stream = (SELECT id FROM names WHERE name = ?) AND revision < ? AND revision >= ? ORDER BY revision DESC LIMIT ?'

const forwardPages = (query: StreamQuery): NextPage => {
  const name = column(query.stream)
  const until = query.until ?? Number.MAX_SAFE_INTEGER
  let after = query.after ?? -1
  let last: string | undefined
  return (connection, want) => {
    const long = connection.get(LONG_AFTER, name, after)?.[0]
    const to = Math.min(until, Number(long ?? until))
    const events = connection.all(FORWARDS, name, after, to, want).map(eventOf)
    const final = events[events.length - 1]
    const atEnd = events.length < want && to === until
    after = final?.revision ?? after
    last = final?.position ?? last ?? placeOf(headOf(connection))
    return { events, last, atEnd: atEnd || after >= until, done: after >= until }
  }
}

const backwardPages = (query: StreamQuery): NextPage => {
  const name = column(query.stream)
  const until = query.until ?? 0
  let before = query.after ?? Number.MAX_SAFE_INTEGER
  let last: string | undefined
  return (connection, want) => {
    const long = connection.get(LONG_BEFORE, name, before)?.[0]
    const to = Math.max(until, Number(long ?? until))
    const events = connection.all(BACKWARDS, name, before, to, want).map(eventOf)
    const final = events[events.length - 1]
    const atEnd = (events.length < want && to === until) || (final?.revision ?? before) <= until
    before = final?.revision ?? before
    last = final?.position ?? last ?? placeOf(headOf(connection))
    return { events, last, atEnd, done: true }
  }
}

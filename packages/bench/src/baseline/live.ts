/**
 * Rows and a board of tallies kept up to date by hand: what the rows of a batch gave is taken away,
 * the rows change in place, and what they give now is added. One zone without summer time, one
 * dimension, no moves to tell of, no checkpoint.
 */
import type { EpochMs, RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'

import type { HandCase } from './row-parts.js'
import { change, type HandRows } from './rows.js'

interface Cell {
  count: number
  met: number
  sum: number
  readonly excluded: Map<string, number>
  readonly buckets: Map<number, number>
}

const newCell = (): Cell => ({
  count: 0,
  met: 0,
  sum: 0,
  excluded: new Map(),
  buckets: new Map(),
})

/** By figure, then day, then the dimension's value. */
export type HandBoard = ReadonlyMap<string, Map<number, Map<string, Cell>>>

export interface Total {
  readonly count: number
  readonly met: number
  readonly excluded: Readonly<Record<string, number>>
}

const DAY = 86_400_000
const AHEAD = 8 * 3_600_000
const GAMMA = Math.log(1.01 / 0.99)

/** The figures that are windows over cases, as `reopen.rate/resolutions` where there are several inputs. */
const names = [
  'cases.opened',
  'fcr.gross',
  'fcr.net',
  'rightFirstTime',
  'response.first',
  'resolution.first',
  'resolution.full',
  'resolution.net',
  'resolution.rate',
  'reopen.rate',
  'reopen.rate/resolutions',
  'eta.kept',
  'transfer.rate',
  'escalation.rate',
  'escalation.rate/functional',
  'escalation.rate/hierarchical',
] as const
type Name = (typeof names)[number]

export const newBoard = (): HandBoard => new Map(names.map((name) => [name, new Map()]))

const bump = <K>(map: Map<K, number>, key: K, by: number): void => {
  const n = (map.get(key) ?? 0) + by
  if (n === 0) map.delete(key)
  else map.set(key, n)
}

const bucketOf = (value: number): number =>
  value < 100 ? value : Math.ceil(Math.log(value) / GAMMA)

/** Adds (1) or takes away (-1) what a row gives to every figure. */
const put = (board: HandBoard, row: HandCase, sign: 1 | -1): void => {
  const { opening, ended, contacts, moves, resolutions: r, dimensions } = row
  if (opening === undefined) return
  const value = dimensions['channel'] ?? ''
  const add = (name: Name, at: EpochMs, verdict: number | string): void => {
    const days = board.get(name)
    if (days === undefined) return
    const day = Math.floor((at + AHEAD) / DAY)
    let cells = days.get(day)
    if (cells === undefined) days.set(day, (cells = new Map<string, Cell>()))
    let cell = cells.get(value)
    if (cell === undefined) {
      cells.set(value, (cell = newCell()))
    }
    if (typeof verdict === 'string') {
      bump(cell.excluded, verdict, sign)
      return
    }
    cell.count += sign
    cell.sum += sign * verdict
    if (verdict >= 1) cell.met += sign
    bump(cell.buckets, bucketOf(verdict), sign)
  }
  const elapsed = (fact: { at: number; timeUnknown: boolean }, less = 0): number | string => {
    if (opening.timeUnknown || fact.timeUnknown) return 'timeUnknown'
    return fact.at < opening.at ? 'negative' : Math.max(0, fact.at - opening.at - less)
  }
  const { at } = opening
  const merged = ended?.as === 'merged' ? 'merged' : undefined
  add('cases.opened', at, merged ?? 1)
  add('resolution.rate', at, merged ?? (r.first === undefined ? 0 : 1))
  add('rightFirstTime', at, merged ?? (r.count === 1 && r.after === undefined ? 1 : 0))
  const once = r.count > 0 && r.reopened === 0 && contacts.inbound === 1
  const enough = once && contacts.firstWait === undefined ? 1 : 0
  const gross = ended?.as ?? (contacts.inbound === 0 ? 'noContact' : enough)
  add('fcr.gross', at, gross)
  add(
    'fcr.net',
    at,
    typeof gross === 'number' && opening.ineligible !== undefined ? 'ineligible' : gross,
  )
  const functional = moves.functional.count
  const hierarchical = moves.hierarchical.count
  add('transfer.rate', at, ended?.as ?? moves.transfers)
  add('escalation.rate', at, ended?.as ?? functional + hierarchical)
  add('escalation.rate/functional', at, ended?.as ?? functional)
  add('escalation.rate/hierarchical', at, ended?.as ?? hierarchical)
  const { eta, by } = row.promised
  if (ended !== undefined) add('eta.kept', at, ended.as)
  else if (eta === undefined) add('eta.kept', at, 'noEta')
  else if (by?.timeUnknown === true) add('eta.kept', eta.due, 'timeUnknown')
  else add('eta.kept', eta.due, by !== undefined && by.at <= eta.due ? 1 : 0)
  const { firstReply } = contacts
  if (ended !== undefined) add('response.first', at, ended.as)
  else if (firstReply === undefined) add('response.first', at, 'notAnswered')
  else add('response.first', firstReply.at, elapsed(firstReply))
  const without = ended?.as ?? (r.first === undefined ? 'notResolved' : undefined)
  if (without !== undefined || r.first === undefined || r.last === undefined) {
    const reason = without ?? 'notResolved'
    add('resolution.first', at, reason)
    add('resolution.full', at, reason)
    add('resolution.net', at, reason)
    add('reopen.rate', at, reason)
    add('reopen.rate/resolutions', at, reason)
    return
  }
  add('resolution.first', r.first.at, elapsed(r.first))
  add('resolution.net', r.first.at, elapsed(r.first, r.pausedMs))
  add('resolution.full', r.last.at, elapsed(r.last))
  add('reopen.rate', r.first.at, r.reopened)
  add('reopen.rate/resolutions', r.first.at, r.count)
}

/** Puts every row on the board. */
export const fill = (board: HandBoard, rows: HandRows): void => {
  for (const row of rows.cases.values()) put(board, row, 1)
}

/** Takes a batch into rows and board. */
export const takeBatch = (
  board: HandBoard,
  rows: HandRows,
  events: ReadonlyArray<RecordedEvent<CaseEvent>>,
): void => {
  const touched = new Set<string>()
  for (const event of events) {
    const key = event.metadata.correlationId
    if (!touched.has(key)) {
      touched.add(key)
      const row = rows.cases.get(key)
      if (row !== undefined) put(board, row, -1)
    }
    change(rows, event)
  }
  for (const key of touched) {
    const row = rows.cases.get(key)
    if (row !== undefined) put(board, row, 1)
  }
}

/** All days and values of a figure. */
export const totalOf = (board: HandBoard, name: string): Total => {
  let count = 0
  let met = 0
  const excluded = new Map<string, number>()
  for (const cells of board.get(name)?.values() ?? []) {
    for (const cell of cells.values()) {
      count += cell.count
      met += cell.met
      for (const [reason, n] of cell.excluded) bump(excluded, reason, n)
    }
  }
  return { count, met, excluded: Object.fromEntries(excluded) }
}

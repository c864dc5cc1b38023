/** Which readings a question takes, and with which value: windows, conditions and dimensions, written once. */
import type { EpochMs } from '@casetrail/core'
import type { FigureInput, Reading } from '@casetrail/core/read-model'

import { calendarKey, isCalendarUnit } from './calendar-key.js'

/** A question to the figures. */
export interface Query {
  /** The window [from, to); open where absent. It never passes `asOf`. */
  readonly from?: EpochMs
  readonly to?: EpochMs
  /** IANA zone of days, weeks and months. */
  readonly zone: string
  /** The instant that the answer is given at: what is provisional then, what is open. */
  readonly asOf: EpochMs
  /** Only readings with these dimensions. */
  readonly where?: Readonly<Record<string, string>>
  /** Dimensions to break down by; also `day`, `week`, `month`. */
  readonly by?: ReadonlyArray<string>
}

/** The dimension's value where a reading has none. */
export const NONE = '(none)'

/** A dimension of a reading; `agent` is whose credit it is, else the owner. */
export const dimensionOf = (reading: Reading, name: string): string =>
  (name === 'agent'
    ? (reading.credit ?? reading.dimensions['agent'] ?? reading.dimensions['owner'])
    : reading.dimensions[name]) ?? NONE

/** Whether a reading has the dimensions that were asked for, save those that are of no account. */
export const hasDimensions = (
  reading: Reading,
  where: Query['where'],
  ignored: ReadonlySet<string> = nothing,
): boolean => {
  if (where === undefined) return true
  for (const name in where) {
    if (dimensionOf(reading, name) !== where[name] && !ignored.has(name)) return false
  }
  return true
}

const nothing: ReadonlySet<string> = new Set()

/**
 * The dimensions that none of a whole input's readings has: each of them is of all their values. Where
 * some have one, those without it are of none.
 */
export const ignoredBy = (
  readings: ReadonlyArray<Reading>,
  { where = {}, by = [] }: Pick<Query, 'where' | 'by'>,
): ReadonlySet<string> =>
  new Set(
    [...Object.keys(where), ...by].filter(
      (name) => !isCalendarUnit(name) && readings.every((one) => dimensionOf(one, name) === NONE),
    ),
  )

/** What a question makes of a reading for a figure's input: its value, or `undefined` where it takes no part. */
export type Take = (reading: Reading) => number | undefined

/** The selection of a figure's input under a question; the dimensions of a whole one are asked apart. */
export const taking = (input: FigureInput, query: Query): Take => {
  const { where } = input
  const from = query.from ?? -Infinity
  const to = Math.min(query.to ?? Infinity, query.asOf + 1)
  const instant = input.over === 'atStart' ? from : Math.min(query.to ?? Infinity, query.asOf)
  const isWhole = input.whole === true
  return (reading) => {
    if (where !== undefined && !where(reading)) return undefined
    if (!isWhole && !hasDimensions(reading, query.where)) return undefined
    if (input.over === 'window') {
      if (reading.at < from || reading.at >= to) return undefined
      return reading.verdict._tag === 'Counted' ? reading.verdict.value : 0
    }
    const covers = reading.at <= instant && (reading.until ?? reading.at) > instant
    return covers ? instant - reading.at : undefined
  }
}

/** Which row of a breakdown a reading belongs to. */
export interface BreakdownKeys {
  /** The row, as one text that no other row has; rows stand in the order of it. */
  readonly idOf: (reading: Reading) => string
  /** Its value of each dimension. */
  readonly keysOf: (reading: Reading) => ReadonlyArray<string>
}

/** The rows of a breakdown by dimensions and parts of the calendar. */
export const breakdownKeys = (by: ReadonlyArray<string>, zone: string): BreakdownKeys => {
  const parts = by.map((name) => {
    if (!isCalendarUnit(name)) return (reading: Reading) => dimensionOf(reading, name)
    const key = calendarKey(name, zone)
    return (reading: Reading) => key(reading.at)
  })
  const [only] = parts
  const keysOf = (reading: Reading) => parts.map((part) => part(reading))
  return {
    idOf:
      parts.length === 1 && only !== undefined ? only : (reading) => keysOf(reading).join('\u001f'),
    keysOf,
  }
}

/** The days of a simulation, in the zone of the standard. */
import type { EpochMs } from '@casetrail/core'
import { DateTime } from 'luxon'

import { weekdays, type Weekday } from './parameter-parts.js'

export interface SimulatedDay {
  /** Midnight. */
  readonly begins: EpochMs
  readonly ends: EpochMs
  readonly weekday: Weekday
  /** As `2025-03`. */
  readonly month: string
}

export interface Days {
  readonly all: ReadonlyArray<SimulatedDay>
  /** The day that an instant is in. */
  readonly of: (at: EpochMs) => SimulatedDay | undefined
  readonly indexOf: (at: EpochMs) => number
}

/** So many days from a date on, in a zone. */
export const daysFrom = (from: string, count: number, zone: string): Days => {
  const first = DateTime.fromISO(from, { zone })
  const all = Array.from({ length: count }, (_, i): SimulatedDay => {
    const day = first.plus({ days: i })
    return {
      begins: day.toMillis(),
      ends: day.plus({ days: 1 }).toMillis(),
      weekday: weekdays[day.weekday - 1] ?? 'monday',
      month: day.toFormat('yyyy-MM'),
    }
  })
  const origin = all[0]?.begins ?? 0
  const indexOf = (at: EpochMs): number => {
    let i = Math.floor((at - origin) / 86_400_000)
    // a day of summer time is an hour shorter or longer
    while (i > 0 && at < (all[i]?.begins ?? 0)) i -= 1
    while (at >= (all[i]?.ends ?? Infinity)) i += 1
    return i
  }
  return { all, indexOf, of: (at) => all[indexOf(at)] }
}

/** Milliseconds after midnight of a time such as `09:30`. */
export const timeOfDay = (text: string): number => {
  const [hours = '0', minutes = '0'] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) * 60_000
}

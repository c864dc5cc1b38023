/** A calendar laid out in time: when it opens and closes, which days are worked, where its dates begin. */
import type { EpochMs } from '../time/index.js'

import { DAY, MINUTE, dayNumber, type DayNumber } from './dates.js'
import { hoursOf, type Span } from './day-hours.js'
import type { Calendar } from './document.js'
import { offsetPeriods, skippedDays, type OffsetPeriod } from './zone-offsets.js'

/** Ends are not included, save where said; all lists are in order of time. */
export interface Tables {
  /** What the calendar knows of: questions from `first` to `last`, both included. */
  readonly first: EpochMs
  readonly last: EpochMs
  /** The open times; one may begin where the one before it ends. */
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Open milliseconds before each of them, and all of them at the end. */
  readonly openBefore: Float64Array
  /** The closing of each working day. */
  readonly closings: Float64Array
  readonly firstDay: DayNumber
  /** How many working days there are from `firstDay` up to each date, it included. */
  readonly workedUpTo: Int32Array
  readonly periods: ReadonlyArray<OffsetPeriod>
}

/** Those of a calendar that knows nothing. */
export const NOTHING: Tables = {
  first: Infinity,
  last: -Infinity,
  opens: new Float64Array(),
  closes: new Float64Array(),
  openBefore: new Float64Array(),
  closings: new Float64Array(),
  firstDay: 0,
  workedUpTo: new Int32Array(),
  periods: [],
}

interface Piece {
  readonly day: DayNumber
  readonly from: EpochMs
  readonly to: EpochMs
}

/** When the clock on the wall shows a time of a span: pieces where it is set forward or back meanwhile. */
function* piecesIn(
  period: OffsetPeriod,
  fromDay: DayNumber,
  toDay: DayNumber,
  hours: (day: DayNumber) => ReadonlyArray<Span>,
): Generator<Piece> {
  const dayAt = (at: EpochMs): DayNumber => Math.floor((at + period.offset) / DAY)
  // the hours of the day before may run over into the first
  const begin = Math.max(fromDay, dayAt(period.from) - 1)
  const end = Math.min(toDay, dayAt(period.to))
  for (let day = begin; day <= end; day++) {
    const midnight = day * DAY - period.offset
    for (const span of hours(day)) {
      const from = Math.max(period.from, midnight + span.from * MINUTE)
      const to = Math.min(period.to, midnight + span.to * MINUTE)
      if (from < to) yield { day, from, to }
    }
  }
}

/** The instant at which a date is over for good, however often the clock goes back to it. */
const endOfDate = (periods: ReadonlyArray<OffsetPeriod>, day: DayNumber): EpochMs => {
  let end = -Infinity
  for (const { from, to, offset } of periods) {
    const over = Math.min(to, (day + 1) * DAY - offset)
    if (over > from) end = over
  }
  return end
}

const openTimes = (
  pieces: ReadonlyArray<Piece>,
): Pick<Tables, 'opens' | 'closes' | 'openBefore'> => {
  const opens: number[] = []
  const closes: number[] = []
  const openBefore: number[] = []
  let total = 0
  for (const { from, to } of pieces) {
    opens.push(from)
    closes.push(to)
    openBefore.push(total)
    total += to - from
  }
  return {
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    openBefore: Float64Array.from([...openBefore, total]),
  }
}

/** For a calendar in which `checkCalendar` finds nothing wrong. */
export const tablesOf = (calendar: Calendar): Tables => {
  const firstDay = dayNumber(calendar.covers.from)
  const lastDay = dayNumber(calendar.covers.to)
  // a local date lies within two days of the same date in UTC, and what runs over from it within three
  const periods = offsetPeriods(calendar.zone, (firstDay - 3) * DAY, (lastDay + 4) * DAY)
  const skipped = skippedDays(periods)
  const hoursOn = hoursOf(calendar)
  const hours = (day: DayNumber): ReadonlyArray<Span> => (skipped.has(day) ? [] : hoursOn(day))
  const pieces = (from: DayNumber, to: DayNumber): ReadonlyArray<Piece> =>
    periods.flatMap((period) => [...piecesIn(period, from, to, hours)])

  const all = pieces(firstDay, lastDay)
  const runOver = pieces(firstDay - 1, firstDay - 1).at(-1)?.to ?? -Infinity
  const closingOf = new Map(all.map(({ day, to }) => [day, to]))
  const workedUpTo = new Int32Array(lastDay - firstDay + 1)
  let worked = 0
  for (let day = firstDay; day <= lastDay; day++) {
    if (closingOf.has(day)) worked++
    workedUpTo[day - firstDay] = worked
  }
  return {
    first: Math.max(endOfDate(periods, firstDay - 1), runOver),
    last: Math.max(endOfDate(periods, lastDay), all.at(-1)?.to ?? -Infinity),
    ...openTimes(all),
    closings: Float64Array.from(closingOf.values()),
    firstDay,
    workedUpTo,
    periods,
  }
}

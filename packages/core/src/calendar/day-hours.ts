/** The hours of each date: its own, where it has some, else its weekday's. */
import { dayNumber, minutesOf, weekdayOf, type DayNumber } from './dates.js'
import type { Calendar, Hours } from './document.js'

/** Open from one minute to another of a date, counted from its midnight; more than 1,440 is the next day. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const MINUTES_OF_DAY = 1_440

/** Hours in minutes; where the end is the earlier, on the next day. */
export const spanOf = (hours: Hours): Span => {
  const from = minutesOf(hours.from)
  const to = minutesOf(hours.to)
  return { from, to: to < from ? to + MINUTES_OF_DAY : to }
}

const spansOf = (day: ReadonlyArray<Hours>): ReadonlyArray<Span> =>
  day.map(spanOf).sort((a, b) => a.from - b.from)

/** The spans of any date, in order. Of dates that the calendar does not cover, those of the weekday. */
export const hoursOf = (calendar: Calendar): ((day: DayNumber) => ReadonlyArray<Span>) => {
  const { week } = calendar
  const weekly = {
    monday: spansOf(week.monday),
    tuesday: spansOf(week.tuesday),
    wednesday: spansOf(week.wednesday),
    thursday: spansOf(week.thursday),
    friday: spansOf(week.friday),
    saturday: spansOf(week.saturday),
    sunday: spansOf(week.sunday),
  }
  const dated = new Map<DayNumber, ReadonlyArray<Span>>()
  for (const { date } of calendar.holidays) dated.set(dayNumber(date), [])
  for (const { date, hours } of [...calendar.workingDays, ...calendar.halfDays]) {
    dated.set(dayNumber(date), spansOf(hours))
  }
  return (day) => dated.get(day) ?? weekly[weekdayOf(day)]
}

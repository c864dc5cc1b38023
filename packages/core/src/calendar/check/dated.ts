/** Days that differ from the week: each once, covered, and open where they are worked. */
import { show } from '../../codec/problem.js'
import { dayNumber, weekdayOf, type DayNumber } from '../dates.js'
import { spanOf } from '../day-hours.js'
import type { Calendar, Hours, LocalDate, SpecialDay } from '../document.js'

import {
  inDay,
  placed,
  runningInto,
  runningOver,
  text,
  type Placed,
  type Problems,
} from './hours.js'

interface Dated {
  readonly pointer: string
  readonly date: LocalDate
}

const datesOf = (calendar: Calendar): ReadonlyArray<Dated> =>
  (['holidays', 'workingDays', 'halfDays'] as const).flatMap((list) =>
    calendar[list].map(({ date }, i) => ({ pointer: `/${list}/${String(i)}`, date })),
  )

const twice = (dates: ReadonlyArray<Dated>): Problems => {
  const firstAt = new Map<LocalDate, string>()
  return dates.flatMap(({ pointer, date }) => {
    const first = firstAt.get(date)
    if (first === undefined) {
      firstAt.set(date, pointer)
      return []
    }
    const expected = `each date once: it stands in ${first}`
    return [{ pointer: `${pointer}/date`, found: show(date), expected }]
  })
}

const notCovered = ({ from, to }: Calendar['covers'], dates: ReadonlyArray<Dated>): Problems =>
  from > to
    ? []
    : dates.flatMap(({ pointer, date }) =>
        date >= from && date <= to
          ? []
          : [{ pointer: `${pointer}/date`, found: show(date), expected: `from ${from} to ${to}` }],
      )

const openMinutes = (day: ReadonlyArray<Hours>): number =>
  day.map(spanOf).reduce((sum, { from, to }) => sum + to - from, 0)

const notShorter = (calendar: Calendar): Problems =>
  calendar.halfDays.flatMap(({ date, hours }, i) => {
    const weekday = weekdayOf(dayNumber(date))
    return openMinutes(hours) < openMinutes(calendar.week[weekday])
      ? []
      : [
          {
            pointer: `/halfDays/${String(i)}/hours`,
            found: hours.map(text).join(', '),
            expected: `less than every ${weekday} has; other days are workingDays`,
          },
        ]
  })

/** A special day's hours, held against those of the days before and after. */
const overlapping = (
  pointer: string,
  { date, hours }: SpecialDay,
  on: (day: DayNumber) => ReadonlyArray<Placed>,
  isDated: (day: DayNumber) => boolean,
): Problems => {
  const day = dayNumber(date)
  const own = placed(pointer, hours)
  return [
    ...runningInto(on(day - 1), own),
    // a dated day looks back by itself
    ...(isDated(day + 1) ? [] : runningOver(own, on(day + 1))).map(({ earlier, later }) => ({
      pointer: earlier.pointer,
      found: text(earlier.hours),
      expected: `hours that end before those of ${later.pointer} begin, at ${later.hours.from}`,
    })),
  ]
}

export const inDates = (calendar: Calendar): Problems => {
  const dates = datesOf(calendar)
  const special = (['workingDays', 'halfDays'] as const).flatMap((list) =>
    calendar[list].map((day, i) => ({ pointer: `/${list}/${String(i)}/hours`, day })),
  )
  const dated = new Map<DayNumber, ReadonlyArray<Placed>>([
    ...calendar.holidays.map(({ date }) => [dayNumber(date), []] as const),
    ...special.map(
      ({ pointer, day }) => [dayNumber(day.date), placed(pointer, day.hours)] as const,
    ),
  ])
  const on = (day: DayNumber): ReadonlyArray<Placed> => {
    const weekday = weekdayOf(day)
    return dated.get(day) ?? placed(`/week/${weekday}`, calendar.week[weekday])
  }
  return [
    ...twice(dates),
    ...notCovered(calendar.covers, dates),
    ...special.flatMap(({ pointer, day }) => [
      ...(day.hours.length === 0
        ? [{ pointer, found: show(day.hours), expected: 'hours; a closed day is a holiday' }]
        : []),
      ...inDay(pointer, day.hours),
      ...overlapping(pointer, day, on, (other) => dated.has(other)),
    ]),
    ...notShorter(calendar),
  ]
}

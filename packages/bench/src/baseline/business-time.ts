/** Open time as one writes it with a date library: day by day, each day's opening and closing in the zone. */
import { DateTime } from 'luxon'
import type { Calendar, Hours } from '@casetrail/core/calendar'

const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

interface Time {
  readonly hour: number
  readonly minute: number
}

const timeOf = (text: string): Time => ({
  hour: Number(text.slice(0, 2)),
  minute: Number(text.slice(3)),
})

/** For hours that end on the day on which they begin, and `b` not before `a`. What can be is looked up before. */
export const dayByDay = (calendar: Calendar): ((a: number, b: number) => number) => {
  const { zone } = calendar
  const times = (day: ReadonlyArray<Hours>): ReadonlyArray<readonly [Time, Time]> =>
    day.map(({ from, to }) => [timeOf(from), timeOf(to)])
  const week = weekdays.map((weekday) => times(calendar.week[weekday]))
  const special = new Map(
    [
      ...calendar.holidays.map(({ date }) => [date, []] as const),
      ...[...calendar.workingDays, ...calendar.halfDays].map(
        ({ date, hours }) => [date, times(hours)] as const,
      ),
    ].map(([date, hours]): [string, typeof hours] => [date, hours]),
  )

  return (a, b) => {
    let open = 0
    let day = DateTime.fromMillis(a, { zone }).startOf('day')
    while (day.toMillis() < b) {
      const hours = special.get(day.toISODate() ?? '') ?? week[day.weekday - 1] ?? []
      for (const [from, to] of hours) {
        const opens = Math.max(a, day.set(from).toMillis())
        const closes = Math.min(b, day.set(to).toMillis())
        if (closes > opens) open += closes - opens
      }
      day = day.plus({ days: 1 })
    }
    return open
  }
}

/**
 * A calendar asked the slow and obvious way, to hold the fast one against: every minute is asked for what
 * the clock on the wall shows, and that is looked up in the document. It shares no code with it.
 */
import type { Calendar } from '@casetrail/core/calendar'

export const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

/** What the clock on the wall shows. */
interface Wall {
  /** As `2025-10-01`. */
  readonly date: string
  /** As `09:00`. */
  readonly time: string
}

const shown = new Map<string, (at: number) => Wall>()

/** Since 2012 clocks are changed on a quarter of an hour only: within one, the minutes are counted on. */
export const wallClock = (zone: string): ((at: number) => Wall) => {
  const known = shown.get(zone)
  if (known !== undefined) return known
  // Swedish writes 2025-10-01 09:00
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const quarters = new Map<number, string>()
  const clock = (at: number): Wall => {
    const quarter = at - (at % QUARTER)
    const text = quarters.get(quarter) ?? format.format(quarter)
    quarters.set(quarter, text)
    const minute = Number(text.slice(14)) + (at - quarter) / MINUTE
    return { date: text.slice(0, 10), time: text.slice(11, 14) + String(minute).padStart(2, '0') }
  }
  shown.set(zone, clock)
  return clock
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)

type Span = Readonly<{ from: string; to: string }>

/** The date whose hours a minute belongs to; `undefined` where it is closed. */
export const openByMinute = (calendar: Calendar): ((at: number) => string | undefined) => {
  const wall = wallClock(calendar.zone)
  const special = [...calendar.workingDays, ...calendar.halfDays]
  const found = new Map<string, ReadonlyArray<Span>>()

  const lookUp = (date: string): ReadonlyArray<Span> => {
    if (calendar.holidays.some((one) => one.date === date)) return []
    const own = special.find((one) => one.date === date)
    return own?.hours ?? calendar.week[weekdays[new Date(date).getUTCDay()] ?? 'sunday']
  }
  const hoursOf = (date: string): ReadonlyArray<Span> => {
    const hours = found.get(date) ?? lookUp(date)
    found.set(date, hours)
    return hours
  }
  // times of the day are in the order of their texts
  const isToday = (time: string) => (span: Span) =>
    span.from <= time && (time < span.to || span.to < span.from)
  const isFromYesterday = (time: string) => (span: Span) => span.to < span.from && time < span.to

  let today = ''
  let yesterday = ''
  return (at) => {
    const { date, time } = wall(at)
    if (date !== today) {
      today = date
      yesterday = dayBefore(date)
    }
    if (hoursOf(today).some(isToday(time))) return today
    return hoursOf(yesterday).some(isFromYesterday(time)) ? yesterday : undefined
  }
}

/** The last minute's end of each date that has open minutes in a time that is long enough. */
export const closingsByMinute = (
  open: (at: number) => string | undefined,
  from: number,
  to: number,
): ReadonlyMap<string, number> => {
  const closings = new Map<string, number>()
  for (let at = from; at < to; at += MINUTE) {
    const date = open(at)
    if (date !== undefined) closings.set(date, at + MINUTE)
  }
  return closings
}

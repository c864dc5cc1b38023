/** Dates and times of the day as numbers. */
import type { LocalDate, LocalTime, Week } from './document.js'

export const MINUTE = 60_000
export const DAY = 86_400_000

/** Days from 1970-01-01. */
export type DayNumber = number

export const dayNumber = (date: LocalDate): DayNumber => Date.parse(`${date}T00:00:00.000Z`) / DAY

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const satisfies ReadonlyArray<keyof Week>

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): keyof Week =>
  weekdays[(((day + 4) % 7) + 7) % 7] ?? 'sunday'

/** From midnight, by the clock on the wall. */
export const minutesOf = (time: LocalTime): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** A calendar (工作日曆): when a house is open, as a versioned document. */
import * as t from 'io-ts'

import { Ordinal, Text, record } from '../codec/primitives.js'
import { Label } from '../standard/label.js'

export interface LocalDateBrand {
  readonly LocalDate: unique symbol
}
export interface LocalTimeBrand {
  readonly LocalTime: unique symbol
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const exists = (text: string): boolean => {
  const ms = DATE.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** A date that exists, as `2025-10-01`, in the calendar's zone. */
export type LocalDate = t.Branded<string, LocalDateBrand>
export const LocalDate = t.brand(t.string, (text): text is LocalDate => exists(text), 'LocalDate')

/** A time of the day by the clock on the wall, `09:00` to `24:00`. */
export type LocalTime = t.Branded<string, LocalTimeBrand>
export const LocalTime = t.brand(
  t.string,
  (text): text is LocalTime => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text),
  'LocalTime',
)

/**
 * Open from one time to another, as the clock on the wall shows them: what it skips is not open, what it
 * repeats is open twice. Ends on the next day where the end is the earlier; `24:00` is the day's own end.
 */
export const Hours = record('Hours', { from: LocalTime, to: LocalTime })
export interface Hours extends t.TypeOf<typeof Hours> {}

const Day = t.readonlyArray(Hours)

/** Closed days are empty lists. Hours past midnight are of the day on which they begin. */
export const Week = record('Week', {
  monday: Day,
  tuesday: Day,
  wednesday: Day,
  thursday: Day,
  friday: Day,
  saturday: Day,
  sunday: Day,
})
export interface Week extends t.TypeOf<typeof Week> {}

/** A closed day, whatever the week says. */
export const Holiday = record('Holiday', { date: LocalDate, label: Label })
export interface Holiday extends t.TypeOf<typeof Holiday> {}

/** A day with hours of its own: worked to make up for a holiday (調休), or half a day. */
export const SpecialDay = record('SpecialDay', { date: LocalDate, label: Label, hours: Day })
export interface SpecialDay extends t.TypeOf<typeof SpecialDay> {}

export const Calendar = record(
  'Calendar',
  {
    id: Text,
    version: Ordinal,
    label: Label,
    /** IANA. */
    zone: Text,
    /** The days that it speaks of, both included; of others it knows nothing. */
    covers: record('Covers', { from: LocalDate, to: LocalDate }),
    week: Week,
    holidays: t.readonlyArray(Holiday),
    /** Working days though the week says otherwise (調休上班), or with other hours than it says. */
    workingDays: t.readonlyArray(SpecialDay),
    /** Working days of the week with shorter hours. */
    halfDays: t.readonlyArray(SpecialDay),
  },
  { /** Who announced its holidays, and where. */ source: Label },
)
export interface Calendar extends t.TypeOf<typeof Calendar> {}

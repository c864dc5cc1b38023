/** Why a promise can't be reckoned, so that the command which makes or changes it is refused. */
import type { OutsideCalendar } from '../calendar/business-calendar.js'
import type { Instant } from '../time/index.js'

/** The standard's clock runs by a calendar that is not among those given. */
export interface CalendarNotLoaded {
  readonly _tag: 'CalendarNotLoaded'
  readonly calendar: string
  readonly loaded: ReadonlyArray<string>
}
/** It happened longer ago than the standard lets anyone record. `earliest`: not before. */
export interface DatedTooFarBack {
  readonly _tag: 'DatedTooFarBack'
  readonly at: Instant
  readonly earliest: Instant
}

/** What keeps a clock from being reckoned. */
export type Unreckonable = OutsideCalendar | CalendarNotLoaded

export type ClockRejection = Unreckonable | DatedTooFarBack

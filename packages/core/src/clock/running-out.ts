/** Calendars whose days come to an end: what runs by them can't be reckoned from then on. */
import type { Calendar } from '../calendar/index.js'
import type { ServiceStandard } from '../standard/document.js'
import type { Instant } from '../time/index.js'

/** The ids of the calendars that a standard's clocks run by. */
const calendarsOf = ({ clocks, calendar }: ServiceStandard): ReadonlySet<string> =>
  new Set(
    clocks
      .filter(({ off }) => off !== true)
      .filter(({ targets }) =>
        targets.some(({ target: { kind } }) => kind === 'business' || kind === 'workingDays'),
      )
      .map((clock) => clock.calendar ?? calendar),
  )

/**
 * Of the calendars that a standard's clocks run by, each in its newest version, those that know no day
 * after `by`, an instant in UTC: a later version is wanted before. To the day, whatever the zone.
 *
 * @example
 * import { fromEpochMs } from '@casetrail/core'
 * import { readyCalendars } from '@casetrail/core/calendar'
 * import { runningOut } from '@casetrail/core/clock'
 * import { retail2025 } from '@casetrail/core/standards'
 *
 * runningOut(retail2025, readyCalendars, fromEpochMs(Date.UTC(2026, 5, 30))) // []
 */
export const runningOut = (
  standard: ServiceStandard,
  calendars: ReadonlyArray<Calendar>,
  by: Instant,
): ReadonlyArray<Calendar> => {
  const newest = new Map<string, Calendar>()
  const named = calendarsOf(standard)
  for (const calendar of calendars) {
    const known = newest.get(calendar.id)
    if (!named.has(calendar.id) || (known !== undefined && known.version >= calendar.version))
      continue
    newest.set(calendar.id, calendar)
  }
  const day = by.slice(0, 10)
  return [...newest.values()].filter(({ covers }) => covers.to < day)
}

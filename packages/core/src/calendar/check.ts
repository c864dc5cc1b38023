/** What a calendar must be beyond its shape: a zone that exists, days once each, hours that don't overlap. */
import { nearest } from '../codec/nearest.js'
import { show, type Problem } from '../codec/problem.js'
import { isZone } from '../time/zone.js'

import { inDates } from './check/dated.js'
import type { Problems } from './check/hours.js'
import { inWeek } from './check/week.js'
import { DAY, dayNumber, type DayNumber } from './dates.js'
import type { Calendar, LocalDate } from './document.js'

const LONGEST_YEARS = 30

/** The day on which as many years are over. */
const yearsAfter = (date: LocalDate, years: number): DayNumber =>
  new Date(0).setUTCFullYear(
    Number(date.slice(0, 4)) + years,
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8)),
  ) / DAY

const inId = ({ id }: Calendar): Problems =>
  id.includes('@')
    ? [{ pointer: '/id', found: show(id), expected: 'an id without @: the version is told apart' }]
    : []

const inZone = ({ zone }: Calendar): Problems => {
  if (isZone(zone)) return []
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'))
  const hint = near === undefined ? '' : ` (nearest: ${near})`
  return [{ pointer: '/zone', found: show(zone), expected: `an IANA time zone${hint}` }]
}

const inCovers = ({ covers: { from, to } }: Calendar): Problems => {
  if (to < from) return [{ pointer: '/covers/to', found: show(to), expected: `${from} or later` }]
  return dayNumber(to) < yearsAfter(from, LONGEST_YEARS)
    ? []
    : [
        {
          pointer: '/covers',
          found: `${from} to ${to}`,
          expected: `at most ${String(LONGEST_YEARS)} years`,
        },
      ]
}

const parts = [inId, inZone, inCovers, inWeek, inDates] as const

/**
 * Everything wrong with a well-shaped calendar; empty when it can be asked.
 *
 * @example
 * import { chinaOffice, checkCalendar } from '@casetrail/core/calendar'
 *
 * checkCalendar({ ...chinaOffice, zone: 'Asia/Shangai' }) // [{ pointer: '/zone', found: '"Asia/Shangai"', expected: 'an IANA time zone (nearest: Asia/Shanghai)' }]
 */
export const checkCalendar = (calendar: Calendar): ReadonlyArray<Problem> =>
  parts.flatMap((part) => part(calendar))

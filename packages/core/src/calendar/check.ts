/** What a calendar must be beyond its shape: a zone that exists, days once each, hours that don't overlap. */
import { nearest } from '../codec/nearest.js'
import { show, type Problem } from '../codec/problem.js'
import { isZone } from '../time/zone.js'

import { inDates } from './check/dated.js'
import type { Problems } from './check/hours.js'
import { inWeek } from './check/week.js'
import { dayNumber } from './dates.js'
import type { Calendar } from './document.js'

const LONGEST_YEARS = 30
const LONGEST_DAYS = Math.ceil(LONGEST_YEARS * 365.25)

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
  return dayNumber(to) - dayNumber(from) < LONGEST_DAYS
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

import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { MINUTE, closingsByMinute, openByMinute, wallClock } from '../../test/calendar-by-minute.js'
import { DAY, calendars } from '../../test/calendars.js'

import { businessCalendar } from './index.js'

/** As the fast one must answer: a time of so many minutes, in calendars that reach far enough around it. */
const agrees = (longest: number, runs: number): void => {
  const reach = Math.ceil(longest / 1_440) + 4
  const asked = fc.record({
    one: calendars(reach),
    begins: fc.integer({ min: -longest, max: 1_440 }),
    lasts: fc.integer({ min: 0, max: longest }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(asked, ({ one: { calendar, middle }, begins, lasts, part }) => {
      const fast = businessCalendar(calendar)
      const open = openByMinute(calendar)
      const from = middle + begins * MINUTE
      const to = from + lasts * MINUTE
      expect(fast.isOpen(from)).toEqual(E.right(open(from) !== undefined))

      // the instants of the time that end, and that begin, an open minute
      const ends: number[] = []
      for (let at = from; at < to; at += MINUTE) if (open(at) !== undefined) ends.push(at + MINUTE)
      expect(fast.between(from, to)).toEqual(E.right(ends.length * MINUTE))
      expect(fast.between(to, from)).toEqual(E.right(ends.length * -MINUTE || 0))

      const minutes = Math.round(part * ends.length)
      const reached = minutes === 0 ? from : ends[minutes - 1]
      expect(fast.after(from, minutes * MINUTE)).toEqual(E.right(reached))
      const left = minutes === 0 ? to : (ends[ends.length - minutes] ?? NaN) - MINUTE
      expect(fast.before(to, minutes * MINUTE)).toEqual(E.right(left))

      // whole dates around it, so that none is cut; hours run over by less than a day
      const around = [...closingsByMinute(open, from - 2 * DAY, to + 2 * DAY)]
      const inside = around.map(([, at]) => at).filter((at) => at > from && at <= to)
      expect(fast.closings(from, to)).toEqual(E.right(inside.length))
      inside.forEach((at, i) => {
        expect(fast.nthClosing(from, i + 1)).toEqual(E.right(at))
      })
      const { date } = wallClock(calendar.zone)(from)
      const later = around.filter(([day, at]) => day > date && at <= to).map(([, at]) => at)
      later.forEach((at, i) => {
        expect(fast.endOfWorkingDay(from, i + 1)).toEqual(E.right(at))
      })
    }),
    { numRuns: runs },
  )
}

describe('the fast calendar agrees with one that asks every minute', () => {
  test('on 2,000 calendars and times of up to 72 hours', () => {
    agrees(72 * 60, 2_000)
  })

  test('on 200 calendars and times of up to 30 days', () => {
    agrees(30 * 1_440, 200)
  })
})

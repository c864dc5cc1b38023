import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { businessCalendar, decodeCalendar, type BusinessCalendar } from './index.js'

type Hours = ReadonlyArray<readonly [from: string, to: string]>

/** Open at these hours every day. */
const daily = (
  zone: string,
  from: string,
  to: string,
  hours: Hours,
  weekend = hours,
): BusinessCalendar => {
  const label = { en: 'Test', zh: '測試' }
  const spans = (day: Hours) => day.map(([begin, end]) => ({ from: begin, to: end }))
  const day = spans(hours)
  const decoded = decodeCalendar({
    id: 'test',
    version: 1,
    label,
    zone,
    covers: { from, to },
    week: {
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: spans(weekend),
      sunday: spans(weekend),
    },
    holidays: [],
    workingDays: [],
    halfDays: [],
  })
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left.problems))
  return businessCalendar(decoded.right)
}

const HOUR = 3_600_000
const MINUTE = 60_000
const at = (text: string): number => Date.parse(text)
const instant = (text: string): E.Either<never, number> => E.right(at(text))

/** Open hours between two instants. */
const hoursBetween = (calendar: BusinessCalendar, from: string, to: string): number | undefined => {
  const open = calendar.between(at(from), at(to))
  return E.isRight(open) ? open.right / HOUR : undefined
}

describe('Europe/Berlin', () => {
  const spring = (hours: Hours) => daily('Europe/Berlin', '2025-03-20', '2025-04-10', hours)
  const autumn = (hours: Hours) => daily('Europe/Berlin', '2025-10-20', '2025-11-10', hours)
  // 2025-03-30 02:00+01:00 is 03:00+02:00; the day has 23 hours
  const inSpring = ['2025-03-30T00:00+01:00', '2025-03-31T00:00+02:00'] as const
  // 2025-10-26 03:00+02:00 is 02:00+01:00; the day has 25
  const inAutumn = ['2025-10-26T00:00+02:00', '2025-10-27T00:00+01:00'] as const

  test.each<[Hours, number, number]>([
    [[['00:00', '24:00']], 23, 25],
    [[['01:00', '05:00']], 3, 5],
    [[['02:00', '03:00']], 0, 2],
    [[['02:30', '05:00']], 2, 3],
    [[['01:00', '02:30']], 1, 2],
    [[['03:00', '05:00']], 2, 2],
    [[['09:00', '17:00']], 8, 8],
  ])('%j is open %d hours in spring and %d in autumn', (hours, inMarch, inOctober) => {
    expect(hoursBetween(spring(hours), ...inSpring)).toBe(inMarch)
    expect(hoursBetween(autumn(hours), ...inAutumn)).toBe(inOctober)
  })

  test('hours that begin in what is skipped begin where it ends, and those that end in it, where it begins', () => {
    const late = spring([['02:30', '05:00']])
    expect(late.after(at('2025-03-29T12:00+01:00'), 1)).toEqual(
      E.right(at('2025-03-30T03:00+02:00') + 1),
    )
    const early = spring([['01:00', '02:30']])
    expect(early.endOfWorkingDay(at('2025-03-29T12:00+01:00'), 1)).toEqual(
      instant('2025-03-30T02:00+01:00'),
    )
  })

  test('a day whose only hours are skipped is no working day', () => {
    const calendar = spring([['02:00', '03:00']])
    expect(calendar.endOfWorkingDay(at('2025-03-29T12:00+01:00'), 1)).toEqual(
      instant('2025-03-31T03:00+02:00'),
    )
  })

  test('what the clock shows twice is open twice, with the time between closed', () => {
    const calendar = autumn([['01:00', '02:30']])
    expect(calendar.isOpen(at('2025-10-26T02:15+02:00'))).toEqual(E.right(true))
    expect(calendar.isOpen(at('2025-10-26T02:45+02:00'))).toEqual(E.right(false))
    expect(calendar.isOpen(at('2025-10-26T02:15+01:00'))).toEqual(E.right(true))
    expect(calendar.endOfWorkingDay(at('2025-10-25T12:00+02:00'), 1)).toEqual(
      instant('2025-10-26T02:30+01:00'),
    )
  })

  test('a night shift is of the day on which it begins, and loses or gains the hour', () => {
    const night: Hours = [['22:00', '06:00']]
    const shifted = spring(night)
    expect(hoursBetween(shifted, '2025-03-29T12:00+01:00', '2025-03-30T12:00+02:00')).toBe(7)
    expect(hoursBetween(autumn(night), '2025-10-25T12:00+02:00', '2025-10-26T12:00+01:00')).toBe(9)
    // at 03:30 the date is the 30th, and its own shift ends on the 31st
    expect(shifted.endOfWorkingDay(at('2025-03-30T03:30+02:00'), 0)).toEqual(
      instant('2025-03-31T06:00+02:00'),
    )
    expect(shifted.nthClosing(at('2025-03-30T03:30+02:00'), 1)).toEqual(
      instant('2025-03-30T06:00+02:00'),
    )
  })

  test('business time before and after stays what the wall says', () => {
    const office = spring([['09:00', '17:00']])
    // one hour is left on Saturday, seven of eight are taken on Sunday
    expect(office.after(at('2025-03-29T16:00+01:00'), 8 * HOUR)).toEqual(
      instant('2025-03-30T16:00+02:00'),
    )
    expect(office.before(at('2025-03-30T16:00+02:00'), 8 * HOUR)).toEqual(
      instant('2025-03-29T16:00+01:00'),
    )
  })

  test('in years for which the zone has rules only', () => {
    const later = daily('Europe/Berlin', '2054-03-01', '2054-04-10', [['00:00', '24:00']])
    expect(hoursBetween(later, '2054-03-29T00:00+01:00', '2054-03-30T00:00+02:00')).toBe(23)
  })
})

describe('America/New_York', () => {
  const calendar = daily('America/New_York', '2025-03-01', '2025-11-30', [['00:00', '24:00']])

  test('has a day of 23 hours and one of 25', () => {
    expect(hoursBetween(calendar, '2025-03-09T00:00-05:00', '2025-03-10T00:00-04:00')).toBe(23)
    expect(hoursBetween(calendar, '2025-11-02T00:00-04:00', '2025-11-03T00:00-05:00')).toBe(25)
  })

  test('closes at its own midnight', () => {
    expect(calendar.endOfWorkingDay(at('2025-03-08T12:00-05:00'), 1)).toEqual(
      instant('2025-03-10T00:00-04:00'),
    )
  })
})

describe('Australia/Lord_Howe', () => {
  const calendar = (hours: Hours) => daily('Australia/Lord_Howe', '2025-03-20', '2025-10-20', hours)

  test('changes by half an hour', () => {
    const whole = calendar([['00:00', '24:00']])
    expect(hoursBetween(whole, '2025-04-06T00:00+11:00', '2025-04-07T00:00+10:30')).toBe(24.5)
    expect(hoursBetween(whole, '2025-10-05T00:00+10:30', '2025-10-06T00:00+11:00')).toBe(23.5)
  })

  test('01:30 to 02:00 comes twice in autumn; 02:00 to 02:30 is skipped in spring', () => {
    const early = calendar([['01:45', '02:15']])
    expect(hoursBetween(early, '2025-04-06T00:00+11:00', '2025-04-07T00:00+10:30')).toBe(0.75)
    expect(hoursBetween(early, '2025-10-05T00:00+10:30', '2025-10-06T00:00+11:00')).toBe(0.25)
    expect(early.after(at('2025-10-04T12:00+10:30'), 15 * MINUTE)).toEqual(
      instant('2025-10-05T02:00+10:30'),
    )
  })
})

describe('Pacific/Apia, which had no 2011-12-30', () => {
  const office: Hours = [['09:00', '17:00']]
  const calendar = daily('Pacific/Apia', '2011-12-19', '2012-01-10', office, [])

  test('the Friday that did not come has no hours and is no working day', () => {
    expect(hoursBetween(calendar, '2011-12-29T00:00-10:00', '2012-01-03T00:00+14:00')).toBe(16)
    expect(calendar.endOfWorkingDay(at('2011-12-29T10:00-10:00'), 1)).toEqual(
      instant('2012-01-02T17:00+14:00'),
    )
    expect(calendar.closings(at('2011-12-26T00:00-10:00'), at('2012-01-02T00:00+14:00'))).toEqual(
      E.right(4),
    )
  })

  test('midnight of the 29th is midnight of the 31st', () => {
    const always = daily('Pacific/Apia', '2011-12-19', '2012-01-10', [['00:00', '24:00']])
    expect(hoursBetween(always, '2011-12-29T00:00-10:00', '2012-01-01T00:00+14:00')).toBe(48)
    expect(always.endOfWorkingDay(at('2011-12-29T10:00-10:00'), 1)).toEqual(
      instant('2012-01-01T00:00+14:00'),
    )
  })

  test('a night shift has no morning after a date that is followed by none, nor one without an evening', () => {
    const night = daily('Pacific/Apia', '2011-12-19', '2012-01-10', [['22:00', '06:00']])
    expect(night.endOfWorkingDay(at('2011-12-28T12:00-10:00'), 1)).toEqual(
      instant('2011-12-31T00:00+14:00'),
    )
    expect(night.isOpen(at('2011-12-31T03:00+14:00'))).toEqual(E.right(false))
    expect(night.endOfWorkingDay(at('2011-12-28T12:00-10:00'), 2)).toEqual(
      instant('2012-01-01T06:00+14:00'),
    )
  })

  test('a calendar may begin or end with it', () => {
    const ends = daily('Pacific/Apia', '2011-12-19', '2011-12-30', office)
    expect(ends.between(at('2011-12-29T12:00-10:00'), at('2011-12-31T00:00+14:00'))).toEqual(
      E.right(5 * HOUR),
    )
    expect(E.isLeft(ends.isOpen(at('2011-12-31T00:00+14:00')))).toBe(true)
    const begins = daily('Pacific/Apia', '2011-12-30', '2012-01-10', office)
    expect(begins.isOpen(at('2011-12-31T09:00+14:00'))).toEqual(E.right(true))
    expect(E.isLeft(begins.isOpen(at('2011-12-31T00:00+14:00') - 1))).toBe(true)
  })
})

describe('clocks that are changed in odd ways', () => {
  test('twice within a month: Ramadan in Africa/Casablanca', () => {
    const calendar = daily('Africa/Casablanca', '2025-02-01', '2025-04-30', [['09:00', '17:00']])
    for (const day of [
      '2025-02-21T09:00+01:00',
      '2025-03-10T09:00+00:00',
      '2025-04-10T09:00+01:00',
    ]) {
      expect(calendar.isOpen(at(day)), day).toEqual(E.right(true))
      expect(calendar.isOpen(at(day) - 1), day).toEqual(E.right(false))
    }
  })

  test('twice within a week: America/Boa_Vista in 2000', () => {
    const calendar = daily('America/Boa_Vista', '2000-10-01', '2000-10-31', [['09:00', '17:00']])
    for (const day of [
      '2000-10-07T09:00-04:00',
      '2000-10-11T09:00-03:00',
      '2000-10-20T09:00-04:00',
    ]) {
      expect(calendar.isOpen(at(day)), day).toEqual(E.right(true))
      expect(calendar.isOpen(at(day) - 1), day).toEqual(E.right(false))
    }
  })

  test('back over midnight: America/St_Johns went at 00:01 from the 7th to the 6th', () => {
    const calendar = daily('America/St_Johns', '2010-11-01', '2010-11-30', [['22:00', '24:00']])
    expect(hoursBetween(calendar, '2010-11-06T12:00-02:30', '2010-11-07T12:00-03:30')).toBeCloseTo(
      2 + 59 / 60,
      10,
    )
    expect(calendar.endOfWorkingDay(at('2010-11-05T12:00-02:30'), 1)).toEqual(
      instant('2010-11-07T00:00-03:30'),
    )
  })
})

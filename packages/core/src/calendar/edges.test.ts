import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { Hours, businessCalendar, chinaOffice, type Calendar } from './index.js'

const hours = (from: string, to: string): Hours => {
  const decoded = Hours.decode({ from, to })
  if (E.isLeft(decoded)) throw new Error(`${from} to ${to}`)
  return decoded.right
}

const at = (text: string): number => Date.parse(text)
const HOUR = 3_600_000

describe('the first and the last instant', () => {
  const calendar = businessCalendar(chinaOffice)
  const first = at('2025-01-01T00:00+08:00')
  const last = at('2027-01-01T00:00+08:00')

  test('are part of questions about the time between', () => {
    expect(calendar.between(first, last)).toEqual(E.right((248 + 248) * 9 * HOUR))
    expect(calendar.closings(first, last)).toEqual(E.right(248 + 248))
    expect(calendar.isOpen(first)).toEqual(E.right(false))
    expect(calendar.isOpen(last - 1)).toEqual(E.right(false))
  })

  test.each([
    ['isOpen before', calendar.isOpen(first - 1)],
    ['isOpen after', calendar.isOpen(last)],
    ['between from before', calendar.between(first - 1, last)],
    ['between until after', calendar.between(first, last + 1)],
    ['after, asked of later', calendar.after(last + 1, 0)],
    ['after, answered later', calendar.after(at('2026-12-31T17:00+08:00'), HOUR + 1)],
    ['before, asked of earlier', calendar.before(first - 1, 0)],
    ['before, answered earlier', calendar.before(at('2025-01-02T10:00+08:00'), HOUR + 1)],
    ['the end of a working day later', calendar.endOfWorkingDay(at('2026-12-30T12:00Z'), 2)],
    ['the end of a working day earlier', calendar.endOfWorkingDay(first, 0)],
    ['closings', calendar.closings(first, last + 1)],
    ['a closing later', calendar.nthClosing(at('2026-12-31T17:00+08:00'), 2)],
    ['a closing earlier', calendar.nthClosing(first, 0)],
    ['no number', calendar.isOpen(NaN)],
    ['no number of milliseconds', calendar.after(first, NaN)],
    ['no number of days', calendar.endOfWorkingDay(first, NaN)],
    ['part of a day', calendar.endOfWorkingDay(first, 1.5)],
    ['part of a closing', calendar.nthClosing(first, 0.5)],
    ['for ever', calendar.after(first, Infinity)],
  ])('%s: outside', (_, answer) => {
    expect(E.isLeft(answer)).toBe(true)
  })

  test('answers up to them are given', () => {
    expect(calendar.after(at('2026-12-31T17:00+08:00'), HOUR)).toEqual(
      E.right(at('2026-12-31T18:00+08:00')),
    )
    expect(calendar.before(at('2025-01-02T10:00+08:00'), HOUR)).toEqual(
      E.right(at('2025-01-02T09:00+08:00')),
    )
    expect(calendar.nthClosing(at('2026-12-31T17:00+08:00'), 1)).toEqual(
      E.right(at('2026-12-31T18:00+08:00')),
    )
  })

  test('an error tells what was asked and what is covered', () => {
    expect(calendar.isOpen(at('2027-05-01T00:00:00.000Z'))).toEqual(
      E.left({
        _tag: 'OutsideCalendar',
        calendar: 'china-office@1',
        at: '2027-05-01T00:00:00.000Z',
        covers: { from: '2024-12-31T16:00:00.000Z', to: '2026-12-31T16:00:00.000Z' },
      }),
    )
  })
})

describe('hours past midnight at the edges', () => {
  const nights = [hours('22:00', '06:00')]
  const { week } = chinaOffice
  const calendar = businessCalendar({
    ...chinaOffice,
    week: { ...week, monday: nights, tuesday: nights, wednesday: nights, thursday: nights },
    holidays: [],
    workingDays: [],
  })

  test('of the day before the first nothing is known: it begins when they would be over', () => {
    // 2024-12-31 was a Tuesday
    expect(E.isLeft(calendar.isOpen(at('2025-01-01T05:59+08:00')))).toBe(true)
    expect(calendar.isOpen(at('2025-01-01T06:00+08:00'))).toEqual(E.right(false))
  })

  test('those of the last day are known to their end', () => {
    // 2026-12-31 is a Thursday
    expect(calendar.isOpen(at('2027-01-01T05:59+08:00'))).toEqual(E.right(true))
    expect(E.isLeft(calendar.isOpen(at('2027-01-01T06:00+08:00')))).toBe(true)
    expect(calendar.endOfWorkingDay(at('2026-12-30T23:00+08:00'), 1)).toEqual(
      E.right(at('2027-01-01T06:00+08:00')),
    )
    expect(E.isLeft(calendar.endOfWorkingDay(at('2027-01-01T01:00+08:00'), 1))).toBe(true)
  })
})

test('0 and below count working days back', () => {
  const calendar = businessCalendar(chinaOffice)
  // a Sunday, before a Saturday
  const sunday = at('2025-03-09T12:00+08:00')
  expect(calendar.endOfWorkingDay(sunday, 0)).toEqual(E.right(at('2025-03-07T18:00+08:00')))
  expect(calendar.nthClosing(sunday, -1)).toEqual(E.right(at('2025-03-06T18:00+08:00')))
  // on the day itself, whose closing is still to come
  const friday = at('2025-03-07T12:00+08:00')
  expect(calendar.endOfWorkingDay(friday, 0)).toEqual(E.right(at('2025-03-07T18:00+08:00')))
  expect(calendar.nthClosing(friday, 0)).toEqual(E.right(at('2025-03-06T18:00+08:00')))
})

test('two working days across 國慶, with a make-up day before and after', () => {
  const calendar = businessCalendar(chinaOffice)
  const end = (text: string, n: number) => calendar.endOfWorkingDay(at(text), n)
  // Saturday the 27th; Sunday the 28th and Monday the 29th are worked
  expect(end('2025-09-27T12:00+08:00', 2)).toEqual(E.right(at('2025-09-29T18:00+08:00')))
  // Tuesday the 30th, late in the evening; then the 9th and 10th of October
  expect(end('2025-09-30T23:00+08:00', 2)).toEqual(E.right(at('2025-10-10T18:00+08:00')))
  // Thursday the 9th; then Friday and the Saturday that is worked
  expect(end('2025-10-09T09:00+08:00', 2)).toEqual(E.right(at('2025-10-11T18:00+08:00')))
})

test('hours that touch are one open time', () => {
  const whole = [hours('00:00', '12:00'), hours('12:00', '24:00')]
  const { saturday, sunday } = chinaOffice.week
  const calendar = businessCalendar({
    ...chinaOffice,
    week: {
      monday: whole,
      tuesday: whole,
      wednesday: whole,
      thursday: whole,
      friday: whole,
      saturday,
      sunday,
    },
    holidays: [],
    workingDays: [],
  })
  expect(calendar.isOpen(at('2025-03-04T00:00+08:00'))).toEqual(E.right(true))
  expect(calendar.between(at('2025-03-03T00:00+08:00'), at('2025-03-08T00:00+08:00'))).toEqual(
    E.right(120 * HOUR),
  )
  // the closing of each day all the same
  expect(calendar.nthClosing(at('2025-03-03T00:00+08:00'), 1)).toEqual(
    E.right(at('2025-03-04T00:00+08:00')),
  )
})

test('a calendar in which something is wrong knows nothing', () => {
  const broken: ReadonlyArray<Calendar> = [
    { ...chinaOffice, zone: 'Asia/Nowhere' },
    { ...chinaOffice, covers: { from: chinaOffice.covers.to, to: chinaOffice.covers.from } },
    { ...chinaOffice, holidays: [...chinaOffice.holidays, ...chinaOffice.holidays] },
  ]
  for (const document of broken) {
    const calendar = businessCalendar(document)
    const then = at('2025-06-04T10:00+08:00')
    expect(E.isLeft(calendar.isOpen(then))).toBe(true)
    expect(E.isLeft(calendar.after(then, 0))).toBe(true)
    expect(E.isLeft(calendar.endOfWorkingDay(then, 1))).toBe(true)
    expect(E.isLeft(calendar.closings(then, then))).toBe(true)
  }
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'china-office@1'],
  ['a number', NaN],
  ['an object with odd names', { id: Symbol('id'), version: 1n, zone: {} }],
  ['a calendar without its week', { ...chinaOffice, week: undefined }],
])('%s knows nothing', (_, document) => {
  const calendar = businessCalendar(document as Calendar)
  expect(calendar.isOpen(0)).toMatchObject({ left: { _tag: 'OutsideCalendar' } })
  expect(calendar.ref).toMatch(/^(?:\?|china-office)@(?:\?|1)$/)
})

test('what is no number is outside, wherever it is asked', () => {
  const calendar = businessCalendar(chinaOffice)
  const then = at('2025-06-04T10:00+08:00')
  for (const odd of [NaN, '2025-06-04T10:00+08:00', String(then), '1', null, 1n, Symbol('then')]) {
    const none = odd as number
    for (const asked of [
      calendar.isOpen(none),
      calendar.between(none, then),
      calendar.between(then, none),
      calendar.after(none, HOUR),
      calendar.after(then, none),
      calendar.before(none, HOUR),
      calendar.before(then, none),
      calendar.endOfWorkingDay(none, 1),
      calendar.endOfWorkingDay(then, none),
      calendar.closings(none, then),
      calendar.closings(then, none),
      calendar.nthClosing(none, 1),
      calendar.nthClosing(then, none),
    ]) {
      expect(asked).toMatchObject({ left: { _tag: 'OutsideCalendar' } })
    }
  }
})

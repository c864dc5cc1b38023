import chineseDays from 'chinese-days'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { businessCalendar, chinaOffice, decodeCalendar, readyCalendars } from './index.js'

const DAY = 86_400_000
const SHANGHAI = 8 * 3_600_000

test.each(readyCalendars.map((calendar) => [calendar.id, calendar] as const))(
  '%s is a valid document as it stands',
  (_, calendar) => {
    expect(decodeCalendar(JSON.parse(JSON.stringify(calendar)))).toEqual(E.right(calendar))
  },
)

test('each id and version ships once', () => {
  const refs = readyCalendars.map(({ id, version }) => `${id}@${String(version)}`)
  expect(new Set(refs).size).toBe(refs.length)
})

test('china-office works on the days on which chinese-days does, each of 2025 and 2026', () => {
  const calendar = businessCalendar(chinaOffice)
  let worked = 0
  for (let day = Date.UTC(2025, 0, 1); day < Date.UTC(2027, 0, 1); day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10)
    const midnight = day - SHANGHAI
    const open = calendar.between(midnight, midnight + DAY)
    const isWorked = chineseDays.isWorkday(date)
    expect(open, date).toEqual(E.right(isWorked ? 9 * 3_600_000 : 0))
    if (isWorked) worked++
  }
  expect(worked).toBe(496)
})

test('it names the days that differ from the week as the notices do', () => {
  const detail = (date: string): string => chineseDays.getDayDetail(date).name
  const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay())
  for (const { date } of chinaOffice.holidays) {
    // weekends within a holiday are told of it too
    expect(detail(date), date).toMatch(/,/)
    expect(chineseDays.isHoliday(date), date).toBe(true)
  }
  for (const { date } of chinaOffice.workingDays) {
    expect(isWeekend(date), date).toBe(true)
    expect(detail(date), date).toMatch(/,/)
  }
})

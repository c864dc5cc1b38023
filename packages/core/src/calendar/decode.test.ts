import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { problemText } from '../codec/problem.js'

import { chinaOffice, checkCalendar, decodeCalendar } from './index.js'

type Document = Record<string, unknown>

/** The shipped one as a document, with something put in place of something. */
const changed = (change: (document: Document) => unknown): unknown => {
  const document = JSON.parse(JSON.stringify(chinaOffice)) as Document
  return change(document) ?? document
}

const problems = (document: unknown): ReadonlyArray<string> => {
  const decoded = decodeCalendar(document)
  if (E.isRight(decoded)) return []
  expect(decoded.left._tag).toBe('InvalidCalendar')
  return decoded.left.problems.map(problemText)
}

const label = { en: 'A day', zh: '某日' }
const nine = { from: '09:00', to: '18:00' }
const week = (days: Readonly<Record<string, unknown>>) => ({
  week: { ...chinaOffice.week, ...days },
})
const worked = (date: string, ...hours: ReadonlyArray<unknown>) => ({ date, label, hours })

describe('one thing wrong', () => {
  test.each<[string, Document, ReadonlyArray<string>]>([
    [
      'a zone that does not exist',
      { zone: 'Asia/Shangai' },
      ['/zone: found "Asia/Shangai", expected an IANA time zone (nearest: Asia/Shanghai)'],
    ],
    [
      'an offset for a zone',
      { zone: '+08:00' },
      ['/zone: found "+08:00", expected an IANA time zone'],
    ],
    [
      'days turned round',
      { covers: { from: '2026-12-31', to: '2025-01-01' } },
      ['/covers/to: found "2025-01-01", expected 2026-12-31 or later'],
    ],
    [
      'more than thirty years',
      { covers: { from: '2001-01-01', to: '2031-01-01' }, holidays: [], workingDays: [] },
      ['/covers: found 2001-01-01 to 2031-01-01, expected at most 30 years'],
    ],
    [
      'a date that does not exist',
      { covers: { from: '2025-01-01', to: '2026-02-29' } },
      ['/covers/to: found "2026-02-29", expected LocalDate, such as 2025-10-01'],
    ],
    [
      'a holiday that is not covered',
      { holidays: [{ date: '2027-01-01', label }] },
      ['/holidays/0/date: found "2027-01-01", expected from 2025-01-01 to 2026-12-31'],
    ],
    [
      'a holiday twice',
      {
        holidays: [
          { date: '2025-05-01', label },
          { date: '2025-05-01', label },
        ],
      },
      ['/holidays/1/date: found "2025-05-01", expected each date once: it stands in /holidays/0'],
    ],
    [
      'a day that is a holiday and worked',
      {
        holidays: [{ date: '2025-05-03', label }],
        workingDays: [worked('2025-05-03', nine)],
      },
      [
        '/workingDays/0/date: found "2025-05-03", expected each date once: it stands in /holidays/0',
      ],
    ],
    [
      'overlapping hours',
      week({
        monday: [
          { from: '13:00', to: '18:00' },
          { from: '09:00', to: '13:30' },
        ],
      }),
      [
        '/week/monday/0: found 13:00 to 18:00, expected hours that begin when those of /week/monday/1 have ended, at 13:30',
      ],
    ],
    [
      'hours within others, and after them',
      week({
        monday: [
          { from: '08:00', to: '20:00' },
          { from: '09:00', to: '10:00' },
          { from: '19:00', to: '21:00' },
        ],
      }),
      [
        '/week/monday/1: found 09:00 to 10:00, expected hours that begin when those of /week/monday/0 have ended, at 20:00',
        '/week/monday/2: found 19:00 to 21:00, expected hours that begin when those of /week/monday/0 have ended, at 20:00',
      ],
    ],
    [
      'hours that run into those of the next day',
      week({ sunday: [{ from: '22:00', to: '09:30' }] }),
      [
        '/week/monday/0: found 09:00 to 18:00, expected hours that begin when those of /week/sunday/0 have ended, at 09:30',
      ],
    ],
    [
      'hours that run into those of a special day',
      {
        ...week({ friday: [{ from: '20:00', to: '02:00' }] }),
        holidays: [],
        workingDays: [worked('2025-05-10', { from: '01:00', to: '05:00' })],
      },
      [
        '/workingDays/0/hours/0: found 01:00 to 05:00, expected hours that begin when those of /week/friday/0 have ended, at 02:00',
      ],
    ],
    [
      'hours of a special day that run into those of the next',
      { holidays: [], workingDays: [worked('2025-05-11', { from: '20:00', to: '10:00' })] },
      [
        '/workingDays/0/hours/0: found 20:00 to 10:00, expected hours that end before those of /week/monday/0 begin, at 09:00',
      ],
    ],
    [
      'hours of two special days',
      {
        holidays: [],
        workingDays: [
          worked('2025-05-11', nine),
          worked('2025-05-10', { from: '20:00', to: '10:00' }),
        ],
      },
      [
        '/workingDays/0/hours/0: found 09:00 to 18:00, expected hours that begin when those of /workingDays/1/hours/0 have ended, at 10:00',
      ],
    ],
    [
      'empty hours',
      week({ monday: [{ from: '09:00', to: '09:00' }] }),
      ['/week/monday/0: found 09:00 to 09:00, expected some time; all day is 00:00 to 24:00'],
    ],
    [
      'hours that begin when the day is over',
      week({ monday: [{ from: '24:00', to: '06:00' }] }),
      ['/week/monday/0/from: found "24:00", expected a time before 24:00'],
    ],
    [
      'too many hours',
      week({
        monday: Array.from({ length: 25 }, (_, i) => ({
          from: `09:${String(i * 2).padStart(2, '0')}`,
          to: `09:${String(i * 2 + 1).padStart(2, '0')}`,
        })),
      }),
      ['/week/monday: found a list of 25, expected at most 24 hours a day'],
    ],
    [
      'a time that does not exist',
      week({ monday: [{ from: '9:00', to: '25:00' }] }),
      [
        '/week/monday/0/from: found "9:00", expected LocalTime, such as 09:00',
        '/week/monday/0/to: found "25:00", expected LocalTime, such as 09:00',
      ],
    ],
    [
      'a half day without hours',
      { halfDays: [worked('2025-05-09')] },
      ['/halfDays/0/hours: found a list of 0, expected hours; a closed day is a holiday'],
    ],
    [
      'a half day as long as the whole, or on a day that is closed',
      { halfDays: [worked('2025-05-09', nine), worked('2025-05-10', nine)] },
      [
        '/halfDays/0/hours: found 09:00 to 18:00, expected less than every friday has; other days are workingDays',
        '/halfDays/1/hours: found 09:00 to 18:00, expected less than every saturday has; other days are workingDays',
      ],
    ],
    [
      'a working day without hours',
      { workingDays: [worked('2025-05-10')] },
      ['/workingDays/0/hours: found a list of 0, expected hours; a closed day is a holiday'],
    ],
    [
      'a week that is never open',
      {
        ...week({ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] }),
        workingDays: [],
      },
      [
        '/week: found an object with monday, tuesday, wednesday, thursday, friday, expected hours on some day',
      ],
    ],
    ['no id', { id: ' ' }, ['/id: found " ", expected Text']],
    [
      'an id with a version',
      { id: 'office@2' },
      ['/id: found "office@2", expected an id without @: the version is told apart'],
    ],
    [
      'no Chinese label',
      { label: { en: 'Office', zh: '' } },
      ['/label/zh: found "", expected Text'],
    ],
    ['a version below 1', { version: 0 }, ['/version: found 0, expected Ordinal']],
    [
      'an unknown field',
      { holiday: [] },
      ['/holiday: found "holiday", expected a known field (nearest: holidays)'],
    ],
    [
      'no list',
      { holidays: {} },
      ['/holidays: found an object with , expected ReadonlyArray<Holiday>'],
    ],
  ])('%s', (_, part, expected) => {
    expect(problems({ ...chinaOffice, ...part })).toEqual(expected)
  })
})

test('what is missing', () => {
  expect(problems(changed(({ week: _, ...rest }) => rest))).toEqual([
    '/week: found nothing, expected Week',
  ])
})

test('all that is wrong is told at once', () => {
  const document = {
    ...chinaOffice,
    id: 'a@b',
    zone: 'Nowhere',
    covers: { from: '2026-01-01', to: '2025-01-01' },
    ...week({ monday: [nine, nine], tuesday: [{ from: '08:00', to: '08:00' }] }),
    holidays: [
      { date: '2025-05-01', label },
      { date: '2025-05-01', label },
    ],
    workingDays: [],
    surplus: true,
  }
  expect(problems(document).map((text) => text.split(':')[0])).toEqual([
    '/surplus',
    '/id',
    '/zone',
    '/covers/to',
    '/week/monday/1',
    '/week/tuesday/0',
    '/holidays/1/date',
  ])
})

test.each<[unknown, string]>([
  [null, '?'],
  ['china-office', '?'],
  [[], '?'],
  [{ id: 7 }, '?'],
  [{ id: 'mine' }, 'mine'],
])('%j is no calendar', (document, id) => {
  const decoded = decodeCalendar(document)
  expect(decoded).toHaveProperty('left.id', id)
  expect(decoded).not.toHaveProperty('left.problems', [])
})

test('a document cannot reach into prototypes, nor nest without end', () => {
  const text = JSON.stringify(chinaOffice).replace('{', '{"__proto__":{"zone":"UTC"},')
  expect(problems(JSON.parse(text))).toEqual([
    '/__proto__: found "__proto__", expected a known field',
  ])
  const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
  expect(problems({ ...chinaOffice, week: deep })).toHaveLength(1)
  const round: Document = { ...chinaOffice }
  round['week'] = round
  expect(problems(round)).toHaveLength(1)
})

test('ten megabytes are answered in time', () => {
  const holidays = Array.from({ length: 150_000 }, (_, i) => ({
    date: `2025-${String((i % 12) + 1).padStart(2, '0')}-01`,
    label,
  }))
  const begun = performance.now()
  expect(problems({ ...chinaOffice, holidays, workingDays: [] })).toHaveLength(150_000 - 12)
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('names of zones may be aliases', () => {
  for (const zone of ['UTC', 'Asia/Chongqing', 'US/Eastern', 'Asia/Taipei', 'Etc/GMT-8']) {
    expect(checkCalendar({ ...chinaOffice, zone }), zone).toEqual([])
  }
})

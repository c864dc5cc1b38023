import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { DateTime, Info } from 'luxon'
import { describe, expect, it } from 'vitest'

import type { TimeSpec } from './document.js'
import { momentOf, timeReader } from './time.js'

const read = (spec: TimeSpec, text: string): unknown => {
  const reader = timeReader(spec)
  if (E.isLeft(reader)) throw new Error(reader.left.expected)
  return E.toUnion(reader.right(text))
}

describe('a time', () => {
  it.each([
    [{}, '2012-10-09T14:50:17+00:00', '2012-10-09T14:50:17.000Z'],
    [{}, '2012-10-09T14:50:17.123456-05:30', '2012-10-09T20:20:17.123Z'],
    [{}, '2012-10-09T14:50:17Z', '2012-10-09T14:50:17.000Z'],
    [{}, '2012-10-09T14:50+02', '2012-10-09T12:50:00.000Z'],
    [{ zone: 'Asia/Shanghai' }, '2012-10-09T14:50:17', '2012-10-09T06:50:17.000Z'],
    [{ zone: 'Asia/Shanghai' }, '2012-10-09T14:50:17Z', '2012-10-09T14:50:17.000Z'],
    [{ format: 'd/M/yyyy HH:mm', zone: 'UTC' }, '29/2/2016 01:16', '2016-02-29T01:16:00.000Z'],
    [
      { format: "dd.MM.yyyy 'um' HH:mm ZZ" },
      '01.02.2016 um 10:00 +01:00',
      '2016-02-01T09:00:00.000Z',
    ],
    [
      { format: 'dd-MMM-yy', zone: 'UTC', day: 'start' as const },
      '26-Aug-23',
      '2023-08-26T00:00:00.000Z',
    ],
    [
      { format: 'yyyy-MM-dd', zone: 'Europe/Rome', day: 'end' as const },
      '2024-03-31',
      '2024-03-31T21:59:59.999Z',
    ],
    // in Brazil clocks were put forward at midnight: that day began at one
    [
      { format: 'yyyy-MM-dd', zone: 'America/Sao_Paulo', day: 'start' as const },
      '2018-11-04',
      '2018-11-04T03:00:00.000Z',
    ],
    // shown twice: the earlier
    [
      { format: 'yyyy-MM-dd HH:mm', zone: 'Europe/Rome' },
      '2024-10-27 02:30',
      '2024-10-27T00:30:00.000Z',
    ],
  ])('%j of %s is %s', (spec, text, instant) => {
    expect(read(spec, text)).toBe(instant)
  })

  it.each(['2012-02-30T00:00:00Z', '2012-10-09', 'yesterday', '', '2012-10-09T25:00:00Z'])(
    'is not %j without a zone',
    (text) => {
      expect(read({}, text)).toMatch(/is no time|has no zone/)
    },
  )

  it('is the moment at which clocks in the zone show it, or none', () => {
    const zones = [
      'Europe/Rome',
      'Asia/Shanghai',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        (name, ms) => {
          const shown = (at: number): number => {
            const { year, month, day, hour, minute, second, millisecond } = DateTime.fromMillis(
              at,
              { zone: name },
            )
            return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
          }
          const moment = momentOf(shown(ms), Info.normalizeZone(name))
          expect(moment).toBeLessThanOrEqual(ms)
          expect(moment === undefined ? undefined : shown(moment)).toBe(shown(ms))
        },
      ),
      { numRuns: 500 },
    )
  })
})

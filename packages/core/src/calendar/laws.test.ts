import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAY, calendars } from '../../test/calendars.js'

import { businessCalendar, chinaOffice, type BusinessCalendar } from './index.js'

const REACH = 20
const RUNS = 300

/** A calendar and three instants well inside it, to the millisecond, in order. */
const scenes = fc
  .record({
    one: calendars(REACH),
    offsets: fc.array(fc.integer({ min: -12 * DAY, max: 12 * DAY }), {
      minLength: 3,
      maxLength: 3,
    }),
  })
  .map(({ one: { calendar, middle }, offsets }) => {
    const [a = 0, b = 0, c = 0] = offsets.map((ms) => middle + ms).sort((x, y) => x - y)
    return { calendar: businessCalendar(calendar), a, b, c }
  })

interface Scene {
  readonly calendar: BusinessCalendar
  readonly a: number
  readonly b: number
  readonly c: number
}

const right = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const law = (holds: (scene: Scene, open: (x: number, y: number) => number) => void): void => {
  fc.assert(
    fc.property(scenes, (scene) => {
      holds(scene, (x, y) => right(scene.calendar.between(x, y)))
    }),
    { numRuns: RUNS },
  )
}

describe('open time', () => {
  test('adds up, is never less than none nor more than the time itself, and turns its sign', () => {
    law(({ a, b, c }, open) => {
      expect(open(a, b) + open(b, c)).toBe(open(a, c))
      expect(open(b, a)).toBe(0 - open(a, b))
      expect(open(a, b)).toBeGreaterThanOrEqual(0)
      expect(open(a, b)).toBeLessThanOrEqual(b - a)
    })
  })

  test('is open where time passes', () => {
    law(({ calendar, a }, open) => {
      expect(open(a, a + 1)).toBe(right(calendar.isOpen(a)) ? 1 : 0)
    })
  })
})

describe('after and before', () => {
  test('after is the first instant by which so much open time has passed', () => {
    law(({ calendar, a, b }, open) => {
      const n = open(a, b)
      const reached = right(calendar.after(a, n))
      expect(open(a, reached)).toBe(n)
      expect(reached).toBeLessThanOrEqual(b)
      if (n > 0) expect(open(a, reached - 1)).toBe(n - 1)
    })
  })

  test('before is the last instant from which so much is left', () => {
    law(({ calendar, a, b }, open) => {
      const n = open(a, b)
      const reached = right(calendar.before(b, n))
      expect(open(reached, b)).toBe(n)
      expect(reached).toBeGreaterThanOrEqual(a)
      if (n > 0) expect(open(reached + 1, b)).toBe(n - 1)
    })
  })

  test('in two steps as in one, and less than none the other way', () => {
    law(({ calendar, a, b, c }, open) => {
      const [first, second] = [open(a, b), open(b, c)]
      const halfway = right(calendar.after(a, first))
      expect(right(calendar.after(halfway, second))).toBe(
        second === 0 ? halfway : right(calendar.after(a, first + second)),
      )
      expect(calendar.after(c, -second)).toEqual(calendar.before(c, second))
      expect(calendar.before(a, -first)).toEqual(calendar.after(a, first))
    })
  })

  test('a fraction of a millisecond never leads back', () => {
    law(({ calendar, a }) => {
      for (const ms of [Number.MIN_VALUE, 1e-7, 0.5]) {
        expect(right(calendar.after(a, ms))).toBeGreaterThanOrEqual(a)
        expect(right(calendar.before(a, ms))).toBeLessThanOrEqual(a)
        expect(right(calendar.after(a + ms, 0))).toBe(a + ms)
        expect(right(calendar.before(a + 1 / 3, 0))).toBe(a + 1 / 3)
      }
    })
  })
})

describe('working days', () => {
  test('closings add up, and the n-th is the n-th', () => {
    law(({ calendar, a, b, c }) => {
      const count = (x: number, y: number): number => right(calendar.closings(x, y))
      expect(count(a, b) + count(b, c)).toBe(count(a, c))
      expect(count(b, a)).toBe(0 - count(a, b))
      for (let n = 1; n <= count(a, c); n++) {
        const closing = right(calendar.nthClosing(a, n))
        expect(count(a, closing)).toBe(n)
        expect(count(a, closing - 1)).toBe(n - 1)
        expect(right(calendar.nthClosing(closing, 0))).toBe(closing)
      }
    })
  })

  test('the end of the n-th working day is a closing, and counts on', () => {
    law(({ calendar, a, c }) => {
      for (let n = 1; n <= right(calendar.closings(a, c)) - 2; n++) {
        const end = right(calendar.endOfWorkingDay(a, n))
        expect(right(calendar.nthClosing(end, 0))).toBe(end)
        expect(right(calendar.nthClosing(end, 1))).toBe(right(calendar.endOfWorkingDay(a, n + 1)))
      }
    })
  })
})

test('whatever number is asked, the answer is inside the calendar or OutsideCalendar', () => {
  const calendar = businessCalendar(chinaOffice)
  const [from, to] = [Date.parse('2024-12-31T16:00:00Z'), Date.parse('2026-12-31T16:00:00Z')]
  const number = fc.oneof(
    fc.double(),
    fc.integer({ min: from, max: to }),
    fc.constantFrom(from, to, NaN, Infinity, -Infinity, -0, 1e300, from - 1, to + 1),
  )
  const questions: ReadonlyArray<(a: number, b: number) => E.Either<unknown, number | boolean>> = [
    calendar.isOpen,
    calendar.between,
    calendar.after,
    calendar.before,
    calendar.endOfWorkingDay,
    calendar.closings,
    calendar.nthClosing,
  ]
  fc.assert(
    fc.property(number, number, (a, b) => {
      for (const ask of questions) {
        const answer = ask(a, b)
        if (!(a >= from && a <= to)) expect(E.isLeft(answer)).toBe(true)
        if (E.isLeft(answer)) expect(answer.left).toHaveProperty('_tag', 'OutsideCalendar')
        else if (typeof answer.right === 'number') expect(answer.right).not.toBeNaN()
      }
      for (const ask of questions.slice(2, 5)) {
        const answer = ask(a, b)
        if (E.isLeft(answer)) continue
        expect(answer.right).toBeGreaterThanOrEqual(from)
        expect(answer.right).toBeLessThanOrEqual(to)
      }
    }),
    { numRuns: 2_000 },
  )
})

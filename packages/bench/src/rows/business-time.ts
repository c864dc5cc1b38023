/** Business time between two instants, by the calendar's tables and day by day. */
import * as E from 'fp-ts/lib/Either.js'
import { businessCalendar, chinaOffice } from '@casetrail/core/calendar'

import { dayByDay } from '../baseline/business-time.js'
import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Rounds, type Subject } from '../harness/compare.js'
import { random32 } from '../history/chance.js'

const HOUR = 3_600_000
const FROM = Date.UTC(2025, 0, 1)
const TO = Date.UTC(2026, 11, 31)

type Pair = readonly [a: number, b: number]

const pairsOf = (count: number, longest: number): ReadonlyArray<Pair> => {
  const random = random32(20_250_101)
  const upTo = (most: number): number => Math.floor((random() / 2 ** 32) * most)
  return Array.from({ length: count }, () => {
    const a = FROM + upTo(TO - FROM)
    return [a, Math.min(a + upTo(longest), TO)]
  })
}

const calendar = businessCalendar(chinaOffice)

const byTables = (a: number, b: number): number => {
  const open = calendar.between(a, b)
  must('an instant lies outside the calendar', E.isRight(open))
  return open.right
}

const compared = async (
  what: string,
  pairs: ReadonlyArray<Pair>,
  rounds: Rounds,
): Promise<Line> => {
  const sums = [0, 0]
  const subject = (name: string, index: number, between: typeof byTables): Subject => ({
    name,
    prepare: () => () => {
      let sum = 0
      for (const [a, b] of pairs) sum += between(a, b)
      sums[index] = sum
    },
  })
  const byDays = dayByDay(chinaOffice)
  for (const [a, b] of pairs.slice(0, 100)) mustEqual(what, byTables(a, b), byDays(a, b))
  const subjects = [
    subject('calendar', 0, byTables),
    subject('luxon, day by day', 1, byDays),
  ] as const
  const times = await takeTurns(subjects, rounds)
  mustEqual(what, sums[0], sums[1])
  return {
    what,
    against: subjects[1].name,
    ours: rate(pairs.length, times[0], 'questions'),
    theirs: rate(pairs.length, times[1], 'questions'),
    ratio: ratioOf(times[0], times[1]),
    ...atLeast(50),
  }
}

export const businessTime: Benchmark = {
  name: 'business-time',
  run: async ({ quick }) => {
    const rounds = quick ? { warmUps: 2, rounds: 3 } : { warmUps: 4, rounds: 15 }
    const count = quick ? 300 : 1_000
    return [
      await compared('business time of up to two years', pairsOf(count, TO - FROM), rounds),
      await compared('business time of up to 72 hours', pairsOf(20 * count, 72 * HOUR), rounds),
    ]
  },
}

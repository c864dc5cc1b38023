/** Decoding one stored event: found by its type and checked by its compiled codec, or by io-ts. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { caseEvents, type CaseEvent } from '@casetrail/core/case'

import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { scriptedCases } from '../history/cases.js'
import { interleaved } from '../history/script.js'
import { eventsOf, storeOf } from '../history/recorded.js'

const current = caseEvents.versions.filter(
  ({ type, version }) => version === caseEvents.currentVersion(type),
)

/** All event types in one codec, as io-ts has it. */
const union = (): t.Mixed => {
  const [first, second, ...rest] = current.map(({ codec }) => codec)
  must('there are too few event types', first !== undefined && second !== undefined)
  return t.union([first, second, ...rest])
}

type Decode = (event: CaseEvent) => E.Either<unknown, unknown>

const decoders = (): ReadonlyArray<readonly [name: string, decode: Decode]> => {
  const all = union()
  const byType = new Map(current.map(({ type, codec }) => [type, codec]))
  return [
    ['catalogue, in full', (event) => caseEvents.decode(event, 1)],
    ['catalogue, shape', (event) => caseEvents.decode(event, 1, 'shape')],
    [`io-ts, union of ${String(current.length)}`, (event) => all.decode(event)],
    [
      'io-ts, the codec of the type',
      (event) => byType.get(event.type)?.decode(event) ?? E.left('unknown type'),
    ],
  ]
}

export const decoding: Benchmark = {
  name: 'decode',
  run: async ({ quick }) => {
    const recorded = await eventsOf(await storeOf(interleaved(scriptedCases(quick ? 100 : 600))))
    const events = recorded.map(({ event }) => JSON.parse(JSON.stringify(event)) as CaseEvent)
    const broken = events.map((event): unknown => ({ ...event, at: 'yesterday' }))
    const all = decoders()
    for (const [name, decode] of all) {
      must(
        `${name} refuses a valid event`,
        events.every((event) => E.isRight(decode(event))),
      )
      must(
        `${name} accepts an event with an impossible time`,
        name === 'catalogue, shape' ||
          broken.every((event) => E.isLeft(decode(event as CaseEvent))),
      )
    }
    const subjects = all.map(([name, decode]): Subject => ({
      name,
      prepare: () => () => {
        for (const event of events) must('an event was refused', E.isRight(decode(event)))
      },
    }))
    const times = await takeTurns(
      subjects,
      quick ? { warmUps: 2, rounds: 5 } : { warmUps: 5, rounds: 25 },
    )
    const line = (our: number, their: number, target?: number): Line => ({
      what: `decode an event: ${all[our]?.[0] ?? ''}`,
      against: all[their]?.[0] ?? '',
      ours: rate(events.length, times[our]),
      theirs: rate(events.length, times[their]),
      ratio: ratioOf(times[our], times[their]),
      ...atLeast(target),
    })
    return [line(0, 2, 1.2), line(1, 2, 1.2), line(0, 3), line(1, 3)]
  },
}

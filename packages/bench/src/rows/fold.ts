/** Folding one stream of 100 events into its state. */
import { fold } from '@casetrail/core'
import { caseAggregate, type CaseEvent, type CaseState } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { byLiteral } from '../baseline/state-literal.js'
import { bySpread, foldByHand } from '../baseline/state.js'
import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { scriptedCase } from '../history/cases.js'
import { interleaved } from '../history/script.js'
import { eventsOf, storeOf } from '../history/recorded.js'

const LENGTH = 100
const STREAMS = 50

/** Streams of exactly 100 events, as they come out of storage. */
const streams = async (): Promise<ReadonlyArray<ReadonlyArray<CaseEvent>>> => {
  const cases = Array.from({ length: STREAMS }, (_, n) => scriptedCase(n, LENGTH + 10))
  const byStream = new Map<string, CaseEvent[]>()
  for (const { stream, event } of await eventsOf(await storeOf(interleaved(cases)))) {
    const stored = JSON.parse(JSON.stringify(event)) as CaseEvent
    byStream.set(stream, [...(byStream.get(stream) ?? []), stored])
  }
  return [...byStream.values()].map((events) => {
    must('a stream is too short', events.length >= LENGTH)
    return events.slice(0, LENGTH)
  })
}

export const folding: Benchmark = {
  name: 'fold',
  run: async ({ quick }) => {
    const histories = await streams()
    const repeats = quick ? 20 : 100
    const aggregate = caseAggregate([retail2025])
    const states: CaseState[][] = [[], [], []]
    const measured = (
      name: string,
      index: number,
      stateOf: (events: ReadonlyArray<CaseEvent>) => CaseState,
    ): Subject => ({
      name,
      prepare: () => () => {
        for (let i = 0; i < repeats; i++) states[index] = histories.map(stateOf)
      },
    })
    const subjects = [
      measured('fold', 0, (events) => fold(aggregate, aggregate.initialState, events)),
      measured('hand-written, one copy written out', 1, (events) => foldByHand(byLiteral, events)),
      measured('hand-written, by spread', 2, (events) => foldByHand(bySpread, events)),
    ]
    const times = await takeTurns(
      subjects,
      quick ? { warmUps: 2, rounds: 5 } : { warmUps: 5, rounds: 25 },
    )
    for (const other of states.slice(1)) mustEqual('fold', states[0], other)
    const events = repeats * STREAMS * LENGTH
    return subjects.slice(1).map(({ name }, i) => ({
      what: 'fold of a stream of 100 events',
      against: name,
      ours: rate(events, times[0]),
      theirs: rate(events, times[i + 1]),
      ratio: ratioOf(times[0], times[i + 1]),
      ...atLeast(0.8),
    }))
  },
}

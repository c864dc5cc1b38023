/** What a runner of policies holds in memory, as the history that it follows grows. */
import * as E from 'fp-ts/lib/Either.js'
import {
  inMemoryEventStore,
  positionNumber,
  positionOf,
  type EventStore,
  type RecordedEvent,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { deskAggregates } from '@casetrail/core/desk'
import { deskCarryOut, deskPolicies, policyRunner } from '@casetrail/core/policy'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'

import type { Benchmark, Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { collectGarbage } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { makeBoundary } from '../history/boundary.js'
import { simulatedAt, simulationOf } from '../history/simulated.js'

const standards = [retail2025]

/** In how many sittings the history is followed. */
const SITTINGS = 200
/** After how many percent of it memory is looked at. */
const LOOKS = [10, 50, 100]

/** A store as it was when it had come to a position; single streams are read as they are. */
const asOf = (store: EventStore, position: () => string): EventStore => ({
  ...store,
  read: (query, signal) =>
    store.read('all' in query ? { ...query, until: position() } : query, signal),
})

/** The last events of the sittings. */
const endsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
  Array.from(
    { length: SITTINGS },
    (_, i) => events[Math.ceil(((i + 1) * events.length) / SITTINGS) - 1],
  ).filter((event) => event !== undefined)

const megabytes = (): number => {
  collectGarbage()
  return process.memoryUsage().heapUsed / 2 ** 20
}

interface Look {
  readonly percent: number
  readonly megabytes: number
  /** Commands that wait for their time. */
  readonly waiting: number
}

/** Follows a history in a file as it grew, with rows in the file, and looks at the heap. */
const followed = async (
  path: string,
  ends: ReadonlyArray<Pick<RecordedEvent, 'position' | 'recordedAt'>>,
): Promise<ReadonlyArray<Look>> => {
  const store = sqliteStore(path)
  let position = positionOf(0)
  const { rows } = store
  const managers = deskPolicies(standards)
  const carryOut = deskCarryOut(store, deskAggregates(standards, readyCalendars))
  const before = inMemoryEventStore(makeBoundary())
  const [first] = ends
  must('the history is empty', first !== undefined)
  const begun = await policyRunner({ store: before, rows, managers, carryOut }).settle(
    first.recordedAt,
  )()
  must('the policies did not begin', E.isRight(begun))
  const runner = policyRunner({
    store: asOf(store, () => position),
    rows,
    managers,
    carryOut,
  })
  const looks: Look[] = []
  for (const [i, end] of ends.entries()) {
    position = end.position
    const settled = await runner.settle(end.recordedAt)()
    must('the history was not followed', E.isRight(settled))
    const percent = ((i + 1) * 100) / ends.length
    if (LOOKS.includes(percent)) {
      looks.push({ percent, megabytes: megabytes(), waiting: settled.right.waiting })
    }
  }
  store.close()
  return looks
}

const CASES = { quick: 200, usual: 4_000, million: 31_000 }

export const policyMemory: Benchmark = {
  name: 'policy-memory',
  run: ({ quick, million }) =>
    inFolder(async (file) => {
      const cases = quick ? CASES.quick : million ? CASES.million : CASES.usual
      const path = file()
      const ends = endsOf(await simulatedAt(path, simulationOf(cases))).map(
        ({ position, recordedAt }) => ({ position, recordedAt }),
      )
      const events = positionNumber(ends.at(-1)?.position ?? positionOf(0)) + 1
      const looks = await followed(path, ends)
      return looks.map(({ percent, megabytes: value, waiting }): Line => ({
        what: `policies have followed ${String(percent)} % of ${String(events)} events: heap in use`,
        against: '–',
        ours: `${String(waiting)} commands wait`,
        theirs: '–',
        value,
        unit: 'MB',
      }))
    }),
}

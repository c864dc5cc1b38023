/** Policies that follow a store, against reading it and doing nothing. */
import * as E from 'fp-ts/lib/Either.js'
import { foldRead, fromEpochMs, inMemoryEventStore } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { deskAggregates } from '@casetrail/core/desk'
import { deskCarryOut, deskPolicies, policyRunner, type AnyManager } from '@casetrail/core/policy'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore } from '@casetrail/sqlite'

import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { makeBoundary } from '../history/boundary.js'
import { scriptedCases } from '../history/cases.js'
import { clockedStoreOf, eventsOf } from '../history/recorded.js'
import { interleaved } from '../history/script.js'
import { storeAt } from '../history/stored.js'

const standards = [retail2025]
const desk = deskPolicies(standards)
const aggregates = deskAggregates(standards, readyCalendars)

type React = AnyManager['policies'][number]['react']

/** The managers of a desk, with other reactions. */
const reacting = (react: (own: React) => React): ReadonlyArray<AnyManager> =>
  desk.map((manager) => ({
    ...manager,
    policies: manager.policies.map((policy) => ({ ...policy, react: react(policy.react) })),
  }))

/** Nothing follows of any event: what is left is to read it and to keep the rows. */
const idle = (): ReadonlyArray<AnyManager> => reacting(() => () => [])

/** All policies are asked; what they want, more than one command for each event, is left undone. */
const asked = (): ReadonlyArray<AnyManager> =>
  reacting((own) => (seen, row) => {
    own(seen, row)
    return []
  })

const now = fromEpochMs(Date.parse('2030-01-01T00:00:00.000Z'))

const following = (
  path: string,
  events: number,
  managersOf: () => ReadonlyArray<AnyManager>,
): Subject => ({
  name: 'policies of a desk',
  prepare: async () => {
    const managers = managersOf()
    const rows = inMemoryRowStore()
    const runnerOn = (store: Parameters<typeof deskCarryOut>[0]) =>
      policyRunner({ store, rows, managers, carryOut: deskCarryOut(store, aggregates) })
    // the first run begins at the head: of a store in which nothing has happened yet
    const first = await runnerOn(inMemoryEventStore(makeBoundary())).settle(now)()
    must('the first run failed', E.isRight(first))
    return async () => {
      const store = sqliteStore(path)
      const settled = await runnerOn(store).settle(now)()
      store.close()
      // what no manager reads is passed over in the store
      must('little was followed', E.isRight(settled) && settled.right.events > events / 2)
    }
  },
})

const scan = (path: string): Subject => ({
  name: 'a bare scan',
  prepare: () => async () => {
    const store = sqliteStore(path)
    const read = await foldRead(store, { all: true }, 0, (n) => n + 1)()
    store.close()
    must('the history could not be read', E.isRight(read))
  },
})

const CASES = { quick: 1_000, usual: 8_000, million: 60_000 }

export const policies: Benchmark = {
  name: 'policies',
  run: ({ quick, million }) =>
    inFolder(async (file) => {
      const rounds = quick ? { warmUps: 1, rounds: 2 } : { warmUps: 1, rounds: 7 }
      const cases = quick ? CASES.quick : million ? CASES.million : CASES.usual
      const path = file()
      const events = await eventsOf(await clockedStoreOf(interleaved(scriptedCases(cases))))
      await storeAt(path, events)
      const { length } = events
      const theirs = scan(path)
      const compared = async (what: string, managers: typeof idle): Promise<Line> => {
        const times = await takeTurns([following(path, length, managers), theirs], rounds)
        return {
          what: `${what}, ${String(length)} events from SQLite`,
          against: theirs.name,
          ours: rate(length, times[0]),
          theirs: rate(length, times[1]),
          ratio: ratioOf(times[0], times[1]),
        }
      }
      return [
        { ...(await compared('policies follow what leads to nothing', idle)), ...atLeast(0.5) },
        await compared('the same, all policies asked', asked),
      ]
    }),
}

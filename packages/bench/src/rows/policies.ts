/** Policies of a desk that follow a history in which all that follows has followed, against scanning it. */
import * as E from 'fp-ts/lib/Either.js'
import {
  categoryOf,
  START,
  foldBatches,
  foldRead,
  fromEpochMs,
  inMemoryEventStore,
  type DomainEvent,
  type EventCatalogue,
  type EventStore,
  type Position,
  type ReadQuery,
} from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { deskAggregates } from '@casetrail/core/desk'
import {
  deskCarryOut,
  deskPolicies,
  policyDispatches,
  policyRunner,
  type AnyManager,
} from '@casetrail/core/policy'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'

import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { makeBoundary } from '../history/boundary.js'
import { endOf, simulatedAt, simulationOf } from '../history/simulated.js'

const standards = [retail2025]
const desk = deskPolicies(standards)
const aggregates = deskAggregates(standards, readyCalendars)

/** All policies are asked; what they want is left undone. */
const asked: ReadonlyArray<AnyManager> = desk.map((manager) => ({
  ...manager,
  policies: manager.policies.map((policy) => ({
    ...policy,
    react: (seen, row) => {
      policy.react(seen, row)
      return []
    },
  })),
}))

/** A history in a file, and when its simulation ended: later, more would be due. */
interface Followed {
  readonly path: string
  readonly head: Position
  readonly ends: number
}

const runnerOn = (store: EventStore, rows: RowStore, managers: ReadonlyArray<AnyManager>) =>
  policyRunner({ store, rows, managers, carryOut: deskCarryOut(store, aggregates) })

/** Rows of policies that began before anything had happened, and have read nothing since. */
const begunRows = async (): Promise<RowStore> => {
  const rows = inMemoryRowStore()
  const store = inMemoryEventStore(makeBoundary())
  const first = await runnerOn(store, rows, desk).settle(fromEpochMs(0))()
  must('the first run failed', E.isRight(first))
  return rows
}

/** The same, with all known to have led to its commands up to a position. */
const sentRows = async (head: Position): Promise<RowStore> => {
  const rows = await begunRows()
  const sent = { rows: [], groups: [], checkpoints: [[policyDispatches, head]] } as const
  must('a checkpoint was not written', E.isRight(await rows.commit(sent)()))
  return rows
}

const eventsAfter = async (store: EventStore, after: Position): Promise<number> => {
  const read = await foldRead(store, { all: true, after }, 0, (n) => n + 1)()
  must('the history could not be read', E.isRight(read))
  return read.right
}

const following = (
  { path, head, ends }: Followed,
  managers: ReadonlyArray<AnyManager>,
  rowsOf: () => Promise<RowStore>,
): Subject => ({
  name: 'policies of a desk',
  prepare: async () => {
    const rows = await rowsOf()
    return async () => {
      const store = sqliteStore(path)
      const settled = await runnerOn(store, rows, managers).settle(fromEpochMs(ends))()
      must('the history was not followed', E.isRight(settled) && settled.right.events > 0)
      must('something new was written', (await eventsAfter(store, head)) === 0)
      store.close()
    }
  },
})

type Catalogues = ReadonlyMap<string, ReadonlyMap<string, EventCatalogue<DomainEvent>>>

const catalogues: Catalogues = (() => {
  const found = new Map<string, Map<string, EventCatalogue<DomainEvent>>>()
  for (const { category, events } of desk.flatMap(({ facts }) => facts.from)) {
    const byType = found.get(category) ?? new Map<string, EventCatalogue<DomainEvent>>()
    for (const type of events.types) byType.set(type, events)
    found.set(category, byType)
  }
  return found
})()

/** Reads what a query finds and checks its shape; answers how many events there were. */
const scanned = async (store: EventStore, query: ReadQuery): Promise<number> => {
  const read = await foldBatches<number, never>(store, query, 0, (n, { events }) => {
    for (const { event, stream, metadata } of events) {
      const catalogue = catalogues.get(categoryOf(stream))?.get(event.type)
      const decoded = catalogue?.decode(event, metadata.schemaVersion, 'shape')
      must('an event could not be read', decoded === undefined || E.isRight(decoded))
    }
    return E.right(n + events.length)
  })()
  must('the history could not be read', E.isRight(read))
  return read.right
}

const scan = ({ path }: Followed, query: ReadQuery): Subject => ({
  name: 'a bare scan',
  prepare: () => async () => {
    const store = sqliteStore(path)
    const events = await scanned(store, query)
    store.close()
    must('nothing was read', events > 0)
  },
})

/** What the policies ask of a store, without doing anything with it. */
const queryOf = async (store: SqliteStore): Promise<ReadQuery> => {
  const asking: ReadQuery[] = []
  const told: EventStore = {
    ...store,
    read: (query, signal) => {
      asking.push(query)
      return store.read({ ...query, limit: 0 }, signal)
    },
  }
  await runnerOn(told, await begunRows(), desk).settle(fromEpochMs(0))()
  const query = asking.find((one) => 'all' in one && one.categories !== undefined)
  must('the policies read nothing', query !== undefined)
  return query
}

const headOf = async (store: EventStore): Promise<Position> => {
  const read = await foldRead<Position>(
    store,
    { all: true },
    START,
    (_, { position }) => position,
  )()
  must('the history could not be read', E.isRight(read))
  return read.right
}

const CASES = { quick: 200, usual: 4_000, million: 31_000 }

export const policies: Benchmark = {
  name: 'policies',
  run: ({ quick, million }) =>
    inFolder(async (file) => {
      const rounds = quick ? { warmUps: 1, rounds: 2 } : { warmUps: 1, rounds: 7 }
      const cases = quick ? CASES.quick : million ? CASES.million : CASES.usual
      const path = file()
      const setting = simulationOf(cases)
      const { length: all } = await simulatedAt(path, setting)
      const store = sqliteStore(path)
      const history = { path, ends: endOf(setting), head: await headOf(store) }
      const query = await queryOf(store)
      const length = await scanned(store, query)
      store.close()
      const theirs = scan(history, query)
      const compared = async (what: string, ours: Subject): Promise<Line> => {
        const times = await takeTurns([ours, theirs], rounds)
        return {
          what: `${what}, ${String(length)} of ${String(all)} events from SQLite`,
          against: 'a bare scan of the same events',
          ours: rate(length, times[0]),
          theirs: rate(length, times[1]),
          ratio: ratioOf(times[0], times[1]),
        }
      }
      return [
        {
          ...(await compared(
            'rows of policies made anew, all known to be sent',
            following(history, desk, () => sentRows(history.head)),
          )),
          ...atLeast(0.5),
        },
        {
          ...(await compared(
            'all policies asked, what they want left undone',
            following(history, asked, begunRows),
          )),
          ...atLeast(0.5),
        },
        await compared(
          'policies from the beginning, each answer found',
          following(history, desk, begunRows),
        ),
      ]
    }),
}

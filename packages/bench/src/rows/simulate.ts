/** A simulated desk, against the commands that it gives through `handle`. */
import * as E from 'fp-ts/lib/Either.js'
import {
  foldRead,
  fromEpochMs,
  inMemoryEventStore,
  type Boundary,
  type EventStore,
  type Instant,
} from '@casetrail/core'
import { deskAggregates } from '@casetrail/core/desk'
import { deskCarryOut } from '@casetrail/core/policy'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'

import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { makeBoundary } from '../history/boundary.js'
import {
  commandsOf,
  historyOf,
  simulatedAt,
  simulationOf,
  type Given,
} from '../history/simulated.js'

type Setting = ReturnType<typeof simulationOf>

const ANSWER = 'DispatchAnswered'

/** Events that commands led to; what policies write down of their answers is none of them. */
const eventsIn = async (store: EventStore): Promise<number> => {
  const read = await foldRead(store, { all: true }, 0, (n, { event }) =>
    event.type === ANSWER ? n : n + 1,
  )()
  must('the history could not be read', E.isRight(read))
  return read.right
}

/** The same commands at the same instants, each after the other, with the ids that they had. */
const given = async (
  { standard, calendars }: Setting,
  commands: ReadonlyArray<Given>,
  storeOf: (boundary: Boundary) => EventStore,
): Promise<EventStore> => {
  let now: Instant = fromEpochMs(0)
  const store = storeOf({ ...makeBoundary(), now: () => now })
  const carryOut = deskCarryOut(store, deskAggregates([standard], calendars))
  for (const { category, id, command, context, now: at } of commands) {
    now = at
    // some are refused in the simulation too
    await carryOut({ category, id }, command, context)()
  }
  return store
}

const subject = (name: string, work: () => Promise<unknown>): Subject => ({
  name,
  prepare: () => work,
})

const CASES = { quick: 100, usual: 1_000, million: 10_000 }

export const simulated: Benchmark = {
  name: 'simulate',
  run: ({ quick, million }) =>
    inFolder(async (file) => {
      const rounds = { warmUps: quick || million ? 0 : 1, rounds: quick ? 2 : million ? 3 : 5 }
      const cases = quick ? CASES.quick : million ? CASES.million : CASES.usual
      const setting = simulationOf(cases)
      const commands = await commandsOf(setting)
      const compared = async (where: string, ours: Subject, theirs: Subject): Promise<Line> => {
        const times = await takeTurns([ours, theirs], rounds)
        return {
          what: `simulate ${String(cases)} cases, ${String(commands.length)} commands, ${where}`,
          against: theirs.name,
          ours: rate(commands.length, times[0], 'commands'),
          theirs: rate(commands.length, times[1], 'commands'),
          ratio: ratioOf(times[0], times[1]),
        }
      }
      const history = await historyOf(setting)
      const theirs = await given(setting, commands, inMemoryEventStore)
      must(
        'the commands led to other events',
        history.filter(({ event }) => event.type !== ANSWER).length === (await eventsIn(theirs)),
      )
      const name = 'its commands through handle on the same store'
      return [
        {
          ...(await compared(
            'into SQLite',
            subject('simulate', () => simulatedAt(file(), setting)),
            subject(name, async () => {
              const stores: SqliteStore[] = []
              await given(setting, commands, (boundary) => {
                const store = sqliteStore(file(), boundary)
                stores.push(store)
                return store
              })
              for (const store of stores) store.close()
            }),
          )),
          ...atLeast(0.6),
        },
        await compared(
          'in memory',
          subject('simulate', () => historyOf(setting)),
          subject(name, () => given(setting, commands, inMemoryEventStore)),
        ),
      ]
    }),
}

/** Durable commands: each one on disk before its answer. */
import * as E from 'fp-ts/lib/Either.js'
import { foldRead, handle, type NewEvent } from '@casetrail/core'
import { caseAggregate, caseEvents, type CaseState } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'

import { handLog, type HandLog } from '../baseline/sqlite-log.js'
import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { makeBoundary } from '../history/boundary.js'
import { scriptedCases, type ScriptedCommand } from '../history/cases.js'
import { interleaved } from '../history/script.js'

const CALLERS = 100
const aggregate = caseAggregate([retail2025])

interface Outcome {
  readonly states: ReadonlyMap<string, CaseState>
  readonly events: number
}

interface Run extends Subject {
  /** What the last run led to; its file is closed then. */
  readonly outcome: () => Promise<Outcome>
}

type Callers = ReadonlyArray<ReadonlyArray<ScriptedCommand>>

/** Callers at once, each of which waits for an answer before its next command. */
const ours = (name: string, file: () => string, before: Callers, callers: Callers): Run => {
  let store: SqliteStore | undefined
  let states = new Map<string, CaseState>()
  return {
    name,
    prepare: async () => {
      store?.close()
      const opened = sqliteStore(file(), makeBoundary())
      store = opened
      must('the store does not open', E.isRight(opened.open()))
      const cases = handle(opened, aggregate)
      states = new Map()
      const call = async (commands: ReadonlyArray<ScriptedCommand>): Promise<void> => {
        for (const { id, command, commandId } of commands) {
          const done = await cases(id, command, { commandId })()
          must('a command was rejected', E.isRight(done))
          states.set(id, done.right.state)
        }
      }
      await Promise.all(before.map(call))
      return () => Promise.all(callers.map(call))
    },
    outcome: async () => {
      must('nothing was run', store !== undefined)
      const events = await foldRead(store, { all: true }, 0, (count) => count + 1)()
      must('the store can not be read', E.isRight(events))
      store.close()
      return { states, events: events.right }
    },
  }
}

/** The hand-written loop of `handle`'s benchmark, on a hand-written log. */
const byHand = (
  name: string,
  file: () => string,
  before: ReadonlyArray<ScriptedCommand>,
  commands: ReadonlyArray<ScriptedCommand>,
): Run => {
  let log: HandLog | undefined
  let states = new Map<string, CaseState>()
  return {
    name,
    prepare: async () => {
      log?.close()
      const opened = handLog(file())
      log = opened
      states = new Map()
      const { now, newId } = makeBoundary()
      const cache = new Map<string, { state: CaseState; revision: number }>()
      const carryOut = ({ id, command, commandId }: ScriptedCommand): Promise<CaseState> => {
        const loaded = cache.get(id) ?? { state: aggregate.initialState, revision: -1 }
        cache.set(id, loaded)
        const decided = aggregate.decide(command, loaded.state)
        must('a command was rejected', E.isRight(decided))
        let state = loaded.state
        for (const event of decided.right) state = aggregate.evolve(state, event)
        const { standard } = state
        must('the case is under no standard', standard !== undefined)
        const recordedAt = now()
        const sealed = decided.right.map((event): NewEvent => ({
          eventId: newId(),
          recordedAt,
          event,
          metadata: {
            actor: command.actor,
            commandId,
            correlationId: id,
            causationId: commandId,
            schemaVersion: caseEvents.currentVersion(event.type),
            standard,
          },
        }))
        loaded.revision = opened.append(`case-${id}`, loaded.revision, sealed)
        loaded.state = state
        return Promise.resolve(state)
      }
      const call = async (some: ReadonlyArray<ScriptedCommand>): Promise<void> => {
        for (const command of some) states.set(command.id, await carryOut(command))
      }
      await call(before)
      return () => call(commands)
    },
    outcome: () => {
      must('nothing was run', log !== undefined)
      const events = log.count()
      log.close()
      return Promise.resolve({ states, events })
    },
  }
}

export const durable: Benchmark = {
  name: 'durable',
  run: ({ quick }) =>
    inFolder(async (file) => {
      const cases = scriptedCases(CALLERS)
      const commands = interleaved(cases)
      const callers = cases.map((one) => interleaved([one]))
      const others = scriptedCases(CALLERS, CALLERS)
      const before = interleaved(others)
      const callersBefore = others.map((one) => interleaved([one]))
      const subjects = [
        ours('one caller', file, [before], [commands]),
        byHand('hand-written on libsql, one caller', file, before, commands),
        ours(`${String(CALLERS)} callers at once`, file, callersBefore, callers),
      ] as const
      const times = await takeTurns(
        subjects,
        quick ? { warmUps: 1, rounds: 3 } : { warmUps: 2, rounds: 11 },
      )
      const [one, hand, many] = subjects
      const outcome = await one.outcome()
      mustEqual('durable commands', outcome, await hand.outcome())
      mustEqual('concurrent commands', outcome.events, (await many.outcome()).events)
      const rates = times.map((ms) => rate(commands.length, ms, 'commands'))
      return [
        {
          what: 'durable commands on SQLite, one fsync each',
          against: hand.name,
          ours: rates[0] ?? '',
          theirs: rates[1] ?? '',
          ratio: ratioOf(times[0], times[1]),
          ...atLeast(0.7),
        },
        {
          what: `durable commands on SQLite, ${many.name}`,
          against: 'ours, one caller',
          ours: rates[2] ?? '',
          theirs: rates[0] ?? '',
          ratio: ratioOf(times[2], times[0]),
          ...atLeast(4),
        },
        {
          what: `durable commands on SQLite, ${many.name}`,
          against: hand.name,
          ours: rates[2] ?? '',
          theirs: rates[1] ?? '',
          ratio: ratioOf(times[2], times[1]),
        },
      ]
    }),
}

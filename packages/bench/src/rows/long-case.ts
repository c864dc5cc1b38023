/** One case of 100,000 contacts against many of 100: what an event costs must not grow with the case. */
import { randomUUID } from 'node:crypto'

import * as E from 'fp-ts/lib/Either.js'
import { fromEpochMs, handle, inMemoryEventStore, type EventStore } from '@casetrail/core'
import { caseAggregate, openCase, recordContact, type CaseCommand } from '@casetrail/core/case'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import { retail2025 } from '@casetrail/core/standards'
import { caseModels, project } from '@casetrail/projections'

import type { Benchmark, Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { makeBoundary } from '../history/boundary.js'
import type { ScriptedCommand } from '../history/cases.js'
import { streamId } from '../history/script.js'
import { storeOf } from '../history/recorded.js'

const BEGIN = Date.UTC(2025, 2, 1, 8)

/** The nth case: opened, then contacts to and fro. */
const contacts = (n: number, count: number): ReadonlyArray<ScriptedCommand> => {
  const by = (second: number) => ({
    at: fromEpochMs(BEGIN + second * 1000),
    actor: { id: 'agent-1', role: 'agent' },
  })
  const opened = openCase({
    ...by(0),
    customer: `customer-${String(n)}`,
    channel: 'chat',
    requestType: 'inquiry',
    phase: 'afterSale',
    problemType: 'service',
    tier: 'standard',
    language: 'zh',
  })
  const contact = (i: number): CaseCommand =>
    recordContact({
      ...by(i),
      direction: i % 2 === 0 ? 'outbound' : 'inbound',
      channel: 'chat',
      by: 'human',
      public: true,
    })
  const commands = [opened, ...Array.from({ length: count }, (_, i) => contact(i + 1))]
  return commands.map((command) => ({ id: streamId(n), command, commandId: randomUUID() }))
}

const projecting = (name: string, store: EventStore): Subject => ({
  name,
  prepare: () => async () => {
    const done = await project(store, inMemoryRowStore(), caseModels)()
    must('the history could not be projected', E.isRight(done))
  },
})

const handling = (name: string, commands: ReadonlyArray<ScriptedCommand>): Subject => ({
  name,
  prepare: () => {
    const cases = handle(inMemoryEventStore(makeBoundary()), caseAggregate([retail2025]))
    return async () => {
      for (const { id, command, commandId } of commands) {
        must('a command was rejected', E.isRight(await cases(id, command, { commandId })()))
      }
    }
  },
})

export const longCase: Benchmark = {
  name: 'long-case',
  run: async ({ quick }) => {
    const total = quick ? 20_000 : 100_000
    const long = contacts(0, total)
    const short = Array.from({ length: total / 100 }, (_, n) => contacts(n + 1, 100)).flat()
    const stores = [await storeOf(short), await storeOf(long)] as const
    const rounds = quick ? { warmUps: 1, rounds: 3 } : { warmUps: 2, rounds: 7 }
    const projected = await takeTurns(
      [projecting('short', stores[0]), projecting('long', stores[1])],
      rounds,
    )
    const handled = await takeTurns([handling('short', short), handling('long', long)], rounds)
    const line = (what: string, [few, many]: typeof projected, noun: string): Line => ({
      what: `${what} one case of ${String(total)} contacts: time for each`,
      against: `${String(total / 100)} cases of 100`,
      ours: rate(long.length, many, noun),
      theirs: rate(short.length, few, noun),
      ratio: ratioOf(few, many),
      target: { bound: 'atMost', value: 2 },
    })
    return [line('projecting', projected, 'events'), line('handling', handled, 'commands')]
  },
}

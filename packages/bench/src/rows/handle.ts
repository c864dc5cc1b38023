/** Handling commands on the in-memory store. */
import * as E from 'fp-ts/lib/Either.js'
import { handle, inMemoryEventStore } from '@casetrail/core'
import { caseAggregate, type CaseEvent } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { castore } from '../baseline/castore.js'
import { loopByHand, stepsOf } from '../baseline/loop.js'
import { bySpread } from '../baseline/state.js'
import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import type { Desk, States } from '../history/desk.js'
import { makeBoundary } from '../history/boundary.js'
import { scriptedCases, type ScriptedCommand } from '../history/cases.js'
import { interleaved } from '../history/script.js'

const aggregate = caseAggregate([retail2025])

const ours = (): Desk => {
  const cases = handle(inMemoryEventStore(makeBoundary()), aggregate)
  return async (commands, states) => {
    for (const { id, command, commandId } of commands) {
      const done = await cases(id, command, { commandId })()
      must('a command was rejected', E.isRight(done))
      states.set(id, done.right.state)
    }
  }
}

/** Our decision and evolution in a loop of one's own. */
const byHand = (): Desk => loopByHand(stepsOf(aggregate), inMemoryEventStore(makeBoundary()))

/** The least there is to do: decide, evolve, push into an array; no envelope, no store, no await. */
const bare = (): Desk => {
  const log: CaseEvent[] = []
  return (commands, states) => {
    for (const { id, command } of commands) {
      let state = states.get(id) ?? aggregate.initialState
      const decided = aggregate.decide(command, state)
      must('a command was rejected', E.isRight(decided))
      for (const event of decided.right) {
        state = aggregate.evolve(state, event)
        log.push(event)
      }
      states.set(id, state)
    }
  }
}

interface Run extends Subject {
  readonly states: () => States
}

/** A desk that has just carried out the commands of other cases. */
const measured = (
  name: string,
  make: () => Desk,
  before: ReadonlyArray<ScriptedCommand>,
  commands: ReadonlyArray<ScriptedCommand>,
): Run => {
  let states: States = new Map()
  return {
    name,
    states: () => states,
    prepare: async () => {
      const desk = make()
      await desk(before, new Map())
      states = new Map()
      return () => desk(commands, states)
    },
  }
}

export const handling: Benchmark = {
  name: 'handle',
  run: async ({ quick }) => {
    const commands = interleaved(scriptedCases(1_000))
    const before = interleaved(scriptedCases(2_000, 1_000))
    const subjects = [
      measured('handle', ours, before, commands),
      measured('hand-written loop on the same store', byHand, before, commands),
      measured('Castore, a reducer by spread', () => castore(bySpread), before, commands),
      measured('Castore, our evolve', () => castore(aggregate.evolve), before, commands),
      measured('bare synchronous loop', bare, before, commands),
    ] as const
    const times = await takeTurns(
      subjects,
      quick ? { warmUps: 1, rounds: 3 } : { warmUps: 4, rounds: 15 },
    )
    const [first, ...others] = subjects
    for (const other of others) {
      mustEqual(`handle and ${other.name}`, first.states(), other.states())
    }
    const targets = [0.6, 3, 3, undefined]
    return others.map((other, i) => ({
      what: 'handle, in memory, 1,000 cases of 6–26 commands',
      against: other.name,
      ours: rate(commands.length, times[0], 'commands'),
      theirs: rate(commands.length, times[i + 1], 'commands'),
      ratio: ratioOf(times[0], times[i + 1]),
      ...atLeast(targets[i]),
    }))
  },
}

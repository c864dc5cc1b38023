/** Deciding with five clocks beside the case, against deciding the case alone. */
import * as E from 'fp-ts/lib/Either.js'
import type { Aggregate, Command, DomainEvent } from '@casetrail/core'
import { chinaOffice } from '@casetrail/core/calendar'
import { caseAggregate, type CaseCommand } from '@casetrail/core/case'
import { clockEvents, serviceLevels, withServiceLevels } from '@casetrail/core/clock'

import { atLeast, type Benchmark } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Subject } from '../harness/compare.js'
import { scriptedCases } from '../history/cases.js'
import { withFiveClocks } from '../history/five-clocks.js'
import { interleaved, type Scripted } from '../history/script.js'

const CASES = 1_000
/** A decision takes so little that one pass is too short to be measured. */
const REPEATS = 5

const standards = [withFiveClocks]
const bare = caseAggregate(standards)
const clocked = withServiceLevels(bare, serviceLevels(standards, [chinaOffice]))

type Commands = ReadonlyArray<Scripted<CaseCommand>>

/** Decides and evolves, and nothing else: no envelope, no store. */
const decided = <C extends Command, S, Ev extends DomainEvent>(
  { initialState, decide, evolve }: Aggregate<C, S, Ev, unknown>,
  commands: ReadonlyArray<Scripted<C>>,
): ReadonlyArray<Ev> => {
  const states = new Map<string, S>()
  const log: Ev[] = []
  for (const { id, command } of commands) {
    let state = states.get(id) ?? initialState
    const decision = decide(command, state)
    must('a command was rejected', E.isRight(decision))
    for (const event of decision.right) {
      state = evolve(state, event)
      log.push(event)
    }
    states.set(id, state)
  }
  return log
}

/** Decisions alone, each on the state that its command meets. */
const decisions = <C extends Command, S, Ev extends DomainEvent>(
  { initialState, decide, evolve }: Aggregate<C, S, Ev, unknown>,
  commands: ReadonlyArray<Scripted<C>>,
): (() => number) => {
  const states = new Map<string, S>()
  const met: (readonly [command: C, state: S])[] = []
  for (const { id, command } of commands) {
    let state = states.get(id) ?? initialState
    met.push([command, state])
    const decision = decide(command, state)
    must('a command was rejected', E.isRight(decision))
    for (const event of decision.right) state = evolve(state, event)
    states.set(id, state)
  }
  return () => {
    let events = 0
    for (const [command, state] of met) {
      const decision = decide(command, state)
      if (E.isRight(decision)) events += decision.right.length
    }
    return events
  }
}

const again = (work: () => unknown) => (): void => {
  for (let i = 0; i < REPEATS; i++) work()
}

const commandsOf = (first: number, count: number): Commands =>
  interleaved(scriptedCases(count, first))

export const clocks: Benchmark = {
  name: 'clocks',
  run: async ({ quick }) => {
    const commands = commandsOf(0, CASES)
    const before = commandsOf(CASES, 2 * CASES)
    const rounds = quick ? { warmUps: 1, rounds: 3 } : { warmUps: 4, rounds: 15 }
    const types = new Set<string>(clockEvents.types)
    const told = decided(clocked, commands)
    mustEqual(
      'cases with clocks',
      told.filter(({ type }) => !types.has(type)),
      decided(bare, commands),
    )
    must(
      'the clocks run',
      clockEvents.types.filter((type) => told.some((event) => event.type === type)).length >= 7,
    )

    const deciding = (name: string, decideAll: (some: Commands) => unknown): Subject => ({
      name,
      prepare: () => {
        decideAll(before)
        return again(() => decideAll(commands))
      },
    })
    const alone = (name: string, made: (some: Commands) => () => number): Subject => ({
      name,
      prepare: () => {
        made(before)()
        return again(made(commands))
      },
    })
    const decide = await takeTurns(
      [
        alone('with clocks', (some) => decisions(clocked, some)),
        alone('without', (some) => decisions(bare, some)),
      ],
      rounds,
    )
    const evolve = await takeTurns(
      [
        deciding('with clocks', (some) => decided(clocked, some)),
        deciding('without', (some) => decided(bare, some)),
      ],
      rounds,
    )
    const n = REPEATS * commands.length
    return [
      {
        what: 'decide a case with five clocks',
        against: 'decide the case alone',
        ours: rate(n, decide[0], 'commands'),
        theirs: rate(n, decide[1], 'commands'),
        ratio: ratioOf(decide[0], decide[1]),
        ...atLeast(0.4),
      },
      {
        what: `decide and evolve the same, ${String(told.length)} events for ${String(commands.length)} commands`,
        against: 'the case alone',
        ours: rate(n, evolve[0], 'commands'),
        theirs: rate(n, evolve[1], 'commands'),
        ratio: ratioOf(evolve[0], evolve[1]),
      },
    ]
  },
}

/** Deciding with five clocks beside the case, against deciding the case alone. */
import * as E from 'fp-ts/lib/Either.js'
import type { Aggregate, Command, DomainEvent } from '@casetrail/core'
import { chinaOffice } from '@casetrail/core/calendar'
import { caseAggregate, type CaseCommand } from '@casetrail/core/case'
import { clockEvents, serviceLevels, withServiceLevels } from '@casetrail/core/clock'

import { atLeast, type Benchmark, type Line } from '../harness/benchmark.js'
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

/** A command and the state that it meets, with its clocks and without. */
interface Met {
  readonly command: CaseCommand
  readonly withClocks: typeof clocked.initialState
  readonly alone: typeof bare.initialState
}

/** Those that come while all five run and say nothing to any; and those that say something to one. */
interface Sorted {
  readonly untouched: ReadonlyArray<Met>
  readonly touched: ReadonlyArray<Met>
}

const sorted = (commands: Commands): Sorted => {
  const states = new Map<string, Met['withClocks']>()
  const [untouched, touched]: [Met[], Met[]] = [[], []]
  for (const { id, command } of commands) {
    let state = states.get(id) ?? clocked.initialState
    const decision = clocked.decide(command, state)
    const alone = bare.decide(command, state.inner)
    must('a command was rejected', E.isRight(decision) && E.isRight(alone))
    const met = { command, withClocks: state, alone: state.inner }
    if (decision.right.length > alone.right.length) touched.push(met)
    else if (state.clocks.live.length === 5) untouched.push(met)
    for (const event of decision.right) state = clocked.evolve(state, event)
    states.set(id, state)
  }
  return { untouched, touched }
}

const withClocks = (met: ReadonlyArray<Met>): number => {
  let events = 0
  for (const { command, withClocks: state } of met) {
    const decision = clocked.decide(command, state)
    if (E.isRight(decision)) events += decision.right.length
  }
  return events
}

const without = (met: ReadonlyArray<Met>): number => {
  let events = 0
  for (const { command, alone } of met) {
    const decision = bare.decide(command, alone)
    if (E.isRight(decision)) events += decision.right.length
  }
  return events
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
      clockEvents.types.filter((type) => told.some((event) => event.type === type)).length >= 6,
    )

    const { untouched, touched } = sorted(commands)
    must('five clocks run at once', untouched.length > commands.length / 20)
    const warming = sorted(before)

    const deciding = (name: string, decide: typeof without, met: ReadonlyArray<Met>): Subject => ({
      name,
      prepare: () => {
        decide(warming.untouched)
        decide(warming.touched)
        return again(() => decide(met))
      },
    })
    const compared = async (what: string, met: ReadonlyArray<Met>): Promise<Line> => {
      const times = await takeTurns(
        [deciding('with clocks', withClocks, met), deciding('without', without, met)],
        rounds,
      )
      const n = REPEATS * met.length
      return {
        what,
        against: 'the case alone',
        ours: rate(n, times[0], 'commands'),
        theirs: rate(n, times[1], 'commands'),
        ratio: ratioOf(times[0], times[1]),
      }
    }
    const all = (name: string, decideAll: (some: Commands) => unknown): Subject => ({
      name,
      prepare: () => {
        decideAll(before)
        return again(() => decideAll(commands))
      },
    })
    const stories = await takeTurns(
      [
        all('with clocks', (some) => decided(clocked, some)),
        all('without', (some) => decided(bare, some)),
      ],
      rounds,
    )
    const n = REPEATS * commands.length
    const more = withClocks(touched) - without(touched)
    return [
      {
        ...(await compared('decide while five clocks run that it says nothing to', untouched)),
        ...atLeast(0.4),
      },
      await compared(
        `decide with five clocks, ${(more / touched.length).toFixed(1)} clock events for each command`,
        touched,
      ),
      {
        what: 'decide and evolve whole cases with five clocks',
        against: 'the case alone',
        ours: rate(n, stories[0], 'commands'),
        theirs: rate(n, stories[1], 'commands'),
        ratio: ratioOf(stories[0], stories[1]),
      },
    ]
  },
}

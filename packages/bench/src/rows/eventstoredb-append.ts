/** Commands by `handle` on EventStoreDB, against the bare client's append of what they lead to. */
import * as E from 'fp-ts/lib/Either.js'
import { handle } from '@casetrail/core'
import { caseAggregate } from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'

import { atLeast, type Line } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, type Rounds, type Subject } from '../harness/compare.js'
import { scriptedCases } from '../history/cases.js'

import { cpuLine, takeBoth } from './eventstoredb-cpu.js'
import type { Sides } from './eventstoredb-server.js'
import { appendStep, stepsOf, type Step, type Steps } from './eventstoredb-steps.js'

const AT_ONCE = 64
const aggregate = caseAggregate([retail2025])

interface Run extends Subject {
  /** The last revision of each stream after the last run. */
  readonly revisions: () => ReadonlyArray<number>
}

type Carry = (step: Step) => Promise<number>

/** Cases one after another, or all at once; the steps of a case always wait for one another. */
const running = (name: string, make: () => Steps, atOnce: boolean, begin: () => Carry): Run => {
  let revisions: number[] = []
  return {
    name,
    revisions: () => revisions,
    prepare: () => {
      const cases = make()
      const carry = begin()
      revisions = []
      const call = async (steps: ReadonlyArray<Step>, i: number): Promise<void> => {
        for (const step of steps) revisions[i] = await carry(step)
      }
      return atOnce
        ? () => Promise.all(cases.map(call))
        : async () => {
            for (const [i, steps] of cases.entries()) await call(steps, i)
          }
    },
  }
}

const compared = async (
  { server, store, bare }: Sides,
  count: number,
  atOnce: boolean,
  rounds: Rounds,
): Promise<ReadonlyArray<Line>> => {
  const make = await stepsOf(scriptedCases(count))
  const commands = make().flat().length
  const ours = running('handle', make, atOnce, () => {
    const cases = handle(store, aggregate)
    return async ({ id, command, commandId }) => {
      const done = await cases(id, command, { commandId })()
      must('a command was rejected', E.isRight(done))
      return done.right.revision
    }
  })
  const theirs = running('bare append of the same events', make, atOnce, () => {
    return (step) => appendStep(bare, step)
  })
  const { wall, cpu } = await takeBoth([ours, theirs], rounds)
  mustEqual('appended streams', ours.revisions(), theirs.revisions())
  const rated = (times: ReadonlyArray<number> = []): string => rate(commands, times, 'commands')
  const how = atOnce ? `${String(count)} cases at once` : 'one after another'
  const line: Line = {
    what: `handle on ${server}, ${how}`,
    against: theirs.name,
    ours: rated(wall[0]),
    theirs: rated(wall[1]),
    ratio: ratioOf(wall[0], wall[1]),
    ...atLeast(0.8),
  }
  return [line, cpuLine(line, cpu, rated)]
}

export const appending = async (sides: Sides, quick: boolean): Promise<ReadonlyArray<Line>> => {
  const rounds = quick ? { warmUps: 1, rounds: 2 } : { warmUps: 3, rounds: 11 }
  const alone = await compared(sides, quick ? 5 : 40, false, rounds)
  return [...alone, ...(await compared(sides, AT_ONCE, true, rounds))]
}

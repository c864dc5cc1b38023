/** A desk whose store loses answers, and whose programs are ended and begun anew: what is left must be whole. */
import type { ReadError } from '@casetrail/core'
import { deskPolicies, policyRunner } from '@casetrail/core/policy'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import * as E from 'fp-ts/lib/Either.js'

import { chanceOf } from '../draw.js'
import { watched, type History } from '../in-memory.js'
import type { Setting } from '../setting.js'
import { simulate, type Run, type SimulationError } from '../simulate.js'
import { untilAnswered } from '../until-answered.js'

import { faultyStore, noFaults, type Faults, type FaultyStore } from './faulty-store.js'
import { life, type Life } from './life.js'

/** After so many looks at policies and clocks the program ends. */
const LOOKS = 40
/** It ends at one of so many words to its stores, where it has so many to say. */
const WORDS = 8

/**
 * Policies whose program ends now and then, in the middle of what it does, and is begun anew: what it kept
 * in memory is gone, and its rows are as they were left, or those of the restart before.
 */
const restarted =
  (program: Life, seed: number, faults: Faults): Run['lookerOf'] =>
  (store, carryOut, standard, forget) => {
    const chance = chanceOf(seed, 'restarts')
    const rows = [inMemoryRowStore(), inMemoryRowStore()].map(program.of.rows)
    const runnerOn = (n: number) => {
      const own = rows[n % rows.length] ?? inMemoryRowStore()
      return policyRunner({ store, rows: own, managers: deskPolicies([standard]), carryOut })
    }
    let runner = runnerOn(0)
    let looks = 0
    return {
      settle: async (now) => {
        // both begin at the beginning
        if (looks === 0) await untilAnswered(runnerOn(1).settle(now))
        looks += 1
        if (looks % LOOKS === 0) {
          const when = chance.pick(['before', 'after'] as const)
          const ended = program.endsAt(chance.between(1, WORDS), when)
          const last = await Promise.race([runner.settle(now)(), ended])
          program.begins()
          faults.restarts += 1
          if (last === 'ended') faults.endedAmidst += 1
          forget()
          runner = runnerOn(Math.floor(faults.restarts / 2))
        }
        return runner.settle(now)()
      },
    }
  }

export interface FaultyHistory extends History {
  readonly faults: Faults
}

/** Runs a simulation on a faulty store of its own. */
export const simulateUnderFaults = async (
  setting: Setting,
  watching: Pick<Run, 'signal' | 'onProgress'> = {},
): Promise<E.Either<SimulationError | ReadError, FaultyHistory>> => {
  const faults = noFaults()
  const program = life()
  let faulty: FaultyStore | undefined
  const done = await simulate(setting, {
    ...watching,
    storeOf: (boundary) => {
      faulty = faultyStore(boundary, setting, faults)
      return program.of.store(faulty.store)
    },
    lookerOf: restarted(program, setting.seed, faults),
  })
  if (E.isLeft(done)) return done
  if (faulty === undefined) return E.right({ events: [], violations: [], faults })
  const history = await watched(await faulty.settled(), setting.standard, done.right.ends)
  return E.isLeft(history) ? history : E.right({ ...history.right, faults })
}

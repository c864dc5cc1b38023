/** Running policies in rounds, until they are told to end. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { caught, inRounds, type RoundOptions, type TickerThrew } from '../clock/rounds.js'
import { isLasting } from '../store/port.js'
import type { Instant } from '../time/index.js'

import type { RunError } from './run.js'
import type { PolicyRunner, Settled } from './runner.js'

/** One round, as of one instant: what was done, or why it could not be; the next round tries again. */
export interface PolicyRound {
  readonly at: Instant
  readonly settled: E.Either<RunError, Settled>
}

export interface PolicyOptions extends RoundOptions<PolicyRound> {
  readonly runner: Pick<PolicyRunner, 'settle'>
}

/** Whether another round may fare better. */
const mayPass = (error: RunError): boolean => {
  switch (error._tag) {
    case 'Conflict':
    case 'Incomplete':
    case 'OutcomeUnknown':
    case 'Overtaken':
      return true
    case 'Unavailable':
      return !isLasting(error)
    case 'CheckpointAhead':
    case 'InvalidEvent':
    case 'StreamDeleted':
    case 'TooLarge':
      return false
  }
}

/**
 * Rounds of a runner until the signal is aborted; gives how many there were. While the store can't be asked,
 * what waits goes on waiting.
 *
 * Rejects: `CheckpointAhead`, lasting faults of the stores, and `TickerThrew` where a function that was given
 * throws.
 *
 * @example
 * import { fromEpochMs, inMemoryEventStore } from '@casetrail/core'
 * import { policyRunner, runPolicies } from '@casetrail/core/policy'
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { testBoundary } from '@casetrail/core/testing'
 * import * as TE from 'fp-ts/lib/TaskEither.js'
 *
 * const runner = policyRunner({
 *   store: inMemoryEventStore(testBoundary()),
 *   rows: inMemoryRowStore(),
 *   managers: [],
 *   carryOut: () => TE.left({ _tag: 'Unavailable', reason: 'nobody is there' }),
 * })
 * await runPolicies({
 *   runner,
 *   now: () => fromEpochMs(Date.now()),
 *   sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
 *   every: 500,
 *   signal: AbortSignal.timeout(60_000),
 *   rounds: 1,
 * })() // { _tag: 'Right', right: 1 }
 */
export const runPolicies = (options: PolicyOptions): TaskEither<RunError | TickerThrew, number> =>
  inRounds<PolicyRound, RunError | TickerThrew>(options, async (at) => {
    const { runner, signal } = options
    const settled = await caught('settle', () => runner.settle(at, signal)())
    if (E.isLeft(settled)) return settled
    const done = settled.right
    return E.isLeft(done) && !mayPass(done.left) ? done : E.right({ at, settled: done })
  })

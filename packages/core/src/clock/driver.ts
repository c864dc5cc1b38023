/** What makes time tell on silent streams: rounds that look for what is due and tick it. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Instant } from '../time/index.js'

import { caught, inRounds, type RoundOptions, type TickerThrew } from './rounds.js'

/** A stream that could not be ticked; the next round tries it again. */
export interface FailedTick<S, F> {
  readonly stream: S
  readonly error: F | TickerThrew
}

/** One round, as of one instant. */
export interface TickRound<S, F> {
  readonly at: Instant
  readonly ticked: ReadonlyArray<S>
  readonly failed: ReadonlyArray<FailedTick<S, F>>
}

export interface TickOptions<S, E, F> extends RoundOptions<TickRound<S, F>> {
  /** The streams that have something to record by now. */
  readonly due: (now: Instant) => TaskEither<E, Iterable<S>>
  /** Gives one of them `CheckDeadlines`. Again, or by another driver at the same time, does no harm. */
  readonly tick: (stream: S, now: Instant) => TaskEither<F, unknown>
}

const roundOf = async <S, E, F>(
  { due, tick, signal }: TickOptions<S, E, F>,
  at: Instant,
): Promise<E.Either<E | TickerThrew, TickRound<S, F>>> => {
  const found = await caught('due', async () =>
    E.map((some: Iterable<S>) => [...some])(await due(at)()),
  )
  if (E.isLeft(found)) return found
  if (E.isLeft(found.right)) return found.right
  const ticked: S[] = []
  const failed: FailedTick<S, F>[] = []
  for (const stream of found.right.right) {
    if (signal.aborted) break
    const answer = await caught('tick', () => tick(stream, at)())
    if (E.isLeft(answer)) failed.push({ stream, error: answer.left })
    else if (E.isLeft(answer.right)) failed.push({ stream, error: answer.right.left })
    else ticked.push(stream)
  }
  return E.right({ at, ticked, failed })
}

/**
 * Rounds of ticks until the signal is aborted; gives how many there were. Verdicts don't depend on when
 * it runs: a tick records warnings and breaches at the instants at which they were due.
 *
 * Rejects: what `due` answers, and `TickerThrew` where it, `now`, `sleep` or `onRound` throws. A stream
 * that can't be ticked, or whose tick throws, is told in its round and holds nobody up.
 *
 * @example
 * import { fromEpochMs } from '@casetrail/core'
 * import { tickDeadlines } from '@casetrail/core/clock'
 * import * as TE from 'fp-ts/lib/TaskEither.js'
 *
 * await tickDeadlines({
 *   due: () => TE.right<never, ReadonlyArray<string>>(['case-6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001']),
 *   tick: () => TE.right<never, void>(undefined),
 *   now: () => fromEpochMs(Date.now()),
 *   sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
 *   every: 5_000,
 *   signal: AbortSignal.timeout(60_000),
 *   rounds: 1,
 * })() // { _tag: 'Right', right: 1 }
 */
export const tickDeadlines = <S, E, F>(
  options: TickOptions<S, E, F>,
): TaskEither<E | TickerThrew, number> => inRounds(options, (at) => roundOf(options, at))

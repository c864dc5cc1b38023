/** What makes time tell on silent streams: rounds that look for what is due and tick it. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Instant } from '../time/index.js'

/** A stream that could not be ticked; the next round tries it again. */
export interface FailedTick<S, F> {
  readonly stream: S
  readonly error: F
}

/** One round, as of one instant. */
export interface TickRound<S, F> {
  readonly at: Instant
  readonly ticked: ReadonlyArray<S>
  readonly failed: ReadonlyArray<FailedTick<S, F>>
}

export interface TickOptions<S, E, F> {
  /** The streams that have something to record by now. */
  readonly due: (now: Instant) => TaskEither<E, Iterable<S>>
  /** Gives one of them `CheckDeadlines`. Again, or by another driver at the same time, does no harm. */
  readonly tick: (stream: S, now: Instant) => TaskEither<F, unknown>
  readonly now: () => Instant
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Milliseconds between rounds. */
  readonly every: number
  /** Ends it: the tick under way is finished first. */
  readonly signal: AbortSignal
  /** After each round. What it gives is waited for. */
  readonly onRound?: (round: TickRound<S, F>) => Promise<void> | void
  /** Ends after so many; without it, only by the signal. */
  readonly rounds?: number
}

const roundOf = async <S, E, F>(
  options: TickOptions<S, E, F>,
): Promise<E.Either<E, TickRound<S, F>>> => {
  const { due, tick, now, signal } = options
  const at = now()
  const found = await due(at)()
  if (E.isLeft(found)) return found
  const ticked: S[] = []
  const failed: FailedTick<S, F>[] = []
  for (const stream of found.right) {
    if (signal.aborted) break
    const done = await tick(stream, at)()
    if (E.isLeft(done)) failed.push({ stream, error: done.left })
    else ticked.push(stream)
  }
  return E.right({ at, ticked, failed })
}

/**
 * Rounds of ticks until the signal is aborted; gives how many there were. Verdicts don't depend on when
 * it runs: a tick records warnings and breaches at the instants at which they were due.
 *
 * Rejects: what `due` answers. A stream that can't be ticked is told in its round and holds nobody up.
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
export const tickDeadlines =
  <S, E, F>(options: TickOptions<S, E, F>): TaskEither<E, number> =>
  async () => {
    const { every, onRound, rounds = Infinity, signal, sleep } = options
    let n = 0
    while (!signal.aborted && n < rounds) {
      const round = await roundOf(options)
      if (E.isLeft(round)) return round
      n += 1
      await onRound?.(round.right)
      if (n < rounds && !signal.aborted) await sleep(every, signal)
    }
    return E.right(n)
  }

/** Rounds of what is done again and again, until a signal ends it. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { show } from '../codec/problem.js'
import type { Instant } from '../time/index.js'

/** One of the functions given to a driver threw, or its promise was rejected. */
export interface TickerThrew {
  readonly _tag: 'TickerThrew'
  readonly by: 'due' | 'tick' | 'settle' | 'sleep' | 'now' | 'onRound'
  readonly reason: string
}

/** When there are rounds, and until when. */
export interface RoundOptions<Round> {
  readonly now: () => Instant
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Milliseconds between rounds: 100 at least, as for what is no number, and at most 24 days. */
  readonly every: number
  /** Ends it: what is under way is finished first. */
  readonly signal: AbortSignal
  /** After each round. What it gives is waited for. */
  readonly onRound?: (round: Round) => Promise<void> | void
  /** Ends after so many; without it, only by the signal. */
  readonly rounds?: number
}

const reasonOf = (thrown: unknown): string =>
  show(thrown instanceof Error ? thrown.message : thrown)

/** What a function answers, or that it threw. */
export const caught = async <A>(
  by: TickerThrew['by'],
  given: () => Promise<A> | A,
): Promise<E.Either<TickerThrew, A>> => {
  try {
    return E.right(await given())
  } catch (thrown) {
    return E.left({ _tag: 'TickerThrew', by, reason: reasonOf(thrown) })
  }
}

const SHORTEST_MS = 100
/** Timers take no longer ones: they would run out at once. */
const LONGEST_MS = 2_147_483_647

const pauseOf = (every: number): number =>
  Math.min(Math.max(Number.isNaN(every) ? SHORTEST_MS : every, SHORTEST_MS), LONGEST_MS)

/** Rounds until the signal is aborted, or one of them is a Left; gives how many there were. */
export const inRounds =
  <Round, X>(
    options: RoundOptions<Round>,
    roundAt: (now: Instant) => Promise<E.Either<X, Round>>,
  ): TaskEither<X | TickerThrew, number> =>
  async () => {
    const { every, now, onRound, rounds = Infinity, signal, sleep } = options
    const pause = pauseOf(every)
    let n = 0
    const isOver = (): boolean => signal.aborted || n >= rounds
    while (!isOver()) {
      const time = await caught('now', now)
      if (E.isLeft(time)) return time
      const round = await roundAt(time.right)
      if (E.isLeft(round)) return round
      n += 1
      const seen = await caught('onRound', () => onRound?.(round.right))
      if (E.isLeft(seen)) return seen
      if (isOver()) break
      const slept = await caught('sleep', () => sleep(pause, signal))
      if (E.isLeft(slept)) return slept
    }
    return E.right(n)
  }

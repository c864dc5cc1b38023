/** Running policies: the store is followed from a checkpoint, what waits is sent, answers are written down. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Instant } from '../time/index.js'

import type { NotSent } from './answer.js'
import { commit } from './commit.js'
import { follow } from './follow.js'
import { begin, type Run, type RunError, type RunnerSetting } from './run.js'
import { sendSome, type Held } from './send-due.js'
import type { Waiting } from './waiting.js'

/** How often a runner begins anew because another was quicker. */
const MOST_OVERTAKEN = 8

/** A command that goes on waiting, though it is due: its stream could not be read, or not be written. */
export interface HeldBack {
  readonly waiting: Waiting
  readonly error: NotSent
}

/** What a run has done. */
export interface Settled {
  /** Events that were read. */
  readonly events: number
  /** Commands that were answered, by this runner first. */
  readonly answered: number
  readonly held: ReadonlyArray<HeldBack>
  /** When the next command is due that waits. */
  readonly nextAt: Instant | undefined
  /** How many wait. */
  readonly waiting: number
}

export interface PolicyRunner {
  /**
   * Follows the store to its head and sends what is due by `now`, until nothing more comes of it. The signal
   * ends it after the command under way.
   */
  readonly settle: (now: Instant, signal?: AbortSignal) => TaskEither<RunError, Settled>
}

const isAborted = (error: RunError, signal: AbortSignal | undefined): boolean =>
  error._tag === 'Incomplete' && signal?.aborted === true

const putBack = ({ waiting }: Run, held: ReadonlyArray<Held>): void => {
  for (const one of held) waiting.add(one.place, one.waiting)
}

const settled = async (
  run: Run,
  signal: AbortSignal | undefined,
): Promise<E.Either<RunError, Settled>> => {
  const held: Held[] = []
  let events = 0
  let answered = 0
  for (;;) {
    const seen = await follow(run, signal)()
    if (E.isLeft(seen) && !isAborted(seen.left, signal)) return seen
    events += E.isLeft(seen) ? 0 : seen.right
    const sent = await sendSome(run, held, signal)
    if (E.isLeft(sent)) return sent
    answered += sent.right.answered
    if (!sent.right.hasMoved) break
  }
  const { waiting } = run
  putBack(run, held)
  const kept = await commit(run)
  return E.isLeft(kept)
    ? kept
    : E.right({ events, answered, held, nextAt: waiting.nextAt(), waiting: waiting.size() })
}

/**
 * A runner of policies on a store. The first run of all begins at the head of the store; from then on each
 * goes on where the last one was written down. Events lead to commands once: a runner that is run again from
 * an earlier place, or beside another, finds the answers of the first.
 *
 * A policy that throws or goes round in a circle, an event that can't be read and a command that is refused
 * are answers in the store (`DispatchAnswered`), and hold nothing up.
 *
 * Rejects, by `settle`: the store's errors, after which it may be asked again; `Overtaken` only while another
 * runner is quicker each time; `CheckpointAhead`.
 */
export const policyRunner = (setting: RunnerSetting): PolicyRunner => {
  let run: Run | undefined
  let last: Promise<unknown> = Promise.resolve()

  const settle = async (
    now: Instant,
    signal: AbortSignal | undefined,
  ): Promise<E.Either<RunError, Settled>> => {
    for (let overtaken = 0; ; overtaken++) {
      const begun: E.Either<RunError, Run> =
        run === undefined ? await begin(setting, now) : E.right(run)
      // what is not written down is read anew, unless all goes well
      run = undefined
      const done = E.isLeft(begun)
        ? begun
        : await settled(Object.assign(begun.right, { now }), signal)
      if (E.isRight(done)) {
        run = E.isRight(begun) ? begun.right : undefined
        return done
      }
      if (done.left._tag !== 'Overtaken' || overtaken >= MOST_OVERTAKEN) return done
    }
  }

  return {
    settle: (now, signal) => () => {
      const mine = last.then(() => settle(now, signal))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

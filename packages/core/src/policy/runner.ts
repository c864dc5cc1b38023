/** Running policies: the store is followed from a checkpoint, what waits is sent, answers are written down. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Instant } from '../time/index.js'

import type { NotSent } from './answer.js'
import { commit } from './commit.js'
import { follow } from './follow.js'
import { begin, type Run, type RunError, type RunnerSetting } from './run.js'
import { sendSome } from './send-due.js'
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
  /** Follows the store to its head and sends nothing: what waits, and since when it is due. */
  readonly look: (now: Instant, signal?: AbortSignal) => TaskEither<RunError, Settled>
}

const isAborted = (error: RunError, signal: AbortSignal | undefined): boolean =>
  error._tag === 'Incomplete' && signal?.aborted === true

/** What is held waits again, and what is done by now is written: nothing of it is done anew. */
const kept = async (run: Run): Promise<E.Either<RunError, void>> => {
  for (const { place, waiting } of run.held) run.waiting.add(place, waiting)
  run.held = []
  return commit(run)
}

/** The store failed in the middle of it: that is told, whether or not what was done could be written. */
const broken = async (run: Run, error: RunError): Promise<E.Either<RunError, never>> => {
  if (!run.isAmidst) await kept(run)
  return E.left(error)
}

const settled = async (
  run: Run,
  signal: AbortSignal | undefined,
  sends: boolean,
): Promise<E.Either<RunError, Settled>> => {
  let events = 0
  let answered = 0
  for (;;) {
    const seen = await follow(run, signal)()
    if (E.isLeft(seen) && !isAborted(seen.left, signal)) return broken(run, seen.left)
    events += E.isLeft(seen) ? 0 : seen.right
    if (!sends) break
    const sent = await sendSome(run, run.held, signal)
    if (E.isLeft(sent)) return broken(run, sent.left)
    answered += sent.right.answered
    if (!sent.right.hasMoved) break
  }
  const { waiting, held } = run
  const written = await kept(run)
  return E.isLeft(written)
    ? written
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
    sends: boolean,
  ): Promise<E.Either<RunError, Settled>> => {
    for (let overtaken = 0; ; overtaken++) {
      const begun: E.Either<RunError, Run> =
        run === undefined ? await begin(setting, now) : E.right(run)
      // what is not written down is read anew, unless all goes well
      run = undefined
      const done = E.isLeft(begun)
        ? begun
        : await settled(Object.assign(begun.right, { now }), signal, sends)
      if (E.isRight(done)) {
        run = E.isRight(begun) ? begun.right : undefined
        return done
      }
      if (done.left._tag !== 'Overtaken' || overtaken >= MOST_OVERTAKEN) return done
    }
  }

  const inTurn =
    (sends: boolean): PolicyRunner['settle'] =>
    (now, signal) =>
    () => {
      const mine = last.then(() => settle(now, signal, sends))
      last = mine.catch(() => undefined)
      return mine
    }

  return { settle: inTurn(true), look: inTurn(false) }
}

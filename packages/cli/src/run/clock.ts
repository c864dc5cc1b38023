/** Time as a run knows it, and what it does where the machine's clock jumps. */
import type { EpochMs } from '@casetrail/core'

export interface Time {
  readonly now: () => EpochMs
  /** Milliseconds that have passed since some instant, whatever the clock is set to. */
  readonly elapsed: () => number
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Less is drift, or a busy machine. */
const JUMP = 10_000

/** Tells, each time it is asked, by how much the clock has jumped since; `undefined`: it has not. */
export const jumps = ({ now, elapsed }: Time): (() => number | undefined) => {
  let before = now() - elapsed()
  return () => {
    const offset = now() - elapsed()
    const by = offset - before
    before = offset
    return Math.abs(by) < JUMP ? undefined : by
  }
}

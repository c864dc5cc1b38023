/** Where the machine's clock jumps. */
import type { Time } from '../live/time.js'

/** Less is drift, or a busy machine. */
const JUMP = 10_000

/** Tells, each time it is asked, by how much the clock has jumped since; `undefined`: it has not. */
export const jumps = ({
  now,
  elapsed,
}: Pick<Time, 'now' | 'elapsed'>): (() => number | undefined) => {
  let before = now() - elapsed()
  return () => {
    const offset = now() - elapsed()
    const by = offset - before
    before = offset
    return Math.abs(by) < JUMP ? undefined : by
  }
}

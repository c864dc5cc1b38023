/** Waiting before another attempt: longer each time, and never all at once. */
import * as T from 'fp-ts/lib/Task.js'

import type { Boundary } from '../store/port.js'

const FIRST_MS = 2
const LONGEST_MS = 1_000

/** A number from 0 to 1 drawn from the boundary's id generator, since core draws no randomness itself. */
const jitter = (boundary: Boundary): number =>
  Number.parseInt(boundary.newId().replaceAll('-', '').slice(0, 8), 16) / 0xffff_ffff

const timer = (ms: number): T.Task<void> => T.delay(ms)(T.of(undefined))

/** Waits 2 ms, 4 ms, … at most a second, of which a random half is spared. */
export const backOff = (boundary: Boundary, attempt: number): T.Task<void> => {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, attempt - 1), LONGEST_MS)
  return (boundary.wait ?? timer)(full * (0.5 + jitter(boundary) / 2))
}

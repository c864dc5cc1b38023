/** Time as live commands know it. */
import { setTimeout as wait } from 'node:timers/promises'

import type { EpochMs } from '@casetrail/core'

export interface Time {
  readonly now: () => EpochMs
  /** Milliseconds that have passed since some instant, whatever the clock is set to. */
  readonly elapsed: () => number
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** How often what is drawn over shows the time that has passed. */
const REDRAWN_MS = 1_000

/** Time as it passes; what is shown is told of it. */
export const passing = (show: { readonly tick: (now: EpochMs) => void }): Time => ({
  now: Date.now,
  elapsed: () => performance.now(),
  sleep: async (ms, signal) => {
    const until = performance.now() + ms
    while (!signal.aborted) {
      const left = until - performance.now()
      if (left <= 0) return
      // told to end, it wakes at once
      await wait(Math.min(REDRAWN_MS, left), undefined, { signal }).catch(() => undefined)
      show.tick(Date.now())
    }
  },
})

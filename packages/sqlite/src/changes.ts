/** Tells live reads that this process appended something. */

export interface Changes {
  /** Grows with every change. */
  readonly count: () => number
  readonly happened: () => void
  /** Resolves once there are more changes than `seen`, or after `ms`, or on abort. */
  readonly since: (seen: number, ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export const makeChanges = (): Changes => {
  let changes = 0
  let waiting = new Set<() => void>()

  return {
    count: () => changes,
    happened: () => {
      changes += 1
      const wake = waiting
      waiting = new Set()
      for (const resume of wake) resume()
    },
    since: (seen, ms, signal) =>
      new Promise((resolve) => {
        if (changes !== seen || signal?.aborted === true) {
          resolve()
          return
        }
        const done = (): void => {
          clearTimeout(timer)
          waiting.delete(done)
          signal?.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiting.add(done)
        signal?.addEventListener('abort', done, { once: true })
      }),
  }
}

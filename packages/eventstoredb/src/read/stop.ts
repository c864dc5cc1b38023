/** What ends a read from outside: its caller's signal, or the store's closing. */

type Stopped = 'aborted' | 'closed'

export interface Stop {
  readonly why: () => Stopped | undefined
  /** Calls `f` when it is stopped; the answer takes that back. */
  readonly whenStopped: (f: () => void) => () => void
}

export interface Closing {
  readonly isClosed: () => boolean
  readonly close: () => void
  /** The stop of one read. */
  readonly stopOf: (signal: AbortSignal | undefined) => Stop
}

/** The closing of a store, of which its reads are told. */
export const makeClosing = (): Closing => {
  let closed = false
  const told = new Set<() => void>()
  return {
    isClosed: () => closed,
    close: () => {
      closed = true
      for (const tell of [...told]) tell()
    },
    stopOf: (signal) => ({
      why: () => (signal?.aborted === true ? 'aborted' : closed ? 'closed' : undefined),
      whenStopped: (f) => {
        told.add(f)
        signal?.addEventListener('abort', f, { once: true })
        return () => {
          told.delete(f)
          signal?.removeEventListener('abort', f)
        }
      },
    }),
  }
}

/** Waits so many milliseconds, or until stopped. */
export const pause = (ms: number, stop: Stop): Promise<void> =>
  new Promise((resolve) => {
    if (stop.why() !== undefined) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(done, ms)
    const forget = stop.whenStopped(done)
  })

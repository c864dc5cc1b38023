/** The answering side of a call that has many answers, with the patience that back pressure asks. */
import type { CallFailure } from '../wire/status.js'

/** What outlets need of the two kinds of streaming call. */
export interface Answering {
  readonly destroyed: boolean
  readonly cancelled: boolean
  readonly write: (message: Buffer) => boolean
  readonly end: () => unknown
  readonly emit: (event: 'error', failure: CallFailure) => boolean
  readonly on: (event: 'drain' | 'cancelled' | 'close', listener: () => void) => unknown
}

export interface Outlet {
  /** Whether more may be written at once. */
  readonly write: (message: Buffer) => boolean
  readonly isOpen: () => boolean
  /** Resolves when more may be written, or nothing any more. */
  readonly drained: () => Promise<void>
  readonly end: () => void
  readonly fail: (failure: CallFailure) => void
  readonly onClosed: (listener: () => void) => void
}

export const outletOf = (call: Answering): Outlet => {
  let open = true
  let waiting: Array<() => void> = []
  const closed: Array<() => void> = []
  const release = (): void => {
    const released = waiting
    waiting = []
    for (const go of released) go()
  }
  const close = (): void => {
    if (!open) return
    open = false
    release()
    for (const listener of closed) listener()
  }
  call.on('drain', release)
  call.on('cancelled', close)
  call.on('close', close)
  return {
    write: (message) => open && call.write(message),
    isOpen: () => open && !call.cancelled && !call.destroyed,
    drained: () =>
      open
        ? new Promise((done) => {
            waiting.push(done)
          })
        : Promise.resolve(),
    end: () => {
      if (!open) return
      close()
      call.end()
    },
    fail: (failure) => {
      if (!open) return
      close()
      call.emit('error', failure)
    },
    onClosed: (listener) => {
      if (open) closed.push(listener)
      else listener()
    },
  }
}

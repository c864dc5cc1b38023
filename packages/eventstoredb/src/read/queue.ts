/**
 * What a call of the client brings, in its order: events, and between them what was said of them.
 *
 * The client tells of a checkpoint, or of having caught up, before the events that it gave earlier
 * were taken from its buffer; here such a mark stands behind them. The listener for errors stays for
 * good: a second one may follow, and one that nobody hears ends the process.
 */
import type { Readable } from 'node:stream'

import type { ResolvedEvent, Position as Pair } from '@eventstore/db-client'

import { ServerFault } from '../connection/failure.js'

/** Said between events. */
export type Mark = 'caughtUp' | Pair

/** What had come when it was asked: events, and the mark behind them if there is one. */
export interface Arrived {
  readonly events: ReadonlyArray<ResolvedEvent>
  readonly mark: Mark | undefined
  /** The call ended after these, as it should. */
  readonly ended: boolean
}

/** A read or a subscription of the client. */
export type Call = Readable & {
  readonly cancel?: () => Promise<void>
  readonly unsubscribe?: () => Promise<void>
}

export interface Queue {
  /**
   * Waits until something has come, at most `ms`; `undefined`: nothing came. Throws what the call
   * failed with, after all that came before.
   */
  readonly take: (most: number, ms: number) => Promise<Arrived | undefined>
  /** Wakes a waiting `take`, which then answers `undefined`. */
  readonly wake: () => void
  /** Whether something has come that was not taken. */
  readonly pending: () => boolean
  readonly mark: (mark: Mark) => void
  readonly close: () => void
}

/** More than so many events waiting here, and the call is paused. */
const FULL = 2_000
/** So few, and it goes on. */
const LOW = 500

type Transform = (response: unknown, encoding: unknown, next: () => void) => unknown

const isTransform = (u: unknown): u is Transform => typeof u === 'function'

/**
 * What the client can't convert it throws where nobody catches it: from a read the process ends, and
 * a subscription stands still.
 */
const guard = (call: Call, fail: (error: unknown) => void): void => {
  const transform: unknown = Reflect.get(call, '_transform')
  if (!isTransform(transform)) return
  const failed = (thrown: unknown): void => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    fail(new ServerFault(`an event can't be read: ${reason}`, 'damaged'))
  }
  Reflect.set(call, '_transform', (response: unknown, encoding: unknown, next: () => void) => {
    try {
      const done = transform.call(call, response, encoding, next)
      if (done instanceof Promise) done.catch(failed)
    } catch (thrown) {
      failed(thrown)
    }
  })
}

export const queueOf = (call: Call): Queue => {
  let events: ResolvedEvent[] = []
  /** Events before the first of `events`, since the call began. */
  let taken = 0
  let from = 0
  const marks: { readonly at: number; readonly mark: Mark }[] = []
  let failed: { readonly with: unknown } | undefined
  let ended = false
  let closed = false
  let resume: (() => void) | undefined

  const wake = (): void => {
    const waiting = resume
    resume = undefined
    waiting?.()
  }
  const arrived = (): number => taken + events.length - from
  const left = (): boolean => from < events.length || marks.length > 0

  const fail = (error: unknown): void => {
    failed ??= { with: error }
    wake()
  }
  call.on('data', (event: ResolvedEvent) => {
    if (closed) return
    events.push(event)
    if (events.length - from >= FULL) call.pause()
    if (resume !== undefined) wake()
  })
  call.on('error', (error: unknown) => {
    fail(error)
  })
  call.on('end', () => {
    ended = true
    wake()
  })
  call.on('close', () => {
    if (!ended) fail(new ServerFault('the call was closed'))
  })

  guard(call, fail)

  const waited = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(wake, ms)
      resume = () => {
        clearTimeout(timer)
        // what comes in the same turn comes along
        setImmediate(resolve)
      }
    })

  const taking = (most: number): Arrived => {
    const until = Math.min(events.length - from, most, (marks[0]?.at ?? Infinity) - taken)
    const some = from === 0 && until === events.length ? events : events.slice(from, from + until)
    taken += until
    from += until
    // what was taken is let go, also where something is always left
    if (from === events.length || from >= FULL) {
      events = events.slice(from)
      from = 0
    }
    if (call.isPaused() && events.length - from <= LOW) call.resume()
    const mark = marks[0]?.at === taken ? marks.shift()?.mark : undefined
    return { events: some, mark, ended: ended && !left() }
  }

  return {
    take: async (most, ms) => {
      if (!left() && !ended && failed === undefined) await waited(ms)
      if (left()) return taking(most)
      if (failed !== undefined) throw failed.with
      return ended ? { events: [], mark: undefined, ended } : undefined
    },
    wake,
    pending: left,
    mark: (mark) => {
      marks.push({ at: arrived() + call.readableLength, mark })
      wake()
    },
    close: () => {
      closed = true
      const end = call.cancel ?? call.unsubscribe
      // a call that could not be made can't be ended: it has told so by its error
      end?.call(call).catch(() => undefined)
      call.resume()
    },
  }
}

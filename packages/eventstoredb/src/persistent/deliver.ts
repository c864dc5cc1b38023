/** One event that was delivered: what it is, what follows from it, and what the server is told. */
import { START, type EventId, type Position, type RecordedEvent } from '@casetrail/core'
import type { Once, OnceRunner } from '@casetrail/core/policy'
import type { Instant } from '@casetrail/core'
import type { Position as Pair, ResolvedEvent } from '@eventstore/db-client'
import type { IO } from 'fp-ts/lib/IO.js'

import { decode, isSystem } from '../read/decode.js'
import { textOf } from '../read/position.js'
import { pause, type Stop } from '../read/stop.js'

import type { Verdict } from './consume.js'
import { reasonOf } from './reason.js'

export interface Counts {
  /** All that follows from them is done. */
  readonly handled: number
  /** Given back, to come again. */
  readonly retried: number
  readonly parked: number
  readonly underWay: number
}

export interface Delivering {
  readonly runner: OnceRunner
  readonly now: IO<Instant>
  readonly stop: Stop
  /** What the server waits for an answer, in ms. */
  readonly messageTimeoutMs: number
  /** Where the group begins: the event that stands there came before it. */
  readonly begin: IO<Pair | undefined>
  /** Told of each event that was answered for. */
  readonly at: (position: Position) => void
  readonly onParked?: (seen: RecordedEvent, reason: string) => void
}

export interface Deliveries {
  /** `retries`: how often it came before. */
  readonly handle: (resolved: ResolvedEvent, retries: number) => Promise<Verdict>
  /** Waits for what is under way. */
  readonly settled: () => Promise<void>
  readonly counts: IO<Counts>
}

const ACK: Verdict = { _tag: 'Ack' }

const FIRST_MS = 100
/** Of the time that the server waits, so much may be spent on waiting. */
const SHARE = 3

/** Longer each time; the event stays with this consumer, so that no other tries meanwhile. */
const waitMs = (retries: number, messageTimeoutMs: number): number => {
  const full = Math.min(FIRST_MS * 2 ** Math.min(retries, 20), messageTimeoutMs / SHARE)
  return Math.round(full * (0.5 + Math.random() / 2))
}

export const deliveries = (by: Delivering): Deliveries => {
  const { runner, now, stop, messageTimeoutMs, begin, at, onParked } = by
  const underWay = new Map<EventId, Promise<Once>>()
  const counts = { handled: 0, retried: 0, parked: 0 }

  /** An event that comes again while it is handled waits for that. */
  const once = (seen: RecordedEvent): Promise<Once> => {
    const before = underWay.get(seen.eventId)
    if (before !== undefined) return before
    const done = runner.react(seen, now())()
    underWay.set(seen.eventId, done)
    const forget = (): void => {
      underWay.delete(seen.eventId)
    }
    done.then(forget, forget)
    return done
  }

  const park = (seen: RecordedEvent, reason: string): Verdict => {
    counts.parked += 1
    onParked?.(seen, reason)
    return { _tag: 'Park', reason }
  }

  const verdictOf = async (seen: RecordedEvent, retries: number): Promise<Verdict> => {
    const done = await once(seen).catch((thrown: unknown): Once => ({
      _tag: 'Park',
      faults: [{ name: 'runner', fault: { _tag: 'PolicyThrew', reason: String(thrown) } }],
    }))
    switch (done._tag) {
      case 'Handled':
        counts.handled += 1
        return ACK
      case 'Park':
        return park(seen, reasonOf(done.faults))
      case 'Retry':
        await pause(waitMs(retries, messageTimeoutMs), stop)
        if (stop.why() !== undefined) return { _tag: 'Leave' }
        counts.retried += 1
        return { _tag: 'Retry', reason: done.error._tag }
    }
  }

  const handle = async ({ event, link }: ResolvedEvent, retries: number): Promise<Verdict> => {
    // what was parked may be deleted by now
    if (event === undefined || isSystem(event)) return ACK
    const position = event.position === undefined ? START : textOf(event.position)
    const begun = begin()
    // a group begins with the event at its place, which came before it
    if (link === undefined && begun !== undefined && position <= textOf(begun)) return ACK
    const verdict = await verdictOf(decode(event, position), retries)
    if (verdict._tag !== 'Leave') at(position)
    return verdict
  }

  return {
    handle,
    settled: async () => {
      await Promise.allSettled(underWay.values())
    },
    counts: () => ({ ...counts, underWay: underWay.size }),
  }
}

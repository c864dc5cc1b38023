/** A store between a program and a bad network: everything that the port allows to go wrong, at once. */
import * as E from 'fp-ts/lib/Either.js'

import type {
  AppendError,
  Appended,
  EventBatch,
  EventStore,
  ReadError,
  ReadQuery,
  Revision,
  StreamName,
  Unavailable,
} from '../store/port.js'

import { random32 } from './boundary.js'

/** How often each thing goes wrong, as parts of 1. The first five share one draw. */
export interface LossRates {
  /** The append is lost: `OutcomeUnknown`, and never carried out. */
  readonly lostBefore: number
  /** The answer is lost: `OutcomeUnknown`, and carried out. */
  readonly lostAfter: number
  /** `OutcomeUnknown`, and carried out later, after what others append meanwhile. */
  readonly late: number
  /** `Unavailable`, and never carried out. */
  readonly unavailable: number
  /** The store throws, before or after carrying it out. */
  readonly throws: number
  /** A finished read of a stream sees it as it was a few appends ago. */
  readonly stale: number
  /** A read is `Unavailable`, throws or ends too early, perhaps in the middle of an append. */
  readonly broken: number
}

const DEFAULT_RATES: LossRates = {
  lostBefore: 0.1,
  lostAfter: 0.1,
  late: 0.1,
  unavailable: 0.05,
  throws: 0.03,
  stale: 0.15,
  broken: 0.05,
}

export interface LossyOptions {
  /** The same seed and the same calls give the same losses. */
  readonly seed: number
  readonly rates?: Partial<LossRates>
}

export interface LossyStore extends EventStore {
  /** Carries out every append that is still on its way. */
  readonly settle: () => Promise<void>
}

interface Delayed {
  /** Carried out when so many more operations have come. */
  due: number
  readonly run: () => Promise<unknown>
}

const unavailable: Unavailable = { _tag: 'Unavailable', reason: 'the lossy store says so' }
const unknown: AppendError = { _tag: 'OutcomeUnknown', reason: 'the lossy store lost the answer' }

const LONGEST_DELAY = 12
const REMEMBERED = 4

/**
 * Wraps a store so that answers are lost before or after the commit, appends land late and in another
 * order, finished reads of streams see the past or break off, and the store is unavailable at random.
 * What it answers is never a lie by the port's rules, except that a finished read may be stale (by whole
 * appends), as one from a replica is. Deterministic: it follows from the seed and the order of calls.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { lossyStore, testBoundary } from '@casetrail/core/testing'
 *
 * const store = lossyStore(inMemoryEventStore(testBoundary()), { seed: 1 })
 */
export const lossyStore = (inner: EventStore, options: LossyOptions): LossyStore => {
  const rates = { ...DEFAULT_RATES, ...options.rates }
  const next = random32(options.seed)
  const draw = (): number => next() / 2 ** 32
  const upTo = (n: number): number => Math.floor(draw() * n)
  const delayed: Delayed[] = []
  /** The revisions at which appends to a stream ended: where a stale read may stop. */
  const ends = new Map<StreamName, Revision[]>()

  const tick = async (): Promise<void> => {
    for (let turns = upTo(3); turns > 0; turns--) await Promise.resolve()
    for (const one of delayed) one.due -= 1
    await land((one) => one.due <= 0)
  }

  const land = async (which: (one: Delayed) => boolean): Promise<void> => {
    const due = delayed.filter(which)
    for (const one of due) delayed.splice(delayed.indexOf(one), 1)
    for (const one of due.sort((a, b) => a.due - b.due)) await one.run()
  }

  const append: EventStore['append'] = (stream, expected, events) => async () => {
    const carryOut = async (): Promise<E.Either<AppendError, Appended>> => {
      const answer = await inner.append(stream, expected, events)()
      if (E.isRight(answer)) ends.set(stream, [...(ends.get(stream) ?? []), answer.right.revision])
      return answer
    }
    await tick()
    let chance = draw()
    const happens = (rate: number): boolean => {
      chance -= rate
      return chance < 0
    }
    if (happens(rates.lostBefore)) return E.left(unknown)
    if (happens(rates.lostAfter)) return carryOut().then(() => E.left(unknown))
    if (happens(rates.late)) {
      delayed.push({ due: 1 + upTo(LONGEST_DELAY), run: carryOut })
      return E.left(unknown)
    }
    if (happens(rates.unavailable)) return E.left(unavailable)
    if (happens(rates.throws)) {
      if (draw() < 0.5) await carryOut()
      throw new Error('the lossy store broke')
    }
    return carryOut()
  }

  /** The query as it would have been answered a few appends ago; `undefined`: there was nothing yet. */
  const inThePast = (query: ReadQuery): ReadQuery | undefined => {
    if ('all' in query || query.live === true || query.direction === 'backwards') return query
    const past = ends.get(query.stream) ?? []
    const at = past[past.length - 1 - upTo(REMEMBERED)]
    if (at === undefined) return undefined
    return { ...query, until: Math.min(query.until ?? at, at) }
  }

  const read = async function* (
    query: ReadQuery,
    signal?: AbortSignal,
  ): AsyncGenerator<E.Either<ReadError, EventBatch>> {
    await tick()
    const seen = draw() < rates.stale ? inThePast(query) : query
    const breaks = draw() < rates.broken
    if (seen === undefined) {
      yield E.right({ events: [], last: '', caughtUp: true })
      return
    }
    for await (const batch of inner.read(seen, signal)) {
      if (!breaks || E.isLeft(batch)) {
        yield batch
        continue
      }
      const events = batch.right.events.slice(0, upTo(batch.right.events.length + 1))
      const last = events.at(-1)?.position
      if (last !== undefined) yield E.right({ events, last, caughtUp: false })
      const way = draw()
      if (way < 0.3) throw new Error('the lossy store broke')
      if (way < 0.7) yield E.left(unavailable)
      return
    }
  }

  return { append, read, boundary: inner.boundary, settle: () => land(() => true) }
}

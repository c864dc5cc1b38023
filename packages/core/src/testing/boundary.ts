/** A boundary for tests: a clock that steps and ids from a seed, the same at every run. */
import * as E from 'fp-ts/lib/Either.js'

import type { Boundary } from '../store/port.js'
import { epochMs, fromEpochMs, instant, type Instant } from '../time/index.js'

/**
 * An instant for a test.
 *
 * Throws on text that is no instant: it is for tests, where a wrong date is a mistake of the test.
 *
 * @example
 * import { at } from '@casetrail/core/testing'
 *
 * at('2025-01-01T08:00:00.000Z')
 */
export const at = (text: string): Instant => {
  const valid = instant(text)
  if (E.isRight(valid)) return valid.right
  throw new Error(`'${valid.left.found}' is no instant; expected ${valid.left.expected}`)
}

export interface TestBoundaryOptions {
  /** What the clock says first; default 2025-01-01T00:00:00.000Z. */
  readonly start?: Instant
  /** By how many milliseconds the clock moves with each question; default 1000, 0 stops it. */
  readonly stepMs?: number
  /** Another seed gives other ids; default 1. */
  readonly seed?: number
}

export interface TestBoundary extends Boundary {
  /** Sets the clock, back too: the next `now` says this. */
  readonly setNow: (now: Instant) => void
}

/** Mulberry32: a small generator of numbers from 0 to 2³²−1 with a 32-bit state. */
export const random32 = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

const uuidFrom = (next: () => number, count: number): string => {
  const [a, b, c, d] = [hex(next()), hex(next()), hex(next()), hex(count)]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/**
 * A deterministic boundary: the clock starts at a fixed instant and steps, ids are UUIDs that follow
 * from the seed, and nothing waits before another attempt.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { testBoundary } from '@casetrail/core/testing'
 *
 * const store = inMemoryEventStore(testBoundary())
 */
export const testBoundary = (options: TestBoundaryOptions = {}): TestBoundary => {
  const stepMs = options.stepMs ?? 1_000
  const next = random32(options.seed ?? 1)
  let count = 0
  let now = epochMs(options.start ?? at('2025-01-01T00:00:00.000Z'))
  return {
    now: () => {
      const answer = fromEpochMs(now)
      now += stepMs
      return answer
    },
    newId: () => uuidFrom(next, count++),
    wait: () => () => Promise.resolve(),
    setNow: (to) => {
      now = epochMs(to)
    },
  }
}

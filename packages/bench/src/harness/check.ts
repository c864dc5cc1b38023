/** A benchmark compares only what gives the same result; else it stops. */
import { isDeepStrictEqual } from 'node:util'

/** Throws unless both are equal in all their parts. */
export const mustEqual = (what: string, ours: unknown, theirs: unknown): void => {
  if (isDeepStrictEqual(ours, theirs)) return
  throw new Error(`${what}: the baseline gives another result`)
}

/** Throws unless it holds. */
export const must: (what: string, holds: boolean) => asserts holds = (what, holds) => {
  if (!holds) throw new Error(what)
}

/** Values by key, of which the longest kept leaves first when there are too many. */
export interface Kept<A> {
  readonly get: (key: string) => A | undefined
  readonly set: (key: string, value: A) => void
}

/** Keeps at most `capacity` values. */
export const firstInFirstOut = <A>(capacity: number): Kept<A> => {
  const kept = new Map<string, A>()
  // one walk along the map for ever: each walk anew would pass all that was deleted before
  const oldestFirst = kept.keys()
  return {
    get: (key) => kept.get(key),
    set: (key, value) => {
      kept.set(key, value)
      if (kept.size <= capacity) return
      const oldest = oldestFirst.next()
      if (oldest.done !== true) kept.delete(oldest.value)
    },
  }
}

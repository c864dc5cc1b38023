/** What happens next: a heap by time; of two at once, what was put in first. */
import type { EpochMs } from '@casetrail/core'

interface Entry<A> {
  readonly at: EpochMs
  readonly order: number
  readonly what: A
}

const isSooner = <A>(a: Entry<A>, b: Entry<A>): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order)

export interface Queue<A> {
  readonly put: (at: EpochMs, what: A) => void
  /** The next, taken out. */
  readonly take: () => Entry<A> | undefined
  readonly nextAt: () => EpochMs | undefined
}

export const queue = <A>(): Queue<A> => {
  const heap: Entry<A>[] = []
  let order = 0
  return {
    put: (at, what) => {
      const entry = { at, what, order: order++ }
      let i = heap.length
      heap.push(entry)
      while (i > 0) {
        const up = (i - 1) >> 1
        const parent = heap[up]
        if (parent === undefined || !isSooner(entry, parent)) break
        heap[i] = parent
        i = up
      }
      heap[i] = entry
    },
    take: () => {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first
      let i = 0
      for (;;) {
        const [a, b] = [heap[2 * i + 1], heap[2 * i + 2]]
        if (a === undefined) break
        const child = b !== undefined && isSooner(b, a) ? b : a
        if (!isSooner(child, last)) break
        heap[i] = child
        i = child === a ? 2 * i + 1 : 2 * i + 2
      }
      heap[i] = last
      return first
    },
    nextAt: () => heap[0]?.at,
  }
}

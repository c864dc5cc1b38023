/** What is to be done, and who may do it: the desk's own view of its open work. */
import type { EpochMs } from '@casetrail/core'

import type { Play } from './doing.js'
import type { Person } from './staff.js'

/** Something that a person of the group can do now, or from `from` on. */
export interface Need {
  readonly who: ReadonlyArray<Person>
  /** What goes first has the lower. */
  readonly rank: number
  readonly from?: EpochMs
  /** Whom it must not be. */
  readonly not?: (id: string) => boolean
  readonly play: (person: Person) => Play
}

interface Posted {
  readonly key: string
  readonly need: Need
  readonly order: number
}

export interface Board {
  /** Posts what a key needs now, in the place of what it needed before. */
  readonly post: (key: string, need: Need | undefined) => void
  /** The most pressing for a person, taken off the board. */
  readonly take: (person: Person) => { readonly key: string; readonly need: Need } | undefined
  readonly has: (key: string) => boolean
  readonly size: () => number
}

export const board = (): Board => {
  const posted = new Map<string, Posted>()
  /** By person: the same need stands on the list of each who may. */
  const lists = new Map<Person, Map<string, Posted>>()
  let order = 0

  const remove = (key: string): number | undefined => {
    const before = posted.get(key)
    if (before === undefined) return undefined
    posted.delete(key)
    for (const person of before.need.who) lists.get(person)?.delete(key)
    return before.order
  }

  return {
    post: (key, need) => {
      const before = posted.get(key)
      remove(key)
      if (need === undefined) return
      // what waits on keeps its place
      const kept = before?.need.rank === need.rank ? before.order : order++
      const one = { key, need, order: kept }
      posted.set(key, one)
      for (const person of need.who) {
        if (need.not?.(person.id) === true) continue
        const list = lists.get(person) ?? new Map<string, Posted>()
        lists.set(person, list.set(key, one))
      }
    },
    take: (person) => {
      let first: Posted | undefined
      for (const one of lists.get(person)?.values() ?? []) {
        const isBefore =
          first === undefined ||
          one.need.rank < first.need.rank ||
          (one.need.rank === first.need.rank && one.order < first.order)
        if (isBefore) first = one
      }
      if (first === undefined) return undefined
      remove(first.key)
      return first
    },
    has: (key) => posted.has(key),
    size: () => posted.size,
  }
}

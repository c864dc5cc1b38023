/** The due row: commands that wait to be sent, by when, and by the row and key that may withdraw them. */
import type { Key } from '../read-model/facts.js'
import type { Instant } from '../time/index.js'

import { DueHeap, type Entry } from './due-heap.js'
import { isTick, type Waiting } from './pending.js'

export type { Waiting } from './pending.js'

/** The place of what waits of one manager's row. */
export const placeOf = (manager: string, key: Key): string => `${manager}\u001f${key}`

/** All that waits, and what changed of it since it was last written. */
export interface WaitingList {
  readonly add: (place: string, waiting: Waiting) => void
  readonly withdraw: (place: string, key: string) => void
  /**
   * What was given already, and not answered, is withdrawn and replaced no more: the runner died between, and
   * what came of the command may be what withdraws it. A look at the clock that led to something is done with.
   */
  readonly keep: (commandId: string) => void
  /** The next that is due by then, taken out. */
  readonly next: (now: Instant) => { readonly place: string; readonly waiting: Waiting } | undefined
  readonly nextAt: () => Instant | undefined
  readonly size: () => number
  /** Whether something changed since then. */
  readonly hasChanged: () => boolean
  /** Each place that changed, with what waits there now. */
  readonly changes: () => ReadonlyArray<readonly [string, ReadonlyArray<Waiting>]>
  /** The changes are written. */
  readonly written: () => void
}

const keyOf = ({ key, commandId }: Waiting): string => key ?? commandId

/** A list of what was written before. */
export const waitingList = (
  written: Iterable<readonly [string, ReadonlyArray<Waiting>]>,
): WaitingList => {
  const places = new Map<string, Map<string, Entry>>()
  const byCommand = new Map<string, Entry>()
  const heap = new DueHeap()
  const dirty = new Set<string>()
  let size = 0

  const remove = (place: string, key: string): void => {
    const entries = places.get(place)
    const entry = entries?.get(key)
    if (entries === undefined || entry === undefined) return
    heap.drop(entry)
    entries.delete(key)
    byCommand.delete(entry.waiting.commandId)
    if (entries.size === 0) places.delete(place)
    size -= 1
    dirty.add(place)
  }

  const add = (place: string, waiting: Waiting): void => {
    const key = keyOf(waiting)
    remove(place, key)
    const entry = { place, waiting, gone: false }
    const entries = places.get(place) ?? new Map<string, Entry>()
    places.set(place, entries.set(key, entry))
    byCommand.set(waiting.commandId, entry)
    heap.push(entry)
    size += 1
    dirty.add(place)
  }

  const keep = (commandId: string): void => {
    const entry = byCommand.get(commandId)
    if (entry === undefined) return
    const { place, waiting } = entry
    const { key, ...kept } = waiting
    if (isTick(waiting)) {
      remove(place, keyOf(waiting))
    } else if (key !== undefined) {
      remove(place, key)
      add(place, kept)
    }
  }

  for (const [place, list] of written) for (const waiting of list) add(place, waiting)
  dirty.clear()

  return {
    add,
    withdraw: remove,
    keep,
    next: (now) => {
      const top = heap.top()
      if (top === undefined || top.waiting.notBefore > now) return undefined
      remove(top.place, keyOf(top.waiting))
      return top
    },
    nextAt: () => heap.top()?.waiting.notBefore,
    size: () => size,
    hasChanged: () => dirty.size > 0,
    changes: () =>
      [...dirty].map((place) => {
        const entries = [...(places.get(place)?.values() ?? [])]
        return [place, entries.map(({ waiting }) => waiting)] as const
      }),
    written: () => {
      dirty.clear()
    },
  }
}

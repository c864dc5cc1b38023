/** What is due first is on top. */
import type { Waiting } from './pending.js'

export interface Entry {
  readonly place: string
  readonly waiting: Waiting
  gone: boolean
}

const isSooner = ({ waiting: a }: Entry, { waiting: b }: Entry): boolean =>
  a.notBefore < b.notBefore || (a.notBefore === b.notBefore && a.order < b.order)

/** Entries that are gone may lie below for so long as they are fewer than the others, and these. */
const FEW = 1_000

/** A binary heap. */
export class DueHeap {
  private items: Entry[] = []
  private gone = 0

  push(entry: Entry): void {
    const { items } = this
    let i = items.length
    items.push(entry)
    while (i > 0) {
      const up = (i - 1) >> 1
      const parent = items[up]
      if (parent === undefined || !isSooner(entry, parent)) break
      items[i] = parent
      i = up
    }
    items[i] = entry
  }

  /** An entry of the heap is not wanted any more. */
  drop(entry: Entry): void {
    entry.gone = true
    this.gone += 1
    if (this.gone > FEW && this.gone > this.items.length / 2) this.sweep()
  }

  top(): Entry | undefined {
    while (this.items[0]?.gone === true) this.shift()
    return this.items[0]
  }

  private sweep(): void {
    const kept = this.items.filter(({ gone }) => !gone)
    this.items = []
    this.gone = 0
    for (const entry of kept) this.push(entry)
  }

  private shift(): void {
    const { items } = this
    const last = items.pop()
    this.gone -= 1
    if (last === undefined || items.length === 0) return
    let i = 0
    for (;;) {
      const left = 2 * i + 1
      const [a, b] = [items[left], items[left + 1]]
      if (a === undefined) break
      const child = b !== undefined && isSooner(b, a) ? b : a
      if (!isSooner(child, last)) break
      items[i] = child
      i = child === b ? left + 1 : left
    }
    items[i] = last
  }
}

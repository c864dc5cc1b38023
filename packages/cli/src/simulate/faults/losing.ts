/** A bad network between a program and its store: answers are lost, appends come late, reads break off. */
import type { AppendError, EventStore, Unavailable } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Chance } from '../draw.js'

/** How many appends of a thousand meet with what. */
const fates = [
  ['neverCarriedOut', 30],
  ['answerLost', 30],
  ['late', 30],
  ['unavailable', 20],
  ['breaks', 10],
] as const
type Fate = (typeof fates)[number][0]

/** How many reads of a thousand break off. */
const BROKEN_READS = 10
/** What is late comes after so many more words to the store, or fewer. */
const LATEST = 12

const unavailable: Unavailable = { _tag: 'Unavailable', reason: 'the network is down' }
const unknown: AppendError = { _tag: 'OutcomeUnknown', reason: 'the answer was lost' }

const fateOf = (chance: Chance): Fate | undefined => {
  let left = chance.between(1, 1_000)
  return fates.find(([, share]) => (left -= share) <= 0)?.[0]
}

interface Late {
  due: number
  readonly carryOut: () => Promise<unknown>
}

export interface Losing {
  readonly store: EventStore
  /** Carries out all that is late. */
  readonly settle: () => Promise<void>
}

/**
 * A store seen through a bad network; the same chance and the same calls meet with the same. What it answers
 * is no lie by the port's rules, and what it reads is never out of date.
 */
export const losing = (inner: EventStore, chance: Chance): Losing => {
  const all: Late[] = []

  const land = async (which: (late: Late) => boolean): Promise<void> => {
    const due = all.filter(which).sort((a, b) => a.due - b.due)
    for (const late of due) all.splice(all.indexOf(late), 1)
    for (const late of due) await late.carryOut()
  }

  const spoken = (): Promise<void> => {
    for (const late of all) late.due -= 1
    return land(({ due }) => due <= 0)
  }

  const append: EventStore['append'] = (stream, expected, events) => async () => {
    await spoken()
    const carryOut = inner.append(stream, expected, events)
    switch (fateOf(chance)) {
      case 'neverCarriedOut':
        return E.left(unknown)
      case 'answerLost':
        await carryOut()
        return E.left(unknown)
      case 'late':
        all.push({ due: chance.between(1, LATEST), carryOut })
        return E.left(unknown)
      case 'unavailable':
        return E.left(unavailable)
      case 'breaks':
        if (chance.happens(50)) await carryOut()
        throw new Error('the connection broke')
      case undefined:
        return carryOut()
    }
  }

  const read: EventStore['read'] = async function* (query, signal) {
    await spoken()
    const breaks = chance.between(1, 1_000) <= BROKEN_READS
    for await (const batch of inner.read(query, signal)) {
      if (!breaks || E.isLeft(batch)) {
        yield batch
        continue
      }
      const events = batch.right.events.slice(0, chance.between(0, batch.right.events.length))
      const last = events.at(-1)?.position
      if (last !== undefined) yield E.right({ events, last, caughtUp: false })
      const way = chance.pick(['throws', 'says so', 'ends'] as const)
      if (way === 'throws') throw new Error('the connection broke')
      if (way === 'says so') yield E.left(unavailable)
      return
    }
  }

  return { store: { ...inner, append, read }, settle: () => land(() => true) }
}

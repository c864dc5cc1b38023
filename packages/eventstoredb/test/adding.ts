/** For tests: commands to tallies, asked again until they are answered, and what must have come of them. */
import { randomUUID } from 'node:crypto'

import { handle, type EventStore } from '@casetrail/core'
import { at } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

import { allOf } from './subject.js'
import { tally, type Added } from './tally.js'

export const AT = at('2025-03-01T08:00:00.000Z')
export const actor = { id: 'ann', role: 'agent' }

export interface Adding {
  /** Of commands. */
  readonly count: number
  readonly writers: number
  readonly streams: number
}

export interface Additions {
  readonly ids: ReadonlyArray<string>
  readonly answered: () => number
  /** By tag: errors after which the writer asked again with the same command's id. */
  readonly askedAgain: Readonly<Record<string, number>>
  readonly slowestMs: () => number
  readonly done: Promise<void>
}

/** Begins: each writer has a handler of its own, and gives its commands one after another. */
export const adding = (store: EventStore, { count, writers, streams }: Adding): Additions => {
  const ids = Array.from({ length: streams }, () => randomUUID())
  const askedAgain: Record<string, number> = {}
  let answered = 0
  let given = 0
  let slowest = 0
  const write = async (writer: number): Promise<void> => {
    const add = handle(store, tally)
    for (let n = given++; n < count; n = given++) {
      const began = Date.now()
      const id = ids[n % ids.length] ?? ''
      const context = { commandId: String(n) }
      for (;;) {
        const answer = await add(id, { type: 'Add', at: AT, actor, writer, n }, context)()
        if (E.isRight(answer)) break
        const { _tag } = answer.left
        askedAgain[_tag] = (askedAgain[_tag] ?? 0) + 1
        if (Object.keys(askedAgain).some((tag) => !PASSING.has(tag))) {
          throw new Error(JSON.stringify(answer.left))
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      answered += 1
      slowest = Math.max(slowest, Date.now() - began)
    }
  }
  const done = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  return {
    ids,
    askedAgain,
    answered: () => answered,
    slowestMs: () => slowest,
    done: done.then(() => undefined),
  }
}

/** What a command may be answered while a server is away; anything else is a mistake. */
const PASSING: ReadonlySet<string> = new Set([
  'OutcomeUnknown',
  'Unavailable',
  'Incomplete',
  'Conflict',
])

/** Each command led to its event once, and the revisions are contiguous. */
export const expectEachOnce = async (
  store: EventStore,
  { ids }: Pick<Additions, 'ids'>,
  count: number,
): Promise<void> => {
  const seen: number[] = []
  for (const id of ids) {
    const events = await allOf(store, { stream: `tally-${id}` })
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, i) => i))
    for (const { event } of events) seen.push((event as Added).n)
  }
  expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n))
}

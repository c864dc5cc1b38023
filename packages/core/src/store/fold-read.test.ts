import { lossyStore, testBoundary, at } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { foldBatches, foldRead } from './fold-read.js'
import { inMemoryEventStore } from './in-memory.js'
import type { EventBatch, EventStore, NewEvent, ReadError } from './port.js'

const boundary = testBoundary()

const event = (): NewEvent => ({
  eventId: boundary.newId(),
  recordedAt: boundary.now(),
  event: { type: 'Noted', at: at('2025-01-01T00:00:00.000Z') },
  metadata: {
    actor: { id: 'ana', role: 'agent' },
    commandId: 'c',
    correlationId: 's',
    causationId: 'c',
    schemaVersion: 1,
  },
})

const filled = async (count: number): Promise<EventStore> => {
  const store = inMemoryEventStore(testBoundary())
  for (let i = 0; i < count; i++) await store.append(`a-${String(i)}`, 'noStream', [event()])()
  return store
}

const batch = (count: number, caughtUp: boolean): E.Either<ReadError, EventBatch> =>
  E.right({
    events: Array.from({ length: count }, (_, i) => ({
      ...event(),
      stream: 'a-1',
      revision: i,
      position: String(i),
    })),
    last: '',
    caughtUp,
  })

const reading = (
  ...batches: ReadonlyArray<E.Either<ReadError, EventBatch> | 'throws'>
): Pick<EventStore, 'read'> => ({
  read: async function* () {
    for (const next of batches) {
      await Promise.resolve()
      if (next === 'throws') throw new Error('disk on fire')
      yield next
    }
  },
})

const countIn = (store: Pick<EventStore, 'read'>, signal?: AbortSignal) =>
  foldRead(store, { all: true }, 0, (n) => n + 1, signal)()

describe('foldRead', () => {
  test('folds all batches to the last', async () => {
    expect(await countIn(reading(batch(2, false), batch(3, false), batch(0, true)))).toEqual(
      E.right(5),
    )
    expect(await countIn(await filled(1_234))).toEqual(E.right(1_234))
  })

  test('a read that ends early is Incomplete', async () => {
    const incomplete = { _tag: 'Left', left: { _tag: 'Incomplete' } }
    expect(await countIn(reading())).toMatchObject(incomplete)
    expect(await countIn(reading(batch(2, false)))).toMatchObject(incomplete)
    expect(await countIn(reading(batch(2, true), batch(1, false)))).toMatchObject(incomplete)
  })

  test('a Left is the answer, also after batches', async () => {
    const deleted = { _tag: 'StreamDeleted', stream: 'a-1' } as const
    expect(await countIn(reading(batch(2, true), E.left(deleted)))).toEqual(E.left(deleted))
  })

  test('a store that throws is Unavailable, and tells why', async () => {
    const answer = await countIn(reading(batch(2, false), 'throws'))
    expect(answer).toMatchObject({ left: { _tag: 'Unavailable' } })
    expect(JSON.stringify(answer)).toContain('disk on fire')
  })

  test('a broken read is never taken for a complete one', async () => {
    const inner = await filled(20)
    let whole = 0
    const run = async (seed: number): Promise<void> => {
      const store = lossyStore(inner, { seed, rates: { broken: 0.7, stale: 0 } })
      const answer = await countIn(store)
      if (E.isRight(answer)) whole += 1
      if (E.isRight(answer)) expect(answer.right).toBe(20)
    }
    await fc.assert(fc.asyncProperty(fc.integer(), run), { numRuns: 500 })
    expect(whole).toBeGreaterThan(50)
    expect(whole).toBeLessThan(450)
  })

  test('an abort is Incomplete for a finished read and the end of a live one', async () => {
    const store = await filled(2_000)
    const abort = new AbortController()
    const stopped = await foldRead(
      store,
      { all: true },
      0,
      (n) => {
        if (n === 10) abort.abort()
        return n + 1
      },
      abort.signal,
    )()
    expect(stopped).toEqual(E.left({ _tag: 'Incomplete', reason: 'aborted' }))

    const live = new AbortController()
    const followed = foldRead(store, { all: true, live: true }, 0, (n) => n + 1, live.signal)()
    setTimeout(() => live.abort(), 5)
    expect(await followed).toEqual(E.right(2_000))
  })

  test('a live read that ends by itself is Incomplete', async () => {
    const ended = foldRead(reading(batch(1, true)), { all: true, live: true }, 0, (n) => n + 1)
    expect(await ended()).toMatchObject({ left: { _tag: 'Incomplete' } })
  })

  test('a step that stops closes the read', async () => {
    let closed = false
    const store: Pick<EventStore, 'read'> = {
      read: async function* () {
        try {
          for (;;) {
            await Promise.resolve()
            yield batch(1, false)
          }
        } finally {
          closed = true
        }
      },
    }
    let steps = 0
    const stopped = foldBatches(store, { all: true }, 0, (n) =>
      ++steps === 3 ? E.left('enough') : E.right(n + 1),
    )
    expect(await stopped()).toEqual(E.left('enough'))
    expect(closed).toBe(true)
  })
})

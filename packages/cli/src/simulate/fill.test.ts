import { foldRead, inMemoryEventStore, type EventStore, type RecordedEvent } from '@casetrail/core'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'

import { fill } from './fill.js'
import { historyOf } from './simulated.fixture.js'

let history: ReadonlyArray<RecordedEvent>
beforeAll(async () => {
  history = (await historyOf()).events
})

const everything = async (store: Pick<EventStore, 'read'>): Promise<ReadonlyArray<unknown>> => {
  const read = await foldRead(store, { all: true }, [] as unknown[], (all, one) => [...all, one])()
  if (E.isLeft(read)) throw new Error(read.left._tag)
  return read.right
}

describe('filling a store', () => {
  it('keeps every event as it is; again adds nothing', async () => {
    const store = inMemoryEventStore(testBoundary())
    expect(await fill(store, history)).toEqual(E.right({ added: history.length }))
    expect(await everything(store)).toEqual(history)
    expect(await fill(store, history)).toEqual(E.right({ added: 0 }))
    expect(await everything(store)).toEqual(history)
  })

  it('goes on where it was interrupted', async () => {
    const store = inMemoryEventStore(testBoundary())
    const half = history.findIndex(({ revision }, i) => i > 150 && revision === 0)
    await fill(store, history.slice(0, half))
    expect(await fill(store, history)).toEqual(E.right({ added: history.length - half }))
    expect(await everything(store)).toEqual(history)
  })

  it('leaves a store with other events alone', async () => {
    const store = inMemoryEventStore(testBoundary())
    const { events: other } = await historyOf({ cases: 5, seed: 4 })
    await fill(store, other)
    expect(await fill(store, history)).toEqual(E.left({ _tag: 'NotOurStore' }))
    expect(await everything(store)).toEqual(other)
  })
})

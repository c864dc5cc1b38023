import { positionOf, type EventStore } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { desks, recordedIn, storeWith } from '../../test/arbitrary-desk.js'
import { right } from '../../test/desk.js'
import { dumpWithCheckpoints } from '../../test/rows.js'
import { deskModels } from '../models.js'

import { project } from './project.js'

/** The store as it was when it held so many events. */
const upTo = (store: EventStore, count: number): Pick<EventStore, 'read'> => ({
  read: (query, signal) =>
    store.read('all' in query ? { ...query, until: positionOf(count - 1) } : query, signal),
})

/** A row store in which something else happens before the first commit. */
const disturbed = (rows: RowStore, first: () => Promise<unknown>): RowStore => {
  let quiet = false
  return {
    ...rows,
    commit: (changes) => async () => {
      if (!quiet) {
        quiet = true
        await first()
      }
      return rows.commit(changes)()
    },
  }
}

describe('two runners on the same rows', () => {
  test('one that was overtaken begins anew: the rows are as one runner leaves them', async () => {
    await fc.assert(
      fc.asyncProperty(desks, fc.nat(), fc.nat({ max: 40 }), async (desk, n, strange) => {
        const events = recordedIn(desk).map((one, i) =>
          i === strange ? { ...one, event: { ...one.event, type: 'CaseTwisted' } } : one,
        )
        const store = await storeWith(events)
        const alone = inMemoryRowStore()
        await right(project(store, alone, deskModels))
        const rows = inMemoryRowStore()
        const other = upTo(store, 1 + (n % Math.max(1, events.length)))
        const slow = disturbed(rows, () => right(project(other, rows, deskModels)))
        await right(project(store, slow, deskModels))
        expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(alone))
      }),
      { numRuns: 200 },
    )
  })

  test('one whose moves are followed says that it was overtaken', async () => {
    const [desk] = fc.sample(desks, { numRuns: 1, seed: 1 })
    const store = await storeWith(desk === undefined ? [] : recordedIn(desk))
    const rows = inMemoryRowStore()
    const slow = disturbed(rows, () => right(project(store, rows, deskModels)))
    const done = await project(store, slow, deskModels, { onMoves: () => undefined })()
    expect(done).toMatchObject(E.left({ _tag: 'Overtaken', expected: '' }))
  })
})

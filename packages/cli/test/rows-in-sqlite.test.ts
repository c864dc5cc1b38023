/** Rows in SQLite say what rows in memory say. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import {
  deskModels,
  dimensionsOf,
  explain,
  findings,
  findCase,
  forget,
  liveBoard,
  project,
} from '@casetrail/projections'
import { sqliteStore, type SqliteStore } from '@casetrail/sqlite'
import { afterAll, describe, expect, test } from 'vitest'

import {
  appendAll,
  desks,
  idOf,
  recordedIn,
  storeWith,
} from '../../projections/test/arbitrary-desk.js'
import { DAY, figureOf, right, start } from '../../projections/test/desk.js'
import {
  answers,
  dump,
  dumpWithCheckpoints,
  failing,
  figures,
  projected,
  queries,
} from '../../projections/test/rows.js'

const folder = mkdtempSync(join(tmpdir(), 'casetrail-rows-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

let files = 0

/** Works on a file of its own, then closes it. */
const inFile = async <A>(work: (store: SqliteStore) => Promise<A>): Promise<A> => {
  const store = sqliteStore(join(folder, `${String(files++)}.db`))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** Positions are each store's own: only that all have come equally far is compared. */
const withoutPositions = async (rows: RowStore): Promise<unknown> => {
  const checkpoints = await Promise.all(
    [...deskModels.facts, ...deskModels.groups].map((id) => right(rows.checkpoint(id))),
  )
  return { rows: await dump(rows), together: new Set(checkpoints).size }
}

describe('rows in SQLite', () => {
  test('brought up to date in steps = rows in memory, and so are all answers', () =>
    fc.assert(
      fc.asyncProperty(
        desks,
        queries,
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (desk, query, cut, commitEvery) =>
          inFile(async ({ rows }) => {
            const events = recordedIn(desk)
            const memory = await projected(events)
            const store = await storeWith(events.slice(0, cut))
            await right(project(store, rows, deskModels, { commitEvery }))
            await appendAll(store, events.slice(cut))
            await right(project(store, rows, deskModels, { commitEvery }))
            expect(await dumpWithCheckpoints(rows)).toEqual(await dumpWithCheckpoints(memory))
            expect(await answers(rows, query)).toEqual(await answers(memory, query))
            for (const id of ['fcr.window', 'response.first', 'backlog']) {
              const figure = figureOf(id)
              expect(await right(explain(rows, figure, query))).toEqual(
                await right(explain(memory, figure, query)),
              )
            }
            const ids = [0, 1, 2].map(idOf)
            for (const id of ids) {
              expect(await right(findCase(rows, deskModels, id))).toEqual(
                await right(findCase(memory, deskModels, id)),
              )
            }
            expect(await right(findings(rows, deskModels, ids))).toEqual(
              await right(findings(memory, deskModels, ids)),
            )
            expect(await right(dimensionsOf(rows, deskModels))).toEqual(
              await right(dimensionsOf(memory, deskModels)),
            )
          }),
      ),
      { numRuns: 200 },
    ))

  test('refused commits, and a rebuild from nothing, come to the same', () =>
    fc.assert(
      fc.asyncProperty(desks, fc.array(fc.boolean(), { maxLength: 8 }), (desk, fails) =>
        inFile(async ({ rows }) => {
          const events = recordedIn(desk)
          const store = await storeWith(events)
          const refused = failing(rows, (n) => fails[n] ?? false)
          while (E.isLeft(await project(store, refused, deskModels, { commitEvery: 1 })())) {
            // again
          }
          const expected = await dumpWithCheckpoints(await projected(events))
          expect(await dumpWithCheckpoints(rows)).toEqual(expected)
          await right(forget(rows, deskModels))
          await right(project(store, rows, deskModels))
          expect(await dumpWithCheckpoints(rows)).toEqual(expected)
        }),
      ),
      { numRuns: 200 },
    ))

  test('a board fed by rows that were loaded from the file = one fed from memory', () =>
    fc.assert(
      fc.asyncProperty(desks, fc.nat({ max: 40 }), (desk, cut) =>
        inFile(async ({ rows }) => {
          const events = recordedIn(desk)
          const options = { zone: 'Asia/Shanghai', dimension: 'channel' }
          const [one, two] = [liveBoard(figures, options), liveBoard(figures, options)]
          const store = await storeWith(events.slice(0, cut))
          await right(project(store, rows, deskModels, { onMoves: one.move }))
          await appendAll(store, events.slice(cut))
          await right(project(store, rows, deskModels, { onMoves: one.move }))
          const memory = inMemoryRowStore()
          await right(project(await storeWith(events), memory, deskModels, { onMoves: two.move }))
          const asOf = start + 400 * DAY
          for (const { id } of figures) {
            expect(one.figure(id, { asOf })).toEqual(two.figure(id, { asOf }))
          }
        }),
      ),
      { numRuns: 200 },
    ))

  test('in the file of their events', () =>
    fc.assert(
      fc.asyncProperty(desks, queries, (desk, query) =>
        inFile(async (store) => {
          const events = recordedIn(desk)
          await appendAll(store, events)
          await right(project(store, store.rows, deskModels))
          const memory = await projected(events)
          expect(await withoutPositions(store.rows)).toEqual(await withoutPositions(memory))
          expect(await answers(store.rows, query)).toEqual(await answers(memory, query))
        }),
      ),
      { numRuns: 25 },
    ))
})

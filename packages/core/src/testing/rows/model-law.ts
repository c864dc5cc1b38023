/** The row store against maps, under random commits. */
import * as fc from 'fast-check'

import type { ContributionChange } from '../../read-model/rows.js'
import { expectSame } from '../equal.js'

import { done, none, scanned, scannedGroups, type RowLaw } from './probe.js'

type Commit = readonly [
  ReadonlyArray<{ readonly key: string; readonly row: number | undefined }>,
  ReadonlyArray<ContributionChange>,
]

export const modelLaw: RowLaw = [
  'under random commits it does what maps do',
  async (rows, runs) => {
    const key = fc.constantFrom('a', 'b', 'c', 'd')
    const rowChanges = fc.array(
      fc.record({ key, row: fc.oneof(fc.constant(undefined), fc.nat({ max: 9 })) }),
      { maxLength: 4 },
    )
    const contributions = fc.array(
      fc.record({
        from: key,
        items: fc.array(
          fc.record({ key, order: fc.integer({ min: -2, max: 2 }), item: fc.nat({ max: 9 }) }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    )
    let count = 0
    const run = async (commits: ReadonlyArray<Commit>): Promise<void> => {
      const id = { name: `random ${String(count++)}`, version: 1 }
      const values = new Map<string, unknown>()
      const given = new Map<string, ContributionChange['items']>()
      for (const [changed, contributed] of commits) {
        await done(rows.commit({ ...none, rows: [[id, changed]], groups: [[id, contributed]] }))
        for (const change of changed) {
          if (change.row === undefined) values.delete(change.key)
          else values.set(change.key, change.row)
        }
        for (const { from, items } of contributed) given.set(from, items)
      }
      expectSame('rows', await scanned(rows, id), [...values].sort())
      const froms = [...given.keys()].sort()
      const groups = ['a', 'b', 'c', 'd'].map((group) => {
        const items = froms.flatMap((from) =>
          (given.get(from) ?? [])
            .filter((item) => item.key === group)
            .map(({ order, item }) => ({ from, order, item })),
        )
        return [group, items.sort((x, y) => x.order - y.order)] as const
      })
      const wanted = groups.filter(([, items]) => items.length > 0)
      expectSame('groups', await scannedGroups(rows, id), wanted)
    }
    const commits = fc.array(fc.tuple(rowChanges, contributions), { maxLength: 6 })
    await fc.assert(fc.asyncProperty(commits, run), { numRuns: runs })
  },
]

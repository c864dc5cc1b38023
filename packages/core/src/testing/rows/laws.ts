/** Laws of rows, group items and checkpoints. */
import * as E from 'fp-ts/lib/Either.js'

import { JsonText } from '../../read-model/json-text.js'
import type { Changes, ContributionChange, ProjectionId } from '../../read-model/rows.js'
import { START } from '../../store/port.js'
import { expectSame, expectThat } from '../equal.js'

import { done, none, scanned, scannedGroups, type RowLaw } from './probe.js'

const one: ProjectionId = { name: 'one', version: 1 }
const later: ProjectionId = { name: 'one', version: 2 }
const two: ProjectionId = { name: 'two', version: 1 }

const row = (key: string, value: unknown): { readonly key: string; readonly row: unknown } => ({
  key,
  row: value,
})

export const rowLaws: ReadonlyArray<RowLaw> = [
  [
    'a projection that has not begun has no rows, no items, and starts at START',
    async (rows) => {
      expectSame('checkpoint', await done(rows.checkpoint(one)), START)
      expectSame('load', [...(await done(rows.load(one, ['a'])))], [])
      expectSame('scan', await scanned(rows, one), [])
      expectSame('scanGroups', await scannedGroups(rows, one), [])
      expectSame('loadGroups', [...(await done(rows.loadGroups(one, ['a'])))], [])
    },
  ],
  [
    'a commit writes, replaces and removes rows together with the checkpoint, by version',
    async (rows) => {
      const value = { text: '案件 "x"\n', list: [1, null, { deep: true }], n: 0.1 }
      await done(
        rows.commit({
          rows: [
            [one, [row('a', value), row('b', 1), row('c', 'old')]],
            [two, [row('a', 'two')]],
          ],
          groups: [],
          checkpoints: [
            [one, '0a'],
            [two, '0b'],
          ],
        }),
      )
      await done(
        rows.commit({
          rows: [[one, [row('b', undefined), row('c', 'new'), row('never', undefined)]]],
          groups: [],
          checkpoints: [[one, '0c']],
        }),
      )
      expectSame('scan', await scanned(rows, one), [
        ['a', value],
        ['c', 'new'],
      ])
      expectSame('the other', await scanned(rows, two), [['a', 'two']])
      expectSame('another version', await scanned(rows, later), [])
      expectSame('its rows', (await done(rows.load(later, ['a', 'c']))).size, 0)
      const checkpoints = await Promise.all(
        [one, two, later].map((id) => done(rows.checkpoint(id))),
      )
      expectSame('checkpoints', checkpoints, ['0c', '0b', START])
      const loaded = await done(rows.load(one, ['c', 'b', 'x', 'a']))
      expectSame(
        'load',
        new Map([...loaded].sort()),
        new Map(Object.entries({ a: value, c: 'new' })),
      )
    },
  ],
  [
    'of several changes to one key in a commit the last one holds',
    async (rows) => {
      const changes = [row('a', 1), row('a', 2), row('b', 1), row('b', undefined)]
      await done(rows.commit({ ...none, rows: [[one, changes]] }))
      expectSame('scan', await scanned(rows, one), [['a', 2]])
    },
  ],
  [
    'rows and items that are given as JSON text are kept as the values it stands for',
    async (rows) => {
      const value = { text: '案件 "x"\n', list: [1, null] }
      const given = new JsonText(JSON.stringify(value))
      await done(
        rows.commit({
          ...none,
          rows: [[one, [row('a', given), row('b', new JsonText('null'))]]],
          groups: [[two, [{ from: 'a', items: [{ key: 'g', order: 1, item: given }] }]]],
        }),
      )
      expectSame('scan', await scanned(rows, one), [
        ['a', value],
        ['b', null],
      ])
      const loaded = await done(rows.load(one, ['a', 'b']))
      expectSame(
        'load',
        new Map([...loaded].sort()),
        new Map(Object.entries({ a: value, b: null })),
      )
      expectSame('groups', await scannedGroups(rows, two), [
        ['g', [{ from: 'a', order: 1, item: value }]],
      ])
    },
  ],
  [
    'many rows are scanned whole, in the order of their keys, and loaded whole',
    async (rows) => {
      const keys = Array.from({ length: 2_500 }, (_, i) => `k${String((i * 7_919) % 2_500)}`)
      await done(
        rows.commit({
          ...none,
          rows: [[one, [...keys, 'K', 'é', '件'].map((k) => row(k, { k }))]],
        }),
      )
      const wanted = [...keys, 'K', 'é', '件'].sort().map((k) => [k, { k }])
      expectSame('scan', await scanned(rows, one), wanted)
      expectSame('load', (await done(rows.load(one, keys))).size, 2_500)
    },
  ],
  [
    'a commit is seen whole or not at all',
    async (rows) => {
      const keys = Array.from({ length: 300 }, (_, i) => `k${String(i)}`)
      const commit = (value: number): Promise<void> =>
        done(rows.commit({ ...none, rows: [[one, keys.map((k) => row(k, value))]] }))
      await commit(0)
      const writing = Array.from({ length: 20 }, (_, i) => commit(i + 1))
      const reading = Array.from({ length: 20 }, () => done(rows.load(one, keys)))
      for (const seen of await Promise.all(reading)) {
        expectSame('the values seen at once', new Set(seen.values()).size, 1)
        expectSame('the rows seen at once', seen.size, 300)
      }
      await Promise.all(writing)
    },
  ],
  [
    'a commit that expects another checkpoint changes nothing and says where the projection is',
    async (rows) => {
      const at = (value: number, from: string, to: string): Changes => ({
        rows: [[one, [row('a', value)]]],
        groups: [],
        checkpoints: [[one, to]],
        expected: [
          [two, START],
          [one, from],
        ],
      })
      await done(rows.commit(at(1, START, '01')))
      expectSame(
        'the second from the start',
        await rows.commit(at(2, START, '02'))(),
        E.left({ _tag: 'Overtaken', projection: one, expected: START, actual: '01' }),
      )
      expectSame('scan', await scanned(rows, one), [['a', 1]])
      await done(rows.commit(at(3, '01', '03')))
      expectSame('checkpoint', await done(rows.checkpoint(one)), '03')
      await done(rows.clear('one'))
      expectThat('a cleared one is back', E.isLeft(await rows.commit(at(4, '03', '04'))()))
    },
  ],
  [
    'a commit that can not be written whole changes nothing',
    async (rows) => {
      await done(rows.commit({ ...none, rows: [[one, [row('a', 1)]]], checkpoints: [[one, '01']] }))
      const bad: Changes = {
        rows: [[one, [row('a', 2), row('b', { n: 1n }), row('c', 3)]]],
        groups: [],
        checkpoints: [[one, '02']],
      }
      const taken = E.isRight(await rows.commit(bad)())
      const keys = (await scanned(rows, one)).map(([key]) => key)
      expectSame('the keys', keys, taken ? ['a', 'b', 'c'] : ['a'])
      expectSame('the checkpoint', await done(rows.checkpoint(one)), taken ? '02' : '01')
    },
  ],
  [
    "an upstream row's contributions replace those it made before, each group in order",
    async (rows) => {
      const at = (key: string, order: number, item: unknown) => ({ key, order, item })
      const commit = (changes: ReadonlyArray<ContributionChange>): Promise<void> =>
        done(rows.commit({ ...none, groups: [[one, changes]] }))
      await commit([
        { from: 'r2', items: [at('g', 5, 'b'), at('h', 1, 'c')] },
        { from: 'r1', items: [at('g', 5, 'a'), at('g', 9, 'd')] },
        { from: 'r3', items: [at('g', -1, { first: true })] },
      ])
      expectSame('groups', await scannedGroups(rows, one), [
        [
          'g',
          [
            { from: 'r3', order: -1, item: { first: true } },
            { from: 'r1', order: 5, item: 'a' },
            { from: 'r2', order: 5, item: 'b' },
            { from: 'r1', order: 9, item: 'd' },
          ],
        ],
        ['h', [{ from: 'r2', order: 1, item: 'c' }]],
      ])
      await commit([
        { from: 'r2', items: [at('i', 2, 'moved')] },
        { from: 'r1', items: [] },
      ])
      const wanted = [
        ['g', [{ from: 'r3', order: -1, item: { first: true } }]],
        ['i', [{ from: 'r2', order: 2, item: 'moved' }]],
      ]
      expectSame('groups after', await scannedGroups(rows, one), wanted)
      const loaded = await done(rows.loadGroups(one, ['i', 'h', 'g']))
      expectSame('loaded', [...loaded].sort(), wanted)
      expectSame('another version', await scannedGroups(rows, later), [])
      expectSame('its items', (await done(rows.loadGroups(later, ['g', 'i']))).size, 0)
    },
  ],
  [
    'clear forgets every version of a projection, and no other',
    async (rows) => {
      const items = [{ key: 'g', order: 1, item: 1 }]
      await done(
        rows.commit({
          rows: [one, later, two].map((id) => [id, [row('a', 1)]] as const),
          groups: [one, later, two].map((id) => [id, [{ from: 'a', items }]] as const),
          checkpoints: [one, later, two].map((id) => [id, '01'] as const),
        }),
      )
      await done(rows.clear('one'))
      await done(rows.clear('never'))
      for (const id of [one, later]) {
        expectSame('rows', await scanned(rows, id), [])
        expectSame('groups', await scannedGroups(rows, id), [])
        expectSame('checkpoint', await done(rows.checkpoint(id)), START)
      }
      expectSame('rows left', await scanned(rows, two), [['a', 1]])
      expectSame('groups left', (await scannedGroups(rows, two)).length, 1)
      expectThat('checkpoint left', (await done(rows.checkpoint(two))) === '01')
    },
  ],
]

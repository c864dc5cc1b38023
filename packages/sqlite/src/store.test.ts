import { randomUUID } from 'node:crypto'

import type { EventBatch, ReadQuery } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { allOf, left, newEvent, right } from '../test/events.js'
import { makeFolder } from '../test/folder.js'

import { APPEND_LIMIT, sqliteStore, type SqliteStore } from './index.js'

const file = makeFolder()

const batchesOf = async (store: SqliteStore, query: ReadQuery): Promise<EventBatch[]> => {
  const batches: EventBatch[] = []
  for await (const batch of store.read(query)) batches.push(right(batch))
  return batches
}

test('what one store wrote another reads from the file, equal in every part', async () => {
  const path = file()
  const store = sqliteStore(path)
  const events = [
    newEvent({ deep: [{ n: 0.1 }, null, 'é "件" \u0000 \u2028'] }),
    newEvent(),
  ] as const
  right(await store.append('case-1', 'noStream', events)())
  store.close()
  const again = sqliteStore(path)
  const read = await allOf(again)
  expect(read).toEqual(
    events.map((e, i) => ({
      ...e,
      stream: 'case-1',
      revision: i,
      position: i.toString(16).padStart(14, '0'),
    })),
  )
  again.close()
})

test('an expected revision that is none is a conflict', async () => {
  const store = sqliteStore(file())
  for (const expected of [-1, Number.NaN, 0.5, Infinity, -7, 2 ** 53]) {
    const error = left(await store.append('case-1', expected, [newEvent()])())
    expect(error).toEqual({ _tag: 'Conflict', stream: 'case-1', expected, actual: 'noStream' })
  }
  store.close()
})

test('an append beyond the limit is TooLarge, one below it is taken', async () => {
  const store = sqliteStore(file())
  const error = left(
    await store.append('case-1', 'noStream', [newEvent({ text: 'é'.repeat(APPEND_LIMIT / 2) })])(),
  )
  expect(error).toMatchObject({ _tag: 'TooLarge', limit: APPEND_LIMIT })
  expect(error._tag === 'TooLarge' && error.bytes > APPEND_LIMIT).toBe(true)
  right(
    await store.append('case-1', 'noStream', [
      newEvent({ text: 'x'.repeat(APPEND_LIMIT - 1_000) }),
    ])(),
  )
  expect(await allOf(store)).toHaveLength(1)
  store.close()
})

test('long events make short batches, forwards, backwards and filtered', async () => {
  const store = sqliteStore(file())
  const text = 'x'.repeat(100_000)
  const events = Array.from({ length: 60 }, (_, i) => newEvent(i % 3 === 0 ? { text } : {}))
  for (const [i, e] of events.entries())
    right(await store.append('case-1', i === 0 ? 'noStream' : i - 1, [e])())
  const ids = events.map((e) => e.eventId)
  const queries: ReadonlyArray<ReadQuery> = [
    { all: true },
    { all: true, types: ['Noted'], correlationId: 'story' },
    { stream: 'case-1' },
    { stream: 'case-1', direction: 'backwards' },
  ]
  for (const query of queries) {
    const batches = await batchesOf(store, query)
    const read = batches.flatMap((batch) => batch.events.map((e) => e.eventId))
    expect(read).toEqual('direction' in query ? [...ids].reverse() : ids)
    const long = (batch: EventBatch) => batch.events.filter((e) => 'text' in e.event).length
    expect(Math.max(...batches.map(long))).toBe(1)
    expect(batches.map((batch) => batch.caughtUp).indexOf(true)).toBe(batches.length - 1)
  }
  store.close()
})

test('a read whose events fill its last batch exactly has caught up at its end', async () => {
  for (const count of [499, 500, 501, 1_000]) {
    const store = sqliteStore(file())
    const events = Array.from({ length: count - 1 }, () => newEvent())
    right(await store.append('case-1', 'noStream', [newEvent(), ...events])())
    const queries: ReadonlyArray<ReadQuery> = [
      { all: true },
      { all: true, types: ['Noted'] },
      { all: true, correlationId: 'story', limit: 500 },
      { stream: 'case-1' },
      { stream: 'case-1', limit: 500 },
      { stream: 'case-1', until: 499 },
      { stream: 'case-1', direction: 'backwards' },
    ]
    for (const query of queries) {
      const whole = query.limit === undefined && !('until' in query)
      expect(await allOf(store, query)).toHaveLength(whole ? count : Math.min(count, 500))
    }
    store.close()
  }
})

test('a filter that finds nothing in a long history moves on in bounded steps', async () => {
  const store = sqliteStore(file())
  for (let i = 0; i < 45; i++) {
    const events = Array.from({ length: 999 }, () => newEvent())
    right(await store.append(`case-${String(i)}`, 'noStream', [newEvent(), ...events])())
  }
  const batches = await batchesOf(store, { all: true, types: ['Never'] })
  expect(batches.map((batch) => batch.caughtUp)).toEqual([false, false, true])
  expect(batches.map((batch) => batch.last).sort()).toEqual(batches.map((batch) => batch.last))
  expect(batches.at(-1)?.last).toBe((44_999).toString(16).padStart(14, '0'))
  store.close()
}, 30_000)

test('a position of another store is told, not taken for the beginning or the end', async () => {
  const store = sqliteStore(file())
  for (const strange of ['C:12/P:12', '7', 'zzzzzzzzzzzzzz']) {
    for await (const batch of store.read({ all: true, after: strange })) {
      expect(left(batch)).toMatchObject({ _tag: 'Incomplete' })
    }
  }
  store.close()
})

describe('names with any characters', () => {
  const names = ['a\0b', 'a', 'a\u0001', 'a\u00011b', 'a\ud800', 'a\ufffd', '😀', "'; --", '']

  test('streams', async () => {
    const store = sqliteStore(file())
    for (const name of names) right(await store.append(name, 'noStream', [newEvent()])())
    for (const name of names) {
      expect((await allOf(store, { stream: name })).map((e) => [e.stream, e.revision])).toEqual([
        [name, 0],
      ])
    }
    store.close()
  })

  test('keys of rows and groups', async () => {
    const store = sqliteStore(file())
    const id = { name: 'n\0', version: 1 }
    const rows = names.map((key) => ({ key, row: { key } }))
    const groups = names.map((from) => ({ from, items: [{ key: from, order: 1, item: from }] }))
    right(
      await store.rows.commit({ rows: [[id, rows]], groups: [[id, groups]], checkpoints: [] })(),
    )
    const loaded = right(await store.rows.load(id, names)())
    expect(loaded).toEqual(new Map(names.map((key) => [key, { key }])))
    const seen = new Map<string, unknown>()
    right(await store.rows.scanGroups(id, (key, items) => void seen.set(key, items))())
    expect(seen).toEqual(new Map(names.map((n) => [n, [{ from: n, order: 1, item: n }]])))
    store.close()
  })
})

test('groups longer than a page are given whole, in order', async () => {
  const store = sqliteStore(file())
  const id = { name: 'g', version: 1 }
  const groups = Array.from({ length: 1_300 }, (_, i) => ({
    from: `r${String(i).padStart(4, '0')}`,
    items: [
      { key: `k${String(i % 2)}`, order: -i, item: i + 1 },
      { key: 'same', order: 5, item: i + 1 },
      { key: 'same', order: 5, item: -i - 1 },
    ],
  }))
  right(await store.rows.commit({ rows: [], groups: [[id, groups]], checkpoints: [] })())
  const seen: (readonly [string, ReadonlyArray<unknown>])[] = []
  right(
    await store.rows.scanGroups(id, (key, items) => {
      seen.push([key, items.map(({ item }) => item)])
    })(),
  )
  const numbers = Array.from({ length: 1_300 }, (_, i) => i + 1)
  expect(seen).toEqual([
    ['k0', numbers.filter((n) => n % 2 === 1).reverse()],
    ['k1', numbers.filter((n) => n % 2 === 0).reverse()],
    ['same', numbers.flatMap((n) => [n, -n])],
  ])
  store.close()
})

test('default ids and clock are real', () => {
  const { boundary } = sqliteStore(file())
  expect(boundary.newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
  expect(Math.abs(Date.parse(boundary.now()) - Date.now())).toBeLessThan(1_000)
})

test('10,000 appends at once to one stream, all at their own revision', async () => {
  const store = sqliteStore(file())
  const answers = await Promise.all(
    Array.from({ length: 10_000 }, (_, i) =>
      store.append('case-1', i === 0 ? 'noStream' : i - 1, [newEvent()])(),
    ),
  )
  expect(answers.every(E.isRight)).toBe(true)
  const after = await store.append('case-1', 9_999, [{ ...newEvent(), eventId: randomUUID() }])()
  expect(right(after).revision).toBe(10_000)
  store.close()
}, 30_000)

import { setTimeout as delay } from 'node:timers/promises'

import { positionOf } from '@casetrail/core'
import { expect, test } from 'vitest'

import { sqliteStore } from '../src/index.js'

import { allOf, right } from './events.js'
import { makeFolder } from './folder.js'
import { run } from './run.js'

const KILLS = 20
const file = makeFolder()

interface Acknowledged {
  readonly events: ReadonlyArray<readonly [stream: string, revision: number, id: string]>
  readonly checkpoint: string
}

const read = (lines: ReadonlyArray<string>): Acknowledged => {
  const events: (readonly [string, number, string])[] = []
  let checkpoint = ''
  for (const line of lines) {
    const [what, first = '', last, ...ids] = line.split(' ')
    if (what === 'R') checkpoint = first
    else ids.forEach((id, i) => events.push([first, Number(last) - ids.length + 1 + i, id]))
  }
  return { events, checkpoint }
}

test(`after each of ${String(KILLS)} kills everything acknowledged is there and nothing is half there`, async () => {
  const path = file()
  const acknowledged: (readonly [string, number, string])[] = []
  let commits = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const writing = run('crash-child.ts', [path])
    await writing.printed(1)
    await delay(Math.random() * 120)
    writing.child.kill('SIGKILL')
    expect(await writing.ended, writing.errors()).toBe('SIGKILL')
    const told = read(writing.lines())
    acknowledged.push(...told.events)
    if (told.checkpoint !== '') commits += 1

    const store = sqliteStore(path)
    const events = await allOf(store)
    const lengths = new Map<string, number>()
    const batches = new Map<unknown, number>()
    for (const [i, e] of events.entries()) {
      expect(e.position).toBe(positionOf(i))
      expect(e.revision).toBe(lengths.get(e.stream) ?? 0)
      lengths.set(e.stream, e.revision + 1)
      const { batch } = e.event as { batch?: unknown }
      batches.set(batch, (batches.get(batch) ?? 0) + 1)
    }
    const found = new Map(events.map((e) => [`${e.stream} ${String(e.revision)}`, e.eventId]))
    const lost = acknowledged.filter(
      ([stream, n, id]) => found.get(`${stream} ${String(n)}`) !== id,
    )
    expect(lost).toEqual([])
    const partial = events.filter((e) => {
      const { batch, of } = e.event as { batch?: unknown; of?: unknown }
      return batches.get(batch) !== of
    })
    expect(partial).toEqual([])

    const id = { name: 'counts', version: 1 }
    const checkpoint = right(await store.rows.checkpoint(id)())
    expect(checkpoint >= told.checkpoint).toBe(true)
    const counted = new Map<string, unknown>()
    right(
      await store.rows.scan(id, (rows) => {
        for (const [key, row] of rows) counted.set(key, row)
      })(),
    )
    const counts = new Map<string, unknown>()
    for (const e of events) {
      if (e.position > checkpoint) break
      counts.set(e.stream, e.revision + 1)
    }
    expect(counted).toEqual(counts)
    store.close()
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  expect(commits).toBeGreaterThan(KILLS / 2)
}, 240_000)

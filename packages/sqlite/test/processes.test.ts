import { positionOf } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { sqliteStore } from '../src/index.js'

import { contend } from './contend.js'
import { allOf } from './events.js'
import { makeFolder } from './folder.js'
import { run } from './run.js'

const file = makeFolder()

test('two processes append to one file: nothing is lost or doubled, and a live read sees it all', async () => {
  const path = file()
  const store = sqliteStore(path)
  const seen: string[] = []
  const abort = new AbortController()
  const following = (async () => {
    for await (const batch of store.read({ all: true, live: true }, abort.signal)) {
      if (E.isLeft(batch)) throw new Error(batch.left._tag)
      seen.push(...batch.right.events.map((e) => e.eventId))
    }
  })()

  const COUNT = 150
  const other = run('writer-child.ts', [path, String(COUNT)])
  await other.printed(1)
  const mine = await contend(store, COUNT)
  expect(await other.ended, other.errors()).toBe(0)
  const theirs = other.lines().slice(1)
  expect(theirs.length).toBe(COUNT * 6)

  const events = await allOf(store)
  expect(events.map((e) => e.eventId).sort()).toEqual([...mine, ...theirs].sort())
  expect(events.map((e) => e.position)).toEqual(events.map((_, i) => positionOf(i)))
  for (const stream of ['case-1', 'case-2', 'case-3']) {
    const revisions = events.filter((e) => e.stream === stream).map((e) => e.revision)
    expect(revisions).toEqual(revisions.map((_, i) => i))
  }

  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(events.length)
  abort.abort()
  await following
  expect(seen).toEqual(events.map((e) => e.eventId))
  store.close()
}, 60_000)

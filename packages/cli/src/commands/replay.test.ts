import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail } from '../../test/memory-terminal.js'
import { closing } from '../store/open-events.js'
import type { OpenedStore } from '../store/open-store.js'
import type { SqliteUrl } from '../store/url.js'
import type { Terminal } from '../terminal.js'

import { replay } from './replay.js'

let desk: Desk
beforeAll(async () => {
  desk = await deskOf(500)
})
afterAll(() => {
  desk.remove()
})

const report = async (): Promise<unknown> => {
  const args = ['report', '--json', '--as-of', '2025-06-01', '--store', desk.url]
  return JSON.parse((await casetrail(args)).out)
}
/** From the rows of the file, without an as-of that would build its own. */
const figures = async (): Promise<unknown> => {
  const ran = await casetrail(['report', '--json', '--to', '2025-06-01', '--store', desk.url])
  return (JSON.parse(ran.out) as { figures: unknown }).figures
}

it('goes on from its checkpoint, and gives the same rows from scratch', async () => {
  const first = await casetrail(['replay', '--store', desk.url, '--json'])
  const last = desk.history.at(-1)?.position
  expect(JSON.parse(first.out)).toMatchObject({
    store: desk.url,
    events: desk.folded,
    checkpoint: last,
  })
  const before = await report()
  const again = await casetrail(['replay', '--store', desk.url])
  expect([again.code, again.out]).toEqual([
    0,
    `the rows are up to date, checkpoint ${String(last)}\n`,
  ])
  const anew = await casetrail(['replay', '--from-scratch', '--store', desk.url])
  expect(anew.out).toMatch(/^replayed [\d,]+ events in \d+\.\d s \([\d,]+ events\/s\), checkpoint /)
  expect(await report()).toEqual(before)
})

it('interrupted in the middle it ends with 130, and run again its rows are whole', async () => {
  const whole = await figures()
  const interrupted = new AbortController()
  const written = { err: '' }
  const terminal: Terminal = {
    out: () => undefined,
    err: (text) => (written.err += text),
    env: {},
    columns: 80,
    colour: false,
    bar: undefined,
    signal: interrupted.signal,
  }
  const store = sqliteStore(desk.path)
  let seen = 0
  const url: SqliteUrl = { scheme: 'sqlite', path: desk.path, shown: desk.url }
  const opened: OpenedStore = {
    url,
    file: url,
    rows: store.rows,
    close: closing(store.close),
    store: {
      ...store,
      // Ctrl-C comes after half of the events have been read
      read: async function* (query, signal) {
        for await (const batch of store.read(query, signal)) {
          if (E.isRight(batch)) seen += batch.right.events.length
          if (seen > desk.folded / 2) interrupted.abort()
          yield batch
        }
      },
    },
  }
  const stopped = await replay(opened, { fromScratch: true }, terminal)
  store.close()
  expect(stopped).toMatchObject({ _tag: 'Left', left: { code: 130, tag: 'Interrupted' } })

  const rest = await casetrail(['replay', '--store', desk.url, '--json'])
  const { events } = JSON.parse(rest.out) as { events: number }
  expect(events).toBeGreaterThan(0)
  expect(events).toBeLessThan(desk.folded)
  expect(await figures()).toEqual(whole)
})

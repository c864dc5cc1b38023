import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import { foldRead, type AppendError, type ReadError } from '@casetrail/core'
import type { Overtaken } from '@casetrail/core/read-model'
import * as E from 'fp-ts/lib/Either.js'
import Database from 'libsql'
import { describe, expect, test } from 'vitest'

import { allOf, left, newEvent, right } from '../test/events.js'
import { makeFolder } from '../test/folder.js'
import { run } from '../test/run.js'

import { sqliteStore, type SqliteStore } from './index.js'

const file = makeFolder()
const id = { name: 'p', version: 1 }
const rowsOf = (...keys: ReadonlyArray<string>) => ({
  rows: [[id, keys.map((key) => ({ key, row: { text: 'x'.repeat(2_000) } }))] as const],
  groups: [],
  checkpoints: [[id, '01'] as const],
})

const faultOf = (error: AppendError | ReadError | Overtaken): string =>
  error._tag === 'Unavailable' ? (error.fault ?? error.reason) : error._tag

/** Every operation answers this fault, with the path and words of the reason. */
const expectFault = async (
  store: SqliteStore,
  path: string,
  fault: string,
  words: string,
): Promise<void> => {
  const answers = [
    await store.append('case-1', 'noStream', [newEvent()])(),
    await foldRead(store, { all: true }, 0, (n) => n + 1)(),
    await store.rows.checkpoint(id)(),
    await store.rows.commit(rowsOf('a'))(),
    await store.rows.scan(id, () => undefined)(),
    store.open(),
  ]
  for (const answer of answers) {
    const error = left<AppendError | ReadError | Overtaken, unknown>(answer)
    expect(faultOf(error)).toBe(fault)
    if (error._tag !== 'Unavailable') continue
    expect(error.reason).toContain(path)
    expect(error.reason).toContain(words)
  }
}

/** A closed store with some events. */
const written = async (path: string, count = 10): Promise<void> => {
  const store = sqliteStore(path)
  for (let i = 0; i < count; i += 10) {
    const events = Array.from({ length: 9 }, () => newEvent({ text: 'x'.repeat(500) }))
    right(await store.append(`case-${String(i)}`, 'noStream', [newEvent(), ...events])())
  }
  store.close()
}

describe('what is no store', () => {
  test('a store of a newer format', async () => {
    const path = file()
    await written(path)
    const database = new Database(path)
    database.exec('PRAGMA user_version = 7')
    database.close()
    await expectFault(sqliteStore(path), path, 'newerFormat', 'format 7')
  })

  test("another program's database, which stays as it is", async () => {
    const path = file()
    const database = new Database(path)
    database.exec('CREATE TABLE customers (id)')
    database.close()
    const before = readFileSync(path)
    await expectFault(sqliteStore(path), path, 'notAStore', 'another program')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a file that is no database, which stays as it is', async () => {
    for (const content of ['hello', 'case,opened\n'.repeat(10_000)]) {
      const path = file()
      writeFileSync(path, content)
      await expectFault(sqliteStore(path), path, 'notAStore', 'not a SQLite database')
      expect(readFileSync(path, 'utf8')).toBe(content)
    }
  })

  test('a folder, a missing folder, memory', async () => {
    const folder = file()
    mkdirSync(folder)
    await expectFault(sqliteStore(folder), folder, 'notAFile', 'it is a folder')
    const below = `${folder}/none/desk.db`
    await expectFault(sqliteStore(below), below, 'notAFile', 'there is no folder')
    await expectFault(sqliteStore(':memory:'), ':memory:', 'notAFile', 'inMemoryEventStore')
  })

  test('an empty file becomes a store', async () => {
    const path = file()
    writeFileSync(path, '')
    await written(path)
    expect(await allOf(sqliteStore(path))).toHaveLength(10)
  })

  test('a path with characters that mean something in URIs and patterns', async () => {
    const path = file("a b?c#d%20'é.db")
    await written(path)
    expect(existsSync(path)).toBe(true)
    expect(await allOf(sqliteStore(path))).toHaveLength(10)
  })
})

describe('damage', () => {
  test('a damaged page is told by the read that meets it', async () => {
    const path = file()
    await written(path, 2_000)
    const bytes = readFileSync(path)
    bytes.fill(0xab, 4_096 * 40, 4_096 * 60)
    writeFileSync(path, bytes)
    const store = sqliteStore(path)
    const error = left(await foldRead(store, { all: true }, 0, (n) => n + 1)())
    expect(faultOf(error)).toBe('damaged')
    store.close()
  })

  test('a file cut off in the middle', async () => {
    const path = file()
    await written(path, 2_000)
    truncateSync(path, Math.floor(statSync(path).size / 2))
    const error = left(await foldRead(sqliteStore(path), { all: true }, 0, (n) => n + 1)())
    expect(faultOf(error)).toBe('damaged')
  })

  test('an event or row that is JSON no more', async () => {
    const path = file()
    await written(path)
    const store = sqliteStore(path)
    right(await store.rows.commit(rowsOf('a'))())
    const database = new Database(path)
    database.exec(`UPDATE events SET data = substr(data, 2) WHERE position = 3`)
    database.exec(`UPDATE rows SET row = '{'`)
    expect(faultOf(left(await foldRead(store, { all: true }, 0, (n) => n + 1)()))).toBe('damaged')
    expect(left(await store.rows.load(id, ['a'])()).fault).toBe('damaged')
    expect(left(await store.rows.scan(id, () => undefined)()).fault).toBe('damaged')
    expect(right(await store.rows.checkpoint(id)())).toBe('01')
  })
})

describe('an event that is JSON, but no event any more', () => {
  test.each([
    ['null for it', '$[5]', 'null'],
    ['text for it', '$[5]', '"x"'],
    ['a list for it', '$[5]', '[]'],
    ['no type', '$[5].type', 'null'],
    ['no time', '$[5].at', 'null'],
    ['null beside it', '$[6]', 'null'],
    ['text beside it', '$[6]', '"x"'],
    ['no story', '$[6].correlationId', 'null'],
    ['no command', '$[6].commandId', '7'],
    ['nobody', '$[6].actor', 'null'],
    ['nobody by name', '$[6].actor.id', 'null'],
    ['no role', '$[6].actor.role', '[]'],
  ])('%s', async (_, place, value) => {
    const path = file()
    await written(path)
    new Database(path).exec(
      `UPDATE events SET data = json_set(data, '${place}', json('${value}')) WHERE position = 3`,
    )
    const error = left(await foldRead(sqliteStore(path), { all: true }, 0, (n) => n + 1)())
    expect(faultOf(error)).toBe('damaged')
    expect(error._tag === 'Unavailable' && error.reason).toMatch(/event \d+ of \S+ is broken/)
  })

  test('a row that is no list', async () => {
    const path = file()
    await written(path)
    new Database(path).exec(`UPDATE events SET data = '{}' WHERE position = 3`)
    const error = left(await foldRead(sqliteStore(path), { all: true }, 0, (n) => n + 1)())
    expect(faultOf(error)).toBe('damaged')
  })
})

describe('places that can only be read', () => {
  const onLinux = process.platform === 'linux'
  if (!onLinux) console.warn('skipped: a folder where nothing can be created (needs /proc)')
  test.skipIf(!onLinux)('a folder where nothing can be created', async () => {
    const path = '/proc/desk.db'
    await expectFault(sqliteStore(path), path, 'readOnly', 'no file can be created')
  })

  const root = process.getuid?.() === 0
  const mayTry = process.getuid !== undefined

  const asReader = async (path: string): Promise<unknown> => {
    const reader = run('../test/read-only-child.ts', [path], root ? 65_534 : undefined)
    try {
      await reader.printed(2)
      return JSON.parse(reader.lines()[1] ?? '')
    } catch (thrown) {
      if (!reader.lines().includes('ready')) return `can't run as another user: ${String(thrown)}`
      throw thrown
    }
  }

  const cases = [
    ['a file', 0o444, 0o755],
    ['a file and its folder', 0o444, 0o555],
  ] as const
  for (const [what, fileMode, folderMode] of cases) {
    test(`${what}: reads go on, writes are refused`, async (context) => {
      const folder = file()
      mkdirSync(folder)
      const path = `${folder}/desk.db`
      await written(path)
      chmodSync(path, fileMode)
      chmodSync(folder, folderMode)
      const parent = file('x').slice(0, -2)
      chmodSync(parent, 0o755)
      const answer = mayTry ? await asReader(path) : 'no users on this system'
      chmodSync(folder, 0o755)
      if (typeof answer === 'string') {
        console.warn(`skipped: ${what} that can only be read (${answer})`)
        context.skip(answer)
      }
      expect(answer).toEqual({ read: 10, append: 'readOnly', commit: 'readOnly' })
    }, 30_000)
  }
})

describe('a full disk', () => {
  test('is a typed error, and what was acknowledged before stays whole', async () => {
    const path = file()
    const store = sqliteStore(path, { maxPages: 60 })
    const acknowledged: string[] = []
    let error: AppendError | undefined
    for (let n = 0; error === undefined; n++) {
      const events = [newEvent({ n, text: 'x'.repeat(900) }), newEvent({ n })] as const
      const answer = await store.append(`case-${String(n)}`, 'noStream', events)()
      if (E.isLeft(answer)) error = answer.left
      else acknowledged.push(...events.map((e) => e.eventId))
    }
    expect(faultOf(error)).toBe('diskFull')
    expect(acknowledged.length).toBeGreaterThan(20)
    expect((await allOf(store)).map((e) => e.eventId)).toEqual(acknowledged)

    const keys = Array.from({ length: 50 }, (_, i) => `k${String(i)}`)
    expect(faultOf(left(await store.rows.commit(rowsOf(...keys))()))).toBe('diskFull')
    expect(right(await store.rows.load(id, keys)()).size).toBe(0)
    expect(right(await store.rows.checkpoint(id)())).toBe('')
    store.close()

    const later = sqliteStore(path)
    right(await later.append('case-later', 'noStream', [newEvent()])())
    expect(await allOf(later)).toHaveLength(acknowledged.length + 1)
    later.close()
  })

  test('an append that does not fit does not harm those beside it', async () => {
    const store = sqliteStore(file(), { maxPages: 60 })
    const append = (stream: string, text: string) =>
      store.append(stream, 'noStream', [newEvent({ text })])()
    const answers = await Promise.all([
      append('case-1', 'small'),
      append('case-2', 'x'.repeat(1_000_000)),
      append('case-3', 'small'),
    ])
    expect(answers.map((answer) => answer._tag)).toEqual(['Right', 'Left', 'Right'])
    expect((await allOf(store)).map((e) => e.stream)).toEqual(['case-1', 'case-3'])
    store.close()
  })
})

describe('locks', () => {
  test('another writer is waited for, without keeping the thread, and then told as busy', async () => {
    const path = file()
    await written(path)
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    const store = sqliteStore(path, { busyMs: 150 })
    right(store.open())
    let turns = 0
    const ticking = setInterval(() => (turns += 1), 5)
    const refused = await store.append('case-x', 'noStream', [newEvent()])()
    clearInterval(ticking)
    expect(faultOf(left(refused))).toBe('busy')
    expect(turns).toBeGreaterThan(2)
    expect(await allOf(store)).toHaveLength(10)

    const patient = sqliteStore(path, { busyMs: 10_000 })
    const waiting = patient.append('case-x', 'noStream', [newEvent()])()
    await delay(50)
    other.exec('ROLLBACK')
    expect(right(await waiting).revision).toBe(0)
    for (const open of [store, patient, other]) open.close()
  })

  test('ten stores opened on one new file at once', async () => {
    const path = file()
    const stores = Array.from({ length: 10 }, () => sqliteStore(path))
    const appended = await Promise.all(
      stores.map((store, i) => store.append(`case-${String(i)}`, 'noStream', [newEvent()])()),
    )
    expect(appended.every(E.isRight)).toBe(true)
    for (const store of stores) expect(await allOf(store)).toHaveLength(10)
    for (const store of stores) store.close()
  })
})

describe('closing', () => {
  test('carries out what waits; then everything is closed', async () => {
    const path = file()
    const store = sqliteStore(path)
    const waiting = store.append('case-1', 'noStream', [newEvent()])()
    store.close()
    expect(right(await waiting).revision).toBe(0)
    await expectFault(store, path, 'closed', 'closed')
    store.close()
    expect(await allOf(sqliteStore(path))).toHaveLength(1)
  })

  test('carries out all that waits, however much', async () => {
    const store = sqliteStore(file())
    const waiting = Array.from({ length: 2_500 }, (_, i) =>
      store.append(`case-${String(i)}`, 'noStream', [newEvent()])(),
    )
    store.close()
    expect((await Promise.all(waiting)).filter(E.isLeft)).toEqual([])
  })

  test('ends a live read with a Left', async () => {
    const store = sqliteStore(file(), { pollMs: 60_000 })
    const reader = store.read({ all: true, live: true })[Symbol.asyncIterator]()
    await reader.next()
    const pending = reader.next()
    await delay(10)
    store.close()
    const ended = await pending
    expect(ended.done === false && E.isLeft(ended.value) && faultOf(ended.value.left)).toBe(
      'closed',
    )
    expect((await reader.next()).done).toBe(true)
  })
})

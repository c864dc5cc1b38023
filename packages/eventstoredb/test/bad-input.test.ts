/** What is wrong with servers, connections, streams, events and clocks is told, and ends nothing else. */
import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'

import { fromEpochMs, handle, type Instant, type RecordedEvent } from '@casetrail/core'
import { inMemoryRowStore, type Facts } from '@casetrail/core/read-model'
import { factsModel, parked, project, type ReadModels } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'

import { eventStoreDb, mistakeText } from '../src/index.js'

import { AT, actor } from './adding.js'
import {
  allOf,
  append,
  errorOf,
  eventually,
  follow,
  foreign,
  left,
  newEvent,
  newEvents,
  right,
  subject,
} from './subject.js'
import { tally, type Added } from './tally.js'

const on = subject()

const addOf = (n: number) => ({ type: 'Add', at: AT, actor, writer: 0, n }) as const

describe('a server that is none, or is not there', () => {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    for (const server of servers) server.close()
  })

  const listening = (server: Server): Promise<string> =>
    new Promise((done) => {
      servers.push(server)
      server.on('connection', (socket: Socket) => {
        sockets.add(socket)
        socket.on('error', () => undefined)
      })
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        done(`127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`)
      })
    })

  const hosts = {
    'a name that nobody has': () => Promise.resolve('no-such-host.invalid:2113'),
    'a port where nothing listens': () => Promise.resolve('127.0.0.1:9'),
    'a port that speaks HTTP/1': () =>
      listening(createHttpServer((_, answer) => answer.writeHead(400).end('no'))),
    'a port that says nothing': () => listening(createServer(() => undefined)),
    'a port that closes at once': () => listening(createServer((socket) => socket.destroy())),
    'a port that speaks something else': () =>
      listening(createServer((socket) => socket.write('220 mail ready\r\n'))),
  }

  for (const [what, host] of Object.entries(hosts)) {
    for (const tls of ['?tls=false', '']) {
      test(`${what}${tls === '' ? ', over TLS' : ''}: every call ends, and is told so`, async () => {
        const place = await host()
        const url = `esdb://${place}${tls === '' ? '?' : `${tls}&`}defaultDeadline=1500`
        const store = on.store({ patienceMs: 1_500, heartbeatMs: 500, insecure: true }, url)
        const began = Date.now()
        const stream = `tally-${randomUUID()}`
        const query = { all: true, categories: ['tally'] } as const
        const [read, all, appended, added, projected] = await Promise.all([
          errorOf(store, { stream }),
          errorOf(store, query),
          append(store, stream, 'noStream', newEvents(1)),
          handle(store, tally, { attempts: 2 })(randomUUID(), addOf(0), { commandId: 'c' })(),
          project(store, inMemoryRowStore(), modelsOf('tally'))(),
        ])
        for (const error of [read, all, left(projected)]) {
          expect(error).toMatchObject({ _tag: 'Unavailable' })
          expect('reason' in error && error.reason).toContain(place)
        }
        // nobody is there: nothing was written, or it is not known
        for (const error of [left(appended), left(added)]) {
          expect(['OutcomeUnknown', 'Unavailable']).toContain(error._tag)
        }
        // what speaks another protocol will not change; all else may be a server that is on its way
        const live = follow(store, query)
        if (what.includes('speaks'))
          expect(left(await live.ended)).toMatchObject({ fault: 'tlsMismatch' })
        else {
          await eventually(() => !store.health().ok, 8_000)
          expect(store.health().reads).toHaveLength(1)
        }
        await live.end()
        await store.close()
        expect(Date.now() - began).toBeLessThan(25_000)
      }, 60_000)
    }
  }
})

test('a connection with mistakes: each is named, and nothing is connected to', () => {
  const wrong = eventStoreDb(
    'esdb://admin:s3cr3t@a:2113x,,b?tsl=true&keepAliveTimeout=-1&tls=flase&throwOnAppendFailure=false&tlsCAFile=',
  )
  const lines = left(wrong).mistakes.map(mistakeText)
  for (const place of [
    '/hosts/0/port',
    '/hosts/1',
    '/options/tsl',
    '/options/tls',
    '/options/throwOnAppendFailure',
    '/options/keepAliveTimeout',
    '/options/4',
  ]) {
    expect(lines.filter((line) => line.startsWith(`${place}:`))).toHaveLength(1)
  }
  expect(lines).toHaveLength(7)
  expect(lines.join()).not.toContain('s3cr3t')
  for (const url of ['http://localhost:2113', 'esdb://example.com?tls=false', 'esdb://', 'file.db'])
    expect(left(eventStoreDb(url))._tag).toBe('ConnectionProblem')
})

/** Rows that count, under the story. */
const modelsOf = (category: string): ReadModels => ({
  facts: [factsModel(countsIn(category))],
  groups: [],
})

const countsIn = (category: string): Facts<number, Added> => ({
  name: 'counts',
  version: 1,
  from: [{ category, events: tally.events }],
  keyOf: ({ metadata }) => metadata.correlationId,
  evolve: (count = 0) => count + 1,
})

describe('a store that holds what others wrote', () => {
  test('foreign streams are ignored; foreign events in our streams are parked, and no row is nobody’s', async () => {
    const store = on.store()
    const client = on.client()
    const category = `t${randomUUID().slice(0, 8)}`
    const add = handle(store, { ...tally, category })
    const [one, two] = [randomUUID(), randomUUID()]
    for (const id of [one, two]) {
      for (let n = 0; n < 2; n++) right(await add(id, addOf(n), { commandId: String(n) })())
    }
    const data = { at: AT, writer: 0, n: 9 }
    const whole = {
      actor,
      commandId: 'x',
      $correlationId: one,
      $causationId: 'x',
      schemaVersion: 1,
    }
    const write = async (stream: string, event: ReturnType<typeof foreign>): Promise<void> => {
      await client.appendToStream(stream, event, {
        credentials: { username: 'admin', password: 'changeit' },
      })
    }
    const stream = `${category}-${one}`
    const { $correlationId: _, ...nobodys } = whole
    const strange = [
      foreign('Added', data),
      foreign('Added', data, {}),
      foreign('Added', data, nobodys),
      foreign('Added', data, { ...whole, $correlationId: 7 }),
      foreign('Added', data, { ...whole, schemaVersion: 'one' }),
      foreign('Added', data, { ...whole, schemaVersion: 9 }),
      foreign('Added', data, { ...whole, actor: null }),
      foreign('Added', { ...data, at: 'yesterday' }, whole),
      foreign('Added', { ...data, n: 'many' }, whole),
      foreign('Vanished', data, whole),
      foreign('Added', {}, whole),
    ]
    for (const event of strange) await write(stream, event)
    // one that names all that ours do is one of ours, whoever wrote it
    await write(stream, foreign('Added', data, whole))
    for (const name of [`x${category}-1`, `${category}x-1`, `-${category}`]) {
      await write(name, foreign('Added', data))
    }
    for (const name of [`${category}-not-a-uuid`, category])
      await write(name, foreign('Added', data))
    right(await add(two, addOf(2), { commandId: '2' })())

    const rows = inMemoryRowStore()
    const models = modelsOf(category)
    const progress = right(await project(store, rows, models)())
    const count = strange.length + 2
    expect(progress.parked).toBe(count)
    const found = new Map<string, unknown>()
    right(
      await rows.scan(countsIn(category), (page) => {
        for (const [key, row] of page) found.set(key, row)
      })(),
    )
    expect([...found].sort()).toEqual([[one, 3] as const, [two, 3] as const].sort())
    const { events } = right(await parked(rows, models, 100)())
    expect(events).toHaveLength(count)
    expect(events.map(({ reason }) => reason._tag)).toEqual([
      ...Array.from({ length: 5 }, () => 'Malformed'),
      'UnknownVersion',
      'Malformed',
      'Malformed',
      'Malformed',
      'UnknownType',
      'Malformed',
      'Malformed',
      'Malformed',
    ])
    // a history with such events can't be decided on
    expect(left(await add(one, addOf(5), { commandId: '5' })())).toMatchObject({
      _tag: 'Undecodable',
      stream,
      revision: 2,
    })
    right(await add(two, addOf(3), { commandId: '3' })())
    for (const { metadata, recordedAt } of await allOf(store, {
      all: true,
      categories: [category],
    })) {
      expect(typeof metadata.correlationId).toBe('string')
      expect(Date.parse(recordedAt)).toBeGreaterThan(0)
    }
  }, 60_000)
})

describe('streams that lose events', () => {
  const spoiled: Readonly<Record<string, readonly [tag: string, first: boolean]>> = {
    deleted: ['StreamDeleted', true],
    tombstoned: ['StreamDeleted', true],
    truncated: ['Incomplete', false],
    'truncated wholly': ['Incomplete', true],
    expired: ['Incomplete', true],
    'deleted and written anew': ['Incomplete', true],
  }
  const spoil = async (how: string, stream: string): Promise<void> => {
    const [store, client] = [on.store(), on.client()]
    if (how.startsWith('deleted')) await client.deleteStream(stream)
    if (how === 'tombstoned') await client.tombstoneStream(stream)
    if (how === 'truncated') right(await store.setMetadata(stream, { truncateBefore: 1 })())
    if (how === 'truncated wholly') right(await store.setMetadata(stream, { truncateBefore: 3 })())
    if (how === 'expired') {
      right(await store.setMetadata(stream, { maxAgeSeconds: 1 })())
      await new Promise((resolve) => setTimeout(resolve, 2_100))
    }
    if (how === 'deleted and written anew') right(await append(store, stream, 2, newEvents(1)))
  }

  for (const [how, [tag]] of Object.entries(spoiled)) {
    test(`${how}: a command is told so, and rows that follow go on`, async () => {
      const store = on.store()
      const category = `d${randomUUID().slice(0, 8)}`
      const add = handle(store, { ...tally, category })
      const [id, other] = [randomUUID(), randomUUID()]
      const rows = inMemoryRowStore()
      const abort = new AbortController()
      let events = 0
      const live = project(store, rows, modelsOf(category), {
        live: true,
        signal: abort.signal,
        onProgress: (progress) => (events = progress.events),
      })()
      for (let n = 0; n < 3; n++) right(await add(id, addOf(n), { commandId: String(n) })())
      await spoil(how, `${category}-${id}`)
      // a handler that has not read the stream yet
      const anew = handle(store, { ...tally, category })
      const length = async (): Promise<number> =>
        (await allOf(store, { all: true, categories: [category] })).length
      const before = await length()
      expect(left(await anew(id, addOf(9), { commandId: '9' })())._tag).toBe(tag)
      expect(await length()).toBe(before)
      right(await add(other, addOf(0), { commandId: '0' })())
      await eventually(
        () => events >= (how === 'deleted and written anew' ? 5 : 4),
        20_000,
        () => events,
      )
      abort.abort()
      const { parked: without } = right(await live)
      expect(without).toBe(how === 'deleted and written anew' ? 1 : 0)
      const counts = new Map<string, unknown>()
      const take = (page: ReadonlyArray<readonly [string, unknown]>): void => {
        for (const [key, row] of page) counts.set(key, row)
      }
      right(await rows.scan(countsIn(category), take)())
      expect([counts.get(id), counts.get(other)]).toEqual([3, 1])
      right(await project(store, inMemoryRowStore(), modelsOf(category))())
    }, 60_000)
  }
})

test('more than the limit: TooLarge with the sizes, nothing is written, and the next command is carried out', async () => {
  const store = on.store()
  const category = `l${randomUUID().slice(0, 8)}`
  const many: typeof tally = {
    ...tally,
    category,
    decide: ({ at, writer, n }) =>
      E.right(Array.from({ length: n }, () => ({ type: 'Added', at, writer, n }))),
  }
  const add = handle(store, many)
  const id = randomUUID()
  const answer = left(await add(id, addOf(10_000), { commandId: 'a' })())
  expect(answer).toMatchObject({ _tag: 'TooLarge', limit: 1_048_576 })
  expect('bytes' in answer && answer.bytes).toBeGreaterThan(1_200_000)
  expect(await allOf(store, { stream: `${category}-${id}` })).toEqual([])
  right(await add(id, addOf(1_000), { commandId: 'b' })())
  expect(await allOf(store, { stream: `${category}-${id}` })).toHaveLength(1_000)
})

describe('a clock that is an hour off', () => {
  const shifted = (hours: number) => (): Instant => fromEpochMs(Date.now() + hours * 3_600_000)
  const timesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
    events.map(({ recordedAt }) => recordedAt)

  test('recordedAt is never before the last of its stream, whoever writes', async () => {
    const category = `z${randomUUID().slice(0, 8)}`
    const writers = [1, 0, -1].map((hours) =>
      handle(on.store({ now: shifted(hours) }), { ...tally, category }),
    )
    const id = randomUUID()
    for (let n = 0; n < 9; n++) {
      const writer = writers[n % 3]
      if (writer !== undefined) right(await writer(id, addOf(n), { commandId: String(n) })())
    }
    const reader = on.store()
    const times = timesOf(await allOf(reader, { stream: `${category}-${id}` }))
    expect(times).toHaveLength(9)
    expect([...times].sort()).toEqual(times)
    expect(Date.parse(times[0] ?? '') - Date.now()).toBeGreaterThan(3_500_000)
    // a question about now leaves them out: by the clock that wrote them they are not known yet
    const knownAt = fromEpochMs(Date.now())
    expect(await allOf(reader, { all: true, categories: [category], knownAt })).toEqual([])
  })

  test('one that another wrote without a time has the server’s, and ours come after the last of all', async () => {
    const store = on.store({ now: shifted(-1) })
    const stream = `y${randomUUID().slice(0, 8)}-1`
    right(await append(store, stream, 'noStream', [{ ...newEvent(), recordedAt: shifted(-1)() }]))
    await on.client().appendToStream(stream, foreign('Noted', { at: AT }), {
      credentials: { username: 'admin', password: 'changeit' },
    })
    const [first = '', second = ''] = timesOf(await allOf(store, { stream }))
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(3_500_000)
  })
})

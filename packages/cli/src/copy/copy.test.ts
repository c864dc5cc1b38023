/** Histories from a file to a server and back, on the server for tests. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { foldRead, type EventStore, type RecordedEvent } from '@casetrail/core'
import { eventStoreDb, type EventStoreDb } from '@casetrail/eventstoredb'
import { startServer, type TestServer } from '@casetrail/eventstoredb/testing'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deskOf, type Desk } from '../../test/desk.js'
import { casetrail, type Ran } from '../../test/memory-terminal.js'
import { headOf } from '../query/catch-up.js'

import { copy } from './copy.js'
import { survey } from './survey.js'

let desk: Desk
let server: TestServer
let files = 0
beforeAll(async () => {
  desk = await deskOf(60)
})
afterAll(() => {
  desk.remove()
})
beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.kill()
})

const right = <A>(value: E.Either<unknown, A>): A => {
  if (E.isLeft(value)) throw new Error(JSON.stringify(value.left))
  return value.right
}

const fresh = (): string => join(desk.folder, `copy-${String(files++)}.db`)

const copied = (from: string, to: string, ...more: ReadonlyArray<string>): Promise<Ran> =>
  casetrail(['copy', '--from', from, '--to', to, ...more])

const told = (ran: Ran): unknown => JSON.parse(ran.out)

const eventsOf = async (store: Pick<EventStore, 'read'>): Promise<ReadonlyArray<RecordedEvent>> => {
  const all: RecordedEvent[] = []
  right(await foldRead(store, { all: true }, undefined, (_, event) => void all.push(event))())
  return all
}

const onServer = async <A>(work: (store: EventStoreDb) => Promise<A>): Promise<A> => {
  const store = right(eventStoreDb(server.connectionString))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const inFile = async <A>(path: string, work: (store: EventStore) => Promise<A>): Promise<A> => {
  const store = sqliteStore(path)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** All but the position. */
const sealed = ({ position, ...event }: RecordedEvent): Omit<RecordedEvent, 'position'> => event

const byKey = <A>(
  events: ReadonlyArray<RecordedEvent>,
  keyOf: (event: RecordedEvent) => string,
  value: (event: RecordedEvent) => A,
): ReadonlyMap<string, ReadonlyArray<A>> => {
  const map = new Map<string, A[]>()
  for (const event of events) {
    const known = map.get(keyOf(event))
    if (known === undefined) map.set(keyOf(event), [value(event)])
    else known.push(value(event))
  }
  return map
}

const AS_OF = ['--json', '--as-of', '2025-05-01', '--quiet']
const figuresOf = async (store: string): Promise<string> => {
  const rows = store.startsWith('sqlite:') ? [] : ['--rows', fresh()]
  const ran = await casetrail(['report', '--store', store, ...rows, ...AS_OF])
  expect(ran.code).toBe(0)
  const { figures } = JSON.parse(ran.out) as { figures: ReadonlyArray<unknown> }
  expect(figures.length).toBeGreaterThan(20)
  return JSON.stringify(figures)
}

describe('a history', () => {
  it('goes to a server and back, and gives the same figures to the byte', async () => {
    const { connectionString: url } = server
    const there = await copied(desk.url, url, '--json')
    const streams = new Set(desk.history.map(({ stream }) => stream)).size
    const events = desk.history.length
    expect(there.code).toBe(0)
    expect(told(there)).toMatchObject({ events, streams, added: events, foreign: 0 })

    const path = fresh()
    const back = await copied(url, `sqlite:${path}`, '--json')
    const hashed = (ran: Ran): unknown => (told(ran) as { verified: unknown }).verified
    expect(hashed(back)).toEqual(hashed(there))

    const stored = await inFile(path, eventsOf)
    const byStream = (all: ReadonlyArray<RecordedEvent>) => byKey(all, (e) => e.stream, sealed)
    expect(byStream(stored)).toEqual(byStream(desk.history))
    const figures = await figuresOf(desk.url)
    expect(await figuresOf(url)).toBe(figures)
    expect(await figuresOf(`sqlite:${path}`)).toBe(figures)
  })

  it('keeps the order of each story on a server, and of all in a file', async () => {
    await copied(desk.url, server.connectionString)
    const stored = await onServer(eventsOf)
    const idsBy = (all: ReadonlyArray<RecordedEvent>) =>
      byKey(
        all,
        ({ metadata }) => metadata.correlationId,
        ({ eventId }) => eventId,
      )
    expect(idsBy(stored)).toEqual(idsBy(desk.history))
    const path = fresh()
    await copied(desk.url, `sqlite:${path}`)
    expect(await inFile(path, eventsOf)).toEqual(desk.history)
  })

  it('copied again adds nothing, and what came since goes on', async () => {
    const { connectionString: url } = server
    const half = fresh()
    await copied(desk.url, `sqlite:${half}`)
    await copied(desk.url, url)
    expect(told(await copied(desk.url, url, '--json'))).toMatchObject({ added: 0 })
    const asked = ['--from', '2025-03-01', '--to', '2025-04-01', '--orders', '9', '--actor', 'a']
    const period = ['--period', 'x', '--store', `sqlite:${half}`]
    expect((await casetrail(['operations', 'exposure', ...asked, ...period])).code).toBe(0)
    const more = told(await copied(`sqlite:${half}`, url, '--json')) as { added: number }
    expect(more.added).toBeGreaterThan(0)
    expect(more.added).toBe((await inFile(half, eventsOf)).length - desk.history.length)
  })

  it('is whole though answers are lost on the way', async () => {
    server.faults.share('append', {
      share: 0.1,
      seed: 3,
      of: [{ cut: 'beforeCommit' }, { cut: 'afterCommit' }],
    })
    const ran = await copied(desk.url, server.connectionString, '--json')
    expect(server.faults.struck()).toBeGreaterThan(10)
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(told(ran)).toMatchObject({ events: desk.history.length })
  })
})

describe('interrupted', () => {
  it('it ends between two windows with whole commands, and goes on from there', async () => {
    const stop = new AbortController()
    const counts: number[] = []
    const source = sqliteStore(desk.path)
    const ended = await onServer(async (target) => {
      const head = right(await headOf(source))
      const found = right(await survey(source, head, undefined, () => undefined))
      return copy({
        source,
        target,
        survey: found,
        order: 'window',
        window: 100,
        heldUpTo: '',
        signal: stop.signal,
        onCopied: (n) => {
          counts.push(n)
          if (counts.length === 3) stop.abort()
        },
      })
    })
    source.close()
    expect(ended).toEqual(E.left({ _tag: 'CopyInterrupted', copied: counts.at(-1) }))
    const stored = await onServer(eventsOf)
    expect(stored).toHaveLength(counts.at(-1) ?? 0)
    const byCommand = (all: ReadonlyArray<RecordedEvent>) =>
      byKey(
        all,
        ({ stream, metadata }) => `${stream} ${metadata.commandId}`,
        ({ eventId }) => eventId,
      )
    const whole = byCommand(desk.history)
    for (const [command, ids] of byCommand(stored)) expect(ids).toEqual(whole.get(command))

    const rest = told(await copied(desk.url, server.connectionString, '--json'))
    expect(rest).toMatchObject({ added: desk.history.length - stored.length })
  })

  it('it says how to go on', async () => {
    const stopped = new AbortController()
    stopped.abort()
    const args = ['copy', '--from', desk.url, '--to', server.connectionString]
    const ran = await casetrail(args, { signal: stopped.signal })
    expect([ran.code, ran.err.includes('interrupted')]).toEqual([130, true])
  })
})

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const raw = (type: string, data: string, metadata = '{}') => ({
  id: randomUUID(),
  type,
  isJson: true,
  data: bytes(data),
  metadata: bytes(metadata),
})

const firstStream = (): string => desk.history[0]?.stream ?? ''

describe('what is not the same', () => {
  it('in the target is refused before anything is written', async () => {
    const stream = firstStream()
    server.log.commit(stream, [raw('Other', '{"at":"2025-01-01T00:00:00.000Z"}')])
    const ran = await copied(desk.url, server.connectionString)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain(`holds other events: event 0 of ${stream} is `)
    expect(server.log.size()).toBe(1)
  })

  it('is named by stream and revision', async () => {
    const { connectionString: url } = server
    const [lost] = desk.history
    const path = fresh()
    await copied(desk.url, url)
    server.log.commit(firstStream(), [raw('Other', '{"at":"2025-01-01T00:00:00.000Z"}')])
    const length = desk.history.filter(({ stream }) => stream === lost?.stream).length
    const more = await copied(desk.url, url, '--verify')
    expect([more.code, more.err]).toEqual([
      1,
      `casetrail: 1 stream differ between ${desk.url} and ${url}\n` +
        `  ${firstStream()}, revision ${String(length)}: the target holds more events than the source\n`,
    ])
    await inFile(path, eventsOf)
    const none = await copied(desk.url, `sqlite:${path}`, '--verify')
    expect(none.code).toBe(1)
    expect(none.err).toContain(`${firstStream()}, revision 0: the target lacks it`)
    expect(none.err).toMatch(/and [\d,]+ more/)
  })

  it('is looked for without making or changing a store', async () => {
    const path = fresh()
    const ran = await copied(desk.url, `sqlite:${path}`, '--verify')
    expect([ran.code, existsSync(path)]).toEqual([4, false])
    const same = await copied(desk.url, desk.url)
    expect([same.code, same.err]).toEqual([
      2,
      `casetrail: ${desk.url} and ${desk.url} are the same store\n`,
    ])
  })
})

describe('a server with more than a desk', () => {
  it('gives what is ours, and tells how much is not', async () => {
    const { connectionString: url } = server
    server.log.commit('orders-1', [raw('OrderPlaced', '{"total":9}'), raw('Odd', '{bad')])
    await copied(desk.url, url)
    const ran = await copied(url, `sqlite:${fresh()}`)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('2 events of other programs were left\n')
    const back = await copied(url, `sqlite:${fresh()}`, '--json')
    expect(told(back)).toMatchObject({ events: desk.history.length, foreign: 2 })
  })

  it('is not copied where an event of ours can not be read, unless that is left', async () => {
    const { connectionString: url } = server
    await copied(desk.url, url)
    const stream = firstStream()
    const at = server.log.last(stream) + 1
    server.log.commit(stream, [raw('CaseNoted', '{"at": broken')])
    const path = fresh()
    const refused = await copied(url, `sqlite:${path}`)
    expect(refused.code).toBe(3)
    expect(refused.err).toContain(`event ${String(at)} of ${stream} (CaseNoted): `)
    expect(await inFile(path, eventsOf)).toEqual([])
    const left = await copied(url, `sqlite:${path}`, '--leave-unreadable', '--json')
    expect(told(left)).toMatchObject({ events: desk.history.length, left: { events: 1 } })
    expect(await inFile(path, eventsOf)).toHaveLength(desk.history.length)
  })
})

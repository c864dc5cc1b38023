/** The test server's own means: scripted faults, ends of subscriptions, leaders, users, restarts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { CLASSIC, connect, event, failure, revisions } from '../test/client.js'

import {
  fileLog,
  generatedStream,
  memoryLog,
  selfSigned,
  startCluster,
  startServer,
  type TestServer,
} from './index.js'

const NEW = { ...CLASSIC, expectedRevision: 'no_stream' } as const
const DROPPED = { type: 'unavailable', code: 14 }

let streams = 0
const fresh = (): string => `case-${String(++streams)}`

let server: TestServer
let db: EventStoreDBClient
beforeAll(async () => {
  server = await startServer({ liveQueue: 20 })
  db = connect(server.connectionString)
})
afterEach(() => server.faults.clear())
afterAll(async () => {
  await db.dispose()
  await server.stop()
})

describe('a scripted fault', () => {
  it.each([
    ['beforeCommit', 'call', 0],
    ['afterCommit', 'call', 1],
    ['beforeCommit', 'connection', 0],
    ['afterCommit', 'connection', 1],
  ] as const)('cuts an append %s, by the %s', async (cut, by, written) => {
    const stream = fresh()
    server.faults.next('append', { cut, by })
    expect(await failure(db.appendToStream(stream, event(), NEW))).toEqual(DROPPED)
    expect(await revisions(db, stream)).toHaveLength(written)
  })

  it.each(['beforeCommit', 'afterCommit'] as const)('keeps silent %s', async (silent) => {
    const stream = fresh()
    server.faults.next('append', { silent })
    const call = db.appendToStream(stream, event(), { ...NEW, deadline: 200 })
    expect(await failure(call)).toEqual({ type: 'deadline-exceeded', code: 4 })
    expect(await revisions(db, stream)).toHaveLength(silent === 'afterCommit' ? 1 : 0)
  })

  it('answers late', async () => {
    server.faults.next('append', { delay: 150 })
    const before = Date.now()
    await db.appendToStream(fresh(), event(), NEW)
    expect(Date.now() - before).toBeGreaterThanOrEqual(145)
  })

  it.each([
    ['accessDenied', { type: 'access-denied', code: 7 }],
    ['notAuthenticated', { type: 'access-denied', code: 16 }],
    ['notReady', DROPPED],
    ['timeout', { type: 'timeout', code: 10 }],
  ] as const)('refuses: %s', async (refuse, shown) => {
    const stream = fresh()
    server.faults.next('append', { refuse })
    expect(await failure(db.appendToStream(stream, event(), NEW))).toEqual(shown)
    expect(await revisions(db, stream)).toEqual([])
  })

  it('strikes as many calls as it is told, and the streams that it is told', async () => {
    server.faults.next('append', { refuse: 'timeout' }, 2)
    for (const shown of [10, 10, undefined])
      expect((await failure(db.appendToStream(fresh(), event(), NEW)))?.code).toBe(shown)
    server.faults.always('append', { refuse: 'timeout' }, /^poor-/u)
    expect((await failure(db.appendToStream('poor-1', event(), NEW)))?.code).toBe(10)
    expect(await failure(db.appendToStream(fresh(), event(), NEW))).toBeUndefined()
  })

  it('strikes a share of the calls, the same with the same seed', async () => {
    const struck = async (): Promise<string> => {
      const twin = await startServer()
      const client = connect(twin.connectionString)
      twin.faults.share('append', {
        share: 0.3,
        seed: 7,
        of: [{ refuse: 'timeout' }, { refuse: 'accessDenied' }],
      })
      let codes = ''
      for (let i = 0; i < 60; i++)
        codes += `${JSON.stringify(await failure(client.appendToStream(`s-${String(i)}`, event(), NEW)))} `
      await client.dispose()
      await twin.stop()
      return codes
    }
    const first = await struck()
    expect(await struck()).toBe(first)
    expect(first.match(/code/gu)?.length).toBeGreaterThan(8)
    expect(first.match(/code/gu)?.length).toBeLessThan(30)
  })

  it('ends a subscription after some events', async () => {
    const stream = fresh()
    await db.appendToStream(stream, [event(), event(), event()], NEW)
    server.faults.next('subscribe', { end: 'clean', after: 2 })
    let seen = 0
    for await (const one of db.subscribeToStream(stream)) seen += one.event ? 1 : 0
    expect(seen).toBe(2)
    server.faults.next('subscribe', { end: 'tooSlow', after: 1 })
    const slow = async (): Promise<void> => {
      for await (const one of db.subscribeToStream(stream)) seen += one.event ? 1 : 0
    }
    expect(await failure(slow())).toEqual({ type: 'timeout', code: 10 })
    expect(seen).toBe(3)
  })
})

/** A live subscription, and how it ended. */
const live = (client: EventStoreDBClient, stream: string) => {
  const subscription = client.subscribeToStream(stream)
  let seen = 0
  let confirmed: () => void = () => undefined
  const caughtUp = new Promise<void>((done) => {
    confirmed = done
  })
  const ended = new Promise<string>((done) => {
    subscription.on('data', () => seen++)
    subscription.on('caughtUp', () => confirmed())
    subscription.on('error', (error) => done(error.message))
    subscription.on('end', () => done('clean'))
  })
  return { caughtUp, ended, seen: () => seen, subscription }
}

describe('a server in this process', () => {
  it('ends open subscriptions as it is told', async () => {
    for (const how of ['clean', 'cut', 'tooSlow'] as const) {
      const stream = fresh()
      await db.appendToStream(stream, event(), NEW)
      const it = live(db, stream)
      await it.caughtUp
      server.endOpen(how)
      expect(await it.ended).toMatch(
        { clean: /clean/u, cut: /Connection dropped/u, tooSlow: /Consumer too slow/u }[how],
      )
    }
  })

  it('drops a consumer that takes nothing while events wait for it', async () => {
    const stream = fresh()
    await db.appendToStream(stream, event(), NEW)
    const { subscription, caughtUp, ended } = live(db, stream)
    await caughtUp
    subscription.pause()
    const big = () => event('T', { text: 'x'.repeat(2000) })
    for (let i = 0; i < 10; i++) {
      await db.appendToStream(stream, Array.from({ length: 50 }, big), CLASSIC)
      await new Promise((done) => setTimeout(done, 20))
    }
    subscription.resume()
    expect(await ended).toMatch(/Consumer too slow/u)
  })

  it('is frozen, so that nothing is answered, and goes on', async () => {
    const frozen = await startServer()
    const client = connect(frozen.connectionString)
    await client.appendToStream('case-1', event(), NEW)
    frozen.freeze()
    const call = client.appendToStream('case-2', event(), { ...NEW, deadline: 300 })
    expect((await failure(call))?.code).toBe(4)
    expect(frozen.log.last('case-2')).toBe(-1)
    frozen.thaw()
    expect(await failure(client.appendToStream('case-3', event(), NEW))).toBeUndefined()
    await client.dispose()
    await frozen.stop()
  })

  it('is killed, and started again with what it had', async () => {
    const killed = await startServer()
    const client = connect(killed.connectionString)
    await client.appendToStream('case-1', event(), NEW)
    const { ended, caughtUp } = live(client, 'case-1')
    await caughtUp
    await killed.kill()
    expect(await ended).toMatch(/14 UNAVAILABLE: Connection dropped/u)
    expect((await failure(revisions(client, 'case-1')))?.code).toBe(14)
    await killed.restart()
    expect(await revisions(client, 'case-1')).toEqual([0n])
    await client.dispose()
    await killed.stop()
  })

  it('is stopped: what is open ends without a status', async () => {
    const stopped = await startServer()
    const client = connect(stopped.connectionString)
    await client.appendToStream('case-1', event(), NEW)
    const { ended, caughtUp } = live(client, 'case-1')
    await caughtUp
    await stopped.stop({ grace: 100 })
    expect(await ended).toBe(
      '13 INTERNAL: Received RST_STREAM with code 0 (Call ended without gRPC status)',
    )
    await client.dispose()
  })

  it('stands in for older servers', async () => {
    const old = await startServer({ version: '20.10.0' })
    const client = connect(old.connectionString)
    await client.appendToStream('case-1', event())
    let caughtUp = false
    const subscription = client.subscribeToStream('case-1').on('caughtUp', () => {
      caughtUp = true
    })
    await new Promise((done) => subscription.once('data', done))
    await new Promise((done) => setTimeout(done, 50))
    expect(caughtUp).toBe(false)
    await client.dispose()
    await old.stop()
  })
})

describe('a log', () => {
  it('is kept in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'casetrail-log-'))
    const file = join(folder, 'log')
    const first = await startServer({ log: fileLog(file) })
    const one = connect(first.connectionString)
    await one.appendToStream('case-1', [event(), event()], NEW)
    await one.appendToStream('case-2', event(), NEW)
    await one.tombstoneStream('case-2')
    await one.deleteStream('case-1')
    const positions = [first.log.size(), first.log.end()]
    await first.kill()
    const log = fileLog(file)
    expect([log.size(), log.end()]).toEqual(positions)
    const second = await startServer({ log })
    const two = connect(second.connectionString)
    expect(await revisions(two, 'case-1')).toEqual([])
    expect((await failure(revisions(two, 'case-2')))?.type).toBe('stream-deleted')
    await two.appendToStream('case-1', event(), CLASSIC)
    expect(await revisions(two, 'case-1')).toEqual([2n])
    await one.dispose()
    await two.dispose()
    await second.stop()
    rmSync(folder, { recursive: true })
  })

  it('makes events when they are read, and takes more behind them', async () => {
    const generated = generatedStream('case-1', 100_000, (n) => ({ type: 'T', data: { n } }))
    const big = await startServer({ log: memoryLog({ generated }) })
    const client = connect(big.connectionString)
    await client.appendToStream('case-1', event(), { ...CLASSIC, expectedRevision: 99_999n })
    expect(await revisions(client, 'case-1')).toHaveLength(100_001)
    const seen: Array<bigint> = []
    for await (const one of client.readAll({
      direction: 'backwards',
      fromPosition: 'end',
      maxCount: 3,
    }))
      seen.push(one.event?.revision ?? -1n)
    expect(seen).toEqual([100_000n, 99_999n, 99_998n])
    await client.dispose()
    await big.stop()
  })
})

describe('a cluster', () => {
  it('tells who leads, refuses writes elsewhere, and lets another lead', async () => {
    const cluster = await startCluster(2)
    const client = connect(cluster.connectionString)
    await client.appendToStream('case-1', event(), NEW)
    const follower = connect(cluster.nodes[1]?.connectionString ?? '')
    expect((await failure(follower.appendToStream('case-2', event(), NEW)))?.type).toBe(
      'not-leader',
    )
    expect(await revisions(follower, 'case-1')).toEqual([0n])
    const elected = cluster.elect(1, 100)
    expect((await failure(client.appendToStream('case-3', event(), NEW)))?.code).toBe(14)
    await elected
    const retries: Array<unknown> = []
    for (let i = 0; i < 5; i++) {
      const failed = await failure(client.appendToStream('case-4', event(), NEW))
      retries.push(failed?.type)
      if (failed === undefined) break
    }
    expect(retries.at(-1)).toBeUndefined()
    expect(await revisions(client, 'case-4')).toEqual([0n])
    await client.dispose()
    await follower.dispose()
    await cluster.stop()
  })
})

describe('a server with users', () => {
  const identity = selfSigned()
  const folder = mkdtempSync(join(tmpdir(), 'casetrail-tls-'))
  const ca = join(folder, 'ca.crt')
  writeFileSync(ca, identity.cert)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('lets in who may, by TLS and the roles that a stream names', async () => {
    const guarded = await startServer({
      identity,
      users: {
        admin: { password: 'changeit', groups: ['$admins'] },
        clerk: { password: 'secret' },
      },
    })
    const as = (user: string): EventStoreDBClient =>
      connect(`${guarded.connectionString.replace('esdb://', `esdb://${user}@`)}?tlsCAFile=${ca}`)
    const admin = as('admin:changeit')
    const clerk = as('clerk:secret')
    const stranger = as('clerk:wrong')
    await admin.setStreamMetadata('case-1', { acl: { writeRoles: ['$admins'] } })
    expect((await failure(clerk.appendToStream('case-1', event())))?.type).toBe('access-denied')
    expect(await failure(admin.appendToStream('case-1', event()))).toBeUndefined()
    expect(await revisions(clerk, 'case-1')).toEqual([0n])
    expect(await failure(clerk.appendToStream('case-2', event()))).toBeUndefined()
    expect((await failure(revisions(clerk, '$streams')))?.type).toBe('access-denied')
    expect((await failure(revisions(stranger, 'case-1')))?.code).toBe(16)
    const nobody = connect(`${guarded.connectionString}?tlsCAFile=${ca}`)
    expect(await failure(revisions(nobody, 'case-1'))).toEqual({ type: 'access-denied', code: 7 })
    for (const client of [admin, clerk, stranger, nobody]) await client.dispose()
    await guarded.stop()
  })
})

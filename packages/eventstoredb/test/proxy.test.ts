/** The cutting proxy, before the test server or a real one. */
import type { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CuttingProxy } from '../testing/index.js'

import { CLASSIC, connect, event, failure, revisions } from './client.js'
import { esdb, type Esdb } from './server.js'

let its: Esdb
let proxy: CuttingProxy
let db: EventStoreDBClient
beforeAll(async () => {
  its = await esdb()
  proxy = await its.proxy()
  db = connect(proxy.through(its.connectionString))
})
afterAll(async () => {
  await db.dispose()
  await proxy.close()
  await its.close()
})

const filled = async (stream: string): Promise<void> => {
  const events = Array.from({ length: 500 }, () => event('T', { text: 'x'.repeat(500) }))
  await db.appendToStream(stream, events, CLASSIC)
}

describe('a cutting proxy', () => {
  it('passes on what comes, and leads where the connection string led', async () => {
    const stream = `${its.prefix}passes`
    await db.appendToStream(stream, event(), CLASSIC)
    expect(await revisions(db, stream)).toEqual([0n])
    expect(proxy.taken()).toBe(1)
    expect(proxy.through('esdb://me:you@one:1,two:2?tls=false')).toBe(
      `esdb://me:you@127.0.0.1:${String(proxy.port)}?tls=false`,
    )
  })

  it('cuts what is open', async () => {
    const stream = `${its.prefix}cut`
    await db.appendToStream(stream, event(), CLASSIC)
    const subscription = db.subscribeToStream(stream)
    const ended = new Promise<unknown>((done) => {
      subscription.on('error', done)
      subscription.on('end', done)
    })
    await new Promise((done) => subscription.once('data', done))
    proxy.cut()
    expect(await ended).toMatchObject({ type: 'unavailable', code: 14 })
    expect(await revisions(db, stream)).toEqual([0n])
  })

  it('cuts in the midst of an answer', async () => {
    const stream = `${its.prefix}midst`
    await filled(stream)
    proxy.cutAfter(100_000)
    const read: Array<bigint> = []
    const reading = async (): Promise<void> => {
      for await (const one of db.readStream(stream)) read.push(one.event?.revision ?? -1n)
    }
    expect(await failure(reading())).toMatchObject({ code: 14 })
    expect(read.length).toBeLessThan(250)
    expect(await revisions(db, stream)).toHaveLength(500)
  })

  it('cuts in the midst of a request', async () => {
    const stream = `${its.prefix}request`
    proxy.cutAfter(100_000, 'requests')
    expect(await failure(filled(stream))).toMatchObject({ code: 14 })
    expect(await revisions(db, stream)).toEqual([])
  })

  it('lets nothing through while it is frozen', async () => {
    const stream = `${its.prefix}frozen`
    proxy.freeze()
    const call = db.appendToStream(stream, event(), { ...CLASSIC, deadline: 300 })
    expect(await failure(call)).toMatchObject({ code: 4 })
    proxy.thaw()
    expect(await failure(revisions(db, `${its.prefix}passes`))).toBeUndefined()
  })
})

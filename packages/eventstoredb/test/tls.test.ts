/**
 * TLS and users: on a test server that has them, or on a real one where CASETRAIL_ESDB speaks TLS;
 * its users are admin and ops, with the password that the string holds.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { handle, isLasting } from '@casetrail/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { eventStoreDb, type EventStoreDb, type EventStoreDbOptions } from '../src/index.js'
import { selfSigned, startProxy, startServer, type TestServer } from '../testing/index.js'

import { AT, actor } from './adding.js'
import { allOf, append, errorOf, follow, left, newEvents, right } from './subject.js'
import { isReal, realUrl } from './server.js'
import { tally } from './tally.js'

const isThere = !isReal || !/tls=false/u.test(realUrl)
if (!isThere) {
  process.stderr.write('EventStoreDB: skipped, for the real server has no TLS: TLS and users\n')
}

const PARTS = /^esdb:\/\/([^:@/]*):([^@/]*)@([^/?]+).*tlsCAFile=([^&]*)/u

let server: TestServer | undefined
let plain: TestServer | undefined
let folder = ''
let host = ''
let authority = ''
let password = 'changeit'
const stores: EventStoreDb[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'))
  plain = await startServer()
  if (isReal) {
    const [, , secret = '', at = '', file = ''] = PARTS.exec(realUrl) ?? []
    ;[password, host, authority] = [secret, at, file]
    return
  }
  const identity = selfSigned()
  server = await startServer({
    identity,
    users: {
      admin: { password, groups: ['$admins'] },
      ops: { password, groups: ['$ops'] },
    },
  })
  host = `127.0.0.1:${String(server.port)}`
  authority = join(folder, 'authority.pem')
  writeFileSync(authority, identity.cert)
})

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await server?.stop()
  await plain?.stop()
  rmSync(folder, { recursive: true })
})

const open = (url: string, options: EventStoreDbOptions = {}): EventStoreDb => {
  const store = right(eventStoreDb(url, { patienceMs: 4_000, ...options }))
  stores.push(store)
  return store
}

const urlOf = (who: string, options = `?tlsCAFile=${encodeURIComponent(authority)}`): string =>
  `esdb://${who}${host}/${options}`

const as = (user: string): EventStoreDb => open(urlOf(`${user}:${password}@`))

const stream = (): string => `secret-${randomUUID()}`

/** What every call of the port answers. */
const faultsOf = async (store: EventStoreDb): Promise<ReadonlyArray<unknown>> => {
  const name = stream()
  const answers = [
    left(await append(store, name, 'noStream', newEvents(1))),
    await errorOf(store, { stream: name }),
    await errorOf(store, { all: true }),
    await errorOf(store, { all: true, categories: ['secret'] }),
    left(await follow(store, { stream: name }).ended),
    left(await follow(store, { all: true, categories: ['secret'] }).ended),
    left(await store.setMetadata(name, { maxCount: 1 })()),
  ]
  for (const answer of answers) {
    expect(JSON.stringify(answer)).not.toContain(password)
    expect(answer._tag === 'Unavailable' && isLasting(answer)).toBe(true)
  }
  return answers.map((answer) => (answer._tag === 'Unavailable' ? answer.fault : answer))
}

const all = (fault: string): ReadonlyArray<string> => Array.from({ length: 7 }, () => fault)

describe.runIf(isThere)('over TLS', () => {
  test('a user that the server knows does all: append, read, follow, handle', async () => {
    const store = as('admin')
    const name = stream()
    const live = follow(store, { stream: name })
    right(await append(store, name, 'noStream', newEvents(3)))
    expect(await allOf(store, { stream: name })).toHaveLength(3)
    expect(await live.until(3)).toHaveLength(3)
    expect((await live.end())._tag).toBe('Right')
    const command = { type: 'Add', at: AT, actor, writer: 0, n: 0 } as const
    const added = await handle(store, tally)(randomUUID(), command, { commandId: 'c' })()
    expect(added).toMatchObject({ _tag: 'Right' })
  })

  test('a wrong password, or an unknown user: notAuthenticated, at once, whatever is asked', async () => {
    for (const who of ['admin:wr%40ng@', `nobody:${password}@`]) {
      const began = Date.now()
      expect(await faultsOf(open(urlOf(who)))).toEqual(all('notAuthenticated'))
      expect(Date.now() - began).toBeLessThan(10_000)
    }
  }, 60_000)

  test('no user at all: accessDenied', async () => {
    expect(await faultsOf(open(urlOf('')))).toEqual(all('accessDenied'))
  }, 60_000)

  test('no permission on a stream: accessDenied, on that stream only', async () => {
    const [admin, ops] = [as('admin'), as('ops')]
    const [closed, free] = [stream(), stream()]
    const acl = { readRoles: ['$admins'], writeRoles: ['$admins'] }
    right(await append(admin, closed, 'noStream', newEvents(2)))
    right(await admin.setMetadata(closed, { acl })())
    const denied = { _tag: 'Unavailable', fault: 'accessDenied' }
    expect(left(await append(ops, closed, 1, newEvents(1)))).toMatchObject(denied)
    expect(await errorOf(ops, { stream: closed })).toMatchObject(denied)
    expect(left(await follow(ops, { stream: closed }).ended)).toMatchObject(denied)
    right(await append(ops, free, 'noStream', newEvents(1)))
    expect(await allOf(ops, { stream: free })).toHaveLength(1)
    expect(await allOf(admin, { stream: closed })).toHaveLength(2)
  }, 60_000)

  test('permission that is taken away: a command is told so, and nothing is written', async () => {
    const [admin, ops] = [as('admin'), as('ops')]
    const id = randomUUID()
    const command = { type: 'Add', at: AT, actor, writer: 0, n: 0 } as const
    const add = handle(ops, tally)
    expect((await add(id, command, { commandId: 'a' })())._tag).toBe('Right')
    const acl = { readRoles: ['$admins'], writeRoles: ['$admins'] }
    right(await admin.setMetadata(`tally-${id}`, { acl })())
    const denied = { _tag: 'Unavailable', fault: 'accessDenied' }
    expect(left(await add(id, command, { commandId: 'b' })())).toMatchObject(denied)
    expect(await allOf(admin, { stream: `tally-${id}` })).toHaveLength(1)
  }, 60_000)
})

describe.runIf(isThere)('a mismatch of TLS is named, and is no hang', () => {
  test('an authority that is not known here', async () => {
    const other = join(folder, 'other.pem')
    writeFileSync(other, selfSigned().cert)
    const user = `admin:${password}@`
    for (const options of ['', `?tlsCAFile=${encodeURIComponent(other)}`]) {
      const error = await errorOf(open(urlOf(user, options)), { stream: stream() })
      expect(error).toMatchObject({ _tag: 'Unavailable', fault: 'tlsMismatch' })
      expect(error).toMatchObject({
        reason: expect.stringMatching(/tlsCAFile|authority/) as unknown,
      })
    }
  }, 60_000)

  test('a connection that is cut while it is being made is none: a live read goes on', async () => {
    const [at = '', port = ''] = host.split(':')
    const proxy = await startProxy({ host: at, port: Number(port) })
    const writer = as('admin')
    const store = open(proxy.through(urlOf(`admin:${password}@`)), { heartbeatMs: 500 })
    const name = stream()
    const live = follow(store, { stream: name })
    for (let round = 0; round < 16; round++) {
      right(await append(writer, name, round === 0 ? 'noStream' : round - 1, newEvents(1)))
      // somewhere in the handshake, of which each side says some 2,000 bytes
      proxy.cutAfter(1 + 150 * round, round % 2 === 0 ? 'answers' : 'requests')
      proxy.cut()
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(await live.until(16)).toHaveLength(16)
    expect((await live.end())._tag).toBe('Right')
    await proxy.close()
  }, 60_000)

  test('TLS to a server that has none', async () => {
    const url = `esdb://admin:${password}@127.0.0.1:${String(plain?.port)}/?tlsCAFile=${encodeURIComponent(authority)}`
    const store = open(url)
    const mismatch = { _tag: 'Unavailable', fault: 'tlsMismatch' }
    expect(await errorOf(store, { stream: stream() })).toMatchObject(mismatch)
    expect(await errorOf(store, { all: true, categories: ['a'] })).toMatchObject(mismatch)
    expect(left(await follow(store, { all: true }).ended)).toMatchObject(mismatch)
    // nothing was sent: but that is known of reads only
    expect(['OutcomeUnknown', 'Unavailable']).toContain(
      left(await append(store, stream(), 'noStream', newEvents(1)))._tag,
    )
  }, 60_000)

  test('plain text to a server that wants TLS: unavailable, with the hint', async () => {
    const store = open(`esdb://${host}?tls=false`)
    for (const error of [
      await errorOf(store, { stream: stream() }),
      await errorOf(store, { all: true, categories: ['a'] }),
    ]) {
      expect(error).toMatchObject({
        _tag: 'Unavailable',
        reason: expect.stringMatching(/TLS/) as unknown,
      })
    }
    const live = follow(store, { all: true })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(store.health().ok).toBe(false)
    expect(JSON.stringify(store.health())).toMatch(/TLS/)
    await live.end()
  }, 60_000)
})

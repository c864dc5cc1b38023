/**
 * The recommended access, on a test server with users, or on a real one where CASETRAIL_ESDB speaks TLS
 * and names an admin: its users are made by its HTTP API, and its defaults are set back afterwards.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { eventStoreDb, serverAccess, type EventStoreDb, type ServerAccess } from '../src/index.js'
import { selfSigned, startServer, type TestServer } from '../testing/index.js'

import { allOf, append, errorOf, left, newEvents, right } from './subject.js'
import { isReal, realUrl } from './server.js'

const isThere = !isReal || !/tls=false/u.test(realUrl)
if (!isThere) {
  process.stderr.write('EventStoreDB: skipped, for the real server has no TLS: access\n')
}

const PARTS = /^(esdb:\/\/)([^:@/]*):([^@/]*)@([^/?]+)(.*)$/u

const suffix = randomUUID().slice(0, 8)
const group = { desk: `desks-${suffix}`, analyst: `analysts-${suffix}` } as const
const access = { write: [group.desk], read: [group.analyst] }
const password = 'correct-horse'

let server: TestServer | undefined
let folder = ''
let adminUrl = ''
let admin: ServerAccess
const closing: (() => Promise<void>)[] = []

/** Over HTTP, as an admin's script would. */
const httpUsers = (method: string, path: string, body?: unknown): Promise<number> =>
  new Promise((resolve, reject) => {
    const [, , user, secret, host] = PARTS.exec(adminUrl) ?? []
    const authority = /tlsCAFile=([^&]*)/u.exec(adminUrl)?.[1]
    const sent = request(
      `https://${String(host)}/users/${path}`,
      {
        method,
        auth: `${String(user)}:${String(secret)}`,
        headers: { 'content-type': 'application/json' },
        ...(authority === undefined ? {} : { ca: readFileSync(decodeURIComponent(authority)) }),
      },
      (answer) => {
        answer.resume().on('end', () => {
          resolve(answer.statusCode ?? 0)
        })
      },
    )
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
  })

const nameOf = (who: keyof typeof group): string => `${who}-${suffix}`

const urlOf = (who: keyof typeof group): string =>
  adminUrl.replace(PARTS, `$1${nameOf(who)}:${password}@$4$5`)

const as = (url: string): EventStoreDb => {
  const store = right(eventStoreDb(url, { patienceMs: 4_000 }))
  closing.push(store.close)
  return store
}

const clientOf = (url: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(url)
  closing.push(client.dispose)
  return client
}

beforeAll(async () => {
  if (!isThere) return
  if (isReal) {
    adminUrl = realUrl
    for (const who of ['desk', 'analyst'] as const) {
      const user = {
        LoginName: nameOf(who),
        FullName: who,
        Groups: [group[who]],
        Password: password,
      }
      expect(await httpUsers('POST', '', user)).toBe(201)
    }
  } else {
    const identity = selfSigned()
    folder = mkdtempSync(join(tmpdir(), 'acl-'))
    const authority = join(folder, 'authority.pem')
    writeFileSync(authority, identity.cert)
    server = await startServer({
      identity,
      users: {
        admin: { password, groups: ['$admins'] },
        [nameOf('desk')]: { password, groups: [group.desk] },
        [nameOf('analyst')]: { password, groups: [group.analyst] },
      },
    })
    const host = `127.0.0.1:${String(server.port)}`
    adminUrl = `esdb://admin:${password}@${host}/?tlsCAFile=${encodeURIComponent(authority)}`
  }
  admin = right(serverAccess(adminUrl))
  closing.push(admin.close)
})

afterAll(async () => {
  if (isThere && isReal) {
    const client = clientOf(adminUrl)
    await client.setStreamMetadata('$all', {})
    await client.appendToStream('$settings', [
      {
        id: randomUUID(),
        type: '$settings',
        contentType: 'application/json',
        data: {},
        metadata: undefined,
      },
    ])
    await httpUsers('DELETE', nameOf('desk'))
    await httpUsers('DELETE', nameOf('analyst'))
  }
  await Promise.all(closing.map((close) => close()))
  await server?.stop()
  if (folder !== '') rmSync(folder, { recursive: true })
})

const denied = { _tag: 'Unavailable', fault: 'accessDenied' }

describe.skipIf(!isThere)('the recommended access', () => {
  const category = `a${suffix}`
  const stream = (): string => `${category}-${randomUUID()}`

  test('is shown before it is set, and then changes nothing', async () => {
    const desk = as(urlOf('desk'))
    expect(await errorOf(desk, { all: true, categories: [category] })).toMatchObject(denied)
    const planned = right(await admin.plan(access)())
    expect(planned.map(({ of, right: r }) => `${of} ${r}`)).toEqual([
      'streams read',
      'streams write',
      'streams delete',
      'streams metaRead',
      'streams metaWrite',
      '$all read',
    ])
    expect(right(await admin.plan(access)())).toEqual(planned)
    expect(right(await admin.set(access)())).toEqual(planned)
    expect(right(await admin.set(access)())).toEqual([])
  })

  test('lets the desk append and read, and nothing else', async () => {
    const desk = as(urlOf('desk'))
    const mine = stream()
    right(await append(desk, mine, 'noStream', newEvents(2)))
    expect(await allOf(desk, { stream: mine })).toHaveLength(2)
    expect(await allOf(desk, { all: true, categories: [category] })).toHaveLength(2)
    expect(left(await desk.setMetadata(mine, { truncateBefore: 1 })())).toMatchObject(denied)
    const client = clientOf(urlOf('desk'))
    await expect(client.deleteStream(mine)).rejects.toMatchObject({ type: 'access-denied' })
    await expect(client.tombstoneStream(mine)).rejects.toMatchObject({ type: 'access-denied' })
    expect(await allOf(desk, { stream: mine })).toHaveLength(2)
  })

  test('lets an analyst read, and not append', async () => {
    const desk = as(urlOf('desk'))
    const analyst = as(urlOf('analyst'))
    const mine = stream()
    right(await append(desk, mine, 'noStream', newEvents(1)))
    expect(await allOf(analyst, { stream: mine })).toHaveLength(1)
    expect((await allOf(analyst, { all: true, categories: [category] })).length).toBeGreaterThan(0)
    expect(left(await append(analyst, mine, 0, newEvents(1)))).toMatchObject(denied)
    expect(left(await append(analyst, stream(), 'noStream', newEvents(1)))).toMatchObject(denied)
    expect(await allOf(analyst, { stream: mine })).toHaveLength(1)
  })

  test('is for admins to set and to look at', async () => {
    const desk = right(serverAccess(urlOf('desk')))
    closing.push(desk.close)
    expect(left(await desk.plan(access)())).toMatchObject(denied)
    expect(left(await desk.set(access)())).toMatchObject(denied)
    expect(left(await admin.set({ write: ['$all'] })())).toMatchObject({
      _tag: 'InvalidAccess',
      pointer: '/write/0',
    })
  })

  test('takes no name away that another has given', async () => {
    right(await admin.set({ write: [group.desk], read: ['auditors'] })())
    const more = right(await admin.plan({ write: ['robots'] })())
    const reading = more.find(({ of, right: r }) => of === 'streams' && r === 'read')
    expect(reading?.from).toEqual(expect.arrayContaining([group.analyst, 'auditors']))
    expect(reading?.to).toEqual([...(reading?.from ?? []), 'robots'])
  })
})

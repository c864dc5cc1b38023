import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'

import { eventStoreDb } from '../index.js'

import { linkTo } from './client.js'
import { failureOf } from './failure.js'
import { redactOf } from './secrets.js'
import { serverOf } from './server.js'

const folder = mkdtempSync(join(tmpdir(), 'casetrail-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const pointersOf = (connection: unknown, insecure = false) => {
  const linked = linkTo(connection, insecure)
  return E.isLeft(linked) ? linked.left.mistakes.map(({ pointer }) => pointer) : []
}

describe('TLS', () => {
  test('is the default; plain text is for loopback, or when asked for explicitly', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.8.7', '[::1]']) {
      expect(pointersOf(`esdb://${host}?tls=false`)).toEqual([])
    }
    for (const host of ['esdb.example', '10.0.0.1', '127.0.0.1.example', 'localhost,b', '[::2]']) {
      expect(pointersOf(`esdb://${host}?tls=false`)).toEqual(['/options/tls'])
      expect(pointersOf(`esdb://${host}?tls=false`, true)).toEqual([])
      expect(pointersOf(`esdb://${host}`)).toEqual([])
    }
    expect(pointersOf('esdb+discover://cluster.example?tls=false')).toEqual(['/options/tls'])
  })

  test('certificates are read when the store is made: missing files and other content are named', () => {
    const certificate = file('a.crt', '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----')
    const key = file('a.key', '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----')
    expect(pointersOf('esdb://a?tlsCAFile=/nowhere/ca.crt')).toEqual(['/options/tlsCAFile'])
    expect(pointersOf(`esdb://a?tlsCAFile=${key}`)).toEqual(['/options/tlsCAFile'])
    expect(pointersOf(`esdb://a?userCertFile=${certificate}`)).toEqual(['/options/userKeyFile'])
    expect(pointersOf(`esdb://a?userKeyFile=${key}`)).toEqual(['/options/userCertFile'])
    expect(pointersOf(`esdb://a?userCertFile=${key}&userKeyFile=${certificate}`)).toEqual([
      '/options/userCertFile',
      '/options/userKeyFile',
    ])
    expect(pointersOf(`esdb://localhost?tls=false&tlsCAFile=${certificate}`)).toEqual([
      '/options/tlsCAFile',
    ])
  })
})

/** As much of `@kurrent/kurrentdb-client` as it is known by. */
class KurrentClient {
  appendToStream = (): void => undefined
  readStream = (): void => undefined
  readAll = (): void => undefined
  subscribeToStream = (): void => undefined
  subscribeToAll = (): void => undefined
  dispose = (): void => undefined
  execute = (): void => undefined
  callArguments = (): void => undefined
  multiStreamAppend = (): void => undefined
}

describe('a client', () => {
  test('of @eventstore/db-client is taken, and stays open when the store closes', async () => {
    let disposed = false
    const client = EventStoreDBClient.connectionString('esdb://127.0.0.1:1?tls=false')
    client.dispose = () => {
      disposed = true
      return Promise.resolve()
    }
    const store = eventStoreDb(client)
    if (E.isLeft(store)) throw new Error('a store was expected')
    await store.right.close()
    expect(disposed).toBe(false)
  })

  test('trap: of @kurrent/kurrentdb-client is refused by name', () => {
    const linked = linkTo(new KurrentClient(), false)
    expect(E.isLeft(linked) && linked.left.mistakes).toEqual([
      {
        pointer: '',
        found: 'a client of @kurrent/kurrentdb-client, which is another API',
        expected: 'a connection string or a client of @eventstore/db-client 6',
      },
    ])
  })

  test('that is none is refused', () => {
    for (const none of [undefined, null, 1, {}, [], () => 1, { appendToStream: () => 1 }]) {
      expect(pointersOf(none)).toEqual([''])
    }
  })
})

describe('secrets', () => {
  test('are in nothing that is told of a store', async () => {
    const store = eventStoreDb('esdb://admin:s3cr%40t@127.0.0.1:1?tls=false', { patienceMs: 50 })
    if (E.isLeft(store)) throw new Error('a store was expected')
    const told: unknown[] = [store.right, store.right.health()]
    for await (const batch of store.right.read({ stream: 'case-1' })) told.push(batch)
    await store.right.close()
    const text = inspect(told, { depth: 20, showHidden: true })
    expect(text).toContain("fault: 'unreachable'")
    expect(text).not.toMatch(/s3cr/)
  })

  test('are taken out of texts, as they are, encoded, and as they are sent', () => {
    const redact = redactOf({ username: 'admin', password: 'p@ss' })
    expect(redact(`p@ss p%40ss ${Buffer.from('admin:p@ss').toString('base64')}`)).toBe(
      '*** *** ***',
    )
  })
})

test.each([
  ['23.10.8.0', true, false],
  ['23.6.0.0', false, false],
  ['24.10.1', true, false],
  ['v25.0.0', true, false],
  ['21.10.0', false, false],
  ['20.6.1', false, true],
  ['unknown', false, false],
])('server %s', (version, tellsCaughtUp, tooOld) => {
  expect(serverOf(version)).toMatchObject({ tellsCaughtUp, tooOld })
})

test.each([
  [{ code: 16 }, 'notAuthenticated', true],
  [{ code: 7 }, 'accessDenied', true],
  [{ type: 'access-denied' }, 'accessDenied', true],
  [{ code: 12 }, 'tooOld', true],
  [
    new Error('14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED'),
    'unreachable',
    false,
  ],
  [new Error('Failed to discover after 10 attempts.'), 'unreachable', false],
  [
    new Error('14 UNAVAILABLE: No connection established. Last error: self-signed certificate'),
    'tlsMismatch',
    true,
  ],
  [new Error('14 UNAVAILABLE: Connection dropped'), undefined, false],
  [
    new Error('13 INTERNAL: Received RST_STREAM with code 0 (Call ended without gRPC status)'),
    undefined,
    false,
  ],
  [
    new Error('14 UNAVAILABLE: No connection established. Last error: Failed to connect (2026)'),
    'unreachable',
    false,
  ],
  ['a text', undefined, false],
  [undefined, undefined, false],
])('a failure: %j', (thrown, fault, lasting) => {
  expect(failureOf(thrown)).toMatchObject({ fault, lasting })
})

/** The server that rows of EventStoreDB are measured on, and the bare client and our store on it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import * as E from 'fp-ts/lib/Either.js'
import { eventStoreDb, type EventStoreDb } from '@casetrail/eventstoredb'
import client, { type EventStoreDBClient } from '@eventstore/db-client'

import { must } from '../harness/check.js'

const testServer = join(dirname(fileURLToPath(import.meta.url)), 'esdb-server.cjs')

export interface Sides {
  readonly server: string
  readonly store: EventStoreDb
  readonly bare: EventStoreDBClient
}

const versionOf = async (bare: EventStoreDBClient): Promise<string> => {
  const features: unknown = await Reflect.get(bare, 'capabilities', bare)
  return typeof features === 'object' && features !== null && 'serverVersion' in features
    ? String(features.serverVersion)
    : 'of an unknown version'
}

const onTestServer = async <A>(work: (connection: string) => Promise<A>): Promise<A> => {
  const child = spawn(process.execPath, [testServer], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    const [said]: ReadonlyArray<unknown> = await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => []),
    ])
    must('the test server did not start', Buffer.isBuffer(said))
    return await work(said.toString().trim())
  } finally {
    child.stdin.end()
  }
}

/**
 * Our store and the bare client, each on a connection of its own: to the server that CASETRAIL_ESDB
 * names, or to a test server in a child process.
 */
export const onServer = <A>(work: (sides: Sides) => Promise<A>): Promise<A> => {
  const real = process.env['CASETRAIL_ESDB'] ?? ''
  const measured = async (connection: string): Promise<A> => {
    const store = eventStoreDb(connection)
    must('the connection string has mistakes', E.isRight(store))
    const bare = client.EventStoreDBClient.connectionString(connection)
    const server = real === '' ? 'the test server' : `EventStoreDB ${await versionOf(bare)}`
    console.error(`eventstoredb runs on ${server}`)
    try {
      return await work({ server, store: store.right, bare })
    } finally {
      await store.right.close()
      // it waits for each of its calls to say that it has ended, and some never do
      void bare.dispose()
    }
  }
  return real === '' ? onTestServer(measured) : measured(real)
}

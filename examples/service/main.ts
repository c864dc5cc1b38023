/**
 * Casetrail behind HTTP. From a checkout: `npx tsx examples/service/main.ts`; elsewhere, once published, with
 * `npm install @casetrail/core @casetrail/projections @casetrail/sqlite @casetrail/eventstoredb fastify`.
 * It listens on this machine, at PORT or 3000, and ends by SIGINT or SIGTERM.
 */
import { once } from 'node:events'

import { eventStoreDb } from '@casetrail/eventstoredb'
import { sqliteStore } from '@casetrail/sqlite'

import { deskService, type Stores } from './service.js'

// where the events are: a file, or a server such as 'esdb://127.0.0.1:2113?tls=false'
const STORE = 'sqlite:desk.db'

interface Opened extends Stores {
  readonly close: () => Promise<void>
}

/** Rows and checkpoints of a file are in it, those of a server in a file by its name. */
const opened = (url: string): Opened => {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined
  if (path !== undefined) {
    const { rows, close, ...events } = sqliteStore(path)
    return { events, rows, close: () => Promise.resolve().then(close) }
  }
  const made = eventStoreDb(url)
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left))
  const { health, close, ...events } = made.right
  const host = /^[^:]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(url)?.[1] ?? ''
  const kept = sqliteStore(`rows-of-${host.replaceAll(/[^\w.]+/g, '-')}.db`)
  return { events, rows: kept.rows, health, close: () => close().finally(kept.close) }
}

const { close, ...stores } = opened(STORE)
const service = deskService(stores)
const port = Number(process.env['PORT'] ?? 3000)
console.log(`listens on ${await service.listen({ host: '127.0.0.1', port })}`)

// a second signal ends the process at once
await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)))
await service.close()
await close()
console.log('closed')

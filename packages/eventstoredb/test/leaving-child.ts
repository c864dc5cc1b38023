/** A process that uses a store, closes it, and must then end by itself: `leaving-child.ts URL`. */
import { randomUUID } from 'node:crypto'

import { at } from '@casetrail/core/testing'

import { eventStoreDb } from '../src/index.js'

const [, , url = ''] = process.argv
const opened = eventStoreDb(url)
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))
const store = opened.right
const id = randomUUID()
const AT = at('2025-03-01T08:00:00.000Z')
const appended = await store.append(`leaving-${id}`, 'noStream', [
  {
    eventId: id,
    recordedAt: AT,
    event: { type: 'Left', at: AT },
    metadata: {
      actor: { id: 'ann', role: 'agent' },
      commandId: id,
      correlationId: id,
      causationId: id,
      schemaVersion: 1,
    },
  },
])()
let count = 0
for await (const batch of store.read({ all: true, categories: ['leaving'] })) {
  if (batch._tag === 'Right') count += batch.right.events.length
}
for await (const batch of store.read({ stream: `leaving-${id}`, live: true })) {
  if (batch._tag === 'Right' && batch.right.caughtUp) break
}
const left = store.read({ all: true, live: true })[Symbol.asyncIterator]()
await left.next()
await store.close()
console.log(`${appended._tag} ${String(count > 0)}`)

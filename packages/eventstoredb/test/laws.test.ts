import { eventStoreLaws, testBoundary } from '@casetrail/core/testing'
import { afterAll, beforeAll, test } from 'vitest'
import { startServer, type TestServer } from '../testing/index.js'

import { eventStoreDb } from '../src/index.js'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  await server.kill()
})
let seed = 1
const makeStore = () => {
  const store = eventStoreDb(server.connectionString, testBoundary({ seed: seed++ }))
  if (store._tag === 'Left') throw new Error(JSON.stringify(store.left))
  return Promise.resolve({ store: store.right, close: store.right.close })
}

for (const law of eventStoreLaws('EventStoreDB', makeStore)) test(law.name, law.run, 120_000)

import { eventStoreLaws, testBoundary } from '@casetrail/core/testing'
import { test } from 'vitest'

import { subject } from './subject.js'

const on = subject()
let seed = Date.now() | 0

const makeStore = () => {
  // a real server has seen the ids of earlier runs
  const store = on.store(testBoundary({ seed: seed++ }))
  return Promise.resolve({ store, close: store.close })
}

for (const law of eventStoreLaws('EventStoreDB', makeStore)) test(law.name, law.run, 120_000)

import { eventStoreLaws, testBoundary } from '@casetrail/core/testing'
import { describe, test } from 'vitest'

import { inMemoryEventStore } from './in-memory.js'

describe('the event store laws', () => {
  const makeStore = () => Promise.resolve({ store: inMemoryEventStore(testBoundary()) })

  for (const law of eventStoreLaws('in memory', makeStore)) test(law.name, law.run, 60_000)
})

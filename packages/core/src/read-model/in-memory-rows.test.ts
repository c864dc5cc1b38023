import { rowStoreLaws } from '@casetrail/core/testing'
import { describe, test } from 'vitest'

import { inMemoryRowStore } from './in-memory-rows.js'

describe('the row store laws', () => {
  const makeStore = () => Promise.resolve({ rows: inMemoryRowStore() })

  for (const law of rowStoreLaws('in memory', makeStore)) test(law.name, law.run, 60_000)
})

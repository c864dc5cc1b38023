import { eventStoreLaws, rowStoreLaws, testBoundary } from '@casetrail/core/testing'
import { test } from 'vitest'

import { sqliteStore } from './index.js'
import { makeFolder } from '../test/folder.js'

const file = makeFolder()

const makeStore = () => {
  const store = sqliteStore(file(), testBoundary())
  return Promise.resolve({ store, rows: store.rows, close: store.close })
}

for (const law of eventStoreLaws('SQLite', makeStore)) test(law.name, law.run, 120_000)
for (const law of rowStoreLaws('SQLite', makeStore)) test(law.name, law.run, 120_000)

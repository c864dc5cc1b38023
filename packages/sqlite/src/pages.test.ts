import { expect, test } from 'vitest'

import { newEvent, right } from '../test/events.js'
import { makeFolder } from '../test/folder.js'

import { sqliteStore } from './index.js'

const file = makeFolder()

test('parts by correlation are about equal, though names are numbered in turn', async () => {
  const store = sqliteStore(file())
  const appended = Array.from({ length: 1_200 }, (_, i) => {
    const event = newEvent()
    const metadata = { ...event.metadata, correlationId: `story ${String(i)}` }
    return store.append(`case-${String(i)}`, 'noStream', [{ ...event, metadata }])()
  })
  for (const answer of await Promise.all(appended)) right(answer)
  for (const of of [2, 3, 4, 6]) {
    for (let index = 0; index < of; index++) {
      let count = 0
      for await (const batch of store.read({ all: true, partition: { index, of } })) {
        count += right(batch).events.length
      }
      expect(count, `part ${String(index)} of ${String(of)}`).toBeGreaterThan(900 / of)
      expect(count, `part ${String(index)} of ${String(of)}`).toBeLessThan(1_500 / of)
    }
  }
  store.close()
})

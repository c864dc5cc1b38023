/**
 * Writes to a store until it is killed: appends of one to four events by five concurrent callers,
 * and a projection that counts the events of each stream. Prints each acknowledgement at once:
 * `A <stream> <revision> <ids…>` and `R <checkpoint>`.
 */
import { randomUUID } from 'node:crypto'

import { foldBatches, type NewEvent } from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { sqliteStore } from '../src/index.js'

import { newEvent, right } from './events.js'
import { say } from './say.js'

const store = sqliteStore(process.argv[2] ?? '')

const writer = async (): Promise<void> => {
  const stream = `case-${randomUUID()}`
  for (let revision = -1, of = 1; ; revision += of) {
    of = 1 + Math.floor(Math.random() * 4)
    const batch = randomUUID()
    const make = (): NewEvent => newEvent({ batch, of, text: 'x'.repeat(300) })
    const first = make()
    const rest = Array.from({ length: of - 1 }, make)
    const expected = revision < 0 ? 'noStream' : revision
    right(await store.append(stream, expected, [first, ...rest])())
    const ids = [first, ...rest].map((e) => e.eventId)
    say(`A ${stream} ${String(revision + of)} ${ids.join(' ')}`)
  }
}

const id = { name: 'counts', version: 1 }

const projector = async (): Promise<void> => {
  for (;;) {
    const after = right(await store.rows.checkpoint(id)())
    right(
      await foldBatches(store, { all: true, after }, undefined, async (_, batch) => {
        const streams = [...new Set(batch.events.map((e) => e.stream))]
        const loaded = right(await store.rows.load(id, streams)())
        const rows = streams.map((key) => {
          const before = loaded.get(key)
          const added = batch.events.filter((e) => e.stream === key).length
          return { key, row: (typeof before === 'number' ? before : 0) + added }
        })
        right(
          await store.rows.commit({
            rows: [[id, rows]],
            groups: [],
            checkpoints: [[id, batch.last]],
          })(),
        )
        say(`R ${batch.last}`)
        return E.right(undefined)
      })(),
    )
  }
}

await Promise.all([writer(), writer(), writer(), writer(), writer(), projector()])

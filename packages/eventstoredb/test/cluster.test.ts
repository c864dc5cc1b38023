/**
 * Leader changes in the middle of commands: on a cluster of the test server, or on a real one where
 * CASETRAIL_ESDB names several nodes, and CASETRAIL_ESDB_KILL ends the one that leads.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { eventStoreDb, type EventStoreDb, type EventStoreDbOptions } from '../src/index.js'
import { startCluster, type TestCluster } from '../testing/index.js'

import { adding, expectEachOnce } from './adding.js'
import { allOf, eventually, follow, right } from './subject.js'
import { hasControls, isReal, realUrl, runControl } from './server.js'

const SEVERAL = /^esdb\+discover:|^esdb:\/\/[^/?]*,/u
const isThere = !isReal || (SEVERAL.test(realUrl) && hasControls)
if (!isThere) {
  process.stderr.write('EventStoreDB: skipped, for the real server is no cluster: leader changes\n')
}

let cluster: TestCluster | undefined
let stores: EventStoreDb[] = []

beforeAll(async () => {
  if (!isReal) cluster = await startCluster(3)
})

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  stores = []
  await cluster?.stop()
})

const open = (options: EventStoreDbOptions = {}): EventStoreDb => {
  const store = right(eventStoreDb(cluster?.connectionString ?? realUrl, options))
  stores.push(store)
  return store
}

/** Another node leads; resolves once there is one that does. */
const change = async (round: number): Promise<void> => {
  if (cluster !== undefined) {
    await cluster.elect((round + 1) % 3, 150)
    return
  }
  await runControl('KILL')
  await runControl('START')
}

const COUNT = 200
const CHANGES = isReal ? 1 : 6

test.runIf(isThere)(
  'the leader changes during 200 commands: none lost, none doubled, and a live read has each once',
  async () => {
    const [writer, reader] = [open(), open()]
    const began = Date.now()
    const additions = adding(writer, { count: COUNT, writers: 16, streams: 5 })
    const live = follow(reader, { all: true, categories: ['tally'] })
    for (let round = 0; round < CHANGES; round++) {
      const enough = ((round + 1) * COUNT) / (CHANGES + 2)
      await eventually(() => additions.answered() >= enough, 60_000, additions.answered)
      await change(round)
    }
    await additions.done
    const seconds = (Date.now() - began) / 1_000
    await expectEachOnce(reader, additions, COUNT)
    const ours = new Set(additions.ids.map((id) => `tally-${id}`))
    const seen = () => live.events().filter(({ stream }) => ours.has(stream))
    await eventually(
      () => seen().length >= COUNT,
      60_000,
      () => seen().length,
    )
    expect(new Set(seen().map(({ eventId }) => eventId)).size).toBe(seen().length)
    expect(seen()).toHaveLength(COUNT)
    expect((await live.end())._tag).toBe('Right')
    const { askedAgain } = additions
    console.log('leader changes', {
      changes: CHANGES,
      seconds,
      askedAgain,
      slowestMs: additions.slowestMs(),
    })
  },
  240_000,
)

test.runIf(isThere && !isReal)(
  'an append that its leader wrote before it ceased to lead is found, not written again',
  async () => {
    const store = open()
    for (let round = 0; round < 8; round++) {
      for (const node of cluster?.nodes ?? []) {
        node.faults.next('append', { cut: round % 2 === 0 ? 'afterCommit' : 'beforeCommit' })
      }
      const additions = adding(store, { count: 6, writers: 3, streams: 1 })
      await eventually(() => additions.answered() >= 1)
      await cluster?.elect(round % 3, 60)
      await additions.done
      await expectEachOnce(store, additions, 6)
      for (const node of cluster?.nodes ?? []) node.faults.clear()
    }
  },
  120_000,
)

test.runIf(isThere && !isReal)(
  'without a leader for a while a finished read waits, and a command is answered',
  async () => {
    const store = open()
    const before = (await allOf(store, { all: true, categories: ['tally'] })).length
    const electing = cluster?.elect(1, 1_500)
    const additions = adding(store, { count: 4, writers: 4, streams: 1 })
    expect(
      (await allOf(store, { all: true, categories: ['tally'] })).length,
    ).toBeGreaterThanOrEqual(before)
    await electing
    await additions.done
    await expectEachOnce(store, additions, 4)
  },
  60_000,
)

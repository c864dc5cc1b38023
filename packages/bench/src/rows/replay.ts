/** Replaying a history from its SQLite file into rows, in memory and in the file. */
import { copyFile } from 'node:fs/promises'

import * as E from 'fp-ts/lib/Either.js'
import { foldRead } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import {
  caseFacts,
  caseModels,
  clockFacts,
  flowFacts,
  openClocks,
  project,
  sameCustomer,
} from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'

import { replayInMemory, replayIntoFile, type Replayed } from '../baseline/replay.js'
import { atLeast, type Benchmark, type Line, type Skipped } from '../harness/benchmark.js'
import { must, mustEqual } from '../harness/check.js'
import { rate, ratioOf, takeTurns, type Rounds, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { scriptedCases } from '../history/cases.js'
import { interleaved } from '../history/script.js'
import { clockedStoreOf, eventsOf, storeOf } from '../history/recorded.js'
import { importServiceNow, missing } from '../history/shared.js'
import { storeAt } from '../history/stored.js'

/** A projection's rows as JSON gives them back: what is undefined is not there. */
const rowsOf = async (
  rows: RowStore,
  id: { readonly name: string; readonly version: number },
): Promise<ReadonlyMap<string, unknown>> => {
  const found = new Map<string, unknown>()
  const scanned = await rows.scan(id, (page) => {
    for (const [key, row] of page) found.set(key, JSON.parse(JSON.stringify(row)))
  })()
  must('the rows could not be read', E.isRight(scanned))
  return found
}

const itemsOf = async (
  rows: RowStore,
  id: { readonly name: string; readonly version: number },
): Promise<ReadonlyMap<string, unknown>> => {
  const found = new Map<string, unknown>()
  const scanned = await rows.scanGroups(id, (key, items) => {
    for (const { from, order, item } of items) {
      found.set(from, JSON.parse(JSON.stringify([{ key, order, item }])))
    }
  })()
  must('the groups could not be read', E.isRight(scanned))
  return found
}

const asJson = (rows: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> =>
  new Map(Array.from(rows, ([key, row]) => [key, JSON.parse(JSON.stringify(row)) as unknown]))

const mustBeSame = async (rows: RowStore, by: Replayed): Promise<void> => {
  mustEqual('rows of cases', await rowsOf(rows, caseFacts), asJson(by.cases))
  mustEqual('rows of flows', await rowsOf(rows, flowFacts), asJson(by.flows))
  mustEqual('rows of clocks', await rowsOf(rows, clockFacts), asJson(by.clocks))
  mustEqual('cases of customers', await itemsOf(rows, sameCustomer), asJson(by.items))
  mustEqual('streams with clocks under way', await itemsOf(rows, openClocks), asJson(by.open))
}

const countOf = async (path: string): Promise<number> => {
  const store = sqliteStore(path)
  const counted = await foldRead(store, { all: true }, 0, (count) => count + 1)()
  store.close()
  must('the history could not be read', E.isRight(counted))
  return counted.right
}

const inMemory = async (history: string, path: string, rounds: Rounds): Promise<Line> => {
  let rows = inMemoryRowStore()
  let replayed: Replayed | undefined
  const ours: Subject = {
    name: 'project',
    prepare: () => async () => {
      const store = sqliteStore(path)
      rows = inMemoryRowStore()
      must('the replay failed', E.isRight(await project(store, rows, caseModels)()))
      store.close()
    },
  }
  const hand: Subject = {
    name: 'hand-written: select, parse, fold in place',
    prepare: () => () => {
      replayed = replayInMemory(path)
    },
  }
  const events = await countOf(path)
  const times = await takeTurns([ours, hand], rounds)
  must('nothing was replayed', replayed !== undefined)
  await mustBeSame(rows, replayed)
  return {
    what: `replay of ${history}, ${String(events)} events, from SQLite into rows in memory`,
    against: hand.name,
    ours: rate(events, times[0]),
    theirs: rate(events, times[1]),
    ratio: ratioOf(times[0], times[1]),
    ...atLeast(0.6),
  }
}

const intoFile = async (
  history: string,
  path: string,
  file: () => string,
  rounds: Rounds,
): Promise<Line> => {
  let last: string | undefined
  let replayed: Replayed | undefined
  const ours: Subject = {
    name: 'project',
    prepare: async () => {
      const copy = file()
      await copyFile(path, copy)
      last = copy
      return async () => {
        const store = sqliteStore(copy)
        must('the replay failed', E.isRight(await project(store, store.rows, caseModels)()))
        store.close()
      }
    },
  }
  const hand: Subject = {
    name: 'hand-written: select, parse, fold in place, write',
    prepare: async () => {
      const copy = file()
      await copyFile(path, copy)
      return () => {
        replayed = replayIntoFile(copy)
      }
    },
  }
  const events = await countOf(path)
  const times = await takeTurns([ours, hand], rounds)
  must('nothing was replayed', replayed !== undefined && last !== undefined)
  const store = sqliteStore(last)
  await mustBeSame(store.rows, replayed)
  store.close()
  return {
    what: `replay of ${history}, ${String(events)} events, from SQLite into rows in the same file`,
    against: hand.name,
    ours: rate(events, times[0]),
    theirs: rate(events, times[1]),
    ratio: ratioOf(times[0], times[1]),
    ...atLeast(0.6),
  }
}

export const replaying: Benchmark = {
  name: 'replay',
  run: ({ quick }) =>
    inFolder(async (file) => {
      const rounds = quick ? { warmUps: 1, rounds: 2 } : { warmUps: 1, rounds: 7 }
      const results: (Line | Skipped)[] = []
      const commands = interleaved(scriptedCases(quick ? 1_000 : 8_000))
      for (const [history, store] of [
        ['a generated history', await storeOf(commands)],
        ['the same with its clocks', await clockedStoreOf(commands)],
      ] as const) {
        const path = file()
        await storeAt(path, await eventsOf(store))
        results.push(await inMemory(history, path, rounds))
        results.push(await intoFile(history, path, file, rounds))
      }
      const reason = missing()
      if (reason !== undefined) return [...results, { what: 'replay of ServiceNow', reason }]
      const path = file()
      await importServiceNow(path)
      results.push(await inMemory('ServiceNow', path, rounds))
      results.push(await intoFile('ServiceNow', path, file, rounds))
      return results
    }),
}

/** Reading a history from EventStoreDB, decoded and into rows, against the bare `readAll`. */
import * as E from 'fp-ts/lib/Either.js'
import { END, START, foldRead, type EventStore, type Position } from '@casetrail/core'
import { caseEvents } from '@casetrail/core/case'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { caseModels, project } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'
import type { EventStoreDBClient, Position as Pair } from '@eventstore/db-client'

import { atLeast, type Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { rate, ratioOf, type Rounds, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { scriptedCases } from '../history/cases.js'

import { cpuLine, takeBoth } from './eventstoredb-cpu.js'
import type { Sides } from './eventstoredb-server.js'
import { appendStep, stepsOf, type Step } from './eventstoredb-steps.js'

/** A part of the server's history: others may have written before it, and among it. */
interface Written {
  readonly after: Position
  readonly until: Position
  readonly events: number
}

const headOf = async (store: EventStore): Promise<Position> => {
  for await (const batch of store.read({ all: true, after: END })) {
    if (E.isRight(batch)) return batch.right.last
  }
  throw new Error('the end of the store could not be read')
}

/** How many events of a case stand together before another case's. */
const RUN = 4
const WRITERS = 64

/** Writes about so many events: cases in turns, a few events each. */
const write = async ({ store, bare }: Sides, events: number): Promise<Written> => {
  const after = await headOf(store)
  const make = await stepsOf(scriptedCases(Math.ceil(events / 16)))
  const cases = make()
  const turns: Omit<Step, 'command'>[][] = []
  for (const steps of cases) {
    for (let i = 0; i < steps.length; i += RUN) {
      const first = steps[i]
      must('a case has no steps', first !== undefined)
      const some = steps.slice(i, i + RUN).flatMap((step) => step.events)
      ;(turns[i / RUN] ??= []).push({ ...first, events: some })
    }
  }
  for (const turn of turns) {
    const left = turn.values()
    const writer = async (): Promise<void> => {
      for (const some of left) await appendStep(bare, some)
    }
    await Promise.all(Array.from({ length: WRITERS }, writer))
  }
  const written = cases.flat().reduce((sum, step) => sum + step.events.length, 0)
  return { after, until: await headOf(store), events: written }
}

const pairOf = (position: Position): Pair | undefined =>
  position === START
    ? undefined
    : {
        commit: BigInt(`0x${position.slice(0, 16)}`),
        prepare: BigInt(`0x${position.slice(16)}`),
      }

/** The client as its manual shows it: every event, and nothing done with it but to count those of cases. */
const bareRead = (bare: EventStoreDBClient, { after, until }: Written): (() => Promise<number>) => {
  const fromPosition = pairOf(after)
  const last = pairOf(until)
  must('nothing was written', last !== undefined)
  return async () => {
    let count = 0
    const all = bare.readAll(fromPosition === undefined ? {} : { fromPosition })
    for await (const { event } of all) {
      if (event === undefined) continue
      if (event.position.commit === fromPosition?.commit) continue
      if (event.streamId.startsWith('case-')) count += 1
      if (event.position.commit >= last.commit) break
    }
    await all.cancel()
    return count
  }
}

/** The same with every event decoded, as `project` does. */
const decodedRead =
  (store: EventStore, { after, until }: Written): (() => Promise<number>) =>
  async () => {
    const query = { all: true, after, until } as const
    const read = await foldRead(store, query, 0, (count, { stream, event, metadata }) => {
      if (!stream.startsWith('case-')) return count
      const decoded = caseEvents.decode(event, metadata.schemaVersion, 'shape')
      return E.isRight(decoded) ? count + 1 : count
    })()
    must('the history could not be read', E.isRight(read))
    return read.right
  }

/** The store, as if there were nothing but that part of its history. */
const part = (store: EventStore, { after, until }: Written): Pick<EventStore, 'read'> => ({
  read: (query, signal) => store.read('all' in query ? { ...query, after, until } : query, signal),
})

const replayed = async (store: EventStore, rows: RowStore, written: Written): Promise<number> => {
  const done = await project(part(store, written), rows, caseModels)()
  must('the replay failed', E.isRight(done))
  return done.right.events - done.right.parked
}

interface Counted {
  readonly name: string
  readonly prepare: () => () => Promise<number>
}

/** A run that counts what was written, or the benchmark stops. Others' events are not cases of ours. */
const counting = ({ events }: Written, { name, prepare }: Counted): Subject => ({
  name,
  prepare: () => {
    const run = prepare()
    return async () => {
      const count = await run()
      must(`${name}: ${String(count)} of ${String(events)} events`, count >= events)
    }
  },
})

export const reading = async (
  sides: Sides,
  events: number,
  rounds: Rounds,
): Promise<ReadonlyArray<Line>> => {
  const { server, store, bare } = sides
  const written = await write(sides, events)
  const theirs = { name: 'bare readAll', prepare: () => bareRead(bare, written) }
  const compared = async (what: string, target: number, run: Counted): Promise<Line[]> => {
    const subjects = [counting(written, run), counting(written, theirs)]
    const { wall, cpu } = await takeBoth(subjects, rounds)
    const rated = (times: ReadonlyArray<number> = []): string => rate(written.events, times)
    const line: Line = {
      what: `${what} of ${String(written.events)} events from ${server}`,
      against: theirs.name,
      ours: rated(wall[0]),
      theirs: rated(wall[1]),
      ratio: ratioOf(wall[0], wall[1]),
      ...atLeast(target),
    }
    return [line, cpuLine(line, cpu, rated)]
  }
  const decoded = await compared('read, decoded,', 0.7, {
    name: 'read',
    prepare: () => decodedRead(store, written),
  })
  const inMemory = await compared('replay into rows in memory', 0.6, {
    name: 'project',
    prepare: () => {
      const rows = inMemoryRowStore()
      return () => replayed(store, rows, written)
    },
  })
  const inFile = await inFolder((file) =>
    compared('replay into rows in SQLite', 0.6, {
      name: 'project',
      prepare: () => {
        const embedded = sqliteStore(file())
        return () =>
          replayed(store, embedded.rows, written).finally(() => {
            embedded.close()
          })
      },
    }),
  )
  return [...decoded, ...inMemory, ...inFile]
}

/** From the call of an append until its event's row is committed, against the bare subscription. */
import * as E from 'fp-ts/lib/Either.js'
import { END, START, type EventStore } from '@casetrail/core'
import { inMemoryRowStore, type RowStore } from '@casetrail/core/read-model'
import { caseModels, project } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'

import type { Line } from '../harness/benchmark.js'
import { must } from '../harness/check.js'
import { median, ratioOf, takeTurns, type Rounds, type Subject } from '../harness/compare.js'
import { inFolder } from '../harness/folder.js'
import { scriptedCases } from '../history/cases.js'

import type { Sides } from './eventstoredb-server.js'
import { appendStep, stepsOf, type Step, type Steps } from './eventstoredb-steps.js'

/** Waiting for one event to arrive. */
interface Arrivals {
  readonly of: (eventId: string) => Promise<void>
  readonly awaits: (eventId: string) => boolean
  readonly arrived: () => void
}

const makeArrivals = (): Arrivals => {
  let awaited: string | undefined
  let wake: () => void = () => undefined
  return {
    of: (eventId) => {
      awaited = eventId
      return new Promise((resolve) => (wake = resolve))
    },
    awaits: (eventId) => eventId === awaited,
    arrived: () => {
      awaited = undefined
      wake()
    },
  }
}

/** Something that follows, until it is ended. */
interface Follower {
  readonly arrivals: Arrivals
  readonly end: () => Promise<unknown>
}

/** The runner on the store's end; an event has arrived when the commit that holds it is done. */
const runner = async (store: EventStore, rows: RowStore): Promise<Follower> => {
  const arrivals = makeArrivals()
  const ended = new AbortController()
  let begun: () => void = () => undefined
  const beginning = new Promise<void>((resolve) => (begun = resolve))
  let holds = false
  const fromEnd: EventStore['read'] = async function* (query, signal) {
    const from = 'all' in query && query.after === START ? { ...query, after: END } : query
    for await (const batch of store.read(from, signal)) {
      holds ||= E.isRight(batch) && batch.right.events.some((e) => arrivals.awaits(e.eventId))
      yield batch
    }
  }
  const onProgress = (): void => {
    begun()
    if (!holds) return
    holds = false
    arrivals.arrived()
  }
  const options = { live: true, signal: ended.signal, onProgress }
  const running = project({ read: fromEnd }, rows, caseModels, options)()
  await beginning
  return {
    arrivals,
    end: async () => {
      ended.abort()
      must('the live run failed', E.isRight(await running))
    },
  }
}

/** A subscription with the same filter of the server. */
const subscription = async ({ bare }: Sides): Promise<Follower> => {
  const arrivals = makeArrivals()
  const following = bare.subscribeToAll({
    fromPosition: 'end',
    filter: { filterOn: 'streamName', prefixes: ['case-'], checkpointInterval: 1 },
  })
  following.on('data', ({ event }) => {
    if (event !== undefined && arrivals.awaits(event.id)) arrivals.arrived()
  })
  await new Promise((resolve) => following.once('confirmation', resolve))
  return { arrivals, end: () => following.unsubscribe() }
}

interface Run extends Subject {
  /** Milliseconds: the median of each run. */
  readonly latencies: ReadonlyArray<number>
}

const following = (
  name: string,
  { bare }: Sides,
  make: () => Steps,
  begin: () => Promise<Follower>,
): Run => {
  const latencies: number[] = []
  return {
    name,
    latencies,
    prepare: async () => {
      const steps = make().flat()
      const follower = await begin()
      const latency = async (step: Step): Promise<number> => {
        const last = step.events.at(-1)
        must('a command led to nothing', last !== undefined)
        const arrival = follower.arrivals.of(last.id)
        const called = performance.now()
        const appended = appendStep(bare, step)
        await arrival
        const ms = performance.now() - called
        await appended
        return ms
      }
      const warm = steps.splice(0, steps.length >> 2)
      for (const step of warm) await latency(step)
      return async () => {
        const found: number[] = []
        for (const step of steps) found.push(await latency(step))
        latencies.push(median(found))
        await follower.end()
      }
    },
  }
}

export const liveLatency = async (sides: Sides, quick: boolean): Promise<ReadonlyArray<Line>> => {
  const rounds: Rounds = quick ? { warmUps: 1, rounds: 2 } : { warmUps: 2, rounds: 11 }
  const make = await stepsOf(scriptedCases(quick ? 2 : 8))
  return inFolder(async (file) => {
    const subjects = [
      following('rows in memory', sides, make, () => runner(sides.store, inMemoryRowStore())),
      following('rows in SQLite, one fsync for each commit', sides, make, async () => {
        const embedded = sqliteStore(file())
        const { arrivals, end } = await runner(sides.store, embedded.rows)
        return { arrivals, end: () => end().finally(() => embedded.close()) }
      }),
      following('bare subscription, from append to event', sides, make, () => subscription(sides)),
    ] as const
    await takeTurns(subjects, rounds)
    const [inMemory, inFile, bare] = subjects.map(({ latencies }) =>
      latencies.slice(rounds.warmUps),
    )
    const inMs = (ms: ReadonlyArray<number> = []): string => `${median(ms).toFixed(2)} ms`
    return [inMemory, inFile].map((ours, i): Line => ({
      what: `live on ${sides.server}, from append to ${subjects[i]?.name ?? ''}: time for each`,
      against: subjects[2].name,
      ours: inMs(ours),
      theirs: inMs(bare),
      ratio: ratioOf(bare, ours),
      target: { bound: 'atMost', value: 3 },
    }))
  })
}

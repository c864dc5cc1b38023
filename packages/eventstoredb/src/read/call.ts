/** Calls of the client as batches: opened, waited for, ended. */
import { START, type EventBatch, type RecordedEvent } from '@casetrail/core'
import type { Position as Pair, ResolvedEvent } from '@eventstore/db-client'

import type { Linked } from '../connection/client.js'
import { ServerFault } from '../connection/failure.js'

import type { Cursor } from './cursor.js'
import { queueOf, type Arrived, type Call, type Queue } from './queue.js'
import type { Stop } from './stop.js'

/** What every call of a read needs. */
export interface Reading {
  readonly linked: Linked
  readonly stop: Stop
  /** How long a server may be silent in a finished read, in ms. */
  readonly patienceMs: number
  /** How long in a live one before it is asked whether it is there, in ms. */
  readonly heartbeatMs: number
  /** Told whenever something came from the server. */
  readonly alive: () => void
}

/** Events in a batch at most. */
export const BATCH = 500

/** Room in the client's own buffer, so that it is not filled and emptied event by event. */
export const BUFFER = { highWaterMark: BATCH }

/** Opens a call, and ends it whatever happens. */
export const during = async function* <A>(
  { stop }: Reading,
  call: Call,
  work: (queue: Queue) => AsyncGenerator<A>,
): AsyncGenerator<A> {
  const queue = queueOf(call)
  const forget = stop.whenStopped(queue.wake)
  try {
    yield* work(queue)
  } finally {
    forget()
    queue.close()
  }
}

/** What comes next; `undefined` when stopped. A server that stays silent has failed. */
const next = async (reading: Reading, queue: Queue): Promise<Arrived | undefined> => {
  if (reading.stop.why() !== undefined) return undefined
  const arrived = await queue.take(BATCH, reading.patienceMs)
  if (reading.stop.why() !== undefined) return undefined
  if (arrived === undefined) throw new ServerFault('the server does not answer')
  reading.alive()
  return arrived
}

/** What a queue gives, as it comes, until the call ends or it is stopped. */
export const arrivalsIn = async function* (
  reading: Reading,
  queue: Queue,
): AsyncGenerator<Arrived> {
  for (;;) {
    const arrived = await next(reading, queue)
    if (arrived === undefined) return
    yield arrived
    if (arrived.ended) return
  }
}

const arrivals = (reading: Reading, call: Call): AsyncGenerator<Arrived> =>
  during(reading, call, (queue) => arrivalsIn(reading, queue))

/** The events of a call that ends and gives few. */
export const eventsOf = async (
  reading: Reading,
  call: Call,
): Promise<ReadonlyArray<ResolvedEvent>> => {
  const events: ResolvedEvent[] = []
  for await (const arrived of arrivals(reading, call)) events.push(...arrived.events)
  return events
}

/** What some arrivals come to: the events that are wanted, and whether these are the last. */
export interface Taken {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly over: boolean
  /** How many events were looked at for them, here or by the server. */
  readonly passed: number
}

/** So many events are passed at most before it is told how far the read has come. */
const TELLING = 5_000

/**
 * Batches of a finished read. The last is the one that has caught up, so each is handed over when it
 * is full, or nothing more comes, or the call has failed: what was taken is never taken again.
 */
export const gathered = async function* (
  arriving: AsyncIterable<Arrived>,
  cursor: Cursor,
  take: (arrived: Arrived) => Taken | Promise<Taken>,
): AsyncGenerator<EventBatch> {
  let held: RecordedEvent[] = []
  let passed = 0
  const batch = (caughtUp: boolean): EventBatch => ({
    events: held,
    last: cursor.last(),
    caughtUp,
  })
  try {
    for await (const arrived of arriving) {
      const { events, over, passed: more } = await take(arrived)
      if (held.length + events.length > BATCH) {
        yield { events: held, last: held.at(-1)?.position ?? START, caughtUp: false }
        held = []
        passed = 0
      }
      held.push(...events)
      passed += more
      if (over) {
        yield batch(true)
        return
      }
      if (passed >= TELLING) {
        yield batch(false)
        held = []
        passed = 0
      }
    }
  } catch (thrown) {
    if (held.length > 0) yield batch(false)
    throw thrown
  }
}

/** A call that ends, as batches; `nothing` is told where not one event came. */
export const batches = (
  reading: Reading,
  cursor: Cursor,
  call: Call,
  nothing: () => void = () => undefined,
): AsyncGenerator<EventBatch> => {
  let came = false
  return gathered(arrivals(reading, call), cursor, (arrived) => {
    came ||= arrived.events.length > 0
    if (arrived.ended && !came) nothing()
    const events = cursor.admit(arrived.events)
    return { events, over: arrived.ended || cursor.done(), passed: arrived.events.length }
  })
}

/** The last event of all, the server's own included; undefined: there is none. */
export const headOf = async (reading: Reading): Promise<Pair | undefined> => {
  const options = { direction: 'backwards', fromPosition: 'end', maxCount: 1 } as const
  const [last] = await eventsOf(reading, reading.linked.client.readAll(options))
  return (last?.event ?? last?.link)?.position
}

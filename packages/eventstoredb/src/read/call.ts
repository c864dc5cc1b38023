/** Calls of the client as batches: opened, waited for, ended. */
import type { EventBatch } from '@casetrail/core'
import type { Position as Pair } from '@eventstore/db-client'

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
export const next = async (reading: Reading, queue: Queue): Promise<Arrived | undefined> => {
  if (reading.stop.why() !== undefined) return undefined
  const arrived = await queue.take(BATCH, reading.patienceMs)
  if (reading.stop.why() !== undefined) return undefined
  if (arrived === undefined) throw new ServerFault('the server does not answer')
  reading.alive()
  return arrived
}

/** Batches of a call until `isEnd` says so. */
export const batches = (
  reading: Reading,
  cursor: Cursor,
  call: Call,
  isEnd: (arrived: Arrived) => boolean,
): AsyncGenerator<EventBatch> =>
  during(reading, call, async function* (queue) {
    for (;;) {
      const arrived = await next(reading, queue)
      if (arrived === undefined) return
      const before = cursor.last()
      const events = cursor.admit(arrived.events)
      const caughtUp = isEnd(arrived) || cursor.done()
      const last = cursor.last()
      if (events.length > 0 || caughtUp || last !== before) yield { events, last, caughtUp }
      if (caughtUp) return
    }
  })

export const endOfCall = ({ ended }: Arrived): boolean => ended

/** The last event of all, the server's own included; undefined: there is none. */
export const headOf = async (reading: Reading): Promise<Pair | undefined> => {
  const options = { direction: 'backwards', fromPosition: 'end', maxCount: 1 } as const
  const found = during(reading, reading.linked.client.readAll(options), async function* (queue) {
    for (;;) {
      const arrived = await next(reading, queue)
      if (arrived === undefined || arrived.ended) return
      for (const { event, link } of arrived.events) yield (event ?? link)?.position
    }
  })
  let head: Pair | undefined
  for await (const position of found) head ??= position
  return head
}

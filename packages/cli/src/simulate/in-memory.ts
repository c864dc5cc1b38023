/** A simulation in memory: its history, and what of it must not be. */
import {
  foldRead,
  fromEpochMs,
  inMemoryEventStore,
  type EventStore,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'
import * as E from 'fp-ts/lib/Either.js'

import { watchInvariants, type Violation } from './invariants.js'
import { policiesOn } from './policies.js'
import type { Setting } from './setting.js'
import { simulate, type Run, type SimulationError } from './simulate.js'

export interface History {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly violations: ReadonlyArray<Violation>
}

/** All events of a store, watched over. */
export const watched = async (
  store: Pick<EventStore, 'read'>,
  ends: number,
): Promise<E.Either<ReadError, History>> => {
  const watching = watchInvariants()
  const events: RecordedEvent[] = []
  const read = await foldRead(store, { all: true }, undefined, (_, recorded) => {
    watching.see(recorded)
    events.push(recorded)
    return undefined
  })()
  if (E.isLeft(read)) return read
  return E.right({ events, violations: watching.violations(fromEpochMs(ends)) })
}

/** Runs a simulation on a store of its own. */
export const simulateInMemory = async (
  setting: Setting,
  { signal, onProgress }: Pick<Run, 'signal' | 'onProgress'> = {},
): Promise<E.Either<SimulationError | ReadError, History>> => {
  let store: EventStore | undefined
  const done = await simulate(setting, {
    storeOf: (boundary) => (store = inMemoryEventStore(boundary)),
    lookerOf: policiesOn,
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  if (E.isLeft(done)) return done
  return store === undefined
    ? E.right({ events: [], violations: [] })
    : watched(store, done.right.ends)
}

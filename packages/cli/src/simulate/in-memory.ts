/** A simulation in memory: its history, and what of it must not be. */
import {
  foldRead,
  fromEpochMs,
  inMemoryEventStore,
  type EventStore,
  type ReadError,
  type RecordedEvent,
} from '@casetrail/core'
import { inMemoryRowStore } from '@casetrail/core/read-model'
import type { ServiceStandard } from '@casetrail/core/standards'
import { deskModels, parked, project } from '@casetrail/projections'
import * as E from 'fp-ts/lib/Either.js'

import { watchInvariants, type Violation } from './invariants.js'
import { unexplained, unreadable } from './invariants/explained.js'
import { policiesOn } from './policies.js'
import type { Setting } from './setting.js'
import { simulate, type Run, type SimulationError } from './simulate.js'

export interface History {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly violations: ReadonlyArray<Violation>
}

/** The figures' rows, as a replay makes them, and whether their readings are explained. */
const figuresOf = async (
  store: Pick<EventStore, 'read'>,
  standard: ServiceStandard,
  events: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<ReadError, ReadonlyArray<Violation>>> => {
  const rows = inMemoryRowStore()
  const projected = await project(store, rows, deskModels)()
  if (E.isLeft(projected)) {
    const { left } = projected
    return left._tag === 'Overtaken'
      ? E.left({ _tag: 'Unavailable', reason: 'another writes to rows in memory' })
      : E.left(left)
  }
  const left = await parked(rows, deskModels)()
  if (E.isLeft(left)) return left
  const found = await unexplained(rows, standard, events)
  if (E.isLeft(found)) return found
  return E.right([...left.right.events.map((one) => unreadable(one, events)), ...found.right])
}

/** All events of a store, watched over, and the figures that come of them. */
export const watched = async (
  store: Pick<EventStore, 'read'>,
  standard: ServiceStandard,
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
  const figures = await figuresOf(store, standard, events)
  return E.isLeft(figures)
    ? figures
    : E.right({ events, violations: [...watching.violations(fromEpochMs(ends)), ...figures.right] })
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
    : watched(store, setting.standard, done.right.ends)
}

/** Settings and stores of simulations, for tests. */
import { inMemoryEventStore, type EventStore } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import { readyStandards, retail2025, type ServiceStandard } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { Desk } from './desk-document.js'
import { simulateInMemory, watched, type History } from './in-memory.js'
import { readyDesk } from './parameters.js'
import { policiesOn } from './policies.js'
import type { Setting } from './setting.js'
import { simulate, type Run } from './simulate.js'

/** Of an Either that must be right. */
export const rightOf = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

export const desk: Desk = rightOf(readyDesk)

/** Standards as they run where the house sets what the examples say. */
export const standards: ReadonlyArray<ServiceStandard> = readyStandards.map((standard) => ({
  ...standard,
  hostMustSet: [],
}))

export const settingOf = (more: Partial<Setting> = {}): Setting => ({
  desk,
  standard: retail2025,
  calendars: readyCalendars,
  cases: 60,
  seed: 1,
  days: 5,
  from: '2025-03-03',
  ...more,
})

export const historyOf = async (more: Partial<Setting> = {}): Promise<History> =>
  rightOf(await simulateInMemory(settingOf(more)))

/** A simulation on a store of the test's own, or with policies of its own. */
export const ranOn = async (
  setting: Setting,
  run: Partial<Run>,
  readFrom: (store: EventStore) => EventStore = (store) => store,
): Promise<History> => {
  let store: EventStore | undefined
  const { storeOf = inMemoryEventStore, ...more } = run
  const done = await simulate(setting, {
    lookerOf: policiesOn,
    ...more,
    storeOf: (boundary) => (store = storeOf(boundary)),
  })
  const { ends } = rightOf(done)
  if (store === undefined) throw new Error('no store was asked for')
  return rightOf(await watched(readFrom(store), setting.standard, ends))
}

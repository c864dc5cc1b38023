/** One conformance suite for every event store. */
import type { EventStore } from '../../store/port.js'
import { DEFAULT_RUNS, type Law, type LawOptions } from '../law.js'

import { appendLaws } from './append-laws.js'
import { filterLaws } from './filter-laws.js'
import { invalidEventLaws } from './invalid-event-laws.js'
import { liveLaws } from './live-laws.js'
import { modelLaws } from './model-law.js'
import { probeOf, type StoreLaw } from './probe.js'
import { readLaws } from './read-laws.js'

/** A store to be tested, and how to close it. */
export interface OpenStore {
  readonly store: EventStore
  readonly close?: () => Promise<void> | void
}

const laws: ReadonlyArray<StoreLaw> = [
  ...appendLaws,
  ...invalidEventLaws,
  ...readLaws,
  ...filterLaws,
  ...liveLaws,
  ...modelLaws,
]

/**
 * What every event store must do, as laws for any test runner. Each opens a store, which may hold
 * events already, and closes it; nobody else may write into it meanwhile. The laws on random
 * operations take seconds on a store that writes to a disk: give them a minute.
 *
 * @example
 * import { inMemoryEventStore } from '@casetrail/core'
 * import { eventStoreLaws, testBoundary } from '@casetrail/core/testing'
 * import { test } from 'vitest'
 *
 * const makeStore = () => Promise.resolve({ store: inMemoryEventStore(testBoundary()) })
 *
 * for (const law of eventStoreLaws('in memory', makeStore)) test(law.name, law.run, 60_000)
 */
export const eventStoreLaws = (
  name: string,
  makeStore: () => Promise<OpenStore>,
  options: LawOptions = {},
): ReadonlyArray<Law> =>
  laws.map(([law, check]) => ({
    name: `${name}: ${law}`,
    run: async () => {
      const { store, close } = await makeStore()
      try {
        await check(probeOf(store, options.runs ?? DEFAULT_RUNS))
      } finally {
        await close?.()
      }
    },
  }))

/** One conformance suite for every row store. */
import type { RowStore } from '../../read-model/rows.js'
import { DEFAULT_RUNS, type Law, type LawOptions } from '../law.js'

import { rowLaws } from './laws.js'
import { modelLaw } from './model-law.js'

/** A row store to be tested, empty, and how to close it. */
export interface OpenRowStore {
  readonly rows: RowStore
  readonly close?: () => Promise<void> | void
}

/**
 * What every row store must do, as laws for any test runner. Each opens an empty store and closes it.
 *
 * @example
 * import { inMemoryRowStore } from '@casetrail/core/read-model'
 * import { rowStoreLaws } from '@casetrail/core/testing'
 * import { test } from 'vitest'
 *
 * const makeStore = () => Promise.resolve({ rows: inMemoryRowStore() })
 *
 * for (const law of rowStoreLaws('in memory', makeStore)) test(law.name, law.run, 60_000)
 */
export const rowStoreLaws = (
  name: string,
  makeStore: () => Promise<OpenRowStore>,
  options: LawOptions = {},
): ReadonlyArray<Law> =>
  [...rowLaws, modelLaw].map(([law, check]) => ({
    name: `${name}: ${law}`,
    run: async () => {
      const { rows, close } = await makeStore()
      try {
        await check(rows, options.runs ?? DEFAULT_RUNS)
      } finally {
        await close?.()
      }
    },
  }))

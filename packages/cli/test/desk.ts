/** A small desk in a folder of its own: a simulated desk's history in a store file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { categoryOf, type RecordedEvent } from '@casetrail/core'
import { deskModels } from '@casetrail/projections'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import { fill } from '../src/simulate/fill.js'
import { historyOf } from '../src/simulate/simulated.fixture.js'

export interface Desk {
  readonly folder: string
  readonly path: string
  /** The store as `--store` takes it. */
  readonly url: string
  readonly history: ReadonlyArray<RecordedEvent>
  /** How many of its events rows are made of. */
  readonly folded: number
  readonly remove: () => void
}

/** Customers come from 1 March 2025 on so many days; all is over before 1 June. */
const DAYS = 45

const isFolded = ({ stream, event }: RecordedEvent): boolean =>
  deskModels.facts.some(({ from }) =>
    from.some(
      ({ category, events }) =>
        category === categoryOf(stream) && events.types.includes(event.type),
    ),
  )

/** The history of so many cases, or those of its events that are wanted. */
export const deskOf = async (
  cases: number,
  wanted: (event: RecordedEvent) => boolean = () => true,
): Promise<Desk> => {
  const folder = mkdtempSync(join(tmpdir(), 'casetrail-desk-'))
  const path = join(folder, 'desk.db')
  const { events } = await historyOf({ cases, seed: 2025, from: '2025-03-01', days: DAYS })
  const history = events.filter(wanted)
  const store = sqliteStore(path)
  const filled = await fill(store, history)
  store.close()
  if (E.isLeft(filled)) throw new Error(filled.left._tag)
  return {
    folder,
    path,
    url: `sqlite:${path}`,
    history,
    folded: history.filter(isFolded).length,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

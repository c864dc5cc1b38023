/** A small desk in a folder of its own: the demonstration's history in a store file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { RecordedEvent } from '@casetrail/core'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import { fill } from '../src/demo/fill.js'
import { simulate } from '../src/demo/simulate.js'

export interface Desk {
  readonly folder: string
  readonly path: string
  /** The store as `--store` takes it. */
  readonly url: string
  readonly history: ReadonlyArray<RecordedEvent>
  readonly remove: () => void
}

/** A mistake in a test's own set-up. */
const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right
  throw new Error(JSON.stringify(either.left))
}

/** The demonstration's history of so many visits, or those of its events that are wanted. */
export const deskOf = async (
  visits: number,
  wanted: (event: RecordedEvent) => boolean = () => true,
): Promise<Desk> => {
  const folder = mkdtempSync(join(tmpdir(), 'casetrail-desk-'))
  const path = join(folder, 'desk.db')
  const history = right(await simulate(2025, visits)).filter(wanted)
  const store = sqliteStore(path)
  right(await fill(store, history))
  store.close()
  return {
    folder,
    path,
    url: `sqlite:${path}`,
    history,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

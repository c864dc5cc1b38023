/** The store of a command, events and rows, opened before anything else is done. */
import type { RowStore } from '@casetrail/core/read-model'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'
import { cleaned } from '../present/cleaned.js'

import {
  openEvents,
  openFile,
  resolveStore,
  type Around,
  type OpenedEvents,
  type StoreOptions,
} from './open-events.js'
import { openRows, type RowsFile } from './rows-file.js'

export interface OpenedStore extends OpenedEvents {
  readonly rows: RowStore
  /** Where the rows are: with the events, or by themselves. */
  readonly file: RowsFile
}

/** Opens a store with its rows, making files where there are none (unless `mustExist`). The caller closes it. */
export const openStore = async (
  options: StoreOptions,
  around: Around,
  mustExist = false,
): Promise<E.Either<Failure, OpenedStore>> => {
  const named = resolveStore(options.store, around.env)
  if (E.isLeft(named)) return named
  const url = named.right
  if (url.scheme === 'sqlite') {
    if (options.rows !== undefined) return E.left(rowsOfAFile(url.shown))
    const opened = await openFile(url, mustExist)
    return E.isLeft(opened) ? opened : E.right({ ...opened.right, file: url })
  }
  const events = await openEvents(url, options, around)
  if (E.isLeft(events)) return events
  const { store, close } = events.right
  const kept = await openRows(options.rows, around.env, url, store)
  if (E.isLeft(kept)) {
    await close()
    return kept
  }
  const { rows, file, close: closeRows } = kept.right
  if (options.quiet !== true) {
    around.err(`the rows of ${cleaned(url.shown)} are in ${cleaned(file.shown)}\n`)
  }
  return E.right({
    url,
    store,
    rows,
    file,
    close: async () => {
      closeRows()
      await close()
    },
  })
}

const rowsOfAFile = (shown: string): Failure => ({
  code: 2,
  tag: 'WrongUsage',
  lines: [`--rows is for stores on a server: ${shown} keeps its rows itself`],
})

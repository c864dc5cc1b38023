/** The rows of a store that is elsewhere: a file of their own on this machine. */
import { createHash } from 'node:crypto'

import { foldRead, type EventStore } from '@casetrail/core'
import type { RowStore } from '@casetrail/core/read-model'
import { sqliteStore } from '@casetrail/sqlite'
import * as E from 'fp-ts/lib/Either.js'

import type { Failure } from '../failure.js'

import { storeFailure } from './failure.js'
import type { EsdbUrl } from './url.js'

import { claimRows } from './rows-owner.js'

/** A file as a person names it. */
export interface RowsFile {
  readonly path: string
  readonly shown: string
}

export interface OpenedRows {
  readonly rows: RowStore
  readonly file: RowsFile
  readonly close: () => void
}

/** Each store has a file of its own in the working folder; who connects makes no difference. */
const usualName = ({ hosts }: EsdbUrl): string => {
  const hash = createHash('sha256').update(hosts.join(',')).digest('hex')
  return `casetrail-rows-${hash.slice(0, 12)}.db`
}

/** The file of `--rows`, else of CASETRAIL_ROWS, else the store's usual one. */
const rowsFileOf = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  url: EsdbUrl,
): RowsFile => {
  const named = env['CASETRAIL_ROWS'] ?? ''
  const shown = option ?? (named === '' ? usualName(url) : named)
  return { path: shown.replace(/^sqlite:/, ''), shown }
}

/** A desk in a file has rows of its own, which others must not be mixed with. */
const holdsEvents = async (
  store: Pick<EventStore, 'read'>,
  { shown }: RowsFile,
): Promise<E.Either<Failure, void>> => {
  const found = await foldRead(store, { all: true, limit: 1 }, 0, (n) => n + 1)()
  if (E.isLeft(found)) return E.left(storeFailure(found.left, shown))
  if (found.right === 0) return E.right(undefined)
  const lines = [
    `${shown} is a store with events of its own, and its rows are of those`,
    'name another file with --rows; it is made where there is none',
  ]
  return E.left({ code: 2, tag: 'RowsInAStore', lines, details: { file: shown } })
}

/**
 * Opens the rows of a store, making the file where there is none.
 *
 * Rejects: `RowsInAStore`, `RowsOfAnotherStore`, and what the file and the store answer.
 */
export const openRows = async (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  url: EsdbUrl,
  store: Pick<EventStore, 'read'>,
): Promise<E.Either<Failure, OpenedRows>> => {
  const file = rowsFileOf(option, env, url)
  const kept = sqliteStore(file.path)
  const opened = kept.open()
  const free = E.isLeft(opened)
    ? E.left(storeFailure(opened.left, file.shown))
    : await holdsEvents(kept, file)
  const claimed = E.isLeft(free) ? free : await claimRows(kept.rows, file.shown, url, store)
  if (E.isLeft(claimed)) {
    kept.close()
    return claimed
  }
  return E.right({ rows: kept.rows, file, close: kept.close })
}

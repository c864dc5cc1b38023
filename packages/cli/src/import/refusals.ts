/** Rows that can't be mapped: the first few for the error, all of them for a rejects file. */
import { openSync, closeSync, writeSync, type PathLike } from 'node:fs'

import type { RefusedRow } from './error.js'

const SHOWN = 20

export interface Refusals {
  readonly add: (row: RefusedRow, fields: Readonly<Record<string, string>>) => void
  readonly total: () => number
  /** The first of them in the order of the files. */
  readonly first: () => ReadonlyArray<RefusedRow>
  readonly close: () => void
}

const before = (a: RefusedRow, b: RefusedRow): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.row - b.row

/** Keeps refusals; with a path it writes each as a line of JSON there. */
export const keepRefusals = (path: PathLike | undefined): Refusals => {
  const file = path === undefined ? undefined : openSync(path, 'w')
  let first: RefusedRow[] = []
  let total = 0
  return {
    add: (row, fields) => {
      total += 1
      if (file !== undefined) writeSync(file, `${JSON.stringify({ ...row, fields })}\n`)
      if (first.length >= 2 * SHOWN) first = first.sort(before).slice(0, SHOWN)
      first.push(row)
    },
    total: () => total,
    first: () => first.sort(before).slice(0, SHOWN),
    close: () => {
      if (file !== undefined) closeSync(file)
    },
  }
}

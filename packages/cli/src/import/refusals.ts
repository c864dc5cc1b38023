/** Rows that can't be mapped: the first few for the error, all of them for a rejects file. */
import { openSync, closeSync, writeSync } from 'node:fs'

import { Stopped, type RefusedRow } from './error.js'
import { codeOf, inputError, messageOf } from './read/failure.js'

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

/** What was thrown while the rejects file was opened or written. */
const stoppedBy = (file: string, thrown: unknown): Stopped => {
  const reason =
    codeOf(thrown) === 'ENOENT'
      ? 'there is no such folder; create it, or name another file with --rejects'
      : messageOf(thrown)
  const error = inputError(file, thrown)
  return new Stopped(
    error._tag === 'NotAFile' ? error : { _tag: 'RejectsUnwritable', file, reason },
  )
}

const stopping = <A>(file: string, work: () => A): A => {
  try {
    return work()
  } catch (thrown) {
    throw stoppedBy(file, thrown)
  }
}

/** Keeps refusals; with a path it writes each as a line of JSON there. Throws `Stopped`. */
export const keepRefusals = (path: string | undefined): Refusals => {
  const file =
    path === undefined ? undefined : { path, descriptor: stopping(path, () => openSync(path, 'w')) }
  let first: RefusedRow[] = []
  let total = 0
  return {
    add: (row, fields) => {
      total += 1
      if (file !== undefined) {
        const line = `${JSON.stringify({ ...row, fields })}\n`
        stopping(file.path, () => writeSync(file.descriptor, line))
      }
      if (first.length >= 2 * SHOWN) first = first.sort(before).slice(0, SHOWN)
      first.push(row)
    },
    total: () => total,
    first: () => first.sort(before).slice(0, SHOWN),
    close: () => {
      if (file !== undefined) closeSync(file.descriptor)
    },
  }
}

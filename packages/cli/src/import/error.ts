/** Why an import stopped. Nothing was written where the error has no `written`. */
import type { AppendError, ReadError } from '@casetrail/core'

import type { InvalidMapping } from './mapping/read.js'
import type { InputError } from './read/failure.js'
import type { DiskFull } from './spill.js'

/** A row that the mapping can't make events of. */
export interface RefusedRow {
  readonly file: string
  readonly line: number
  readonly row: number
  readonly key: string | null
  readonly reason: string
}

/** Rows can't be mapped; the first of them, in the order of the files. */
export interface RowsRefused {
  readonly _tag: 'RowsRefused'
  readonly total: number
  readonly rows: ReadonlyArray<RefusedRow>
}

/** What the store holds of a stream is not what the source says now. */
export interface DivergedStream {
  readonly category: string
  readonly key: string
  readonly stream: string
  readonly revision: number
  readonly reason: string
}
export interface Diverged {
  readonly _tag: 'Diverged'
  readonly written: number
  readonly total: number
  readonly streams: ReadonlyArray<DivergedStream>
}

/** The store failed; what was written of each stream is its beginning, if not all of it. */
export interface StoreFailed {
  readonly _tag: 'StoreFailed'
  readonly error: AppendError | ReadError
  readonly written: number
}

/** The temporary files went away while streams were written; what was written of each is its beginning, if not all of it. */
interface TemporaryLost {
  readonly _tag: 'TemporaryLost'
  readonly folder: string
  readonly reason: string
  readonly written: number
}

/** Stopped from outside; the stories written so far are whole, and the import can be run again. */
export interface Interrupted {
  readonly _tag: 'Interrupted'
  readonly written: number
}

/** The file for refused rows can't be written. */
interface RejectsUnwritable {
  readonly _tag: 'RejectsUnwritable'
  readonly file: string
  readonly reason: string
}

export type ImportError =
  | InputError
  | InvalidMapping
  | RowsRefused
  | RejectsUnwritable
  | Diverged
  | DiskFull
  | StoreFailed
  | TemporaryLost
  | Interrupted

/** Carries an error to the edge of the import. */
export class Stopped extends Error {
  constructor(readonly error: ImportError) {
    super(error._tag)
  }
}

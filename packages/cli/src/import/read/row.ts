/** Rows: what every reader makes of its file, whatever the format. */

/** One record of a source: a line of a table, an event of a log. */
export interface SourceRow {
  /** Index of the file among those given. */
  readonly file: number
  /** Number of the record in its file, from 1; a header is none. */
  readonly row: number
  /** The line it stands on, from 1. */
  readonly line: number
  /** The values of the columns asked for, in their order; `undefined`: unknown. */
  readonly values: ReadonlyArray<string | undefined>
}

/** Which columns a reader keeps, and which texts mean that a value is unknown. */
export interface Wanted {
  readonly columns: ReadonlyArray<string>
  readonly nulls: ReadonlySet<string>
}

/** Rows are handed on in lists, so that waiting is paid once for many. */
export const BATCH = 1_000

/** The lines that a part of the spilled source holds: rows, and after them the marks that refuse some. */
import type { SourceRow } from './read/row.js'

export interface SpilledRow extends SourceRow {
  /** Of its story. */
  readonly key: string
}

/** A row that must be left out. */
export interface Mark {
  readonly file: number
  readonly row: number
  readonly reason: string
}

export const rowLine = (key: string, { file, row, line, values }: SourceRow): string =>
  JSON.stringify([key, file, row, line, ...values.map((value) => value ?? null)])

export const rowOfLine = (text: string): SpilledRow => {
  const [key, file, row, line, ...values] = JSON.parse(text) as [
    string,
    number,
    number,
    number,
    ...(string | null)[],
  ]
  return { key, file, row, line, values: values.map((value) => value ?? undefined) }
}

/** A line under the same key as its row, so that both come into the same part. */
export const markLine = (key: string, mark: Mark): string => JSON.stringify({ key, ...mark })

export const isMark = (text: string): boolean => text.startsWith('{')

export const markOfLine = (text: string): Mark & { readonly key: string } =>
  JSON.parse(text) as Mark & { readonly key: string }

/** The key of the story that a line belongs to. */
export const keyOfLine = (text: string): string =>
  isMark(text) ? markOfLine(text).key : rowOfLine(text).key

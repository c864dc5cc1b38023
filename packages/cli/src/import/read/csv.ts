/** CSV files as rows, read as a stream. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream'

import { nearest, show } from '@casetrail/core'
import { CsvError, parse } from 'csv-parse'

import { bytesOf } from './bytes.js'
import { unreadable } from './failure.js'
import { BATCH, type SourceRow, type Wanted } from './row.js'
import { textOf } from './text.js'

export interface CsvFormat {
  readonly delimiter: string
  readonly encoding: string
  readonly quote: string
}

/** A record longer than this most likely has an open quotation mark in it. */
const LONGEST_RECORD = 4 * 1024 * 1024

interface Parsed {
  readonly record: ReadonlyArray<string>
  readonly info: { readonly lines: number }
}

/** Where each wanted column stands. Throws `MissingColumn`, `DuplicateColumn`. */
const placesOf = (
  file: string,
  header: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>,
): ReadonlyArray<number> => {
  const twice = header.find((name, i) => header.indexOf(name) !== i && wanted.includes(name))
  if (twice !== undefined) {
    throw unreadable('DuplicateColumn', file, `column ${JSON.stringify(twice)} is there twice`, 1)
  }
  const missing = wanted.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    const [only = ''] = header
    const reason =
      header.length === 1 && wanted.length > 1
        ? `there is only one column, ${show(only)}: is the delimiter another one?`
        : missing.map((name) => missingColumn(name, header)).join('; ')
    throw unreadable('MissingColumn', file, reason, 1)
  }
  return wanted.map((name) => header.indexOf(name))
}

/** Says which column is missing, and which one may be meant. */
export const missingColumn = (name: string, known: ReadonlyArray<string>): string => {
  const near = nearest(name, known)
  const hint = near === undefined ? '' : ` (did you mean ${JSON.stringify(near)}?)`
  return `there is no column ${JSON.stringify(name)}${hint}`
}

/** Rows of a CSV file whose first line names the columns. Throws `Unreadable` and system errors. */
export const csvRows = async function* (
  file: string,
  index: number,
  format: CsvFormat,
  wanted: Wanted,
  onBytes: (count: number) => void,
): AsyncGenerator<ReadonlyArray<SourceRow>> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    quote: format.quote === '' ? null : format.quote,
    escape: format.quote === '' ? null : format.quote,
    info: true,
    max_record_size: LONGEST_RECORD,
    skip_empty_lines: true,
  })
  pipeline(
    Readable.from(textOf(file, bytesOf(file, onBytes), format.encoding)),
    parser,
    () => undefined,
  )
  let places: ReadonlyArray<number> | undefined
  let row = 0
  let lastLine = 0
  let batch: SourceRow[] = []
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      lastLine = info.lines
      if (places === undefined) {
        places = placesOf(file, record, wanted.columns)
        continue
      }
      row += 1
      const values = places.map((place) => {
        const value = record[place]
        return value === undefined || wanted.nulls.has(value) ? undefined : value
      })
      batch.push({ file: index, row, line: info.lines, values })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  } catch (thrown) {
    throw thrown instanceof CsvError ? malformed(file, thrown, lastLine) : thrown
  }
  if (places === undefined) throw unreadable('EmptyFile', file, 'there is not even a header line')
  if (batch.length > 0) yield batch
}

/** An open quotation mark is looked for after the last record that was whole, not at the file's end. */
const malformed = (file: string, error: CsvError, lastLine: number): Error => {
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
  const line: unknown = unclosed || !('lines' in error) ? lastLine + 1 : error.lines
  return unreadable(
    'MalformedCsv',
    file,
    reasonOf(error),
    typeof line === 'number' ? line : undefined,
  )
}

const reasonOf = (error: CsvError): string => {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quotation mark is opened and never closed'
    case 'CSV_MAX_RECORD_SIZE':
      return 'a record is longer than 4 MiB: a quotation mark may be opened and never closed; longer texts are not read'
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a quotation mark stands in the middle of a field; double it, or name another quote or delimiter in the mapping'
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return `the record has not as many fields as the header (delimiter, or a missing quotation mark): ${error.message}`
    default:
      return error.message
  }
}

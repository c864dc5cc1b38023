/** Pass 1, first half: the files' rows, sorted by story into parts on disk. */
import { basename } from 'node:path'

import { missingColumn, csvRows } from './read/csv.js'
import { sizeOf } from './read/bytes.js'
import { unreadable, Unreadable, inputError } from './read/failure.js'
import type { SourceRow } from './read/row.js'
import { xesRows } from './read/xes.js'
import { Stopped } from './error.js'
import type { Job } from './job.js'
import type { Format } from './mapping/document.js'
import { openClaims } from './claims.js'
import { openSpill } from './spill.js'
import { markLine, rowLine } from './spilled.js'

/** Kinds of files by the end of their names; a name without an end is believed to be what the mapping says. */
const ENDS: ReadonlyMap<string, Format['type']> = new Map([
  ['xes', 'xes'],
  ['xml', 'xes'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['txt', 'csv'],
])

const checkType = (file: string, format: Format['type']): void => {
  const name = basename(file).replace(/\.gz$/i, '')
  const end = /\.([^.]+)$/.exec(name)?.[1]
  if (end === undefined) return
  const type = ENDS.get(end.toLowerCase())
  if (type === undefined) {
    const known = [...ENDS.keys()].map((known) => `.${known}`).join(', ')
    throw unreadable('UnknownFileType', file, `.${end} is not among ${known} (each also with .gz)`)
  }
  if (type !== format) {
    throw unreadable(
      'WrongFileType',
      file,
      `the mapping is for ${format} files, this is named as ${type}`,
    )
  }
}

const rowsOf = (
  job: Job,
  index: number,
  file: string,
  seen: Set<string>,
  onBytes: (count: number) => void,
): AsyncGenerator<ReadonlyArray<SourceRow>> => {
  const { format, columns, nulls } = job.plan
  const wanted = { columns, nulls }
  if (format.type === 'xes') return xesRows(file, index, wanted, onBytes, seen)
  const { delimiter = ',', encoding = 'utf-8', quote = '"' } = format
  return csvRows(file, index, { delimiter, encoding, quote }, wanted, onBytes)
}

/** Reads all files and spills their rows; the parts. Throws `Stopped` and what spilling throws. */
export const splitFiles = async (job: Job): Promise<ReadonlyArray<string>> => {
  const { plan, files, folder, tally, refusals, signal, onProgress } = job
  const spill = openSpill(folder, 'rows')
  const claims = openClaims(job)
  const [story] = plan.streams
  let done = 0
  try {
    const sizes = await Promise.all(files.map((file) => named(file, () => sizeOf(file))))
    const total = sizes.reduce((a, b) => a + b, 0)
    const seen = new Set<string>()
    for (const [index, file] of files.entries()) {
      await named(file, async () => {
        checkType(file, plan.format.type)
        for await (const batch of rowsOf(job, index, file, seen, (count) => (done += count))) {
          if (signal.aborted) throw new Stopped({ _tag: 'Interrupted', written: 0 })
          for (const row of batch) {
            tally.rows += 1
            const key = row.values[story.key]
            if (key !== undefined) {
              spill.add(key, rowLine(key, row))
              claims.add(key, row)
              continue
            }
            tally.rejected += 1
            const reason = `column ${plan.columns[story.key] ?? ''}, the key, is unknown`
            refusals.add(
              { file, line: row.line, row: row.row, key: null, reason },
              fieldsOf(job, row),
            )
          }
          onProgress({ stage: 'reading', done, total })
        }
      })
    }
    if (plan.format.type === 'xes' && tally.rows > 0) checkSeen(job, seen)
    for await (const { story: key, ...mark } of claims.contested()) {
      spill.add(key, markLine(key, mark))
    }
    return spill.close()
  } finally {
    claims.abandon()
    spill.abandon()
  }
}

/** A log may leave an attribute out of an event; one that no event has is a mistake of the mapping. */
const checkSeen = ({ plan, files }: Job, seen: ReadonlySet<string>): void => {
  const missing = plan.columns.filter((name) => !seen.has(name))
  if (missing.length === 0) return
  const reason = missing.map((name) => missingColumn(name, [...seen])).join('; ')
  throw new Stopped({ _tag: 'MissingColumn', file: files.join(', '), reason })
}

/** What was thrown while reading a file, under the file's name. */
const named = async <A>(file: string, read: () => Promise<A>): Promise<A> => {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof Unreadable) throw new Stopped(thrown.error)
    if (thrown instanceof Error && 'code' in thrown) throw new Stopped(inputError(file, thrown))
    throw thrown
  }
}

/** A row's known values by column, as far as the mapping reads them. */
export const fieldsOf = (
  { plan }: Pick<Job, 'plan'>,
  row: SourceRow,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    plan.columns.flatMap((column, i) => {
      const value = row.values[i]
      return value === undefined ? [] : [[column, value]]
    }),
  )

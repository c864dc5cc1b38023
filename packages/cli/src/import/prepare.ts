/** Pass 1, second half: every case mapped, checked and held against the store; ready events on disk. */
import { basename } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import { alreadyThere, isEmpty, type Stored } from './already-there.js'
import { Stopped, type DivergedCase } from './error.js'
import { inFlight } from './in-flight.js'
import { AT_ONCE, type Job } from './job.js'
import { caseMapper, type MappedCase, type Prepared, type RowFate } from './map-case.js'
import type { SourceRow } from './read/row.js'
import { openSpill, smallParts } from './spill.js'
import { fieldsOf, rowOfLine } from './split.js'
import { count, countBreaches } from './summary.js'

/** A case ready to be written. */
export interface ReadyCase extends Stored {
  readonly key: string
  readonly stream: string
  readonly events: ReadonlyArray<Prepared>
}

const SHOWN = 20

const byCase = (lines: ReadonlyArray<string>): ReadonlyMap<string, ReadonlyArray<SourceRow>> => {
  const cases = new Map<string, SourceRow[]>()
  for (const line of lines) {
    const { key, ...row } = rowOfLine(line)
    const rows = cases.get(key)
    if (rows === undefined) cases.set(key, [row])
    else rows.push(row)
  }
  return cases
}

/** Maps the cases of all parts; the parts of ready cases. Throws `Stopped` and what spilling throws. */
export const prepareCases = async (
  job: Job,
  parts: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> => {
  const { plan, files, tally, signal, onProgress } = job
  const map = caseMapper(
    plan,
    files.map((file) => basename(file)),
  )
  const spill = openSpill(job.folder, 'ready')
  const diverged: DivergedCase[] = []
  let divergences = 0
  const compare = await comparison(job)
  const asked = inFlight(AT_ONCE)
  let done = 0
  const ready = async (mapped: MappedCase): Promise<void> => {
    const stored = await compare(mapped)
    if (E.isLeft(stored)) {
      divergences += 1
      if (diverged.length < SHOWN) diverged.push(stored.left)
      return
    }
    const { key, stream, events } = mapped
    const line: ReadyCase = { key, stream, events, ...stored.right }
    spill.add(key, JSON.stringify(line))
  }
  try {
    for await (const lines of smallParts(parts, (line) => rowOfLine(line).key)) {
      for (const [key, rows] of byCase(lines)) {
        const mapped = map(key, rows)
        countFates(job, mapped)
        if (mapped.events.length > 0) await asked.start(() => ready(mapped))
      }
      if (signal.aborted) throw new Stopped({ _tag: 'Interrupted', written: 0 })
      done += lines.length
      onProgress({ stage: 'mapping', done, total: tally.rows })
    }
    await asked.ended()
    stopOnRefusals(job)
    if (divergences > 0)
      throw new Stopped({ _tag: 'Diverged', written: 0, total: divergences, cases: diverged })
    return spill.close()
  } catch (thrown) {
    await asked.ended().catch(() => undefined)
    spill.abandon()
    throw thrown
  }
}

const stopOnRefusals = ({ refusals, mayRefuse }: Job): void => {
  if (mayRefuse || refusals.total() === 0) return
  throw new Stopped({ _tag: 'RowsRefused', total: refusals.total(), rows: refusals.first() })
}

type Compare = (mapped: MappedCase) => Promise<E.Either<DivergedCase, Stored>>

/** An empty store needn't be asked about each case. */
const comparison = async ({ store, signal }: Job): Promise<Compare> => {
  const nothing = E.right<DivergedCase, Stored>({ count: 0, lastRecordedAt: undefined })
  if (store === undefined) return () => Promise.resolve(nothing)
  const empty = await isEmpty(store, signal)
  if (E.isLeft(empty)) throw failed(signal, empty.left)
  if (empty.right) return () => Promise.resolve(nothing)
  return async (mapped) => {
    const stored = await alreadyThere(store, mapped, signal)
    if (E.isLeft(stored)) throw failed(signal, stored.left)
    return stored.right
  }
}

/** A read that was broken off by the signal is no fault of the store. */
export const failed = (
  signal: AbortSignal,
  error: Extract<Stopped['error'], { readonly _tag: 'StoreFailed' }>['error'],
  written = 0,
): Stopped =>
  signal.aborted
    ? new Stopped({ _tag: 'Interrupted', written })
    : new Stopped({ _tag: 'StoreFailed', error, written })

const countFates = (job: Job, { key, events, fates, breaches }: MappedCase): void => {
  const { tally } = job
  for (const fate of fates) countFate(job, key, fate)
  if (events.length === 0) return
  tally.cases += 1
  tally.events += events.length
  countBreaches(tally, breaches)
}

const countFate = (job: Job, key: string, fate: RowFate): void => {
  const { tally, refusals, files } = job
  switch (fate._tag) {
    case 'Mapped':
      tally.mapped += 1
      for (const rule of fate.rules) count(tally.rules, rule)
      return
    case 'Noted':
      tally.noted += 1
      count(tally.unmapped, fate.activity)
      return
    case 'Ignored':
      tally.ignored += 1
      count(tally.unmapped, fate.activity)
      return
    case 'Refused': {
      const { row, reason } = fate
      tally.rejected += 1
      const file = files[row.file] ?? ''
      refusals.add({ file, line: row.line, row: row.row, key, reason }, fieldsOf(job, row))
    }
  }
}

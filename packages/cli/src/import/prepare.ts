/** Pass 1, second half: every story mapped, checked and held against the store; ready events on disk. */
import { basename } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import { alreadyThere, isEmpty, type Stored } from './already-there.js'
import { Stopped, type DivergedStream } from './error.js'
import { inFlight } from './in-flight.js'
import { AT_ONCE, type Job } from './job.js'
import {
  storyMapper,
  type MappedStory,
  type MappedStream,
  type RowFate,
  type StoryRow,
} from './map-story.js'
import { openSpill, smallParts } from './spill.js'
import { fieldsOf } from './split.js'
import { isMark, keyOfLine, markOfLine, rowOfLine } from './spilled.js'
import { count, countStream } from './summary.js'

/** A stream of a story, ready to be written. */
export interface ReadyStream extends Stored, Omit<MappedStream, 'breaches'> {}

export interface ReadyStory {
  readonly key: string
  readonly streams: ReadonlyArray<ReadyStream>
}

const SHOWN = 20

const placeOf = ({ file, row }: { readonly file: number; readonly row: number }): string =>
  `${file} ${row}`

/** Rows by the key of their story, each with the mark that refuses it, where there is one. */
const byStory = (lines: ReadonlyArray<string>): ReadonlyMap<string, ReadonlyArray<StoryRow>> => {
  const stories = new Map<string, StoryRow[]>()
  const refused = new Map<string, string>()
  for (const line of lines) {
    if (!isMark(line)) continue
    const mark = markOfLine(line)
    refused.set(placeOf(mark), mark.reason)
  }
  for (const line of lines) {
    if (isMark(line)) continue
    const { key, ...row } = rowOfLine(line)
    const reason = refused.get(placeOf(row))
    const marked = reason === undefined ? row : { ...row, refused: reason }
    const rows = stories.get(key)
    if (rows === undefined) stories.set(key, [marked])
    else rows.push(marked)
  }
  return stories
}

/** Maps the stories of all parts; the parts of ready stories. Throws `Stopped` and what spilling throws. */
export const prepareStories = async (
  job: Job,
  parts: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> => {
  const { plan, files, tally, signal, onProgress } = job
  const map = storyMapper(
    plan,
    files.map((file) => basename(file)),
  )
  const spill = openSpill(job.folder, 'ready')
  const diverged: DivergedStream[] = []
  let divergences = 0
  const compare = await comparison(job)
  const asked = inFlight(AT_ONCE)
  let done = 0
  const ready = async ({ key, streams }: MappedStory): Promise<void> => {
    const compared: ReadyStream[] = []
    for (const mapped of streams) {
      const stored = await compare(mapped)
      if (E.isLeft(stored)) {
        divergences += 1
        if (diverged.length < SHOWN) diverged.push(stored.left)
        continue
      }
      const { category, key, stream, events } = mapped
      compared.push({ category, key, stream, events, ...stored.right })
    }
    const line: ReadyStory = { key, streams: compared }
    spill.add(key, JSON.stringify(line))
  }
  try {
    for await (const lines of smallParts(parts, keyOfLine)) {
      for (const [key, rows] of byStory(lines)) {
        const mapped = map(key, rows)
        for (const fate of mapped.fates) countFate(job, key, fate)
        for (const stream of mapped.streams) countStream(tally, stream)
        done += rows.length
        if (mapped.streams.length === 0) continue
        tally.stories += 1
        await asked.start(() => ready(mapped))
      }
      if (signal.aborted) throw new Stopped({ _tag: 'Interrupted', written: 0 })
      onProgress({ stage: 'mapping', done, total: tally.rows })
    }
    await asked.ended()
    stopOnRefusals(job)
    if (divergences > 0)
      throw new Stopped({ _tag: 'Diverged', written: 0, total: divergences, streams: diverged })
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

type Compare = (mapped: MappedStream) => Promise<E.Either<DivergedStream, Stored>>

/** An empty store needn't be asked about each stream. */
const comparison = async ({ store, signal }: Job): Promise<Compare> => {
  const nothing = E.right<DivergedStream, Stored>({ count: 0, lastRecordedAt: undefined })
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

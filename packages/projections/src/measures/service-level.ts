/** Promises: whether they were kept in time, and after how long they were met. */
import type { EventId } from '@casetrail/core'
import {
  counted,
  excluded,
  type Dimensions,
  type Key,
  type Measure,
  type Reading,
  type Verdict,
} from '@casetrail/core/read-model'

import { clockFacts, type ClockRow } from '../facts/clock-facts.js'
import { termsOf, type ClockRun } from '../facts/clock-runs.js'

import { cited } from './reading.js'

/** Which clocks, by their ids and what they are of. */
export type WhichClocks = (clock: string, row: ClockRow) => boolean

interface Judged {
  readonly at: number
  readonly verdict: Verdict
  readonly evidence: ReadonlyArray<EventId | undefined>
  readonly finalFrom?: number
}

const hasUnknownTime = ({ started, breached, ended }: ClockRun): boolean =>
  started.timeUnknown || breached?.timeUnknown === true || ended?.timeUnknown === true

/** A clock that was neither met nor cancelled, and has no breach recorded. */
const underWay = ({ started }: ClockRun, terms: ReturnType<typeof termsOf>): Judged => {
  const evidence = [started.id, terms?.id]
  if (terms === undefined || terms.paused || terms.dueAt === undefined) {
    return { at: terms?.from ?? started.at, verdict: excluded('running'), evidence }
  }
  // met at the deadline itself it would still be in time
  const { dueAt } = terms
  return { at: dueAt, verdict: counted(0), evidence, finalFrom: dueAt + 1 }
}

const judgedBefore = (run: ClockRun): Judged => {
  const { started, breached, withdrawn, ended } = run
  const terms = termsOf(run)
  if (terms?.target.kind === 'mean') {
    return { at: run.started.at, verdict: excluded('mean'), evidence: [started.id, ended?.id] }
  }
  const evidence = [started.id, withdrawn, breached?.id, ended?.id]
  // a promise that was broken stays so, whatever came after
  if (breached !== undefined) return { at: breached.at, verdict: counted(0), evidence }
  if (ended === undefined) return underWay(run, terms)
  if (ended.as !== 'met') return { at: ended.at, verdict: excluded(ended.as), evidence }
  const dueAt = terms?.paused === true ? undefined : terms?.dueAt
  return { at: dueAt ?? ended.at, verdict: counted(ended.inTime ? 1 : 0), evidence }
}

/**
 * Whether a run's promise was kept in time. Dated at the deadline, so that what is past it counts as
 * missed though nothing recorded it; what has no deadline, when it was judged.
 */
const judged = (run: ClockRun): Judged => {
  const found = judgedBefore(run)
  return found.verdict._tag === 'Counted' && hasUnknownTime(run)
    ? { ...found, verdict: excluded('timeUnknown') }
    : found
}

/** How long it took until it was met, also late, and of a mean; by the date at which it was. */
const met = (run: ClockRun): Judged => {
  const { started, ended } = run
  const terms = termsOf(run)
  if (terms?.target.kind === 'count') {
    return { at: started.at, verdict: excluded('count'), evidence: [started.id, ended?.id] }
  }
  if (ended === undefined) {
    return { at: started.at, verdict: excluded('running'), evidence: [started.id] }
  }
  const verdict = ended.as === 'met' ? counted(ended.elapsedMs) : excluded(ended.as)
  const unknown = verdict._tag === 'Counted' && hasUnknownTime(run)
  return {
    at: ended.at,
    verdict: unknown ? excluded('timeUnknown') : verdict,
    evidence: [started.id, ended.id],
  }
}

const dimensionsOf = (row: ClockRow, { clock, instance }: Pick<ClockRun, 'clock' | 'instance'>) =>
  instance === undefined ? { clock, ...row.dimensions } : { clock, instance, ...row.dimensions }

const readingOf = (
  subject: Key,
  dimensions: Dimensions,
  { at, verdict, evidence, finalFrom }: Judged,
): Reading => {
  const base = { subject, at, verdict, dimensions, evidence: cited(...evidence) }
  return finalFrom === undefined ? base : { ...base, finalFrom }
}

/** Those that the row has let go are told by their number; how they were judged is not kept. */
const olderReadings = (row: ClockRow, key: Key, which: WhichClocks): ReadonlyArray<Reading> =>
  row.runs.older.flatMap(({ clock, count, at, id }) => {
    if (!which(clock, row)) return []
    const judged = { at, verdict: excluded('older'), evidence: [id] }
    const dimensions = dimensionsOf(row, { clock, instance: undefined })
    return Array.from({ length: count }, () => readingOf(key, dimensions, judged))
  })

const ofRuns = (
  id: string,
  unit: Measure<ClockRow>['unit'],
  which: WhichClocks,
  judge: (run: ClockRun) => Judged,
): Measure<ClockRow> => ({
  id,
  version: 1,
  unit,
  from: { facts: clockFacts },
  parts: ['category', 'opening', 'dimensions', 'runs'],
  adds: ['clock', 'instance'],
  readings: (row, key) => {
    const { kept, older } = row.runs
    if (row.opening === undefined || (kept.length === 0 && older.length === 0)) return []
    const own = kept
      .filter(({ clock }) => which(clock, row))
      .map((run) => readingOf(key, dimensionsOf(row, run), judge(run)))
    return older.length === 0 ? own : [...own, ...olderReadings(row, key, which)]
  },
})

/** Whether each run of some clocks was in time. */
export const inTime = (id: string, which: WhichClocks): Measure<ClockRow> =>
  ofRuns(id, 'share', which, judged)

/** How long each run of some clocks took until it was met, by its own way of counting. */
export const timeToMeet = (id: string, which: WhichClocks): Measure<ClockRow> =>
  ofRuns(id, 's', which, met)

/** Of all clocks. */
export const serviceLevel = inTime('clock.serviceLevel', () => true)

/** What is promised and not met yet, with when it is due: of any instant. */
import { durationMs, type EpochMs } from '@casetrail/core'
import type { Key } from '@casetrail/core/read-model'
import type { ClockedCategory, Target } from '@casetrail/core/standards'

import type { ClockRow } from '../facts/clock-facts.js'
import { termsOf, type ClockRun } from '../facts/clock-runs.js'
import type { Terms } from '../facts/clock-terms.js'

/**
 * `due`: a warning or a breach should have been recorded and is not, so that a tick is wanted.
 * `breached`: recorded, and still not met. `paused`: it stands still, and has no deadline meanwhile.
 */
export type DueStatus = 'running' | 'paused' | 'warned' | 'due' | 'breached'

/** A run of a clock that is under way. Times are epoch milliseconds. */
export interface Due {
  readonly stream: Key
  readonly category: ClockedCategory
  readonly correlation: Key
  readonly externalRef?: string
  readonly customer?: string
  readonly clock: string
  readonly run: number
  readonly cycle?: number
  readonly instance?: string
  /** As `id@version`. */
  readonly standard: string
  readonly target: Target
  readonly startedAt: EpochMs
  readonly dueAt?: EpochMs
  readonly warnAt?: EpochMs
  readonly status: DueStatus
  /**
   * On the wall until the deadline, below 0 when it has passed. Of a paused one what is left of the
   * target, in the target's own time; a paused one of working days has `daysLeft` instead.
   */
  readonly remainingMs?: number
  readonly daysLeft?: number
}

/** The terms that bound a run at an instant. */
const termsAt = ({ terms }: ClockRun, asOf: EpochMs): Terms | undefined =>
  terms.findLast(({ from }) => from <= asOf) ?? terms[0]

const isUnderWay = ({ started, ended, breached, terms }: ClockRun, asOf: EpochMs): boolean =>
  started.at <= asOf &&
  (ended === undefined || ended.at > asOf) &&
  // a number is judged at once
  (breached === undefined || terms[0]?.target.kind !== 'count')

/** Of these terms: a warning that they put off is yet to come. */
const warnedAt = ({ warned }: ClockRun, { from, warnAt }: Terms): EpochMs | undefined =>
  warned === undefined || (warnAt !== undefined && warnAt > from && warned.at < from)
    ? undefined
    : warned.at

const statusOf = (run: ClockRun, terms: Terms, asOf: EpochMs): DueStatus => {
  const { breached } = run
  const { paused, dueAt, warnAt } = terms
  // met at the deadline itself it would still be in time
  if (breached !== undefined && asOf > breached.at) return 'breached'
  if (paused) return 'paused'
  if (dueAt !== undefined && asOf > dueAt) return 'due'
  const warned = warnedAt(run, terms)
  if (warned !== undefined && warned <= asOf) return 'warned'
  return dueAt !== undefined && warnAt !== undefined && asOf >= warnAt ? 'due' : 'running'
}

/** What is left of a target that stands still. */
const left = ({ target, elapsedMs, daysLeft }: Terms): Pick<Due, 'remainingMs' | 'daysLeft'> => {
  if (target.kind === 'elapsed' || target.kind === 'business') {
    return { remainingMs: durationMs(target.time) - elapsedMs }
  }
  return daysLeft === undefined ? {} : { daysLeft }
}

const deadlineOf = (
  terms: Terms,
  status: DueStatus,
  asOf: EpochMs,
): Pick<Due, 'dueAt' | 'warnAt' | 'remainingMs' | 'daysLeft'> => {
  if (status === 'paused') return left(terms)
  const { dueAt, warnAt } = terms
  if (dueAt === undefined) return {}
  return { dueAt, ...(warnAt === undefined ? {} : { warnAt }), remainingMs: dueAt - asOf }
}

const dueOf = (stream: Key, row: ClockRow, run: ClockRun, asOf: EpochMs): Due | undefined => {
  const terms = termsAt(run, asOf)
  const { opening } = row
  if (opening === undefined || terms === undefined || !isUnderWay(run, asOf)) return undefined
  const status = statusOf(run, terms, asOf)
  const { externalRef, customer } = opening
  return {
    stream,
    category: row.category,
    correlation: row.story,
    ...(externalRef === undefined ? {} : { externalRef }),
    ...(customer === undefined ? {} : { customer }),
    clock: run.clock,
    run: run.run,
    ...(run.cycle === undefined ? {} : { cycle: run.cycle }),
    ...(run.instance === undefined ? {} : { instance: run.instance }),
    standard: opening.standard,
    target: terms.target,
    startedAt: run.started.at,
    status,
    ...deadlineOf(terms, status, asOf),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What is due first comes first; what has no deadline, last. */
const byDue = (a: Due, b: Due): number => {
  const [x, y] = [a.dueAt ?? Infinity, b.dueAt ?? Infinity]
  if (x !== y) return x < y ? -1 : 1
  return compare(a.stream, b.stream) || compare(a.clock, b.clock) || a.run - b.run
}

/**
 * What was under way in some streams at an instant, by its deadline: what began later is not yet among
 * it, what was met or cancelled later still is. Its status is what had been due and recorded by then.
 *
 * @example
 * import { dueList } from '@casetrail/projections'
 *
 * dueList([], Date.parse('2025-03-03T09:00:00.000Z')) // []
 */
export const dueList = (
  rows: Iterable<readonly [stream: Key, row: ClockRow]>,
  asOf: EpochMs,
): ReadonlyArray<Due> => {
  const found: Due[] = []
  for (const [stream, row] of rows) {
    for (const run of row.runs.kept) {
      const due = dueOf(stream, row, run, asOf)
      if (due !== undefined) found.push(due)
    }
  }
  return found.sort(byDue)
}

const nextOf = (run: ClockRun): EpochMs | undefined => {
  const terms = termsOf(run)
  if (terms === undefined || terms.paused || run.breached !== undefined) return undefined
  const { dueAt, warnAt } = terms
  if (dueAt === undefined) return undefined
  // a breach comes when the deadline has passed, a warning as soon as its time has come
  const isWarned = warnedAt(run, terms) !== undefined
  return !isWarned && warnAt !== undefined && warnAt <= dueAt ? warnAt : dueAt + 1
}

/** From when on a tick records something in the stream of a row; `undefined`: not by time alone. */
export const nextTickAt = ({ runs, opening }: ClockRow): EpochMs | undefined => {
  if (opening === undefined) return undefined
  let next: EpochMs | undefined
  for (const run of runs.kept) {
    const at = run.ended === undefined ? nextOf(run) : undefined
    if (at !== undefined && (next === undefined || at < next)) next = at
  }
  return next
}

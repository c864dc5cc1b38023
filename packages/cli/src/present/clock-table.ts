/** What became of the promises of a case: one row for each run of a clock. */
import type { EpochMs } from '@casetrail/core'

import { dueAtOf, runText } from './clock-told.js'
import type { ClockNames } from './clock-names.js'
import { isMean, type ClockRun } from './clock-runs.js'
import { time, type Locale } from './format.js'
import { stopwatch, targetText } from './target-text.js'

export interface ClockRow {
  readonly clock: string
  readonly target: string
  readonly due: string
  readonly state: string
  readonly news: 'good' | 'bad' | 'note'
}

const STATES = {
  running: { en: 'running', zh: '計時中' },
  overdue: { en: 'overdue', zh: '已逾期（待記錄）' },
  paused: { en: 'paused', zh: '暫停' },
  met: { en: 'met', zh: '達成' },
  took: { en: 'took', zh: '用時' },
  late: { en: 'breached, met late', zh: '逾期後達成' },
  breached: { en: 'breached', zh: '逾期' },
  cancelled: { en: 'cancelled', zh: '取消' },
  exempt: { en: 'exempt', zh: '豁免' },
} as const

const spentText = ({ state, elapsedMs, count, target }: ClockRun, locale: Locale): string => {
  if (count !== undefined && target?.kind === 'count') return ` (${String(count)})`
  if (elapsedMs === undefined) return ''
  const at = stopwatch(elapsedMs)
  switch (state) {
    case 'met':
    case 'late':
      return locale === 'zh' ? `，用時 ${at}` : ` in ${at}`
    case 'paused':
      return locale === 'zh' ? `，已計時 ${at}` : ` after ${at}`
    default:
      return ''
  }
}

const isOverdue = (run: ClockRun, asOf: EpochMs): boolean =>
  run.state === 'running' && run.dueAt !== undefined && asOf > Date.parse(run.dueAt)

/** A count or a mean that is met is no more than noted. */
const newsOf = (run: ClockRun, asOf: EpochMs): ClockRow['news'] => {
  if (run.breached || run.state === 'late' || isOverdue(run, asOf)) return 'bad'
  return run.state === 'met' && !isMean(run) ? 'good' : 'note'
}

/** What became of a run, as of an instant. */
const stateText = (run: ClockRun, asOf: EpochMs, locale: Locale): string => {
  const { elapsedMs } = run
  if (run.state === 'met' && isMean(run) && elapsedMs !== undefined) {
    return `${STATES.took[locale]} ${stopwatch(elapsedMs)}`
  }
  const state = isOverdue(run, asOf) ? 'overdue' : run.state
  const breached = state === 'paused' && run.breached ? `${STATES.breached[locale]} · ` : ''
  return breached + STATES[state][locale] + spentText(run, locale)
}

const rowOf = (
  run: ClockRun,
  names: ClockNames,
  zone: string,
  asOf: EpochMs,
  locale: Locale,
): ClockRow => {
  const due = dueAtOf(run)
  return {
    clock: runText(run, names, locale),
    target: run.target === undefined ? '' : targetText(run.target, locale),
    due: due === undefined ? '' : time(Date.parse(due), zone),
    state: stateText(run, asOf, locale),
    news: newsOf(run, asOf),
  }
}

/** So many runs of one clock are told one by one; of more, those that were met together. */
const FEW = 4

const together = (
  met: ReadonlyArray<ClockRun>,
  names: ClockNames,
  locale: Locale,
): ReadonlyArray<ClockRow> => {
  const [first] = met
  if (first === undefined) return []
  const name = runText({ standard: first.standard, clock: first.clock, run: 1 }, names, locale)
  const times = String(met.length)
  return [
    {
      clock: locale === 'zh' ? `${name}（${times} 次）` : `${name} (${times} runs)`,
      target: first.target === undefined ? '' : targetText(first.target, locale),
      due: '',
      state: STATES.met[locale],
      news: 'good',
    },
  ]
}

/** A row for each run, in the order in which they began; a clock that ran often has its met runs in one. */
export const clockRows = (
  runs: Iterable<ClockRun>,
  names: ClockNames,
  zone: string,
  asOf: EpochMs,
  locale: Locale,
): ReadonlyArray<ClockRow> => {
  const byClock = new Map<string, ClockRun[]>()
  for (const run of runs) {
    const key = JSON.stringify([run.stream, run.clock])
    const same = byClock.get(key)
    if (same === undefined) byClock.set(key, [run])
    else same.push(run)
  }
  return [...byClock.values()].flatMap((all) => {
    const met = all.length > FEW ? all.filter(({ state }) => state === 'met') : []
    const alone = all.filter((run) => !met.includes(run))
    return [
      ...together(met, names, locale),
      ...alone.map((run) => rowOf(run, names, zone, asOf, locale)),
    ]
  })
}

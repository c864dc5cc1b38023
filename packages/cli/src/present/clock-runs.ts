/** The runs of clocks in a story: what was promised, when it was due and what became of it. */
import { Instant, type TraceEntry } from '@casetrail/core'
import { Target } from '@casetrail/core/standards'
import * as E from 'fp-ts/lib/Either.js'

import type { StoryEntry } from './story-entry.js'

/** `late`: kept after it was broken. */
type RunState = 'running' | 'paused' | 'met' | 'late' | 'breached' | 'cancelled' | 'exempt'

export interface ClockRun {
  readonly stream: TraceEntry['stream']
  /** As `id@version`; '' where the events name none. */
  readonly standard: string
  readonly clock: string
  readonly run: number
  readonly instance?: string
  readonly target?: Target
  readonly startedAt: Instant
  readonly dueAt?: Instant
  readonly state: RunState
  readonly breached: boolean
  /** Whether a breach was recorded and taken back. */
  readonly withdrawn: boolean
  readonly elapsedMs?: number
  readonly count?: number
}

/** The fields of a clock event, by their names. */
export type ClockFields = Readonly<Record<string, string | number | boolean | undefined>>

export const isClockEntry = ({ type, unread }: StoryEntry): boolean =>
  unread === undefined && CLOCK_EVENTS.has(type)

const CLOCK_EVENTS: ReadonlySet<string> = new Set([
  'ClockStarted',
  'ClockPaused',
  'ClockResumed',
  'ClockRetargeted',
  'ClockWarned',
  'ClockMet',
  'ClockBreached',
  'ClockBreachWithdrawn',
  'ClockCancelled',
])

export const fieldsOf = ({ details }: TraceEntry): ClockFields => Object.fromEntries(details)

const TARGET = 'target.'

/** The target that an event carries. */
export const targetOf = (fields: ClockFields): Target | undefined => {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(TARGET) ? [[name.slice(TARGET.length), value] as const] : [],
  )
  const target = Target.decode(Object.fromEntries(parts))
  return E.isRight(target) ? target.right : undefined
}

export const keyOf = ({ stream }: TraceEntry, { clock, run }: ClockFields): string =>
  JSON.stringify([stream, clock, run])

const text = (value: ClockFields[string]): string | undefined =>
  typeof value === 'string' ? value : undefined

const number = (value: ClockFields[string]): number | undefined =>
  typeof value === 'number' ? value : undefined

const instant = (value: ClockFields[string]): Instant | undefined =>
  Instant.is(value) ? value : undefined

const started = (entry: TraceEntry, fields: ClockFields): ClockRun => {
  const { standard, stream, at } = entry
  const instance = text(fields['instance'])
  return {
    stream,
    standard: standard === undefined ? '' : `${standard.id}@${String(standard.version)}`,
    clock: String(fields['clock']),
    run: number(fields['run']) ?? 1,
    ...(instance === undefined ? {} : { instance }),
    startedAt: instant(fields['from']) ?? at,
    state: 'running',
    breached: false,
    withdrawn: false,
  }
}

export const isMean = ({ target }: Pick<ClockRun, 'target'>): boolean => target?.kind === 'mean'

const changeOf = (run: ClockRun, { type }: TraceEntry, fields: ClockFields): Partial<ClockRun> => {
  switch (type) {
    case 'ClockPaused':
      return { state: 'paused' }
    case 'ClockResumed':
      return { state: run.breached ? 'breached' : 'running' }
    case 'ClockMet':
      // of a mean no single one is late
      return { state: fields['inTime'] === false && !isMean(run) ? 'late' : 'met' }
    case 'ClockBreached':
      return { state: 'breached', breached: true }
    case 'ClockBreachWithdrawn':
      return { state: 'running', breached: false, withdrawn: true }
    case 'ClockCancelled':
      return { state: fields['as'] === 'exempt' ? 'exempt' : 'cancelled' }
    default:
      return {}
  }
}

const after = (run: ClockRun, entry: TraceEntry, fields: ClockFields): ClockRun => {
  const target = targetOf(fields)
  const dueAt = instant(fields['dueAt'])
  const elapsedMs = number(fields['elapsedMs'])
  const count = number(fields['count'])
  return {
    ...run,
    ...(target === undefined ? {} : { target }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
    ...(count === undefined ? {} : { count }),
    ...changeOf(run, entry, fields),
  }
}

const inStoredOrder = (a: TraceEntry, b: TraceEntry): number => a.revision - b.revision

/** The runs by `keyOf` their events, in the order in which they began. */
export const clockRuns = (entries: ReadonlyArray<TraceEntry>): ReadonlyMap<string, ClockRun> => {
  const runs = new Map<string, ClockRun>()
  // what was recorded late stands earlier in the story than what it takes back
  for (const entry of entries.filter(isClockEntry).sort(inStoredOrder)) {
    const fields = fieldsOf(entry)
    const key = keyOf(entry, fields)
    runs.set(key, after(runs.get(key) ?? started(entry, fields), entry, fields))
  }
  const began = (run: ClockRun): number => Date.parse(run.startedAt)
  return new Map([...runs].sort(([, a], [, b]) => began(a) - began(b)))
}

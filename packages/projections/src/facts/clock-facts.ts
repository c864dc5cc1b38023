/** Events of clocked streams folded into one row a stream: its promises, and the steps it took. */
import type { DomainEvent, RecordedEvent } from '@casetrail/core'
import { caseEvents } from '@casetrail/core/case'
import { clockEvents, type ClockEvent } from '@casetrail/core/clock'
import { complaintEvents } from '@casetrail/core/complaint'
import { emergencyEvents } from '@casetrail/core/emergency'
import { followUpEvents } from '@casetrail/core/follow-up'
import type { Dimensions, EventSource, Facts, Key } from '@casetrail/core/read-model'
import type { ClockedCategory } from '@casetrail/core/standards'

import { noRuns, runsAfter, type Runs } from './clock-runs.js'
import { type Draft, type Fact, factOf } from './fact.js'
import { streamKind, type EndedAs, type Opened } from './stream-kinds.js'
import { silence, talkAfter, type Talk } from './talk.js'
import { emptyTrace, traceAfter, type Trace } from './trace.js'

export interface StreamOpening extends Fact, Opened {}

/** The last event by which the stream ended. */
export interface StreamEnd extends Fact {
  readonly as: EndedAs
  /** When the work was over: of an archived one, when it was closed before. */
  readonly since: Fact
}

export interface ClockRow {
  readonly category: ClockedCategory
  /** The story that the stream belongs to: its correlation. */
  readonly story: Key
  /** Undefined until it was seen: no readings before. */
  readonly opening: StreamOpening | undefined
  readonly dimensions: Dimensions
  readonly runs: Runs
  readonly trace: Trace
  /** Of a case: who spoke when. */
  readonly talk: Talk
  /** Undefined while it goes on. */
  readonly over: StreamEnd | undefined
}

const copyOf = (row: ClockRow): Draft<ClockRow> => ({
  category: row.category,
  story: row.story,
  opening: row.opening,
  dimensions: row.dimensions,
  runs: row.runs,
  trace: row.trace,
  talk: row.talk,
  over: row.over,
})

const emptyRow = (category: ClockedCategory, { metadata }: RecordedEvent): ClockRow => ({
  category,
  story: metadata.correlationId,
  opening: undefined,
  dimensions: {},
  runs: noRuns,
  trace: emptyTrace,
  talk: silence,
  over: undefined,
})

const types: ReadonlySet<string> = new Set(clockEvents.types)

const isOfClock = (event: DomainEvent): event is ClockEvent => types.has(event.type)

const evolve = (known: ClockRow | undefined, seen: RecordedEvent): ClockRow | undefined => {
  const kind = streamKind(seen)
  if (kind === undefined) return known
  const row = known ?? emptyRow(kind.category, seen)
  const { event } = seen
  const fact = factOf(seen)
  if (isOfClock(event)) return withRuns(row, runsAfter(row.runs, event, fact))
  const own = row.opening?.attributes ?? {}
  const next = copyOf(row)
  const opened = kind.opened(event)
  if (opened !== undefined) next.opening = { ...fact, ...opened }
  next.dimensions = kind.dimensionsAfter(row.dimensions, own, event)
  next.trace = traceAfter(row.trace, event, fact)
  if (kind.category === 'case') next.talk = talkAfter(row.talk, event, fact)
  if (kind.ends.has(event.type)) next.over = endBy(kind.ends.get(event.type), fact, row.over)
  return isSame(row, next) ? row : next
}

const isSame = (a: ClockRow, b: ClockRow): boolean =>
  a.opening === b.opening &&
  a.dimensions === b.dimensions &&
  a.trace === b.trace &&
  a.talk === b.talk &&
  a.over === b.over

const withRuns = (row: ClockRow, runs: Runs): ClockRow => {
  if (runs === row.runs) return row
  const next = copyOf(row)
  next.runs = runs
  return next
}

const endBy = (
  as: EndedAs | undefined,
  fact: Fact,
  before: StreamEnd | undefined,
): StreamEnd | undefined => {
  if (as === undefined) return undefined
  const goesOn = before?.as === 'closed' && (as === 'closed' || as === 'archived')
  return { ...fact, as, since: goesOn ? before.since : fact }
}

const from: ReadonlyArray<EventSource<DomainEvent>> = [
  { category: 'case', events: caseEvents },
  { category: 'complaint', events: complaintEvents },
  { category: 'followUp', events: followUpEvents },
  { category: 'emergency', events: emergencyEvents },
].flatMap(({ category, events }) => [
  { category, events },
  { category, events: clockEvents },
])

/** One row a stream of a case, a complaint, a follow-up or an emergency, under its name. */
export const clockFacts: Facts<ClockRow> = {
  name: 'clock',
  version: 1,
  from,
  keyOf: (seen) => seen.stream,
  evolve,
  finding: ({ story, opening, dimensions }) => ({
    correlation: story,
    ...(opening?.externalRef === undefined ? {} : { externalRef: opening.externalRef }),
    ...(opening?.customer === undefined ? {} : { customer: opening.customer }),
    dimensions,
  }),
}

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
import { factOf, type Fact } from './fact.js'
import { kindOfCategory, streamKind, type EndedAs, type Opened } from './stream-kinds.js'
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

const openingBy = (seen: RecordedEvent, opened: Opened): StreamOpening => {
  const { at, id, timeUnknown } = factOf(seen)
  const { standard, customer, externalRef, attributes, character } = opened
  return { at, id, timeUnknown, standard, customer, externalRef, attributes, character }
}

const none: Dimensions = {}

const types: ReadonlySet<string> = new Set(clockEvents.types)

const isOfClock = (event: DomainEvent): event is ClockEvent => types.has(event.type)

const evolve = (known: ClockRow | undefined, seen: RecordedEvent): ClockRow | undefined => {
  const kind = known === undefined ? streamKind(seen) : kindOfCategory(known.category)
  if (kind === undefined) return known
  const row = known ?? emptyRow(kind.category, seen)
  const { event } = seen
  if (isOfClock(event)) return withRuns(row, runsAfter(row.runs, event, factOf(seen)))
  const { category } = row
  const opened = kind.opened(event)
  const attributes = row.opening?.attributes ?? none
  const dimensions = kind.dimensionsAfter(row.dimensions, attributes, event)
  const trace = traceAfter(row.trace, seen)
  const talk = category === 'case' ? talkAfter(row.talk, seen) : row.talk
  const over = kind.ends.has(event.type)
    ? endBy(kind.ends.get(event.type), seen, row.over)
    : row.over
  const isSame =
    opened === undefined &&
    dimensions === row.dimensions &&
    trace === row.trace &&
    talk === row.talk &&
    over === row.over
  if (isSame) return row
  // written out: a spread with fields added to it is several times as slow
  return {
    category,
    story: row.story,
    opening: opened === undefined ? row.opening : openingBy(seen, opened),
    dimensions,
    runs: row.runs,
    trace,
    talk,
    over,
  }
}

const withRuns = (row: ClockRow, runs: Runs): ClockRow =>
  runs === row.runs
    ? row
    : {
        category: row.category,
        story: row.story,
        opening: row.opening,
        dimensions: row.dimensions,
        runs,
        trace: row.trace,
        talk: row.talk,
        over: row.over,
      }

const endBy = (
  as: EndedAs | undefined,
  seen: RecordedEvent,
  before: StreamEnd | undefined,
): StreamEnd | undefined => {
  if (as === undefined) return undefined
  const goesOn = before?.as === 'closed' && (as === 'closed' || as === 'archived')
  const fact = factOf(seen)
  const { at, id, timeUnknown } = fact
  return { at, id, timeUnknown, as, since: goesOn ? before.since : fact }
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

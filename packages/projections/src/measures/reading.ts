/** Making readings of a case's row. */
import type { EpochMs, EventId } from '@casetrail/core'
import { excluded, type Key, type Reading, type Verdict } from '@casetrail/core/read-model'

import type { CaseRow, Opening } from '../facts/case-row.js'
import type { Fact } from '../facts/fact.js'

/** A row whose opening was seen. */
export interface OpenedRow extends CaseRow {
  readonly opening: Opening
}

export const isOpened = (row: CaseRow): row is OpenedRow => row.opening !== undefined

/** One reading of a case. */
export const reading = (
  row: Pick<CaseRow, 'dimensions'>,
  subject: Key,
  at: EpochMs,
  verdict: Verdict,
  evidence: ReadonlyArray<EventId>,
  credit?: string,
): Reading =>
  // written out twice: a field added to a copy costs V8 ten times as much
  credit === undefined
    ? { subject, at, verdict, dimensions: row.dimensions, evidence }
    : { subject, at, verdict, dimensions: row.dimensions, evidence, credit }

/** The case's exclusion as merged or cancelled, dated at its opening; `undefined` where it was handled. */
export const notHandled = (row: OpenedRow, subject: Key): ReadonlyArray<Reading> | undefined => {
  const { opening, ended } = row
  return ended === undefined
    ? undefined
    : [reading(row, subject, opening.at, excluded(ended.as), [opening.id, ended.by])]
}

/** The same, of a merged case only: a cancelled one was opened, its duplicate counts once. */
export const duplicate = (row: OpenedRow, subject: Key): ReadonlyArray<Reading> | undefined =>
  row.ended?.as === 'merged' ? notHandled(row, subject) : undefined

/** From one fact to another, in milliseconds, less a pause; excluded where a time is unknown or runs backwards. */
export const since = (
  from: Pick<Fact, 'at' | 'timeUnknown'>,
  to: Pick<Fact, 'at' | 'timeUnknown'>,
  lessMs = 0,
): Verdict => {
  if (from.timeUnknown || to.timeUnknown) return excluded('timeUnknown')
  const elapsed = to.at - from.at
  return elapsed < 0
    ? excluded('negative')
    : { _tag: 'Counted', value: Math.max(0, elapsed - lessMs) }
}

/** The events that are there, each once. */
export const cited = (...ids: ReadonlyArray<EventId | undefined>): ReadonlyArray<EventId> => [
  ...new Set(present(...ids)),
]

export const present = <A>(...values: ReadonlyArray<A | undefined>): ReadonlyArray<A> =>
  values.filter((value): value is A => value !== undefined)

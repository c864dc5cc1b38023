/** When a case was active, paused and resolved: the parts of its row that run with time. */
import { epochMs, type EpochMs, type RecordedEvent } from '@casetrail/core'
import type { CaseEvent } from '@casetrail/core/case'

import { fulfilled, undone } from './case-promise.js'
import {
  copyOfResolutions,
  copyOfRow,
  type CaseRow,
  type Resolutions,
  type Resolver,
  type Span,
} from './case-row.js'
import { type Fact, earlier, factOf, later } from './fact.js'

const SPANS = 100

/** A case event, as it was recorded. */
export type Seen = RecordedEvent<CaseEvent>

export const begin = (active: ReadonlyArray<Span>, { at, id }: Fact): ReadonlyArray<Span> =>
  active.at(-1)?.until === undefined && active.length > 0
    ? active
    : [...active.slice(1 - SPANS), { from: at, until: undefined, begun: id, ended: undefined }]

export const end = (active: ReadonlyArray<Span>, { at, id }: Fact): ReadonlyArray<Span> => {
  const last = active.at(-1)
  return last === undefined || last.until !== undefined
    ? active
    : [
        ...active.slice(0, -1),
        { from: last.from, until: Math.max(at, last.from), begun: last.begun, ended: id },
      ]
}

const withResolutions = (row: CaseRow, resolutions: Resolutions): CaseRow => {
  const next = copyOfRow(row)
  next.resolutions = resolutions
  return next
}

/**
 * Only what comes before the first resolution is asked for. One pause may turn into another: it goes
 * on, and ends as the later one does.
 */
export const pause = (row: CaseRow, at: EpochMs, pausedForCustomer: boolean): CaseRow => {
  if (row.resolutions.count > 0) return row
  const resolutions = copyOfResolutions(row.resolutions)
  resolutions.pausedSince ??= at
  resolutions.pausedForCustomer = pausedForCustomer
  return withResolutions(row, resolutions)
}

export const resume = (row: CaseRow, at: EpochMs): CaseRow => {
  const { pausedSince } = row.resolutions
  if (pausedSince === undefined) return row
  const resolutions = copyOfResolutions(row.resolutions)
  resolutions.pausedSince = undefined
  resolutions.pausedForCustomer = false
  resolutions.pausedMs += Math.max(0, at - pausedSince)
  return withResolutions(row, resolutions)
}

/** The case is active no more: what was running ends. */
export const stop = (row: CaseRow, seen: Seen): CaseRow => {
  const fact = factOf(seen)
  const resumed = resume(row, fact.at)
  const active = end(resumed.active, fact)
  if (active === resumed.active) return resumed
  const next = copyOfRow(resumed)
  next.active = active
  return next
}

export const resolve = (
  row: CaseRow,
  seen: Seen,
  { cycle, resolver, rootCause }: Extract<CaseEvent, { readonly type: 'CaseResolved' }>,
): CaseRow => {
  const stopped = stop(row, seen)
  const fact = factOf(seen)
  const resolution = { at: fact.at, id: fact.id, timeUnknown: fact.timeUnknown, cycle, resolver }
  const resolutions = copyOfResolutions(stopped.resolutions)
  resolutions.count += 1
  if (resolutions.first === undefined) resolutions.first = resolution
  else resolutions.later = withResolver(resolutions.later, { cycle, resolver })
  resolutions.last = resolution
  if (rootCause !== undefined) resolutions.cause = rootCause
  const next = copyOfRow(stopped)
  next.resolutions = resolutions
  next.promised = fulfilled(stopped.promised, fact)
  return next
}

const RESOLVERS = 20

/** The resolution of a cycle that was recorded last is the cycle's. */
const withResolver = (known: ReadonlyArray<Resolver>, one: Resolver): ReadonlyArray<Resolver> =>
  [...known.filter(({ cycle }) => cycle !== one.cycle), one].slice(-RESOLVERS)

export const reopen = (row: CaseRow, seen: Seen): CaseRow => {
  const again = resume(row, epochMs(seen.event.at))
  const resolutions = copyOfResolutions(again.resolutions)
  resolutions.reopened += 1
  resolutions.firstReopening = earlier(resolutions.firstReopening, factOf(seen))
  resolutions.lastReopening = later(resolutions.lastReopening, factOf(seen))
  const next = copyOfRow(again)
  next.resolutions = resolutions
  next.promised = undone(row.promised, factOf(seen))
  next.active = begin(row.active, factOf(seen))
  return next
}

/** What right first time allows after the resolution. */
const allowedAfterResolution: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'ResolutionConfirmed',
  'SolutionVerified',
  'CaseClosed',
  'CaseArchived',
  'EffortRecorded',
])

export const marked = (row: CaseRow, seen: Seen): CaseRow => {
  const allowed =
    row.resolutions.count === 0 ||
    row.resolutions.after !== undefined ||
    allowedAfterResolution.has(seen.event.type)
  if (allowed) return row
  const resolutions = copyOfResolutions(row.resolutions)
  resolutions.after = seen.eventId
  return withResolutions(row, resolutions)
}

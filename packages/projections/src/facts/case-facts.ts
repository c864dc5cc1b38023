/** Case events folded into one row a case. */
import { epochMs, type EpochMs, type EventId, type RecordedEvent } from '@casetrail/core'
import { caseEvents, type CaseEvent } from '@casetrail/core/case'
import type { Facts } from '@casetrail/core/read-model'

import {
  emptyCaseRow,
  type CaseRow,
  type Fact,
  type Moves,
  type Resolutions,
  type Span,
} from './case-row.js'
import { dimensionsAfter } from './dimensions.js'

const SPANS = 100

type Seen = RecordedEvent<CaseEvent>

const factOf = (seen: Seen): Fact => ({
  at: epochMs(seen.event.at),
  id: seen.eventId,
  timeUnknown: seen.metadata.timeUnknown === true,
})

const begin = (active: ReadonlyArray<Span>, { at, id }: Fact): ReadonlyArray<Span> =>
  active.at(-1)?.until === undefined && active.length > 0
    ? active
    : [...active.slice(1 - SPANS), { from: at, until: undefined, begun: id, ended: undefined }]

const end = (active: ReadonlyArray<Span>, { at, id }: Fact): ReadonlyArray<Span> => {
  const last = active.at(-1)
  return last === undefined || last.until !== undefined
    ? active
    : [...active.slice(0, -1), { ...last, until: Math.max(at, last.from), ended: id }]
}

/**
 * Only what comes before the first resolution is asked for. One pause may turn into another: it goes
 * on, and ends as the later one does.
 */
const pause = (row: CaseRow, at: EpochMs, pausedForCustomer: boolean): CaseRow => {
  const { count, pausedSince = at } = row.resolutions
  return count > 0
    ? row
    : { ...row, resolutions: { ...row.resolutions, pausedSince, pausedForCustomer } }
}

const resume = (row: CaseRow, at: EpochMs): CaseRow => {
  const { pausedSince, pausedMs } = row.resolutions
  if (pausedSince === undefined) return row
  const resolutions = {
    ...row.resolutions,
    pausedSince: undefined,
    pausedForCustomer: false,
    pausedMs: pausedMs + Math.max(0, at - pausedSince),
  }
  return { ...row, resolutions }
}

/** The case is active no more: what was running ends. */
const stop = (row: CaseRow, seen: Seen): CaseRow => {
  const fact = factOf(seen)
  const resumed = resume(row, fact.at)
  const active = end(resumed.active, fact)
  return active === resumed.active ? resumed : { ...resumed, active }
}

const resolve = (row: CaseRow, seen: Seen, resolver: string): CaseRow => {
  const stopped = stop(row, seen)
  const before = stopped.resolutions
  const resolution = { ...factOf(seen), resolver }
  const resolutions: Resolutions = {
    ...before,
    count: before.count + 1,
    first: before.first ?? resolution,
    last: resolution,
  }
  return { ...stopped, resolutions }
}

/** Whether right first time allows the event after the resolution. */
const allowedAfterResolution: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'ResolutionConfirmed',
  'SolutionVerified',
  'CaseClosed',
  'CaseArchived',
  'EffortRecorded',
])

const marked = (row: CaseRow, seen: Seen): CaseRow =>
  row.resolutions.count === 0 ||
  row.resolutions.after !== undefined ||
  allowedAfterResolution.has(seen.event.type)
    ? row
    : { ...row, resolutions: { ...row.resolutions, after: seen.eventId } }

const described = (row: CaseRow, event: CaseEvent): CaseRow => {
  const dimensions = dimensionsAfter(row.dimensions, row.opening?.attributes ?? {}, event)
  return dimensions === row.dimensions ? row : { ...row, dimensions }
}

const evolve = (known: CaseRow | undefined, seen: Seen): CaseRow => {
  const { event, eventId: id } = seen
  const row = described(marked(known ?? emptyCaseRow, seen), event)
  switch (event.type) {
    case 'CaseOpened': {
      const fact = factOf(seen)
      return {
        ...row,
        opening: {
          ...fact,
          standard: `${event.standard.id}@${event.standard.version}`,
          customer: event.customer,
          externalRef: event.externalRef,
          ineligible: event.firstContactIneligible,
          attributes: event.attributes ?? {},
        },
        active: begin(row.active, fact),
      }
    }
    case 'CaseTransferred':
    case 'CaseEscalated':
      return { ...row, moves: moved(row.moves, event, id) }
    case 'ContactRecorded':
      return contact(row, seen, event)
    case 'CustomerInputRequested': {
      const { contacts } = row
      const waiting =
        contacts.firstWait === undefined
          ? { ...row, contacts: { ...contacts, firstWait: id } }
          : row
      return pause(waiting, epochMs(event.at), true)
    }
    case 'CaseHeld':
      return pause(row, epochMs(event.at), false)
    case 'CaseResumed':
      return resume(row, epochMs(event.at))
    case 'CaseResolved':
      return resolve(row, seen, event.resolver)
    case 'CaseReopened': {
      const again = resume(row, epochMs(event.at))
      const { resolutions } = again
      return {
        ...again,
        resolutions: {
          ...resolutions,
          reopened: resolutions.reopened + 1,
          firstReopening: resolutions.firstReopening ?? id,
        },
        active: begin(row.active, factOf(seen)),
      }
    }
    case 'CaseClosed':
    case 'CaseArchived':
      return stop(row, seen)
    case 'CaseCancelled':
      return { ...stop(row, seen), ended: { as: 'cancelled', by: id } }
    case 'CaseMerged':
      return row.ended?.as === 'merged'
        ? row
        : { ...row, ended: { as: 'merged', by: id }, active: end(row.active, factOf(seen)) }
    case 'CaseUnmerged':
      return unmerge(row, seen)
    default:
      return row
  }
}

const moved = (
  moves: Moves,
  event: Extract<CaseEvent, { readonly type: 'CaseTransferred' | 'CaseEscalated' }>,
  id: EventId,
): Moves => {
  if (event.type === 'CaseTransferred') {
    return {
      ...moves,
      transfers: moves.transfers + 1,
      coldTransfers: moves.coldTransfers + (event.warm ? 0 : 1),
      firstTransfer: moves.firstTransfer ?? id,
    }
  }
  const { count, first = id } = moves[event.kind]
  return { ...moves, [event.kind]: { count: count + 1, first } }
}

/** Back to the stage before: active again where the merger ended that. A pause goes on. */
const unmerge = (row: CaseRow, seen: Seen): CaseRow => {
  if (row.ended?.as !== 'merged') return row
  const wasActive = row.active.at(-1)?.ended === row.ended.by
  const active = wasActive ? begin(row.active, factOf(seen)) : row.active
  return { ...row, ended: undefined, active }
}

const contact = (
  row: CaseRow,
  seen: Seen,
  event: Extract<CaseEvent, { readonly type: 'ContactRecorded' }>,
): CaseRow => {
  if (event.direction === 'outbound') return reply(row, seen, event.public && event.by === 'human')
  const { contacts } = row
  const { eventId: id } = seen
  const counted = {
    ...contacts,
    inbound: contacts.inbound + 1,
    firstInbound: contacts.firstInbound ?? id,
    secondInbound: contacts.inbound === 1 ? id : contacts.secondInbound,
  }
  const next = event.public ? { ...row, contacts: counted } : row
  return row.resolutions.pausedForCustomer ? resume(next, epochMs(event.at)) : next
}

/** The first reply is the earliest, though it be recorded late. */
const reply = (row: CaseRow, seen: Seen, counts: boolean): CaseRow => {
  const fact = factOf(seen)
  const { firstReply } = row.contacts
  return counts && (firstReply === undefined || fact.at < firstReply.at)
    ? { ...row, contacts: { ...row.contacts, firstReply: fact } }
    : row
}

/** One row a case, under its correlation. */
export const caseFacts: Facts<CaseRow, CaseEvent> = {
  name: 'case',
  version: 1,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve,
}

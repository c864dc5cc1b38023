/** Case events folded into one row a case. */
import { epochMs, type EpochMs, type RecordedEvent } from '@casetrail/core'
import { caseEvents, type CaseEvent, type CaseOpened } from '@casetrail/core/case'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { emptyCaseRow, type CaseRow, type Fact, type Resolutions, type Span } from './case-row.js'

const SPANS = 100

type Seen = RecordedEvent<CaseEvent>

const factOf = (seen: Seen): Fact => ({
  at: epochMs(seen.event.at),
  id: seen.eventId,
  timeUnknown: seen.metadata.timeUnknown === true,
})

const openedDimensions = (event: CaseOpened): Dimensions => ({
  channel: event.channel,
  requestType: event.requestType,
  phase: event.phase,
  problemType: event.problemType,
  tier: event.tier,
  language: event.language,
  customer: event.customer,
  standard: `${event.standard.id}@${event.standard.version}`,
  ...(event.region === undefined ? {} : { region: event.region }),
  ...(event.category === undefined ? {} : { category: event.category.join('/') }),
  ...(event.firstContactOwner === undefined ? {} : { owner: event.firstContactOwner }),
  ...event.attributes,
})

/** A dimension of the case's own, unless the source has an attribute of that name. */
const withDimension = (row: CaseRow, name: string, value: string): CaseRow =>
  row.dimensions[name] === value || row.opening?.attributes[name] !== undefined
    ? row
    : { ...row, dimensions: { ...row.dimensions, [name]: value } }

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

/** Only what comes before the first resolution is asked for. */
const pause = (row: CaseRow, at: EpochMs, pausedForCustomer: boolean): CaseRow =>
  row.resolutions.pausedSince !== undefined || row.resolutions.count > 0
    ? row
    : { ...row, resolutions: { ...row.resolutions, pausedSince: at, pausedForCustomer } }

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

const resolve = (row: CaseRow, seen: Seen, resolver: string): CaseRow => {
  const fact = factOf(seen)
  const resumed = resume(row, fact.at)
  const before = resumed.resolutions
  const resolution = { ...fact, resolver }
  const resolutions: Resolutions = {
    ...before,
    count: before.count + 1,
    first: before.first ?? resolution,
    last: resolution,
  }
  return { ...resumed, resolutions, active: end(resumed.active, fact) }
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

const evolve = (known: CaseRow | undefined, seen: Seen): CaseRow => {
  const row = marked(known ?? emptyCaseRow, seen)
  const { event, eventId: id } = seen
  switch (event.type) {
    case 'CaseOpened': {
      const fact = factOf(seen)
      return {
        ...row,
        opening: {
          ...fact,
          customer: event.customer,
          externalRef: event.externalRef,
          ineligible: event.firstContactIneligible,
          attributes: event.attributes ?? {},
        },
        dimensions: openedDimensions(event),
        active: begin(row.active, fact),
      }
    }
    case 'CaseClassified':
      return withDimension(
        withDimension(row, 'category', event.category.join('/')),
        'problemType',
        event.problemType ?? row.dimensions['problemType'] ?? 'unknown',
      )
    case 'CasePrioritised':
      return withDimension(row, 'priority', event.priority)
    case 'CaseAccepted':
      return withDimension(row, 'owner', event.owner)
    case 'CaseTransferred': {
      const { moves } = row
      return {
        ...row,
        moves: {
          ...moves,
          transfers: moves.transfers + 1,
          coldTransfers: moves.coldTransfers + (event.warm ? 0 : 1),
          firstTransfer: moves.firstTransfer ?? id,
        },
      }
    }
    case 'CaseEscalated':
      return {
        ...row,
        moves: {
          ...row.moves,
          [event.kind]: row.moves[event.kind] + 1,
          firstEscalation: row.moves.firstEscalation ?? id,
        },
      }
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
      const { resolutions } = row
      return {
        ...row,
        resolutions: {
          ...resolutions,
          reopened: resolutions.reopened + 1,
          firstReopening: resolutions.firstReopening ?? id,
        },
        active: begin(row.active, factOf(seen)),
      }
    }
    case 'CaseClosed':
      return { ...row, active: end(row.active, factOf(seen)) }
    case 'CaseCancelled':
      return { ...row, ended: 'cancelled', active: end(row.active, factOf(seen)) }
    case 'CaseMerged':
      return { ...row, ended: 'merged', active: end(row.active, factOf(seen)) }
    case 'CaseUnmerged':
      return { ...row, ended: undefined, active: begin(row.active, factOf(seen)) }
    default:
      return row
  }
}

const contact = (
  row: CaseRow,
  seen: Seen,
  event: Extract<CaseEvent, { readonly type: 'ContactRecorded' }>,
): CaseRow => {
  if (!event.public) return row
  const { contacts } = row
  const { eventId: id } = seen
  if (event.direction === 'outbound') {
    return event.by !== 'human' || contacts.firstReply !== undefined
      ? row
      : { ...row, contacts: { ...contacts, firstReply: factOf(seen) } }
  }
  const counted = {
    ...contacts,
    inbound: contacts.inbound + 1,
    firstInbound: contacts.firstInbound ?? id,
    secondInbound: contacts.inbound === 1 ? id : contacts.secondInbound,
  }
  const next = { ...row, contacts: counted }
  return row.resolutions.pausedForCustomer ? resume(next, epochMs(event.at)) : next
}

/** One row a case, under its correlation. */
export const caseFacts: Facts<CaseRow, CaseEvent> = {
  name: 'case',
  version: 1,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve,
}

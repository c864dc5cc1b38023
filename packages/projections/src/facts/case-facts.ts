/** Case events folded into one row a case. */
import { epochMs, type EventId, type Instant } from '@casetrail/core'
import { caseEvents, type CaseEvent, type CaseOpened } from '@casetrail/core/case'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { told } from './case-promise.js'
import {
  copyOfContacts,
  copyOfMoves,
  copyOfRow,
  emptyCaseRow,
  type CaseRow,
  type Contacts,
  type Moves,
} from './case-row.js'
import {
  begin,
  end,
  factOf,
  marked,
  pause,
  reopen,
  resolve,
  resume,
  stop,
  type Seen,
} from './case-times.js'
import { dimensionsAfter } from './dimensions.js'

const none: Dimensions = {}

const described = (row: CaseRow, event: CaseEvent): CaseRow => {
  const dimensions = dimensionsAfter(row.dimensions, row.opening?.attributes ?? none, event)
  if (dimensions === row.dimensions) return row
  const next = copyOfRow(row)
  next.dimensions = dimensions
  return next
}

const evolve = (known: CaseRow | undefined, seen: Seen): CaseRow => {
  const { event, eventId: id } = seen
  const row = described(marked(known ?? emptyCaseRow, seen), event)
  switch (event.type) {
    case 'CaseOpened':
      return open(row, seen, event)
    case 'CaseTransferred':
    case 'CaseEscalated': {
      const next = copyOfRow(row)
      next.moves = moved(row.moves, event, id)
      return next
    }
    case 'ContactRecorded':
      return contact(row, seen, event)
    case 'ProgressUpdated':
      return event.eta === undefined ? row : promise(row, seen, event.eta)
    case 'DelayNotified':
      return event.customerTold ? promise(row, seen, event.eta) : row
    case 'CustomerInputRequested':
      return pause(waiting(row, id), epochMs(event.at), true)
    case 'CaseHeld':
      return pause(row, epochMs(event.at), false)
    case 'CaseResumed':
      return resume(row, epochMs(event.at))
    case 'CaseResolved':
      return resolve(row, seen, event)
    case 'CaseReopened':
      return reopen(row, seen)
    case 'CaseClosed':
    case 'CaseArchived':
      return stop(row, seen)
    case 'CaseCancelled': {
      const next = copyOfRow(stop(row, seen))
      next.ended = { as: 'cancelled', by: id }
      return next
    }
    case 'CaseMerged':
      return merge(row, seen)
    case 'CaseUnmerged':
      return unmerge(row, seen)
    default:
      return row
  }
}

const open = (row: CaseRow, seen: Seen, event: CaseOpened): CaseRow => {
  const fact = factOf(seen)
  const next = copyOfRow(row)
  next.opening = {
    at: fact.at,
    id: fact.id,
    timeUnknown: fact.timeUnknown,
    standard: `${event.standard.id}@${event.standard.version}`,
    customer: event.customer,
    externalRef: event.externalRef,
    ineligible: event.firstContactIneligible,
    attributes: event.attributes ?? none,
  }
  next.active = begin(row.active, fact)
  return next
}

const moved = (
  moves: Moves,
  event: Extract<CaseEvent, { readonly type: 'CaseTransferred' | 'CaseEscalated' }>,
  id: EventId,
): Moves => {
  const next = copyOfMoves(moves)
  if (event.type === 'CaseTransferred') {
    next.transfers += 1
    next.coldTransfers += event.warm ? 0 : 1
    next.firstTransfer ??= id
  } else {
    const { count, first = id } = moves[event.kind]
    next[event.kind] = { count: count + 1, first }
  }
  return next
}

const promise = (row: CaseRow, seen: Seen, eta: Instant): CaseRow => {
  const promised = told(row.promised, factOf(seen), eta)
  if (promised === row.promised) return row
  const next = copyOfRow(row)
  next.promised = promised
  return next
}

const merge = (row: CaseRow, seen: Seen): CaseRow => {
  if (row.ended?.as === 'merged') return row
  const next = copyOfRow(row)
  next.ended = { as: 'merged', by: seen.eventId }
  next.active = end(row.active, factOf(seen))
  return next
}

/** Back to the stage before: active again where the merger ended that. A pause goes on. */
const unmerge = (row: CaseRow, seen: Seen): CaseRow => {
  if (row.ended?.as !== 'merged') return row
  const next = copyOfRow(row)
  next.ended = undefined
  const wasActive = row.active.at(-1)?.ended === row.ended.by
  if (wasActive) next.active = begin(row.active, factOf(seen))
  return next
}

const withContacts = (row: CaseRow, contacts: Contacts): CaseRow => {
  const next = copyOfRow(row)
  next.contacts = contacts
  return next
}

const waiting = (row: CaseRow, id: EventId): CaseRow => {
  if (row.contacts.firstWait !== undefined) return row
  const contacts = copyOfContacts(row.contacts)
  contacts.firstWait = id
  return withContacts(row, contacts)
}

const contact = (
  row: CaseRow,
  seen: Seen,
  event: Extract<CaseEvent, { readonly type: 'ContactRecorded' }>,
): CaseRow => {
  if (event.direction === 'outbound') return reply(row, seen, event.public && event.by === 'human')
  const next = event.public ? withContacts(row, inbound(row.contacts, seen.eventId)) : row
  return row.resolutions.pausedForCustomer ? resume(next, epochMs(event.at)) : next
}

const inbound = (contacts: Contacts, id: EventId): Contacts => {
  const next = copyOfContacts(contacts)
  next.inbound += 1
  next.firstInbound ??= id
  if (next.inbound === 2) next.secondInbound = id
  return next
}

/** The first reply is the earliest, though it be recorded late. */
const reply = (row: CaseRow, seen: Seen, counts: boolean): CaseRow => {
  if (!counts) return row
  const fact = factOf(seen)
  const { firstReply } = row.contacts
  if (firstReply !== undefined && fact.at >= firstReply.at) return row
  const contacts = copyOfContacts(row.contacts)
  contacts.firstReply = fact
  return withContacts(row, contacts)
}

/** One row a case, under its correlation. */
export const caseFacts: Facts<CaseRow, CaseEvent> = {
  name: 'case',
  version: 2,
  from: [{ category: 'case', events: caseEvents }],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve,
  finding: ({ opening, dimensions }, key) => ({
    correlation: key,
    ...(opening?.externalRef === undefined ? {} : { externalRef: opening.externalRef }),
    ...(opening === undefined ? {} : { customer: opening.customer }),
    dimensions,
  }),
}

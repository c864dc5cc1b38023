/** Case events folded into one row a case. */
import { epochMs, type EventId, type Instant, type RecordedEvent } from '@casetrail/core'
import { caseEvents, type CaseEvent, type CaseOpened } from '@casetrail/core/case'
import { complaintEvents, type ComplaintEvent } from '@casetrail/core/complaint'
import { followUpEvents, type FollowUpEvent } from '@casetrail/core/follow-up'
import type { Dimensions, Facts } from '@casetrail/core/read-model'

import { careAfter } from './care.js'
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
  marked,
  pause,
  reopen,
  resolve,
  resume,
  stop,
  type Seen,
} from './case-times.js'
import { dimensionsAfter } from './dimensions.js'
import { earlier, factOf, later, latest } from './fact.js'

const none: Dimensions = {}

const described = (row: CaseRow, event: CaseEvent): CaseRow => {
  const dimensions = dimensionsAfter(row.dimensions, row.opening?.attributes ?? none, event)
  if (dimensions === row.dimensions) return row
  const next = copyOfRow(row)
  next.dimensions = dimensions
  return next
}

type Told = RecordedEvent<CaseEvent> | RecordedEvent<FollowUpEvent> | RecordedEvent<ComplaintEvent>

// Aggregates may give events of one type: whose it is, the stream says.
const isOfFollowUp = (seen: Told): seen is RecordedEvent<FollowUpEvent> =>
  seen.stream.startsWith('followUp-')
const isOfComplaint = (seen: Told): seen is RecordedEvent<ComplaintEvent> =>
  seen.stream.startsWith('complaint-')

const evolve = (known: CaseRow | undefined, seen: Told): CaseRow | undefined => {
  if (isOfComplaint(seen)) return ofComplaint(known, seen)
  if (!isOfFollowUp(seen)) return evolveCase(known, seen)
  const row = known ?? emptyCaseRow
  const followUps = careAfter(row.followUps, seen)
  if (followUps === row.followUps) return row
  const next = copyOfRow(row)
  next.followUps = followUps
  return next
}

/** A complaint has a row of its own; here only whether its customer heard of it. */
const ofComplaint = (
  known: CaseRow | undefined,
  seen: RecordedEvent<ComplaintEvent>,
): CaseRow | undefined => {
  const { type } = seen.event
  if (type !== 'ComplaintAcknowledged' && type !== 'DecisionCommunicated') return known
  const next = copyOfRow(known ?? emptyCaseRow)
  next.complaintContact = latest(next.complaintContact, factOf(seen))
  return next
}

const evolveCase = (known: CaseRow | undefined, seen: Seen): CaseRow => {
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
    isSuggestion: event.requestType === 'suggestion',
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
  if (event.direction === 'outbound')
    return event.by === 'human' ? outbound(row, seen, event.public) : row
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

/** By a human. The first reply is the earliest, though it be recorded late; only a public one is a reply. */
const outbound = (row: CaseRow, seen: Seen, isPublic: boolean): CaseRow => {
  const fact = factOf(seen)
  const contacts = copyOfContacts(row.contacts)
  if (isPublic) contacts.firstReply = earlier(contacts.firstReply, fact)
  contacts.lastOutbound = later(contacts.lastOutbound, fact)
  return withContacts(row, contacts)
}

/** One row a case, with the follow-ups of its story, under its correlation. */
export const caseFacts: Facts<CaseRow, CaseEvent | FollowUpEvent | ComplaintEvent> = {
  name: 'case',
  version: 4,
  from: [
    { category: 'case', events: caseEvents },
    { category: 'followUp', events: followUpEvents },
    { category: 'complaint', events: complaintEvents },
  ],
  keyOf: (seen) => seen.metadata.correlationId,
  evolve: (row, seen) => evolve(row, seen as Told),
  finding: ({ opening, dimensions, followUps }, key) => {
    const [first] = followUps
    const externalRef = opening?.externalRef ?? first?.externalRef
    const customer = opening?.customer ?? first?.dimensions['customer']
    return {
      correlation: key,
      ...(externalRef === undefined ? {} : { externalRef }),
      ...(customer === undefined ? {} : { customer }),
      dimensions: opening === undefined ? (first?.dimensions ?? none) : dimensions,
    }
  },
}

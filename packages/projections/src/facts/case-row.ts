/** The row of a case: what its measures need, in parts that stay the same value while nothing in them changes. */
import type { EpochMs, EventId } from '@casetrail/core'
import type { Dimensions } from '@casetrail/core/read-model'

import type { FollowUp } from './care.js'
import type { Draft, Fact } from './fact.js'

export interface Opening extends Fact {
  /** The standard that the case is judged by, as `id@version`. */
  readonly standard: string
  readonly customer: string
  readonly externalRef: string | undefined
  /** Why it can't be resolved at first contact. */
  readonly ineligible: string | undefined
  /** What was asked for is a suggestion: feedback that wants an answer. */
  readonly isSuggestion: boolean
  /** The source's own attributes; they stand before dimensions of the same name. */
  readonly attributes: Dimensions
}

export interface Contacts {
  /** Contacts of the customer, public ones. */
  readonly inbound: number
  readonly firstInbound: EventId | undefined
  readonly secondInbound: EventId | undefined
  /** First public reply by a human. */
  readonly firstReply: Fact | undefined
  /** Last outbound contact by a human. */
  readonly lastOutbound: Fact | undefined
  /** First wait for information from the customer. */
  readonly firstWait: EventId | undefined
}

export interface Resolution extends Fact {
  readonly cycle: number
  readonly resolver: string
}

/** Whose a cycle's resolution was. */
export interface Resolver {
  readonly cycle: number
  readonly resolver: string
}

export interface Resolutions {
  readonly count: number
  readonly first: Resolution | undefined
  readonly last: Resolution | undefined
  /** Of the cycles after the first resolution; at most the last 20. */
  readonly later: ReadonlyArray<Resolver>
  /** Milliseconds of pauses before the first resolution. */
  readonly pausedMs: number
  readonly pausedSince: EpochMs | undefined
  /** The running pause waits for the customer: a contact of theirs ends it. */
  readonly pausedForCustomer: boolean
  readonly reopened: number
  readonly firstReopening: Fact | undefined
  readonly lastReopening: Fact | undefined
  /** The first event after a resolution that right first time does not allow. */
  readonly after: EventId | undefined
  /** The root cause that a resolution named last. */
  readonly cause: string | undefined
}

/** The time that the customer was told last, and whether the case was resolved by then. */
export interface Promised {
  readonly eta: Eta | undefined
  /** The resolution that stands; one that stood at the time told stays, whatever comes after that. */
  readonly by: Fact | undefined
  /** The case was reopened after the time told: another one told is another promise. */
  readonly broken: boolean
}

/** A time by which the customer was told that the case will be solved. */
export interface Eta {
  readonly due: EpochMs
  /** When it was told, by which event. */
  readonly at: EpochMs
  readonly id: EventId
}

export interface Moves {
  readonly transfers: number
  readonly coldTransfers: number
  readonly firstTransfer: EventId | undefined
  readonly functional: Escalations
  readonly hierarchical: Escalations
}

export interface Escalations {
  readonly count: number
  readonly first: EventId | undefined
}

/** Why a case does not count as handled, and the event that says so. */
export interface Ending {
  readonly as: 'merged' | 'cancelled'
  readonly by: EventId
}

/** A time in which the case was active; `until` is undefined while it is. */
export interface Span {
  readonly from: EpochMs
  readonly until: EpochMs | undefined
  readonly begun: EventId
  readonly ended: EventId | undefined
}

export interface CaseRow {
  /** Undefined until the opening was seen: no readings before. */
  readonly opening: Opening | undefined
  readonly dimensions: Dimensions
  /** What keeps it from counting as handled. */
  readonly ended: Ending | undefined
  readonly contacts: Contacts
  readonly resolutions: Resolutions
  readonly moves: Moves
  readonly promised: Promised
  /** At most the last 100. */
  readonly active: ReadonlyArray<Span>
  /** Those of the story, of its complaint too, in the order of their scheduling; at most the last 100. */
  readonly followUps: ReadonlyArray<FollowUp>
  /** The last time that a complaint of the story was acknowledged, or its decision communicated. */
  readonly complaintContact: Fact | undefined
}

export const emptyCaseRow: CaseRow = {
  opening: undefined,
  dimensions: {},
  ended: undefined,
  contacts: {
    inbound: 0,
    firstInbound: undefined,
    secondInbound: undefined,
    firstReply: undefined,
    lastOutbound: undefined,
    firstWait: undefined,
  },
  resolutions: {
    count: 0,
    first: undefined,
    last: undefined,
    later: [],
    pausedMs: 0,
    pausedSince: undefined,
    pausedForCustomer: false,
    reopened: 0,
    firstReopening: undefined,
    lastReopening: undefined,
    after: undefined,
    cause: undefined,
  },
  moves: {
    transfers: 0,
    coldTransfers: 0,
    firstTransfer: undefined,
    functional: { count: 0, first: undefined },
    hierarchical: { count: 0, first: undefined },
  },
  promised: { eta: undefined, by: undefined, broken: false },
  active: [],
  followUps: [],
  complaintContact: undefined,
}

// Copies written out: several times as fast as spreads, whose copies V8 gives hidden classes of
// their own as soon as a field of another type is set.

export const copyOfRow = (row: CaseRow): Draft<CaseRow> => ({
  opening: row.opening,
  dimensions: row.dimensions,
  ended: row.ended,
  contacts: row.contacts,
  resolutions: row.resolutions,
  moves: row.moves,
  promised: row.promised,
  active: row.active,
  followUps: row.followUps,
  complaintContact: row.complaintContact,
})

export const copyOfContacts = (contacts: Contacts): Draft<Contacts> => ({
  inbound: contacts.inbound,
  firstInbound: contacts.firstInbound,
  secondInbound: contacts.secondInbound,
  firstReply: contacts.firstReply,
  lastOutbound: contacts.lastOutbound,
  firstWait: contacts.firstWait,
})

export const copyOfResolutions = (resolutions: Resolutions): Draft<Resolutions> => ({
  count: resolutions.count,
  first: resolutions.first,
  last: resolutions.last,
  later: resolutions.later,
  pausedMs: resolutions.pausedMs,
  pausedSince: resolutions.pausedSince,
  pausedForCustomer: resolutions.pausedForCustomer,
  reopened: resolutions.reopened,
  firstReopening: resolutions.firstReopening,
  lastReopening: resolutions.lastReopening,
  after: resolutions.after,
  cause: resolutions.cause,
})

export const copyOfMoves = (moves: Moves): Draft<Moves> => ({
  transfers: moves.transfers,
  coldTransfers: moves.coldTransfers,
  firstTransfer: moves.firstTransfer,
  functional: moves.functional,
  hierarchical: moves.hierarchical,
})

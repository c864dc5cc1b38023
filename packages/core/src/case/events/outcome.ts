/** STORAGE CONTRACT: what is stored stays readable. Change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, Text, Uuid, oneOf } from '../../codec/primitives.js'
import { Instant } from '../../time/instant.js'
import { FreeText, caseEvent, customer } from '../fields.js'

/** `resolver` and `contacts` (of all cycles so far) are frozen here, for credit. */
export const CaseResolved = caseEvent(
  'CaseResolved',
  { ...customer, resolutionCode: Text, notes: FreeText, resolver: Text, contacts: Count },
  { rootCause: Text },
)
export interface CaseResolved extends t.TypeOf<typeof CaseResolved> {}

/** The solution was seen to work, before or instead of the customer's word. */
export const SolutionVerified = caseEvent(
  'SolutionVerified',
  {
    ...customer,
    method: oneOf('VerificationMethod', 'test', 'trial', 'check'),
    reusable: t.boolean,
  },
  { notes: FreeText },
)
export interface SolutionVerified extends t.TypeOf<typeof SolutionVerified> {}

export const ResolutionConfirmed = caseEvent('ResolutionConfirmed', {})
export interface ResolutionConfirmed extends t.TypeOf<typeof ResolutionConfirmed> {}

export const ResolutionRejected = caseEvent('ResolutionRejected', {
  ...customer,
  reason: FreeText,
})
export interface ResolutionRejected extends t.TypeOf<typeof ResolutionRejected> {}

/** Begins `cycle`. `resolver` is whose resolution did not hold. */
export const CaseReopened = caseEvent(
  'CaseReopened',
  { ...customer, reason: FreeText },
  { resolver: Text },
)
export interface CaseReopened extends t.TypeOf<typeof CaseReopened> {}

const Closing = oneOf('Closing', 'customer', 'timedOut', 'supervisor')
export const ClosingOutcome = oneOf('ClosingOutcome', 'solved', 'unsolved')

export const CaseClosed = caseEvent(
  'CaseClosed',
  { ...customer, basis: Closing, outcome: ClosingOutcome },
  { reason: FreeText },
)
export interface CaseClosed extends t.TypeOf<typeof CaseClosed> {}

/** The whole case in one event, for archives whose streams are cut. */
export const CaseArchived = caseEvent(
  'CaseArchived',
  { openedAt: Instant, closedAt: Instant, cycles: Ordinal, contacts: Count },
  { resolvedAt: Instant, resolutionCode: Text, outcome: ClosingOutcome },
)
export interface CaseArchived extends t.TypeOf<typeof CaseArchived> {}

export const CaseCancelled = caseEvent('CaseCancelled', { ...customer, reason: FreeText })
export interface CaseCancelled extends t.TypeOf<typeof CaseCancelled> {}

const pair = { survivor: Uuid, duplicate: Uuid } as const

/** The survivor is claimed first, so that no two cases can merge into one another. */
export const DuplicateAbsorbed = caseEvent('DuplicateAbsorbed', { ...customer, ...pair })
export interface DuplicateAbsorbed extends t.TypeOf<typeof DuplicateAbsorbed> {}

export const CaseMerged = caseEvent('CaseMerged', pair)
export interface CaseMerged extends t.TypeOf<typeof CaseMerged> {}

export const CaseUnmerged = caseEvent('CaseUnmerged', pair)
export interface CaseUnmerged extends t.TypeOf<typeof CaseUnmerged> {}

export const DuplicateReleased = caseEvent('DuplicateReleased', pair)
export interface DuplicateReleased extends t.TypeOf<typeof DuplicateReleased> {}

export const CaseSplit = caseEvent('CaseSplit', { ...customer, child: Uuid, reason: FreeText })
export interface CaseSplit extends t.TypeOf<typeof CaseSplit> {}

export const Relation = oneOf(
  'Relation',
  'parent',
  'duplicate',
  'followUp',
  'related',
  'complaint',
  'externalDefect',
)

export const CaseLinked = caseEvent('CaseLinked', { to: Text, relation: Relation })
export interface CaseLinked extends t.TypeOf<typeof CaseLinked> {}

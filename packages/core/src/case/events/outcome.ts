/** How a case is settled, ends, and is tied to others. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, Text, Uuid, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { customer, pair } from '../../words/fields.js'
import { FreeText } from '../../words/words.js'

/** `resolver` and `contacts` (of all cycles so far) are frozen here, for credit. */
export const CaseResolved = cycleEventRecord(
  'CaseResolved',
  { ...customer, resolutionCode: Text, notes: FreeText, resolver: Text, contacts: Count },
  { rootCause: Text },
)
export interface CaseResolved extends t.TypeOf<typeof CaseResolved> {}

export const VerificationMethod = oneOf('VerificationMethod', 'test', 'trial', 'check')

/** The solution was seen to work, before or instead of the customer's word. */
export const SolutionVerified = cycleEventRecord(
  'SolutionVerified',
  {
    ...customer,
    method: VerificationMethod,
    reusable: t.boolean,
  },
  { notes: FreeText },
)
export interface SolutionVerified extends t.TypeOf<typeof SolutionVerified> {}

export const ResolutionConfirmed = cycleEventRecord('ResolutionConfirmed', {})
export interface ResolutionConfirmed extends t.TypeOf<typeof ResolutionConfirmed> {}

export const ResolutionRejected = cycleEventRecord('ResolutionRejected', {
  ...customer,
  reason: FreeText,
})
export interface ResolutionRejected extends t.TypeOf<typeof ResolutionRejected> {}

/** Begins `cycle`. `resolver` is whose resolution did not hold. */
export const CaseReopened = cycleEventRecord(
  'CaseReopened',
  { ...customer, reason: FreeText },
  { resolver: Text },
)
export interface CaseReopened extends t.TypeOf<typeof CaseReopened> {}

const Closing = oneOf('Closing', 'customer', 'timedOut', 'supervisor')
export const ClosingOutcome = oneOf('ClosingOutcome', 'solved', 'unsolved')

export const CaseClosed = cycleEventRecord(
  'CaseClosed',
  { ...customer, basis: Closing, outcome: ClosingOutcome },
  { reason: FreeText },
)
export interface CaseClosed extends t.TypeOf<typeof CaseClosed> {}

/** The whole case in one event, for archives whose streams are cut. */
export const CaseArchived = cycleEventRecord(
  'CaseArchived',
  { openedAt: Instant, closedAt: Instant, cycles: Ordinal, contacts: Count },
  { resolvedAt: Instant, resolutionCode: Text, outcome: ClosingOutcome },
)
export interface CaseArchived extends t.TypeOf<typeof CaseArchived> {}

export const CaseCancelled = cycleEventRecord('CaseCancelled', { ...customer, reason: FreeText })
export interface CaseCancelled extends t.TypeOf<typeof CaseCancelled> {}

/** The survivor is claimed first, so that no two cases can merge into one another. */
export const DuplicateAbsorbed = cycleEventRecord('DuplicateAbsorbed', { ...customer, ...pair })
export interface DuplicateAbsorbed extends t.TypeOf<typeof DuplicateAbsorbed> {}

export const CaseMerged = cycleEventRecord('CaseMerged', pair)
export interface CaseMerged extends t.TypeOf<typeof CaseMerged> {}

export const CaseUnmerged = cycleEventRecord('CaseUnmerged', pair)
export interface CaseUnmerged extends t.TypeOf<typeof CaseUnmerged> {}

export const DuplicateReleased = cycleEventRecord('DuplicateReleased', pair)
export interface DuplicateReleased extends t.TypeOf<typeof DuplicateReleased> {}

export const CaseSplit = cycleEventRecord('CaseSplit', {
  ...customer,
  child: Uuid,
  reason: FreeText,
})
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

export const CaseLinked = cycleEventRecord('CaseLinked', { to: Text, relation: Relation })
export interface CaseLinked extends t.TypeOf<typeof CaseLinked> {}

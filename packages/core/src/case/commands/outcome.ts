/** Commands that settle a case, reopen it, end it, or tie it to others. */
import * as t from 'io-ts'

import { Text, Uuid, oneOf } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { pair } from '../../words/fields.js'
import { FreeText } from '../../words/words.js'
import { ClosingOutcome, Relation, VerificationMethod } from '../events/outcome.js'

export const ResolveCase = commandRecord(
  'ResolveCase',
  { resolutionCode: Text, notes: FreeText },
  { rootCause: Text, resolver: Text },
)
export interface ResolveCase extends t.TypeOf<typeof ResolveCase> {}
/**
 * The solution is given; `resolver`, whose credit it is, is the actor by default. Rejects:
 * `StepsStillOpen`, `NotInTaxonomy`.
 */
export const resolveCase = commandMaker<ResolveCase>('ResolveCase')

export const VerifySolution = commandRecord(
  'VerifySolution',
  { method: VerificationMethod, reusable: t.boolean },
  { notes: FreeText },
)
export interface VerifySolution extends t.TypeOf<typeof VerifySolution> {}
/** The solution was seen to work, before or instead of the customer's word. */
export const verifySolution = commandMaker<VerifySolution>('VerifySolution')

export const ConfirmResolution = commandRecord('ConfirmResolution', {})
export interface ConfirmResolution extends t.TypeOf<typeof ConfirmResolution> {}
/** The customer says that it is solved, which closes the case. */
export const confirmResolution = commandMaker<ConfirmResolution>('ConfirmResolution')

export const RejectResolution = commandRecord('RejectResolution', { reason: FreeText })
export interface RejectResolution extends t.TypeOf<typeof RejectResolution> {}
/** The customer says that it is not, which begins the next cycle. Rejects: `ReopenWindowPassed`. */
export const rejectResolution = commandMaker<RejectResolution>('RejectResolution')

export const ReopenCase = commandRecord('ReopenCase', { reason: FreeText })
export interface ReopenCase extends t.TypeOf<typeof ReopenCase> {}
/** Begins the next cycle. Rejects: `ReopenWindowPassed`. */
export const reopenCase = commandMaker<ReopenCase>('ReopenCase')

export const CloseCase = commandRecord(
  'CloseCase',
  { basis: oneOf('CloseBasis', 'timedOut', 'supervisor') },
  { outcome: ClosingOutcome, reason: FreeText },
)
export interface CloseCase extends t.TypeOf<typeof CloseCase> {}
/**
 * Without the customer's word: after the waiting time of the standard, or by a supervisor with a reason.
 * Rejects: `WaitingTimeNotOver`, `SupervisorRequired`, `ReasonRequired`.
 */
export const closeCase = commandMaker<CloseCase>('CloseCase')

export const ArchiveCase = commandRecord('ArchiveCase', {})
export interface ArchiveCase extends t.TypeOf<typeof ArchiveCase> {}
/** Once it can no longer be reopened. Rejects: `ReopenWindowOpen`. */
export const archiveCase = commandMaker<ArchiveCase>('ArchiveCase')

export const CancelCase = commandRecord('CancelCase', { reason: FreeText })
export interface CancelCase extends t.TypeOf<typeof CancelCase> {}
/** There was nothing to do, such as a wrong number. */
export const cancelCase = commandMaker<CancelCase>('CancelCase')

export const AbsorbDuplicate = commandRecord('AbsorbDuplicate', {
  ...pair,
  duplicateCustomer: Text,
})
export interface AbsorbDuplicate extends t.TypeOf<typeof AbsorbDuplicate> {}
/**
 * To the survivor: claims it, so that it can merge into no other. Rejects: `MergeWithItself`,
 * `CustomersDiffer`.
 */
export const absorbDuplicate = commandMaker<AbsorbDuplicate>('AbsorbDuplicate')

export const MergeCase = commandRecord('MergeCase', pair)
export interface MergeCase extends t.TypeOf<typeof MergeCase> {}
/** To the duplicate, once the survivor has absorbed it. Rejects: `MergeWithItself`, `HasAbsorbedOthers`. */
export const mergeCase = commandMaker<MergeCase>('MergeCase')

export const UnmergeCase = commandRecord('UnmergeCase', pair)
export interface UnmergeCase extends t.TypeOf<typeof UnmergeCase> {}
/** To the duplicate: it goes on by itself. Rejects: `MergedIntoAnother`. */
export const unmergeCase = commandMaker<UnmergeCase>('UnmergeCase')

export const ReleaseDuplicate = commandRecord('ReleaseDuplicate', pair)
export interface ReleaseDuplicate extends t.TypeOf<typeof ReleaseDuplicate> {}
/** To the survivor, once the duplicate is unmerged or would not merge. Rejects: `DuplicateNotAbsorbed`. */
export const releaseDuplicate = commandMaker<ReleaseDuplicate>('ReleaseDuplicate')

export const SplitCase = commandRecord('SplitCase', { child: Uuid, reason: FreeText })
export interface SplitCase extends t.TypeOf<typeof SplitCase> {}
/** Another matter goes on as a case of its own, `child`. */
export const splitCase = commandMaker<SplitCase>('SplitCase')

export const LinkCase = commandRecord('LinkCase', { to: Text, relation: Relation })
export interface LinkCase extends t.TypeOf<typeof LinkCase> {}
/** Says how the case stands to another, or to something outside; the same again changes nothing. */
export const linkCase = commandMaker<LinkCase>('LinkCase')

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
/** The solution is given; `resolver`, whose credit it is, is the actor by default. */
export const resolveCase = commandMaker<ResolveCase>('ResolveCase')

export const VerifySolution = commandRecord(
  'VerifySolution',
  { method: VerificationMethod, reusable: t.boolean },
  { notes: FreeText },
)
export interface VerifySolution extends t.TypeOf<typeof VerifySolution> {}
export const verifySolution = commandMaker<VerifySolution>('VerifySolution')

export const ConfirmResolution = commandRecord('ConfirmResolution', {})
export interface ConfirmResolution extends t.TypeOf<typeof ConfirmResolution> {}
export const confirmResolution = commandMaker<ConfirmResolution>('ConfirmResolution')

export const RejectResolution = commandRecord('RejectResolution', { reason: FreeText })
export interface RejectResolution extends t.TypeOf<typeof RejectResolution> {}
export const rejectResolution = commandMaker<RejectResolution>('RejectResolution')

export const ReopenCase = commandRecord('ReopenCase', { reason: FreeText })
export interface ReopenCase extends t.TypeOf<typeof ReopenCase> {}
export const reopenCase = commandMaker<ReopenCase>('ReopenCase')

export const CloseCase = commandRecord(
  'CloseCase',
  { basis: oneOf('CloseBasis', 'timedOut', 'supervisor') },
  { outcome: ClosingOutcome, reason: FreeText },
)
export interface CloseCase extends t.TypeOf<typeof CloseCase> {}
export const closeCase = commandMaker<CloseCase>('CloseCase')

export const ArchiveCase = commandRecord('ArchiveCase', {})
export interface ArchiveCase extends t.TypeOf<typeof ArchiveCase> {}
export const archiveCase = commandMaker<ArchiveCase>('ArchiveCase')

export const CancelCase = commandRecord('CancelCase', { reason: FreeText })
export interface CancelCase extends t.TypeOf<typeof CancelCase> {}
export const cancelCase = commandMaker<CancelCase>('CancelCase')

export const AbsorbDuplicate = commandRecord('AbsorbDuplicate', {
  ...pair,
  duplicateCustomer: Text,
})
export interface AbsorbDuplicate extends t.TypeOf<typeof AbsorbDuplicate> {}
/** To the survivor: claims it, so that it can merge into no other. */
export const absorbDuplicate = commandMaker<AbsorbDuplicate>('AbsorbDuplicate')

export const MergeCase = commandRecord('MergeCase', pair)
export interface MergeCase extends t.TypeOf<typeof MergeCase> {}
/** To the duplicate, once the survivor has absorbed it. */
export const mergeCase = commandMaker<MergeCase>('MergeCase')

export const UnmergeCase = commandRecord('UnmergeCase', pair)
export interface UnmergeCase extends t.TypeOf<typeof UnmergeCase> {}
export const unmergeCase = commandMaker<UnmergeCase>('UnmergeCase')

export const ReleaseDuplicate = commandRecord('ReleaseDuplicate', pair)
export interface ReleaseDuplicate extends t.TypeOf<typeof ReleaseDuplicate> {}
export const releaseDuplicate = commandMaker<ReleaseDuplicate>('ReleaseDuplicate')

export const SplitCase = commandRecord('SplitCase', { child: Uuid, reason: FreeText })
export interface SplitCase extends t.TypeOf<typeof SplitCase> {}
export const splitCase = commandMaker<SplitCase>('SplitCase')

export const LinkCase = commandRecord('LinkCase', { to: Text, relation: Relation })
export interface LinkCase extends t.TypeOf<typeof LinkCase> {}
export const linkCase = commandMaker<LinkCase>('LinkCase')

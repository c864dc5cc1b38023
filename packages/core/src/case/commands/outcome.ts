/** Commands that settle a case, reopen it, end it, or tie it to others. */
import * as t from 'io-ts'

import { Text, Uuid, oneOf } from '../../codec/primitives.js'
import { ClosingOutcome, Relation } from '../events/outcome.js'
import { FreeText } from '../fields.js'

import { caseCommand, commandMaker } from './make.js'

export const ResolveCase = caseCommand(
  'ResolveCase',
  { resolutionCode: Text, notes: FreeText },
  { rootCause: Text, resolver: Text },
)
export interface ResolveCase extends t.TypeOf<typeof ResolveCase> {}
/** The solution is given; `resolver`, whose credit it is, is the actor by default. */
export const resolveCase = commandMaker<ResolveCase>('ResolveCase')

export const VerifySolution = caseCommand(
  'VerifySolution',
  { method: oneOf('VerificationMethod', 'test', 'trial', 'check'), reusable: t.boolean },
  { notes: FreeText },
)
export interface VerifySolution extends t.TypeOf<typeof VerifySolution> {}
export const verifySolution = commandMaker<VerifySolution>('VerifySolution')

export const ConfirmResolution = caseCommand('ConfirmResolution', {})
export interface ConfirmResolution extends t.TypeOf<typeof ConfirmResolution> {}
export const confirmResolution = commandMaker<ConfirmResolution>('ConfirmResolution')

export const RejectResolution = caseCommand('RejectResolution', { reason: FreeText })
export interface RejectResolution extends t.TypeOf<typeof RejectResolution> {}
export const rejectResolution = commandMaker<RejectResolution>('RejectResolution')

export const ReopenCase = caseCommand('ReopenCase', { reason: FreeText })
export interface ReopenCase extends t.TypeOf<typeof ReopenCase> {}
export const reopenCase = commandMaker<ReopenCase>('ReopenCase')

export const CloseCase = caseCommand(
  'CloseCase',
  { basis: oneOf('CloseBasis', 'timedOut', 'supervisor') },
  { outcome: ClosingOutcome, reason: FreeText },
)
export interface CloseCase extends t.TypeOf<typeof CloseCase> {}
export const closeCase = commandMaker<CloseCase>('CloseCase')

export const ArchiveCase = caseCommand('ArchiveCase', {})
export interface ArchiveCase extends t.TypeOf<typeof ArchiveCase> {}
export const archiveCase = commandMaker<ArchiveCase>('ArchiveCase')

export const CancelCase = caseCommand('CancelCase', { reason: FreeText })
export interface CancelCase extends t.TypeOf<typeof CancelCase> {}
export const cancelCase = commandMaker<CancelCase>('CancelCase')

export const AbsorbDuplicate = caseCommand('AbsorbDuplicate', {
  survivor: Uuid,
  duplicate: Uuid,
  duplicateCustomer: Text,
})
export interface AbsorbDuplicate extends t.TypeOf<typeof AbsorbDuplicate> {}
/** To the survivor: claims it, so that it can merge into no other. */
export const absorbDuplicate = commandMaker<AbsorbDuplicate>('AbsorbDuplicate')

export const MergeCase = caseCommand('MergeCase', { survivor: Uuid, duplicate: Uuid })
export interface MergeCase extends t.TypeOf<typeof MergeCase> {}
/** To the duplicate, once the survivor has absorbed it. */
export const mergeCase = commandMaker<MergeCase>('MergeCase')

export const UnmergeCase = caseCommand('UnmergeCase', { survivor: Uuid, duplicate: Uuid })
export interface UnmergeCase extends t.TypeOf<typeof UnmergeCase> {}
export const unmergeCase = commandMaker<UnmergeCase>('UnmergeCase')

export const ReleaseDuplicate = caseCommand('ReleaseDuplicate', { survivor: Uuid, duplicate: Uuid })
export interface ReleaseDuplicate extends t.TypeOf<typeof ReleaseDuplicate> {}
export const releaseDuplicate = commandMaker<ReleaseDuplicate>('ReleaseDuplicate')

export const SplitCase = caseCommand('SplitCase', { child: Uuid, reason: FreeText })
export interface SplitCase extends t.TypeOf<typeof SplitCase> {}
export const splitCase = commandMaker<SplitCase>('SplitCase')

export const LinkCase = caseCommand('LinkCase', { to: Text, relation: Relation })
export interface LinkCase extends t.TypeOf<typeof LinkCase> {}
export const linkCase = commandMaker<LinkCase>('LinkCase')

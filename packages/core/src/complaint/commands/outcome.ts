/** Commands that decide a complaint, review it, end it, reopen it, or tie it to others. */
import type * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { pair } from '../../words/fields.js'
import { Channel, FreeText } from '../../words/words.js'
import { DecisionOutcome } from '../events/outcome.js'

const decision = { outcome: DecisionOutcome, reasons: FreeText } as const
const optional = { withoutRemedy: FreeText } as const

export const DecideComplaint = commandRecord('DecideComplaint', decision, optional)
export interface DecideComplaint extends t.TypeOf<typeof DecideComplaint> {}
/** `withoutRemedy`: why none is given though it is upheld. Rejects: `RemedyOrReasonRequired`. */
export const decideComplaint = commandMaker<DecideComplaint>('DecideComplaint')

export const CommunicateDecision = commandRecord('CommunicateDecision', { channel: Channel })
export interface CommunicateDecision extends t.TypeOf<typeof CommunicateDecision> {}
/** Meets "handled": the customer knows the decision. Rejects: `HappenedBeforeDecision`, `DutiesNotSeparated`. */
export const communicateDecision = commandMaker<CommunicateDecision>('CommunicateDecision')

export const RequestReview = commandRecord('RequestReview', { reason: FreeText })
export interface RequestReview extends t.TypeOf<typeof RequestReview> {}
/** The customer disagrees. Rejects: `ReviewAlreadyOpen`, `ReviewWindowPassed`. */
export const requestReview = commandMaker<RequestReview>('RequestReview')

export const CompleteReview = commandRecord('CompleteReview', decision, optional)
export interface CompleteReview extends t.TypeOf<typeof CompleteReview> {}
/** By someone who took no part. Rejects: `NoReviewOpen`, `RemedyOrReasonRequired`. */
export const completeReview = commandMaker<CompleteReview>('CompleteReview')

export const CloseComplaint = commandRecord('CloseComplaint', {}, optional)
export interface CloseComplaint extends t.TypeOf<typeof CloseComplaint> {}
/**
 * Upheld, it takes a remedy that was fulfilled or that the customer declined, or a reason why there is
 * none: the decision's, or `withoutRemedy` where its remedy came to nothing.
 *
 * Rejects: `DecisionNotCommunicated`, `RemediesUnsettled`, `ReviewOpen`, `HappenedBeforeDecision`,
 * `RemedyOrReasonRequired`, `DutiesNotSeparated` for the person complained about.
 */
export const closeComplaint = commandMaker<CloseComplaint>('CloseComplaint')

export const ArchiveComplaint = commandRecord('ArchiveComplaint', {})
export interface ArchiveComplaint extends t.TypeOf<typeof ArchiveComplaint> {}
/** Once it can neither be reopened nor reviewed. Rejects: `WindowOpen`, `ReviewOpen`. */
export const archiveComplaint = commandMaker<ArchiveComplaint>('ArchiveComplaint')

export const WithdrawComplaint = commandRecord('WithdrawComplaint', { reason: FreeText })
export interface WithdrawComplaint extends t.TypeOf<typeof WithdrawComplaint> {}
/** The customer takes it back. Rejects: `RemediesUnsettled` where one was accepted, `DutiesNotSeparated`. */
export const withdrawComplaint = commandMaker<WithdrawComplaint>('WithdrawComplaint')

export const ReopenComplaint = commandRecord('ReopenComplaint', { reason: FreeText })
export interface ReopenComplaint extends t.TypeOf<typeof ReopenComplaint> {}
/** Begins the next cycle. Rejects: `ReopenWindowPassed`. */
export const reopenComplaint = commandMaker<ReopenComplaint>('ReopenComplaint')

export const ReferExternally = commandRecord(
  'ReferExternally',
  { body: Text },
  { reference: Text, reason: FreeText },
)
export interface ReferExternally extends t.TypeOf<typeof ReferExternally> {}
/** Marks that an outside body has the complaint too. */
export const referExternally = commandMaker<ReferExternally>('ReferExternally')

export const AbsorbComplaint = commandRecord('AbsorbComplaint', {
  ...pair,
  duplicateCustomer: Text,
})
export interface AbsorbComplaint extends t.TypeOf<typeof AbsorbComplaint> {}
/** To the survivor: claims it. Rejects: `MergeWithItself`, `CustomersDiffer`. */
export const absorbComplaint = commandMaker<AbsorbComplaint>('AbsorbComplaint')

export const MergeComplaint = commandRecord('MergeComplaint', pair)
export interface MergeComplaint extends t.TypeOf<typeof MergeComplaint> {}
/**
 * To the duplicate, once absorbed; it stays merged.
 *
 * Rejects: `MergeWithItself`, `HasAbsorbedOthers`, `RemediesUnsettled`.
 */
export const mergeComplaint = commandMaker<MergeComplaint>('MergeComplaint')

export const ReleaseComplaint = commandRecord('ReleaseComplaint', pair)
export interface ReleaseComplaint extends t.TypeOf<typeof ReleaseComplaint> {}
/** To the survivor, where the duplicate would not merge. Rejects: `DuplicateNotAbsorbed`. */
export const releaseComplaint = commandMaker<ReleaseComplaint>('ReleaseComplaint')

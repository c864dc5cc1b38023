/** How a complaint is decided and ends. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Ordinal, Text, oneOf } from '../../codec/primitives.js'
import { cycleEventRecord } from '../../lifecycle/message.js'
import { Instant } from '../../time/instant.js'
import { by, customer, pair } from '../../words/fields.js'
import { Channel, FreeText } from '../../words/words.js'

import { handled } from './parts.js'

/** Whether the customer was right. */
export const DecisionOutcome = oneOf('DecisionOutcome', 'upheld', 'partlyUpheld', 'notUpheld')
export type DecisionOutcome = t.TypeOf<typeof DecisionOutcome>

/** `withoutRemedy`: why there is no remedy though it is upheld. */
export const ComplaintDecided = cycleEventRecord(
  'ComplaintDecided',
  { ...customer, ...by, outcome: DecisionOutcome, reasons: FreeText },
  { withoutRemedy: FreeText },
)
export interface ComplaintDecided extends t.TypeOf<typeof ComplaintDecided> {}

/** `withRemedy`: one is on its way, or was fulfilled in this cycle. */
export const DecisionCommunicated = cycleEventRecord(
  'DecisionCommunicated',
  { ...customer, ...by, channel: Channel, outcome: DecisionOutcome, withRemedy: t.boolean },
  handled,
)
export interface DecisionCommunicated extends t.TypeOf<typeof DecisionCommunicated> {}

/** The customer does not accept the decision. */
export const ReviewRequested = cycleEventRecord('ReviewRequested', {
  ...customer,
  ...by,
  reason: FreeText,
})
export interface ReviewRequested extends t.TypeOf<typeof ReviewRequested> {}

/** The decision that stands from now on; `changed`: whether its outcome is another. */
export const ReviewCompleted = cycleEventRecord(
  'ReviewCompleted',
  { ...customer, ...by, outcome: DecisionOutcome, changed: t.boolean, reasons: FreeText },
  { withoutRemedy: FreeText },
)
export interface ReviewCompleted extends t.TypeOf<typeof ReviewCompleted> {}

/**
 * Decided, communicated, every remedy settled, no review open (結案). `withRemedy`: one was fulfilled in
 * this cycle. `withoutRemedy`: why none is given after all, though it is upheld.
 */
export const ComplaintClosed = cycleEventRecord(
  'ComplaintClosed',
  { ...customer, ...by, withRemedy: t.boolean },
  { outcome: DecisionOutcome, withoutRemedy: FreeText, ...handled },
)
export interface ComplaintClosed extends t.TypeOf<typeof ComplaintClosed> {}

/** The whole complaint in one event, for archives whose streams are cut. */
export const ComplaintArchived = cycleEventRecord(
  'ComplaintArchived',
  { ...by, receivedAt: Instant, closedAt: Instant, cycles: Ordinal },
  { outcome: DecisionOutcome, decidedAt: Instant },
)
export interface ComplaintArchived extends t.TypeOf<typeof ComplaintArchived> {}

/** The customer took it back. */
export const ComplaintWithdrawn = cycleEventRecord('ComplaintWithdrawn', {
  ...customer,
  ...by,
  reason: FreeText,
})
export interface ComplaintWithdrawn extends t.TypeOf<typeof ComplaintWithdrawn> {}

/** Begins `cycle`: it is decided and communicated anew. */
export const ComplaintReopened = cycleEventRecord('ComplaintReopened', {
  ...customer,
  ...by,
  reason: FreeText,
})
export interface ComplaintReopened extends t.TypeOf<typeof ComplaintReopened> {}

/** A mark beside the stage: an outside body, such as a consumer association, has it too. */
export const ReferredExternally = cycleEventRecord(
  'ReferredExternally',
  { ...customer, ...by, body: Text },
  { reference: Text, reason: FreeText },
)
export interface ReferredExternally extends t.TypeOf<typeof ReferredExternally> {}

/** The survivor is claimed first, so that no two complaints can merge into one another. */
export const ComplaintAbsorbed = cycleEventRecord('ComplaintAbsorbed', {
  ...customer,
  ...by,
  ...pair,
})
export interface ComplaintAbsorbed extends t.TypeOf<typeof ComplaintAbsorbed> {}

/** The duplicate ended in the survivor, for good. */
export const ComplaintMerged = cycleEventRecord('ComplaintMerged', { ...by, ...pair })
export interface ComplaintMerged extends t.TypeOf<typeof ComplaintMerged> {}

/** The survivor's claim ended, since the duplicate would not merge. */
export const ComplaintReleased = cycleEventRecord('ComplaintReleased', { ...by, ...pair })
export interface ComplaintReleased extends t.TypeOf<typeof ComplaintReleased> {}

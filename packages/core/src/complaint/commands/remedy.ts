/** Commands on a complaint's remedies. All but the first reject `RemedyNotFound`, `RemedyNotInState`. */
import * as t from 'io-ts'

import { Text } from '../../codec/primitives.js'
import { commandMaker, commandRecord } from '../../lifecycle/message.js'
import { Money } from '../../words/money.js'
import { FreeText, RemedyKind } from '../../words/words.js'

const remedy = { remedy: Text } as const

export const ProposeRemedy = commandRecord(
  'ProposeRemedy',
  { ...remedy, kind: RemedyKind, goodwill: t.boolean },
  { amount: Money, description: FreeText },
)
export interface ProposeRemedy extends t.TypeOf<typeof ProposeRemedy> {}
/**
 * Proposes a remedy under an id of the caller's; anew where it was refused, or where its kind, amount,
 * goodwill or description changes before it is offered, which voids the approval.
 *
 * Rejects: `AmountRequired`, `CurrencyNotCovered`, `RemedyAlreadyProposed`.
 */
export const proposeRemedy = commandMaker<ProposeRemedy>('ProposeRemedy')

export const ApproveRemedy = commandRecord('ApproveRemedy', remedy)
export interface ApproveRemedy extends t.TypeOf<typeof ApproveRemedy> {}
/**
 * What the actor proposed, by the role's discretion; else by the band's role, and by another.
 *
 * Rejects: `SeverityNotAssessed`, `ApproverRoleRequired`, `DutiesNotSeparated`.
 */
export const approveRemedy = commandMaker<ApproveRemedy>('ApproveRemedy')

export const RefuseRemedy = commandRecord('RefuseRemedy', { ...remedy, reason: FreeText })
export interface RefuseRemedy extends t.TypeOf<typeof RefuseRemedy> {}
/** From proposed; it may be proposed anew. Rejects: `DutiesNotSeparated` for the person complained about. */
export const refuseRemedy = commandMaker<RefuseRemedy>('RefuseRemedy')

export const OfferRemedy = commandRecord('OfferRemedy', remedy, { amount: Money })
export interface OfferRemedy extends t.TypeOf<typeof OfferRemedy> {}
/** Offers what was approved; an amount may be named, to be held against it. Rejects: `AmountNotApproved`. */
export const offerRemedy = commandMaker<OfferRemedy>('OfferRemedy')

export const AcceptRemedy = commandRecord('AcceptRemedy', remedy)
export interface AcceptRemedy extends t.TypeOf<typeof AcceptRemedy> {}
/** The customer takes what was offered. */
export const acceptRemedy = commandMaker<AcceptRemedy>('AcceptRemedy')

export const DeclineRemedy = commandRecord(
  'DeclineRemedy',
  { ...remedy, toldOfReview: t.boolean },
  { reason: FreeText },
)
export interface DeclineRemedy extends t.TypeOf<typeof DeclineRemedy> {}
/** `toldOfReview`: the customer knows of the right to a review. Rejects: `ReviewRightNotTold`. */
export const declineRemedy = commandMaker<DeclineRemedy>('DeclineRemedy')

export const FulfilRemedy = commandRecord('FulfilRemedy', remedy)
export interface FulfilRemedy extends t.TypeOf<typeof FulfilRemedy> {}
/** Once accepted; goodwill, once approved. */
export const fulfilRemedy = commandMaker<FulfilRemedy>('FulfilRemedy')

export const WithdrawRemedy = commandRecord('WithdrawRemedy', { ...remedy, reason: FreeText })
export interface WithdrawRemedy extends t.TypeOf<typeof WithdrawRemedy> {}
/** Before it is fulfilled, declined or refused. */
export const withdrawRemedy = commandMaker<WithdrawRemedy>('WithdrawRemedy')

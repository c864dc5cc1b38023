/** The words and small records that the events, commands and standards of several aggregates share. */
import * as t from 'io-ts'

import { Text, oneOf, record } from '../codec/primitives.js'
import { personal } from '../personal/personal.js'

/** How a contact came or goes; `unknown` is for imports. */
export const Channel = oneOf(
  'Channel',
  'phone',
  'email',
  'chat',
  'sms',
  'social',
  'store',
  'visit',
  'web',
  'app',
  'thirdPartyPlatform',
  'unknown',
)
export type Channel = t.TypeOf<typeof Channel>

/** What a customer wants (訴求類型); `unknown` is for imports. */
export const RequestType = oneOf(
  'RequestType',
  'inquiry',
  'application',
  'appointment',
  'order',
  'returnOrExchange',
  'repair',
  'complaint',
  'suggestion',
  'unknown',
)
export type RequestType = t.TypeOf<typeof RequestType>

/** Before, in or after the sale (售前、售中、售後); `unknown` is for imports. */
export const Phase = oneOf('Phase', 'preSale', 'inSale', 'afterSale', 'unknown')
export type Phase = t.TypeOf<typeof Phase>

/** What kind of problem it is; `unknown` is for imports. */
export const problemTypes = ['product', 'service', 'technical', 'policyProcess', 'unknown'] as const
export const ProblemType = oneOf('ProblemType', ...problemTypes)
export type ProblemType = t.TypeOf<typeof ProblemType>

/** Of urgency and of impact. */
export const Degree = oneOf('Degree', 'low', 'medium', 'high')
export type Degree = t.TypeOf<typeof Degree>

/** What a complaint is about (商品、服務態度、物流、系統技術); `unclassified` where a case became one by itself. */
export const complaintTypes = [
  'goods',
  'serviceAttitude',
  'logistics',
  'systemTechnical',
  'unclassified',
] as const
export const ComplaintType = oneOf('ComplaintType', ...complaintTypes)
export type ComplaintType = t.TypeOf<typeof ComplaintType>

/** How grave a complaint is: 一般, 較重, 嚴重. */
export const severities = ['general', 'major', 'serious'] as const
export const Severity = oneOf('Severity', ...severities)
export type Severity = t.TypeOf<typeof Severity>

/** What a complaint may be made good by. */
export const RemedyKind = oneOf(
  'RemedyKind',
  'exchange',
  'refund',
  'repair',
  'compensation',
  'freeService',
  'coupon',
  'apology',
  'training',
  'standardChange',
)
export type RemedyKind = t.TypeOf<typeof RemedyKind>

/** What a follow-up (回訪) is for. */
export const Purpose = oneOf(
  'Purpose',
  'afterResolution',
  'afterComplaint',
  'periodic',
  'recovery',
  'vipCare',
)
export type Purpose = t.TypeOf<typeof Purpose>

/** To another function, or up the line. */
export const EscalationKind = oneOf('EscalationKind', 'functional', 'hierarchical')

/** To whom a reminder goes. */
export const Reminded = oneOf('Reminded', 'owner', 'supervisor')

/** Whose turn it is: a customer's step never counts against an agent. */
export const Responsible = oneOf('Responsible', 'agent', 'customer', 'thirdParty')
export type Responsible = t.TypeOf<typeof Responsible>

/** A team or a person that work goes to. */
export const Party = record('Party', { kind: oneOf('PartyKind', 'team', 'person'), id: Text })
export interface Party extends t.TypeOf<typeof Party> {}

/** A taxonomy path, from the general to the particular. */
export const CategoryPath = new t.RefinementType(
  'CategoryPath',
  (u): u is ReadonlyArray<string> => t.readonlyArray(Text).is(u) && u.length > 0,
  (i, c) => {
    const list = t.readonlyArray(Text).validate(i, c)
    return list._tag === 'Right' && list.right.length === 0 ? t.failure(i, c) : list
  },
  t.identity,
  t.readonlyArray(Text),
  (path) => path.length > 0,
)

/** Words of a person that may name one; the customer's id stands beside them as `customer`. */
export const FreeText = personal(Text, {
  subject: 'customer',
  category: 'freeText',
  purpose: 'service',
})
export const CustomerName = personal(Text, {
  subject: 'customer',
  category: 'name',
  purpose: 'service',
})
export const CustomerContact = personal(Text, {
  subject: 'customer',
  category: 'contact',
  purpose: 'service',
})

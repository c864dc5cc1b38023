/**
 * What happens to a corrective action (改進). Its texts are not personal: they name causes, not persons.
 * STORAGE CONTRACT: what is stored stays readable. Change a codec only as CONTRIBUTING.md says.
 */
import * as t from 'io-ts'

import { Finite, StandardRef, Text, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'

import { Analysis } from './analysis.js'

/** What made it necessary. */
export const CorrectiveSource = oneOf(
  'CorrectiveSource',
  'complaint',
  'recurringCause',
  'inspection',
  'employeeReport',
  'review',
  'monitoring',
)
export type CorrectiveSource = t.TypeOf<typeof CorrectiveSource>

/** A weakness was found that is worth mending for good. */
export const CorrectiveActionOpened = eventRecord(
  'CorrectiveActionOpened',
  { standard: StandardRef, source: CorrectiveSource, problem: Text, by: Text },
  {
    /** What it was raised from: the complaint's id, the figure's. */
    reference: Text,
    /** A cause of the standard's taxonomy. */
    cause: Text,
    /** The key of the source system it was imported from. */
    externalRef: Text,
    /** The source's own attributes, for breakdowns. */
    attributes: t.record(t.string, t.string),
  },
)
export interface CorrectiveActionOpened extends t.TypeOf<typeof CorrectiveActionOpened> {}

/** Who does what until when, and by what it will be judged (責任人、處理時限、驗收標準). Replaces the plan before. */
export const CorrectiveActionPlanned = eventRecord(
  'CorrectiveActionPlanned',
  { plan: Text, owner: Text, due: Instant, by: Text },
  {
    /** Without it the action can't be verified. */
    criterion: Text,
    analysis: Analysis,
    /** The figure that is to change, by its metric id. */
    figure: Text,
  },
)
export interface CorrectiveActionPlanned extends t.TypeOf<typeof CorrectiveActionPlanned> {}

/** `owner` and `due` are the plan's. */
export const CorrectiveActionDone = eventRecord('CorrectiveActionDone', {
  result: Text,
  owner: Text,
  due: Instant,
  by: Text,
})
export interface CorrectiveActionDone extends t.TypeOf<typeof CorrectiveActionDone> {}

/** Someone else saw that the plan's criterion is met. */
export const CorrectiveActionVerified = eventRecord('CorrectiveActionVerified', {
  evidence: Text,
  criterion: Text,
  by: Text,
})
export interface CorrectiveActionVerified extends t.TypeOf<typeof CorrectiveActionVerified> {}

/** The criterion is not met: planned again, and what was measured no longer counts. */
export const VerificationFailed = eventRecord('VerificationFailed', { reason: Text, by: Text })
export interface VerificationFailed extends t.TypeOf<typeof VerificationFailed> {}

/** A figure before the action and after it. */
export const EffectMeasured = eventRecord(
  'EffectMeasured',
  { figure: Text, before: Finite, after: Finite, by: Text },
  { unit: Text },
)
export interface EffectMeasured extends t.TypeOf<typeof EffectMeasured> {}

/** What was learned. `standardChanged` is the version of the standard that it went into, if it did. */
export const CorrectiveActionReviewed = eventRecord(
  'CorrectiveActionReviewed',
  { lessons: Text, by: Text },
  { standardChanged: StandardRef },
)
export interface CorrectiveActionReviewed extends t.TypeOf<typeof CorrectiveActionReviewed> {}

export const CorrectiveActionDropped = eventRecord('CorrectiveActionDropped', {
  reason: Text,
  by: Text,
})
export interface CorrectiveActionDropped extends t.TypeOf<typeof CorrectiveActionDropped> {}

export const OwnerReminded = eventRecord('OwnerReminded', {
  to: oneOf('Reminded', 'owner', 'supervisor'),
  reason: Text,
  by: Text,
})
export interface OwnerReminded extends t.TypeOf<typeof OwnerReminded> {}

export type CorrectiveActionEvent =
  | CorrectiveActionOpened
  | CorrectiveActionPlanned
  | CorrectiveActionDone
  | CorrectiveActionVerified
  | VerificationFailed
  | EffectMeasured
  | CorrectiveActionReviewed
  | CorrectiveActionDropped
  | OwnerReminded

export const correctiveActionEvents: EventCatalogue<CorrectiveActionEvent> =
  eventCatalogue<CorrectiveActionEvent>({
    CorrectiveActionOpened: eventType(CorrectiveActionOpened),
    CorrectiveActionPlanned: eventType(CorrectiveActionPlanned),
    CorrectiveActionDone: eventType(CorrectiveActionDone),
    CorrectiveActionVerified: eventType(CorrectiveActionVerified),
    VerificationFailed: eventType(VerificationFailed),
    EffectMeasured: eventType(EffectMeasured),
    CorrectiveActionReviewed: eventType(CorrectiveActionReviewed),
    CorrectiveActionDropped: eventType(CorrectiveActionDropped),
    OwnerReminded: eventType(OwnerReminded),
  })

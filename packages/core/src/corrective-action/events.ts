/**
 * The corrective action events (改進). STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says.
 *
 * None has a customer, and so none a personal field: texts name causes, not persons.
 */
import type * as t from 'io-ts'

import { Finite, StandardRef, Text, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { by, source } from '../words/fields.js'
import { Reminded } from '../words/words.js'

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
  { ...by, standard: StandardRef, source: CorrectiveSource, problem: Text },
  {
    /** What it was raised from: the complaint's id, the figure's. */
    reference: Text,
    /** A cause of the standard's taxonomy. */
    cause: Text,
    ...source,
  },
)
export interface CorrectiveActionOpened extends t.TypeOf<typeof CorrectiveActionOpened> {}

/** Who does what until when, and by what it will be judged (責任人、處理時限、驗收標準). Replaces the plan before. */
export const CorrectiveActionPlanned = eventRecord(
  'CorrectiveActionPlanned',
  { ...by, plan: Text, owner: Text, due: Instant },
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
  ...by,
  result: Text,
  owner: Text,
  due: Instant,
})
export interface CorrectiveActionDone extends t.TypeOf<typeof CorrectiveActionDone> {}

/** Someone else saw that the plan's criterion is met. */
export const CorrectiveActionVerified = eventRecord('CorrectiveActionVerified', {
  ...by,
  evidence: Text,
  criterion: Text,
})
export interface CorrectiveActionVerified extends t.TypeOf<typeof CorrectiveActionVerified> {}

/** The criterion is not met: planned again, and what was measured no longer counts. */
export const VerificationFailed = eventRecord('VerificationFailed', { ...by, reason: Text })
export interface VerificationFailed extends t.TypeOf<typeof VerificationFailed> {}

/** A figure before the action and after it. */
export const EffectMeasured = eventRecord(
  'EffectMeasured',
  { ...by, figure: Text, before: Finite, after: Finite },
  { unit: Text },
)
export interface EffectMeasured extends t.TypeOf<typeof EffectMeasured> {}

/** What was learned. `standardChanged` is the version of the standard that it went into, if it did. */
export const CorrectiveActionReviewed = eventRecord(
  'CorrectiveActionReviewed',
  { ...by, lessons: Text },
  { standardChanged: StandardRef },
)
export interface CorrectiveActionReviewed extends t.TypeOf<typeof CorrectiveActionReviewed> {}

export const CorrectiveActionDropped = eventRecord('CorrectiveActionDropped', {
  ...by,
  reason: Text,
})
export interface CorrectiveActionDropped extends t.TypeOf<typeof CorrectiveActionDropped> {}

export const OwnerReminded = eventRecord('OwnerReminded', { ...by, to: Reminded, reason: Text })
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

/** The codecs of every type and version. */
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

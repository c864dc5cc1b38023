/**
 * The emergency events (應急). STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says.
 *
 * None has a customer, and so none a personal field: texts name causes, systems and teams, not persons.
 */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, Uuid, oneOf } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { by, source } from '../words/fields.js'
import { Money } from '../words/money.js'
import { Channel, RemedyKind, Reminded } from '../words/words.js'

/** What went wrong, at large. */
export const EmergencyKind = oneOf(
  'EmergencyKind',
  'complaintSurge',
  'serviceInterruption',
  'systemFailure',
  'disaster',
  'processError',
  'maliciousComplaint',
  'staff',
  'policy',
)
export type EmergencyKind = t.TypeOf<typeof EmergencyKind>

/** `interruption` is the one that it was declared for. */
export const EmergencyDeclared = eventRecord(
  'EmergencyDeclared',
  { ...by, standard: StandardRef, kind: EmergencyKind, description: Text },
  { interruption: Text, ...source },
)
export interface EmergencyDeclared extends t.TypeOf<typeof EmergencyDeclared> {}

/** Which plan (預案), and the team that carries it out; kind and declaration stand beside the start. */
export const PlanStarted = eventRecord('PlanStarted', {
  ...by,
  plan: Text,
  team: Text,
  kind: EmergencyKind,
  declaredAt: Instant,
})
export interface PlanStarted extends t.TypeOf<typeof PlanStarted> {}

/** The backup system or the other way of working (備用系統). */
export const FallbackActivated = eventRecord('FallbackActivated', { ...by, fallback: Text })
export interface FallbackActivated extends t.TypeOf<typeof FallbackActivated> {}

/** `count` is how many were told. */
export const CustomersInformed = eventRecord(
  'CustomersInformed',
  { ...by, channel: Channel, audience: Text, message: Text },
  { count: Count },
)
export interface CustomersInformed extends t.TypeOf<typeof CustomersInformed> {}

export const ProgressReported = eventRecord('ProgressReported', { ...by, text: Text })
export interface ProgressReported extends t.TypeOf<typeof ProgressReported> {}

export const Recovered = eventRecord('Recovered', {
  ...by,
  result: Text,
  kind: EmergencyKind,
  declaredAt: Instant,
})
export interface Recovered extends t.TypeOf<typeof Recovered> {}

/** `amount` is what each of the `customers` gets. */
export const CompensationDecided = eventRecord(
  'CompensationDecided',
  { ...by, kind: RemedyKind },
  { amount: Money, customers: Ordinal, description: Text },
)
export interface CompensationDecided extends t.TypeOf<typeof CompensationDecided> {}

/** `causeCode` is a cause of the standard's taxonomy. */
export const Reviewed = eventRecord(
  'Reviewed',
  { ...by, cause: Text, lessons: Text, correctiveActions: t.readonlyArray(Uuid) },
  { causeCode: Text },
)
export interface Reviewed extends t.TypeOf<typeof Reviewed> {}

/** It was none: a false alarm. */
export const EmergencyStoodDown = eventRecord('EmergencyStoodDown', { ...by, reason: Text })
export interface EmergencyStoodDown extends t.TypeOf<typeof EmergencyStoodDown> {}

/** An exercise (演練), whole in one event. `startedAfterMs`: from the alarm to the plan's start. */
export const DrillHeld = eventRecord(
  'DrillHeld',
  { ...by, standard: StandardRef, kind: EmergencyKind, plan: Text, lessons: Text },
  { startedAfterMs: Count, ...source },
)
export interface DrillHeld extends t.TypeOf<typeof DrillHeld> {}

export const OwnerReminded = eventRecord('OwnerReminded', { ...by, to: Reminded, reason: Text })
export interface OwnerReminded extends t.TypeOf<typeof OwnerReminded> {}

export type EmergencyEvent =
  | EmergencyDeclared
  | PlanStarted
  | FallbackActivated
  | CustomersInformed
  | ProgressReported
  | Recovered
  | CompensationDecided
  | Reviewed
  | EmergencyStoodDown
  | DrillHeld
  | OwnerReminded

/** The codecs of every type and version. */
export const emergencyEvents: EventCatalogue<EmergencyEvent> = eventCatalogue<EmergencyEvent>({
  EmergencyDeclared: eventType(EmergencyDeclared),
  PlanStarted: eventType(PlanStarted),
  FallbackActivated: eventType(FallbackActivated),
  CustomersInformed: eventType(CustomersInformed),
  ProgressReported: eventType(ProgressReported),
  Recovered: eventType(Recovered),
  CompensationDecided: eventType(CompensationDecided),
  Reviewed: eventType(Reviewed),
  EmergencyStoodDown: eventType(EmergencyStoodDown),
  DrillHeld: eventType(DrillHeld),
  OwnerReminded: eventType(OwnerReminded),
})

/** The follow-up events. STORAGE CONTRACT: change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, Uuid } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { by, customer, source } from '../words/fields.js'
import { From1To5 } from '../words/scales.js'
import { Channel, FreeText, Purpose, Reminded } from '../words/words.js'

import {
  AttemptResult,
  CancelReason,
  Ces,
  DimensionScore,
  FollowUpOutcome,
  Nps,
  StaffScore,
} from './scores.js'

/** The cycle of the case or complaint that the follow-up is about, where it is of one. */
const ofCycle = { cycle: Ordinal } as const

/** What it is about, for who acts on an outcome or counts an answer. */
const about = { ...ofCycle, case: Uuid, complaint: Uuid } as const

/** `due` is the first due date too. */
export const FollowUpScheduled = eventRecord(
  'FollowUpScheduled',
  { ...by, ...customer, standard: StandardRef, purpose: Purpose, method: Channel, due: Instant },
  {
    ...about,
    /** When what it is about was resolved or decided. */
    since: Instant,
    /** Who handled what it is about; of a serious complaint they don't call. */
    handler: Text,
    serious: t.boolean,
    assignee: Text,
    /** The plan of the standard that it is made by. */
    plan: Text,
    /** The customer had consented to this purpose; without it, consent was not asked for. */
    consent: t.literal('given'),
    ...source,
  },
)
export interface FollowUpScheduled extends t.TypeOf<typeof FollowUpScheduled> {}

export const FollowUpAssigned = eventRecord('FollowUpAssigned', { ...by, assignee: Text }, ofCycle)
export interface FollowUpAssigned extends t.TypeOf<typeof FollowUpAssigned> {}

export const FollowUpRescheduled = eventRecord(
  'FollowUpRescheduled',
  { ...by, ...customer, due: Instant, firstDue: Instant },
  { ...ofCycle, reason: FreeText },
)
export interface FollowUpRescheduled extends t.TypeOf<typeof FollowUpRescheduled> {}

/** Attempts are numbered from 1. The first of them by `firstDue` is in time. */
export const FollowUpAttempted = eventRecord(
  'FollowUpAttempted',
  {
    ...by,
    ...customer,
    attempt: Ordinal,
    result: AttemptResult,
    channel: Channel,
    firstDue: Instant,
  },
  ofCycle,
)
export interface FollowUpAttempted extends t.TypeOf<typeof FollowUpAttempted> {}

export const FollowUpCompleted = eventRecord(
  'FollowUpCompleted',
  { ...by, ...customer, outcome: FollowUpOutcome, firstDue: Instant },
  { ...about, notes: FreeText },
)
export interface FollowUpCompleted extends t.TypeOf<typeof FollowUpCompleted> {}

export const FollowUpUnreachable = eventRecord(
  'FollowUpUnreachable',
  { ...by, attempts: Count },
  about,
)
export interface FollowUpUnreachable extends t.TypeOf<typeof FollowUpUnreachable> {}

/** Nobody completed it by `due` and the grace of the standard. Final. */
export const FollowUpMissed = eventRecord('FollowUpMissed', { ...by, due: Instant }, about)
export interface FollowUpMissed extends t.TypeOf<typeof FollowUpMissed> {}

export const FollowUpDeclined = eventRecord(
  'FollowUpDeclined',
  { ...by, ...customer },
  { ...ofCycle, reason: FreeText },
)
export interface FollowUpDeclined extends t.TypeOf<typeof FollowUpDeclined> {}

export const FollowUpCancelled = eventRecord(
  'FollowUpCancelled',
  { ...by, ...customer, reason: CancelReason },
  { ...ofCycle, note: FreeText },
)
export interface FollowUpCancelled extends t.TypeOf<typeof FollowUpCancelled> {}

/** The customer was asked: the denominator of the response to surveys. */
export const SurveyRequested = eventRecord(
  'SurveyRequested',
  { ...by, ...customer, survey: Text, channel: Channel },
  ofCycle,
)
export interface SurveyRequested extends t.TypeOf<typeof SurveyRequested> {}

/** Of the marks of a survey the last one stands: a mail may bounce after it was delivered. */
export const SurveyDelivered = eventRecord('SurveyDelivered', { ...by, survey: Text }, ofCycle)
export interface SurveyDelivered extends t.TypeOf<typeof SurveyDelivered> {}

export const SurveyBounced = eventRecord(
  'SurveyBounced',
  { ...by, ...customer, survey: Text },
  { ...ofCycle, reason: FreeText },
)
export interface SurveyBounced extends t.TypeOf<typeof SurveyBounced> {}

/** The customer's answer. Answers are numbered from 1; the last one counts, whole, and no other. */
export const SatisfactionRecorded = eventRecord(
  'SatisfactionRecorded',
  { ...by, ...customer, answer: Ordinal },
  {
    ...about,
    /** From very dissatisfied to very satisfied (H3 高端客戶服務禮儀手冊). */
    csat: From1To5,
    nps: Nps,
    ces: Ces,
    /** Each person once. */
    staff: t.readonlyArray(StaffScore),
    /** Each dimension once. */
    dimensions: t.readonlyArray(DimensionScore),
    /** The customer's word, not what the case shows. */
    resolvedInOneContact: t.boolean,
    verbatim: FreeText,
    /** The survey it answers. */
    survey: Text,
  },
)
export interface SatisfactionRecorded extends t.TypeOf<typeof SatisfactionRecorded> {}

export const OwnerReminded = eventRecord(
  'OwnerReminded',
  { ...by, ...customer, to: Reminded, reason: FreeText },
  ofCycle,
)
export interface OwnerReminded extends t.TypeOf<typeof OwnerReminded> {}

export type FollowUpEvent =
  | FollowUpScheduled
  | FollowUpAssigned
  | FollowUpRescheduled
  | FollowUpAttempted
  | FollowUpCompleted
  | FollowUpUnreachable
  | FollowUpMissed
  | FollowUpDeclined
  | FollowUpCancelled
  | SurveyRequested
  | SurveyDelivered
  | SurveyBounced
  | SatisfactionRecorded
  | OwnerReminded

/** The codecs of every type and version. */
export const followUpEvents: EventCatalogue<FollowUpEvent> = eventCatalogue<FollowUpEvent>({
  FollowUpScheduled: eventType(FollowUpScheduled),
  FollowUpAssigned: eventType(FollowUpAssigned),
  FollowUpRescheduled: eventType(FollowUpRescheduled),
  FollowUpAttempted: eventType(FollowUpAttempted),
  FollowUpCompleted: eventType(FollowUpCompleted),
  FollowUpUnreachable: eventType(FollowUpUnreachable),
  FollowUpMissed: eventType(FollowUpMissed),
  FollowUpDeclined: eventType(FollowUpDeclined),
  FollowUpCancelled: eventType(FollowUpCancelled),
  SurveyRequested: eventType(SurveyRequested),
  SurveyDelivered: eventType(SurveyDelivered),
  SurveyBounced: eventType(SurveyBounced),
  SatisfactionRecorded: eventType(SatisfactionRecorded),
  OwnerReminded: eventType(OwnerReminded),
})

/** STORAGE CONTRACT: what is stored stays readable. Change a codec only as CONTRIBUTING.md says. */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, Uuid } from '../codec/primitives.js'
import { eventCatalogue, eventType, type EventCatalogue } from '../decider/catalogue.js'
import { eventRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { Channel, FreeText, Purpose, customer } from '../words/words.js'

import {
  AttemptResult,
  CancelReason,
  Ces,
  DimensionScore,
  FollowUpOutcome,
  Likert,
  Nps,
  Reminded,
  StaffScore,
} from './scores.js'

/** Who did it; and the cycle of the case or complaint that the follow-up is about, where it is of one. */
const own = { by: Text } as const
const ofCycle = { cycle: Ordinal } as const

/** What it is about, for who acts on an outcome or counts an answer. */
const about = { ...ofCycle, case: Uuid, complaint: Uuid } as const

/** `due` is the first due date too. */
export const FollowUpScheduled = eventRecord(
  'FollowUpScheduled',
  { ...own, ...customer, standard: StandardRef, purpose: Purpose, method: Channel, due: Instant },
  {
    ...about,
    /** Who handled what it is about; of a serious complaint they don't call. */
    handler: Text,
    serious: t.boolean,
    assignee: Text,
    /** The plan of the standard that it is made by. */
    plan: Text,
    /** The customer had consented to this purpose; without it, consent was not asked for. */
    consent: t.literal('given'),
    /** The key of the source system it was imported from. */
    externalRef: Text,
    /** The source's own attributes, for breakdowns. */
    attributes: t.record(t.string, t.string),
  },
)
export interface FollowUpScheduled extends t.TypeOf<typeof FollowUpScheduled> {}

export const FollowUpAssigned = eventRecord(
  'FollowUpAssigned',
  { ...own, assignee: Text },
  { ...ofCycle },
)
export interface FollowUpAssigned extends t.TypeOf<typeof FollowUpAssigned> {}

export const FollowUpRescheduled = eventRecord(
  'FollowUpRescheduled',
  { ...own, ...customer, due: Instant, firstDue: Instant },
  { ...ofCycle, reason: FreeText },
)
export interface FollowUpRescheduled extends t.TypeOf<typeof FollowUpRescheduled> {}

/** Attempts are numbered from 1. The first of them by `firstDue` is in time. */
export const FollowUpAttempted = eventRecord(
  'FollowUpAttempted',
  {
    ...own,
    ...customer,
    attempt: Ordinal,
    result: AttemptResult,
    channel: Channel,
    firstDue: Instant,
  },
  { ...ofCycle },
)
export interface FollowUpAttempted extends t.TypeOf<typeof FollowUpAttempted> {}

export const FollowUpCompleted = eventRecord(
  'FollowUpCompleted',
  { ...own, ...customer, outcome: FollowUpOutcome, firstDue: Instant },
  { ...about, notes: FreeText },
)
export interface FollowUpCompleted extends t.TypeOf<typeof FollowUpCompleted> {}

export const FollowUpUnreachable = eventRecord(
  'FollowUpUnreachable',
  { ...own, attempts: Count },
  { ...about },
)
export interface FollowUpUnreachable extends t.TypeOf<typeof FollowUpUnreachable> {}

/** Nobody completed it by `due` and the grace of the standard. Final. */
export const FollowUpMissed = eventRecord('FollowUpMissed', { ...own, due: Instant }, { ...about })
export interface FollowUpMissed extends t.TypeOf<typeof FollowUpMissed> {}

export const FollowUpDeclined = eventRecord(
  'FollowUpDeclined',
  { ...own, ...customer },
  { ...ofCycle, reason: FreeText },
)
export interface FollowUpDeclined extends t.TypeOf<typeof FollowUpDeclined> {}

export const FollowUpCancelled = eventRecord(
  'FollowUpCancelled',
  { ...own, ...customer, reason: CancelReason },
  { ...ofCycle, note: FreeText },
)
export interface FollowUpCancelled extends t.TypeOf<typeof FollowUpCancelled> {}

/** The customer was asked: the denominator of the response to surveys. */
export const SurveyRequested = eventRecord(
  'SurveyRequested',
  { ...own, ...customer, survey: Text, channel: Channel },
  { ...ofCycle },
)
export interface SurveyRequested extends t.TypeOf<typeof SurveyRequested> {}

/** Of the marks of a survey the last one stands: a mail may bounce after it was delivered. */
export const SurveyDelivered = eventRecord(
  'SurveyDelivered',
  { ...own, survey: Text },
  { ...ofCycle },
)
export interface SurveyDelivered extends t.TypeOf<typeof SurveyDelivered> {}

export const SurveyBounced = eventRecord(
  'SurveyBounced',
  { ...own, ...customer, survey: Text },
  { ...ofCycle, reason: FreeText },
)
export interface SurveyBounced extends t.TypeOf<typeof SurveyBounced> {}

/** The customer's answer. Answers are numbered from 1; the last one counts, whole, and no other. */
export const SatisfactionRecorded = eventRecord(
  'SatisfactionRecorded',
  { ...own, ...customer, answer: Ordinal },
  {
    ...about,
    csat: Likert,
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
  { ...own, ...customer, to: Reminded, reason: FreeText },
  { ...ofCycle },
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

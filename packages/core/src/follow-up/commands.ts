/** The follow-up commands: their codecs, makers, union and catalogue. */
import * as t from 'io-ts'

import { Ordinal, StandardRef, Text, Uuid } from '../codec/primitives.js'
import { commandCatalogue, type CommandCatalogue } from '../decider/catalogue.js'
import { commandMaker, commandRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { source } from '../words/fields.js'
import { From1To5 } from '../words/scales.js'
import { Channel, FreeText, Purpose, Reminded } from '../words/words.js'

import {
  AttemptResult,
  CancelReason,
  Ces,
  Consent,
  DimensionScore,
  FollowUpOutcome,
  Nps,
  StaffScore,
  SubjectStage,
} from './scores.js'

export const ScheduleFollowUp = commandRecord(
  'ScheduleFollowUp',
  { customer: Text, purpose: Purpose },
  {
    standard: StandardRef,
    due: Instant,
    method: Channel,
    /** How the customer wishes to be spoken to. */
    preference: Channel,
    /** What the customer said to outreach of this purpose, where known. */
    consent: Consent,
    /** When the customer was last called on, for the cap on frequency. */
    lastOutreachAt: Instant,
    /** The stage of the case or complaint that it is about. */
    subjectStage: SubjectStage,
    cycle: Ordinal,
    case: Uuid,
    complaint: Uuid,
    /** When that was resolved or decided; not after `at`. */
    since: Instant,
    /** Who handled what it is about. */
    handler: Text,
    /** It is about a serious complaint; it takes `handler`. */
    serious: t.boolean,
    assignee: Text,
    plan: Text,
    ...source,
  },
)
export interface ScheduleFollowUp extends t.TypeOf<typeof ScheduleFollowUp> {}
/**
 * Plans a call to a customer. Without `due` the plan's next date, or the standard's time after `since`,
 * else after `at`;
 * without `method` the customer's preference, the plan's method, or the standard's. Rejects:
 * `SubjectEnded`, `HandlerUnknown`, `SubjectAfterwards`, `OutreachAfterwards`, `ConsentMissing`, `PreferenceIgnored`,
 * `PlanNotFound`, `PlanForOtherPurpose`, `DueInThePast`, `ContactTooFrequent`, `DutiesNotSeparated`.
 */
export const scheduleFollowUp = commandMaker<ScheduleFollowUp>('ScheduleFollowUp')

export const AssignFollowUp = commandRecord('AssignFollowUp', { assignee: Text })
export interface AssignFollowUp extends t.TypeOf<typeof AssignFollowUp> {}
/** Says who calls. Rejects: `DutiesNotSeparated` for who handled a serious complaint. */
export const assignFollowUp = commandMaker<AssignFollowUp>('AssignFollowUp')

export const RescheduleFollowUp = commandRecord(
  'RescheduleFollowUp',
  { due: Instant },
  {
    reason: FreeText,
    /** When the customer was last called on, for the cap. */ lastOutreachAt: Instant,
  },
)
export interface RescheduleFollowUp extends t.TypeOf<typeof RescheduleFollowUp> {}
/**
 * Another due date; the first one stays what being in time is judged by. Rejects:
 * `OutreachAfterwards`, `DueInThePast`, `ContactTooFrequent`.
 */
export const rescheduleFollowUp = commandMaker<RescheduleFollowUp>('RescheduleFollowUp')

export const RecordAttempt = commandRecord(
  'RecordAttempt',
  { result: AttemptResult },
  { channel: Channel, consent: Consent },
)
export interface RecordAttempt extends t.TypeOf<typeof RecordAttempt> {}
/**
 * A call was made or tried; without `channel` by the method planned. Rejects: `ConsentMissing`,
 * `DutiesNotSeparated`.
 */
export const recordAttempt = commandMaker<RecordAttempt>('RecordAttempt')

export const CompleteFollowUp = commandRecord(
  'CompleteFollowUp',
  { outcome: FollowUpOutcome },
  { notes: FreeText },
)
export interface CompleteFollowUp extends t.TypeOf<typeof CompleteFollowUp> {}
/**
 * The customer was spoken to, or has answered: what came of it. Rejects: `NoContactYet`,
 * `DutiesNotSeparated`.
 */
export const completeFollowUp = commandMaker<CompleteFollowUp>('CompleteFollowUp')

export const GiveUpFollowUp = commandRecord('GiveUpFollowUp', {})
export interface GiveUpFollowUp extends t.TypeOf<typeof GiveUpFollowUp> {}
/** The customer can't be reached. Rejects: `CustomerReached`, `AttemptsLeft`, `DutiesNotSeparated`. */
export const giveUpFollowUp = commandMaker<GiveUpFollowUp>('GiveUpFollowUp')

export const MissFollowUp = commandRecord('MissFollowUp', {})
export interface MissFollowUp extends t.TypeOf<typeof MissFollowUp> {}
/** Due date and grace are over. Rejects: `NotOverdue`. */
export const missFollowUp = commandMaker<MissFollowUp>('MissFollowUp')

export const DeclineFollowUp = commandRecord('DeclineFollowUp', {}, { reason: FreeText })
export interface DeclineFollowUp extends t.TypeOf<typeof DeclineFollowUp> {}
/** The customer wants none. Rejects: `DutiesNotSeparated` for who handled a serious complaint. */
export const declineFollowUp = commandMaker<DeclineFollowUp>('DeclineFollowUp')

export const CancelFollowUp = commandRecord(
  'CancelFollowUp',
  { reason: CancelReason },
  { note: FreeText },
)
export interface CancelFollowUp extends t.TypeOf<typeof CancelFollowUp> {}
/** Calls it off; the reason `other` needs a note. Rejects: `ReasonRequired`, `DutiesNotSeparated`. */
export const cancelFollowUp = commandMaker<CancelFollowUp>('CancelFollowUp')

export const RequestSurvey = commandRecord(
  'RequestSurvey',
  { survey: Text, channel: Channel },
  { consent: Consent },
)
export interface RequestSurvey extends t.TypeOf<typeof RequestSurvey> {}
/**
 * Sends the customer a survey, under an id of the caller's. Rejects: `ConsentMissing`,
 * `SurveyAlreadyRequested`.
 */
export const requestSurvey = commandMaker<RequestSurvey>('RequestSurvey')

export const MarkSurveyDelivered = commandRecord('MarkSurveyDelivered', { survey: Text })
export interface MarkSurveyDelivered extends t.TypeOf<typeof MarkSurveyDelivered> {}
/** It came in; the last mark of a survey stands. Rejects: `SurveyNotRequested`. */
export const markSurveyDelivered = commandMaker<MarkSurveyDelivered>('MarkSurveyDelivered')

export const MarkSurveyBounced = commandRecord(
  'MarkSurveyBounced',
  { survey: Text },
  { reason: FreeText },
)
export interface MarkSurveyBounced extends t.TypeOf<typeof MarkSurveyBounced> {}
/** It did not; the last mark of a survey stands. Rejects: `SurveyNotRequested`. */
export const markSurveyBounced = commandMaker<MarkSurveyBounced>('MarkSurveyBounced')

export const RecordSatisfaction = commandRecord(
  'RecordSatisfaction',
  {},
  {
    csat: From1To5,
    nps: Nps,
    ces: Ces,
    staff: t.readonlyArray(StaffScore),
    dimensions: t.readonlyArray(DimensionScore),
    resolvedInOneContact: t.boolean,
    verbatim: FreeText,
    survey: Text,
  },
)
export interface RecordSatisfaction extends t.TypeOf<typeof RecordSatisfaction> {}
/**
 * The customer's answer, whole: within the edit window it takes the place of the one before. Rejects:
 * `EmptyAnswer`, `SurveyNotRequested`, `StaffRepeated`, `DimensionRepeated`, `NotInTaxonomy`,
 * `EditWindowPassed`, `LaterAnswerGiven`, `DutiesNotSeparated`.
 */
export const recordSatisfaction = commandMaker<RecordSatisfaction>('RecordSatisfaction')

export const RemindOwner = commandRecord('RemindOwner', { to: Reminded, reason: FreeText })
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
/** Reminds who calls, or the supervisor. */
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')

export type FollowUpCommand =
  | ScheduleFollowUp
  | AssignFollowUp
  | RescheduleFollowUp
  | RecordAttempt
  | CompleteFollowUp
  | GiveUpFollowUp
  | MissFollowUp
  | DeclineFollowUp
  | CancelFollowUp
  | RequestSurvey
  | MarkSurveyDelivered
  | MarkSurveyBounced
  | RecordSatisfaction
  | RemindOwner

/** The codecs of every command, for what comes from outside. */
export const followUpCommands: CommandCatalogue<FollowUpCommand> =
  commandCatalogue<FollowUpCommand>({
    ScheduleFollowUp,
    AssignFollowUp,
    RescheduleFollowUp,
    RecordAttempt,
    CompleteFollowUp,
    GiveUpFollowUp,
    MissFollowUp,
    DeclineFollowUp,
    CancelFollowUp,
    RequestSurvey,
    MarkSurveyDelivered,
    MarkSurveyBounced,
    RecordSatisfaction,
    RemindOwner,
  })

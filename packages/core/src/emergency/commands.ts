/** The emergency commands: their codecs, makers, union and catalogue. */
import * as t from 'io-ts'

import { Count, Ordinal, StandardRef, Text, Uuid } from '../codec/primitives.js'
import { commandCatalogue, type CommandCatalogue } from '../decider/catalogue.js'
import { commandMaker, commandRecord } from '../lifecycle/message.js'
import { source } from '../words/fields.js'
import { Money } from '../words/money.js'
import { Channel, RemedyKind, Reminded } from '../words/words.js'

import { EmergencyKind } from './events.js'

const opening = { standard: StandardRef, ...source } as const

export const DeclareEmergency = commandRecord(
  'DeclareEmergency',
  { kind: EmergencyKind, description: Text },
  { interruption: Text, ...opening },
)
export interface DeclareEmergency extends t.TypeOf<typeof DeclareEmergency> {}
/** Declares an emergency. Without `standard` the first that is loaded applies. */
export const declareEmergency = commandMaker<DeclareEmergency>('DeclareEmergency')

export const StartPlan = commandRecord('StartPlan', { plan: Text, team: Text })
export interface StartPlan extends t.TypeOf<typeof StartPlan> {}
/** Says which plan is carried out from now on, and by which team. */
export const startPlan = commandMaker<StartPlan>('StartPlan')

export const ActivateFallback = commandRecord('ActivateFallback', { fallback: Text })
export interface ActivateFallback extends t.TypeOf<typeof ActivateFallback> {}
/** Turns to a backup system or another way of working; the same again changes nothing. */
export const activateFallback = commandMaker<ActivateFallback>('ActivateFallback')

export const InformCustomers = commandRecord(
  'InformCustomers',
  { channel: Channel, audience: Text, message: Text },
  { count: Count },
)
export interface InformCustomers extends t.TypeOf<typeof InformCustomers> {}
/** Records that customers were told, and how many where that is known. */
export const informCustomers = commandMaker<InformCustomers>('InformCustomers')

export const ReportProgress = commandRecord('ReportProgress', { text: Text })
export interface ReportProgress extends t.TypeOf<typeof ReportProgress> {}
/** Says how it stands. */
export const reportProgress = commandMaker<ReportProgress>('ReportProgress')

export const RecordRecovery = commandRecord('RecordRecovery', { result: Text })
export interface RecordRecovery extends t.TypeOf<typeof RecordRecovery> {}
/** Service is as it was. Rejects: `PlanNotStarted`, `RecoveredBeforePlan`. */
export const recordRecovery = commandMaker<RecordRecovery>('RecordRecovery')

export const DecideCompensation = commandRecord(
  'DecideCompensation',
  { kind: RemedyKind },
  { amount: Money, customers: Ordinal, description: Text },
)
export interface DecideCompensation extends t.TypeOf<typeof DecideCompensation> {}
/**
 * Decides what affected customers get: `amount` each, in minor units. The bands of the standard for
 * serious complaints judge the total; without `customers` it has no bound. Rejects: `AmountRequired`,
 * `CurrencyNotCovered`, `ApproverRoleRequired`.
 */
export const decideCompensation = commandMaker<DecideCompensation>('DecideCompensation')

export const ReviewEmergency = commandRecord(
  'ReviewEmergency',
  { cause: Text, lessons: Text, correctiveActions: t.readonlyArray(Uuid) },
  { causeCode: Text },
)
export interface ReviewEmergency extends t.TypeOf<typeof ReviewEmergency> {}
/**
 * Ends it with its cause, its lessons, and the ids of the corrective actions that follow. Rejects:
 * `NotInTaxonomy`, `ReviewedBeforeRecovery`.
 */
export const reviewEmergency = commandMaker<ReviewEmergency>('ReviewEmergency')

export const StandDownEmergency = commandRecord('StandDownEmergency', { reason: Text })
export interface StandDownEmergency extends t.TypeOf<typeof StandDownEmergency> {}
/** Ends a false alarm. */
export const standDownEmergency = commandMaker<StandDownEmergency>('StandDownEmergency')

export const HoldDrill = commandRecord(
  'HoldDrill',
  { kind: EmergencyKind, plan: Text, lessons: Text },
  { startedAfterMs: Count, ...opening },
)
export interface HoldDrill extends t.TypeOf<typeof HoldDrill> {}
/**
 * Records an exercise, on a stream of its own. `startedAfterMs`: from the alarm to the plan's start, in
 * milliseconds.
 */
export const holdDrill = commandMaker<HoldDrill>('HoldDrill')

export const RemindOwner = commandRecord('RemindOwner', { to: Reminded, reason: Text })
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
/** Reminds who leads the emergency, or the supervisor. */
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')

/** The commands that open a stream. */
export type EmergencyOpening = DeclareEmergency | HoldDrill

export type EmergencyCommand =
  | EmergencyOpening
  | StartPlan
  | ActivateFallback
  | InformCustomers
  | ReportProgress
  | RecordRecovery
  | DecideCompensation
  | ReviewEmergency
  | StandDownEmergency
  | RemindOwner

/** The codecs of every command, for what comes from outside. */
export const emergencyCommands: CommandCatalogue<EmergencyCommand> =
  commandCatalogue<EmergencyCommand>({
    DeclareEmergency,
    StartPlan,
    ActivateFallback,
    InformCustomers,
    ReportProgress,
    RecordRecovery,
    DecideCompensation,
    ReviewEmergency,
    StandDownEmergency,
    HoldDrill,
    RemindOwner,
  })

/** The corrective action commands: their codecs, makers, union and catalogue. Plain text, as in the events. */
import type * as t from 'io-ts'

import { Finite, StandardRef, Text } from '../codec/primitives.js'
import { commandCatalogue, type CommandCatalogue } from '../decider/catalogue.js'
import { commandMaker, commandRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { source } from '../words/fields.js'
import { Reminded } from '../words/words.js'

import { Analysis } from './analysis.js'
import { CorrectiveSource } from './events.js'

export const OpenCorrectiveAction = commandRecord(
  'OpenCorrectiveAction',
  { source: CorrectiveSource, problem: Text },
  {
    standard: StandardRef,
    reference: Text,
    cause: Text,
    ...source,
  },
)
export interface OpenCorrectiveAction extends t.TypeOf<typeof OpenCorrectiveAction> {}
/**
 * Takes up a weakness that is worth mending for good. Without `standard` the first that is loaded applies.
 * Rejects: `NotInTaxonomy`.
 */
export const openCorrectiveAction = commandMaker<OpenCorrectiveAction>('OpenCorrectiveAction')

export const PlanCorrectiveAction = commandRecord(
  'PlanCorrectiveAction',
  { plan: Text, owner: Text, due: Instant },
  { criterion: Text, analysis: Analysis, figure: Text },
)
export interface PlanCorrectiveAction extends t.TypeOf<typeof PlanCorrectiveAction> {}
/** Plans it, or plans it anew: the whole plan is replaced. The same plan again changes nothing. */
export const planCorrectiveAction = commandMaker<PlanCorrectiveAction>('PlanCorrectiveAction')

export const CompleteCorrectiveAction = commandRecord('CompleteCorrectiveAction', { result: Text })
export interface CompleteCorrectiveAction extends t.TypeOf<typeof CompleteCorrectiveAction> {}
/** The plan is carried out. Rejects: `CorrectiveActionNotPlanned`. */
export const completeCorrectiveAction = commandMaker<CompleteCorrectiveAction>(
  'CompleteCorrectiveAction',
)

export const VerifyCorrectiveAction = commandRecord('VerifyCorrectiveAction', { evidence: Text })
export interface VerifyCorrectiveAction extends t.TypeOf<typeof VerifyCorrectiveAction> {}
/**
 * By someone who neither owns it nor carried it out. Rejects: `CriterionMissing` where the plan names no
 * criterion, `HappenedBeforeDone`, `DutiesNotSeparated`.
 */
export const verifyCorrectiveAction = commandMaker<VerifyCorrectiveAction>('VerifyCorrectiveAction')

export const FailVerification = commandRecord('FailVerification', { reason: Text })
export interface FailVerification extends t.TypeOf<typeof FailVerification> {}
/**
 * By someone who neither owns it nor carried it out; it is planned again. Rejects: `HappenedBeforeDone`,
 * `DutiesNotSeparated`.
 */
export const failVerification = commandMaker<FailVerification>('FailVerification')

export const MeasureEffect = commandRecord(
  'MeasureEffect',
  { figure: Text, before: Finite, after: Finite },
  { unit: Text },
)
export interface MeasureEffect extends t.TypeOf<typeof MeasureEffect> {}
/** The last measurement of a figure counts; the same again changes nothing. Rejects: `HappenedBeforeDone`. */
export const measureEffect = commandMaker<MeasureEffect>('MeasureEffect')

export const ReviewCorrectiveAction = commandRecord(
  'ReviewCorrectiveAction',
  { lessons: Text },
  { standardChanged: StandardRef },
)
export interface ReviewCorrectiveAction extends t.TypeOf<typeof ReviewCorrectiveAction> {}
/**
 * Ends it with what was learned. Rejects: `EffectNotMeasured` where the plan's figure, or any if it names
 * none, was not measured, `HappenedBeforeDone`.
 */
export const reviewCorrectiveAction = commandMaker<ReviewCorrectiveAction>('ReviewCorrectiveAction')

export const DropCorrectiveAction = commandRecord('DropCorrectiveAction', { reason: Text })
export interface DropCorrectiveAction extends t.TypeOf<typeof DropCorrectiveAction> {}
/** Gives it up. */
export const dropCorrectiveAction = commandMaker<DropCorrectiveAction>('DropCorrectiveAction')

export const RemindOwner = commandRecord('RemindOwner', {
  to: Reminded,
  reason: Text,
})
export interface RemindOwner extends t.TypeOf<typeof RemindOwner> {}
/** Reminds who owns the action, or the supervisor. */
export const remindOwner = commandMaker<RemindOwner>('RemindOwner')

export type CorrectiveActionCommand =
  | OpenCorrectiveAction
  | PlanCorrectiveAction
  | CompleteCorrectiveAction
  | VerifyCorrectiveAction
  | FailVerification
  | MeasureEffect
  | ReviewCorrectiveAction
  | DropCorrectiveAction
  | RemindOwner

/** The codecs of every command, for what comes from outside. */
export const correctiveActionCommands: CommandCatalogue<CorrectiveActionCommand> =
  commandCatalogue<CorrectiveActionCommand>({
    OpenCorrectiveAction,
    PlanCorrectiveAction,
    CompleteCorrectiveAction,
    VerifyCorrectiveAction,
    FailVerification,
    MeasureEffect,
    ReviewCorrectiveAction,
    DropCorrectiveAction,
    RemindOwner,
  })

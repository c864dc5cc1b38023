/** The operations commands: their codecs, makers, union and catalogue. Any may be the first of its stream. */
import * as t from 'io-ts'

import { Count, StandardRef, Text } from '../codec/primitives.js'
import { commandCatalogue, type CommandCatalogue } from '../decider/catalogue.js'
import { commandMaker, commandRecord } from '../lifecycle/message.js'
import { Instant } from '../time/instant.js'
import { source } from '../words/fields.js'
import { From1To5 } from '../words/scales.js'

import { InterruptionKind } from './events.js'

const opening = { standard: StandardRef } as const

export const ReportExposure = commandRecord(
  'ReportExposure',
  { from: Instant, to: Instant },
  {
    ...opening,
    orders: Count,
    customers: Count,
    contacts: Count,
    services: Count,
    serviceMs: Count,
    attributes: source.attributes,
  },
)
export interface ReportExposure extends t.TypeOf<typeof ReportExposure> {}
/**
 * How much there was in [from, to); `serviceMs` in milliseconds. The same interval and attributes again
 * corrects what was reported. Rejects: `NothingReported`, `PeriodEmpty`, `ExposureOverlaps`.
 */
export const reportExposure = commandMaker<ReportExposure>('ReportExposure')

export const StartInterruption = commandRecord(
  'StartInterruption',
  { interruption: Text, kind: InterruptionKind },
  { ...opening, reason: Text },
)
export interface StartInterruption extends t.TypeOf<typeof StartInterruption> {}
/** The service stopped. Rejects: `InterruptionAlreadyStarted`, also after its end: another has another id. */
export const startInterruption = commandMaker<StartInterruption>('StartInterruption')

export const EndInterruption = commandRecord('EndInterruption', { interruption: Text }, opening)
export interface EndInterruption extends t.TypeOf<typeof EndInterruption> {}
/**
 * It is back, told to the period in which it stopped. Rejects: `InterruptionNotRunning`,
 * `EndsBeforeItsStart`.
 */
export const endInterruption = commandMaker<EndInterruption>('EndInterruption')

export const EnterRisk = commandRecord(
  'EnterRisk',
  {
    risk: Text,
    description: Text,
    likelihood: From1To5,
    impact: From1To5,
    measure: Text,
    indicator: Text,
    owner: Text,
  },
  { ...opening, plan: Text },
)
export interface EnterRisk extends t.TypeOf<typeof EnterRisk> {}
/** Enters a risk, or assesses it anew; the same assessment again changes nothing. */
export const enterRisk = commandMaker<EnterRisk>('EnterRisk')

export type OperationsCommand = ReportExposure | StartInterruption | EndInterruption | EnterRisk

/** The codecs of every command, for what comes from outside. */
export const operationsCommands: CommandCatalogue<OperationsCommand> =
  commandCatalogue<OperationsCommand>({
    ReportExposure,
    StartInterruption,
    EndInterruption,
    EnterRisk,
  })

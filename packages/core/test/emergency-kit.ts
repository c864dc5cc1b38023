/** An emergency to specify with: actors, times, its declaration, a history that leads to each stage. */
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import {
  emergencyAggregate,
  type DeclareEmergency,
  type DrillHeld,
  type EmergencyDeclared,
  type EmergencyEvent,
  type EmergencyStage,
  type HoldDrill,
} from '@casetrail/core/emergency'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'

export const emergencies = emergencyAggregate([retail2025])
export const theEmergency = specify(emergencies)

export const MINUTE = 60_000
export const HOUR = 3_600_000

/** When the emergency of the kit is declared. */
export const t0 = at('2025-06-18T02:00:00.000Z')
/** So many milliseconds after the declaration. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)

export const agent = { id: 'agent-lin', role: 'agent' } as const
export const expert = { id: 'expert-zhao', role: 'technicalExpert' } as const
export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const manager = { id: 'manager-sun', role: 'manager' } as const

export const standard = { id: 'retail-2025', version: 1 } as const

/** Corrective actions that a review may lead to. */
export const A = '3c9f51d2-6e0a-4b87-9d14-70be2a5c8f31'
export const B = 'a84d0c6b-17f2-4e59-8c03-5d92e1b76f4a'

const what = { kind: 'systemFailure', description: '全部門店支付失敗' } as const
const exercise = { kind: 'disaster', plan: '停電預案', lessons: '備用照明不足' } as const

export const declare: DeclareEmergency = {
  type: 'DeclareEmergency',
  at: t0,
  actor: agent,
  ...what,
}
export const declared: EmergencyDeclared = {
  type: 'EmergencyDeclared',
  at: t0,
  by: agent.id,
  standard,
  ...what,
}
export const hold: HoldDrill = { type: 'HoldDrill', at: t0, actor: supervisor, ...exercise }
export const drilled: DrillHeld = {
  type: 'DrillHeld',
  at: t0,
  by: supervisor.id,
  standard,
  ...exercise,
}

export const planStarted: EmergencyEvent = {
  type: 'PlanStarted',
  at: after(10 * MINUTE),
  by: expert.id,
  plan: '支付故障預案',
  team: 'payment-team',
  kind: 'systemFailure',
  declaredAt: t0,
}
export const recovered: EmergencyEvent = {
  type: 'Recovered',
  at: after(2 * HOUR),
  by: expert.id,
  result: '支付恢復',
  kind: 'systemFailure',
  declaredAt: t0,
}
const reviewed: EmergencyEvent = {
  type: 'Reviewed',
  at: after(48 * HOUR),
  by: manager.id,
  cause: '證書過期',
  lessons: '證書到期前三十日提醒',
  correctiveActions: [A],
}
const stoodDown: EmergencyEvent = {
  type: 'EmergencyStoodDown',
  at: after(20 * MINUTE),
  by: supervisor.id,
  reason: '誤報',
}

const histories: Readonly<Record<EmergencyStage, ReadonlyArray<EmergencyEvent>>> = {
  none: [],
  declared: [declared],
  planStarted: [declared, planStarted],
  recovered: [declared, planStarted, recovered],
  reviewed: [declared, planStarted, recovered, reviewed],
  stoodDown: [declared, stoodDown],
  drilled: [drilled],
}

/** The emergency led to a stage, without anything else in its history. */
export const inStage = (stage: EmergencyStage): ReadonlyArray<EmergencyEvent> => histories[stage]

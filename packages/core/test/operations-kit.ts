/** A period's operations to specify with: actors, times, reports. */
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'
import {
  operationsAggregate,
  type EndInterruption,
  type EnterRisk,
  type ExposureReported,
  type InterruptionEnded,
  type InterruptionStarted,
  type ReportExposure,
  type RiskEntered,
  type StartInterruption,
} from '@casetrail/core/operations'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'

export const operations = operationsAggregate([retail2025])
export const thePeriod = specify(operations)

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** The beginning of the kit's period. */
const t0 = at('2025-03-01T00:00:00.000Z')
/** So many milliseconds after it. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)

export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const coordinator = { id: 'coordinator-tang', role: 'coordinator' } as const
const inspector = { id: 'inspector-zhao', role: 'qualityInspector' } as const
export const system = { id: 'policies', role: 'system' } as const

export const standard = { id: 'retail-2025', version: 1 } as const

/** The second day of the period. */
export const day = { from: after(DAY), to: after(2 * DAY) } as const

export const report: ReportExposure = {
  type: 'ReportExposure',
  at: after(3 * DAY),
  actor: supervisor,
  ...day,
  orders: 420,
  serviceMs: 12 * HOUR,
}
export const reported: ExposureReported = {
  type: 'ExposureReported',
  at: after(3 * DAY),
  standard,
  by: supervisor.id,
  ...day,
  orders: 420,
  serviceMs: 12 * HOUR,
}

const failure = { interruption: 'pay-1', kind: 'system', reason: '支付網關無響應' } as const

export const start: StartInterruption = {
  type: 'StartInterruption',
  at: after(DAY),
  actor: coordinator,
  ...failure,
}
export const started: InterruptionStarted = {
  type: 'InterruptionStarted',
  at: after(DAY),
  standard,
  by: coordinator.id,
  ...failure,
}

export const end: EndInterruption = {
  type: 'EndInterruption',
  at: after(DAY + 46 * MINUTE),
  actor: coordinator,
  interruption: 'pay-1',
}
export const ended: InterruptionEnded = {
  type: 'InterruptionEnded',
  at: after(DAY + 46 * MINUTE),
  standard,
  by: coordinator.id,
  interruption: 'pay-1',
  kind: 'system',
  startedAt: after(DAY),
}

const assessment = {
  risk: 'R-07',
  description: '單一支付通道',
  likelihood: 3,
  impact: 4,
  measure: '接入備用通道',
  indicator: '支付失敗率',
  owner: 'it-lead',
} as const

export const enter: EnterRisk = {
  type: 'EnterRisk',
  at: after(9 * DAY),
  actor: inspector,
  ...assessment,
}
export const entered: RiskEntered = {
  type: 'RiskEntered',
  at: after(9 * DAY),
  standard,
  by: inspector.id,
  ...assessment,
  score: 12,
}

/** A case to specify with: actors, times, its opening, a history that leads to each stage. */
import {
  caseAggregate,
  type CaseEvent,
  type CaseStage,
  type CaseOpened,
  type OpenCase,
} from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'

export const cases = caseAggregate([retail2025])
export const theCase = specify(cases)

const SECOND = 1_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** When the case of the kit is opened. */
export const t0 = at('2025-03-03T01:00:00.000Z')
/** So many milliseconds after the opening. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)

export const agent = { id: 'agent-lin', role: 'agent' } as const
export const other = { id: 'agent-wu', role: 'agent' } as const
export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const client = { id: 'customer-1', role: 'customer' } as const
export const system = { id: 'deadlines', role: 'system' } as const

export const customer = 'customer-1'
export const standard = { id: 'retail-2025', version: 1 } as const

/** The case itself, and two others. */
export const A = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'
export const B = 'c2b81e64-0f5d-4a77-9e3c-51d6f0a8b742'
export const C = 'f90a6d35-7b18-4c2e-a4d9-8e07c1b25f63'

const request = {
  customer,
  channel: 'phone',
  requestType: 'repair',
  phase: 'afterSale',
  problemType: 'product',
  tier: 'standard',
  language: 'zh',
} as const

export const open: OpenCase = { type: 'OpenCase', at: t0, actor: agent, ...request }
export const opened: CaseOpened = {
  type: 'CaseOpened',
  at: t0,
  cycle: 1,
  ...request,
  standard,
  firstContactOwner: agent.id,
}

/** A history that leads from the opening to each stage, without anything else in it. */
export const leadingTo: Readonly<Record<Exclude<CaseStage, 'none'>, ReadonlyArray<CaseEvent>>> = {
  new: [],
  open: [{ type: 'CaseAccepted', at: after(60 * SECOND), cycle: 1, owner: agent.id }],
  pendingCustomer: [
    {
      type: 'CustomerInputRequested',
      at: after(HOUR),
      cycle: 1,
      customer,
      question: '請提供訂單號',
    },
  ],
  onHold: [{ type: 'CaseHeld', at: after(HOUR), cycle: 1, customer, waitingFor: 'thirdParty' }],
  resolved: [resolvedAt(after(2 * HOUR))],
  closed: [
    resolvedAt(after(2 * HOUR)),
    {
      type: 'CaseClosed',
      at: after(2 * HOUR + 3 * DAY),
      cycle: 1,
      customer,
      basis: 'timedOut',
      outcome: 'solved',
    },
  ],
  merged: [
    { type: 'CaseAccepted', at: after(60 * SECOND), cycle: 1, owner: agent.id },
    { type: 'CaseMerged', at: after(HOUR), cycle: 1, survivor: B, duplicate: A },
  ],
  archived: [
    resolvedAt(after(2 * HOUR)),
    {
      type: 'CaseClosed',
      at: after(3 * HOUR),
      cycle: 1,
      customer,
      basis: 'customer',
      outcome: 'solved',
    },
    {
      type: 'CaseArchived',
      at: after(8 * DAY),
      cycle: 1,
      openedAt: t0,
      closedAt: after(3 * HOUR),
      cycles: 1,
      contacts: 0,
    },
  ],
  cancelled: [{ type: 'CaseCancelled', at: after(HOUR), cycle: 1, customer, reason: '誤撥' }],
}

/** The case, opened and led to a stage; `before` comes between the two. */
export const inStage = (
  stage: CaseStage,
  ...before: ReadonlyArray<CaseEvent>
): ReadonlyArray<CaseEvent> => (stage === 'none' ? [] : [opened, ...before, ...leadingTo[stage]])

function resolvedAt(when: Instant): CaseEvent {
  return {
    type: 'CaseResolved',
    at: when,
    cycle: 1,
    customer,
    resolutionCode: 'replaced',
    notes: '已換新品',
    resolver: agent.id,
    contacts: 0,
  }
}

/** A complaint to specify with: actors, times, its receipt, a history that leads to each stage. */
import {
  complaintAggregate,
  type ComplaintClosed,
  type ComplaintEvent,
  type ComplaintReceived,
  type ComplaintStage,
  type ReceiveComplaint,
  type RemedyProposed,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { at, specify } from '@casetrail/core/testing'
import { epochMs, fromEpochMs, type Instant } from '@casetrail/core'

export const complaints = complaintAggregate([retail2025])
export const theComplaint = specify(complaints)

const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** When the complaint of the kit is received. */
export const t0 = at('2025-03-03T01:00:00.000Z')
/** So many milliseconds after the receipt. */
export const after = (ms: number): Instant => fromEpochMs(epochMs(t0) + ms)

export const agent = { id: 'agent-lin', role: 'agent' } as const
/** The one whom the complaint is about. */
export const accused = { id: 'agent-wu', role: 'agent' } as const
export const specialist = { id: 'specialist-he', role: 'seniorSpecialist' } as const
export const investigator = { id: 'investigator-xu', role: 'investigator' } as const
export const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
export const secondSupervisor = { id: 'supervisor-zhao', role: 'supervisor' } as const
export const manager = { id: 'manager-song', role: 'manager' } as const
export const inspector = { id: 'inspector-tang', role: 'qualityInspector' } as const
export const coordinator = { id: 'coordinator-mei', role: 'coordinator' } as const
export const client = { id: 'customer-1', role: 'customer' } as const
export const system = { id: 'deadlines', role: 'system' } as const

export const customer = 'customer-1'
export const standard = { id: 'retail-2025', version: 1 } as const

/** The complaint itself, and two others. */
export const A = '1c7e5a34-8d02-4f9b-a1c6-5e9b0d3f7a21'
export const B = '2f90b1d7-36ce-4a58-8b7e-90c4f1a2d6e3'
export const C = '3ab64c08-e571-4d3f-9c20-7f18d5b9e0a4'

export const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' }) as const

const grievance = {
  customer,
  complaintType: 'serviceAttitude',
  source: 'external',
  channel: 'phone',
  about: { kind: 'person', id: accused.id },
} as const

export const receive: ReceiveComplaint = {
  type: 'ReceiveComplaint',
  at: t0,
  actor: agent,
  ...grievance,
}
export const received: ComplaintReceived = {
  type: 'ComplaintReceived',
  at: t0,
  cycle: 1,
  ...grievance,
  by: agent.id,
  standard,
}

/** Something that happened so long after the receipt, in the first cycle. */
const fact = (ms: number, by: { readonly id: string }) =>
  ({ at: after(ms), cycle: 1, by: by.id }) as const

const acknowledged: ComplaintEvent = {
  type: 'ComplaintAcknowledged',
  ...fact(10 * MINUTE, agent),
  customer,
  channel: 'phone',
  nextStep: '主管兩個工作日內回覆',
}
export const assigned: ComplaintEvent = {
  type: 'InvestigatorAssigned',
  ...fact(HOUR, supervisor),
  investigator: investigator.id,
}
/** Decided so long after the receipt, by the investigator. */
export const decidedAt = (ms: number): ComplaintEvent => ({
  type: 'ComplaintDecided',
  ...fact(ms, investigator),
  customer,
  outcome: 'notUpheld',
  reasons: '錄音顯示服務規範',
})
export const communicated: ComplaintEvent = {
  type: 'DecisionCommunicated',
  ...fact(DAY + HOUR, agent),
  customer,
  channel: 'phone',
  outcome: 'notUpheld',
  withRemedy: false,
  handler: investigator.id,
}
/** When the kit's closed complaint was closed; its windows run from here. */
export const closedAfter = DAY + 2 * HOUR
export const closed: ComplaintClosed = {
  type: 'ComplaintClosed',
  ...fact(closedAfter, agent),
  customer,
  withRemedy: false,
  outcome: 'notUpheld',
  handler: investigator.id,
}

const investigating = [acknowledged, assigned]
const decided = [...investigating, decidedAt(DAY)]
const closing = [...decided, communicated, closed]

/** A history that leads from the receipt to each stage, without anything else in it. */
export const leadingTo: Readonly<
  Record<Exclude<ComplaintStage, 'none'>, ReadonlyArray<ComplaintEvent>>
> = {
  received: [],
  acknowledged: [acknowledged],
  investigating,
  decided,
  closed: closing,
  archived: [
    ...closing,
    {
      type: 'ComplaintArchived',
      ...fact(32 * DAY, system),
      receivedAt: t0,
      closedAt: after(closedAfter),
      cycles: 1,
      outcome: 'notUpheld',
      decidedAt: after(DAY),
    },
  ],
  withdrawn: [
    {
      type: 'ComplaintWithdrawn',
      ...fact(2 * HOUR, client),
      customer,
      reason: '已私下和解',
    },
  ],
  merged: [
    {
      type: 'ComplaintMerged',
      ...fact(2 * HOUR, coordinator),
      survivor: B,
      duplicate: A,
    },
  ],
}

/** The complaint, received and led to a stage; `then` comes after. */
export const inStage = (
  stage: ComplaintStage,
  ...then: ReadonlyArray<ComplaintEvent>
): ReadonlyArray<ComplaintEvent> =>
  stage === 'none' ? then : [received, ...leadingTo[stage], ...then]

export const severity = (
  grade: 'general' | 'major' | 'serious',
  by: { readonly id: string } = agent,
): ComplaintEvent => ({
  type: 'SeverityAssessed',
  ...fact(2 * HOUR, by),
  customer,
  severity: grade,
  urgent: false,
})

/** A proposal of the agent's, of 80 yuan unless it says otherwise. */
export const proposed = (fields: Partial<Omit<RemedyProposed, 'type'>> = {}): RemedyProposed => ({
  type: 'RemedyProposed',
  ...fact(3 * HOUR, agent),
  customer,
  remedy: 'r1',
  kind: 'compensation',
  amount: yuan(80),
  goodwill: false,
  ...fields,
})

/** What comes of remedy r1 of 80 yuan on its way, each step alone. */
export const approved: ComplaintEvent = {
  type: 'RemedyApproved',
  ...fact(4 * HOUR, agent),
  remedy: 'r1',
  amount: yuan(80),
  basis: 'discretion',
  role: 'agent',
}
export const refused: ComplaintEvent = {
  type: 'RemedyRefused',
  ...fact(4 * HOUR, supervisor),
  customer,
  remedy: 'r1',
  reason: '金額不合規定',
}
const offered: ComplaintEvent = {
  type: 'RemedyOffered',
  ...fact(5 * HOUR, agent),
  remedy: 'r1',
  amount: yuan(80),
}
const accepted: ComplaintEvent = {
  type: 'RemedyAccepted',
  ...fact(6 * HOUR, client),
  remedy: 'r1',
}
const declined: ComplaintEvent = {
  type: 'RemedyDeclined',
  ...fact(6 * HOUR, client),
  customer,
  remedy: 'r1',
  toldOfReview: true,
}
const fulfilled: ComplaintEvent = {
  type: 'RemedyFulfilled',
  ...fact(7 * HOUR, agent),
  customer,
  remedy: 'r1',
  kind: 'compensation',
  amount: yuan(80),
  severity: 'general',
  handler: investigator.id,
}
const withdrawnRemedy: ComplaintEvent = {
  type: 'RemedyWithdrawn',
  ...fact(7 * HOUR, agent),
  customer,
  remedy: 'r1',
  reason: '改為換貨',
}

/** The remedy r1 of 80 yuan in each of its states, after a general severity. */
export const remedyIn = {
  proposed: [severity('general'), proposed()],
  approved: [severity('general'), proposed(), approved],
  refused: [severity('general'), proposed(), refused],
  offered: [severity('general'), proposed(), approved, offered],
  accepted: [severity('general'), proposed(), approved, offered, accepted],
  declined: [severity('general'), proposed(), approved, offered, declined],
  fulfilled: [severity('general'), proposed(), approved, offered, accepted, fulfilled],
  withdrawn: [severity('general'), proposed(), withdrawnRemedy],
} as const satisfies Readonly<Record<string, ReadonlyArray<ComplaintEvent>>>

export const reviewRequested: ComplaintEvent = {
  type: 'ReviewRequested',
  ...fact(DAY + 3 * HOUR, client),
  customer,
  reason: '不認可結論',
}
export const reviewCompleted: ComplaintEvent = {
  type: 'ReviewCompleted',
  ...fact(2 * DAY, inspector),
  customer,
  outcome: 'notUpheld',
  changed: false,
  reasons: '復核維持原結論',
}

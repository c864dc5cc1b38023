/** Stories of a desk, told by commands. */
import type { OpenCase } from '../src/case/commands/intake.js'
import type { ReceiveComplaint } from '../src/complaint/commands/intake.js'
import type { ScheduleFollowUp } from '../src/follow-up/commands.js'

import { uuid, type Desk } from './desk-policies.js'

export const CASE = uuid(1)
export const COMPLAINT = uuid(2)
export const FOLLOW_UP = uuid(3)

export const wang = { id: 'wang', role: 'agent' } as const
export const chen = { id: 'chen', role: 'agent' } as const

type Fields<C> = Partial<Omit<C, 'type' | 'at' | 'actor'>>

export const open = (
  { give }: Desk,
  after: number,
  over: Fields<OpenCase> = {},
  id = CASE,
): Promise<void> =>
  give(
    'case',
    id,
    after,
    {
      type: 'OpenCase',
      customer: 'customer-1',
      channel: 'email',
      requestType: 'repair',
      phase: 'afterSale',
      problemType: 'product',
      tier: 'standard',
      language: 'zh',
      ...over,
    },
    wang,
  )

export const resolve = ({ give }: Desk, after: number, over = {}, id = CASE): Promise<void> =>
  give(
    'case',
    id,
    after,
    { type: 'ResolveCase', resolutionCode: 'replaced', notes: '已換新', ...over },
    wang,
  )

export const receive = (
  { give }: Desk,
  after: number,
  over: Fields<ReceiveComplaint> = {},
  id = COMPLAINT,
): Promise<void> =>
  give(
    'complaint',
    id,
    after,
    {
      type: 'ReceiveComplaint',
      customer: 'customer-1',
      complaintType: 'goods',
      source: 'external',
      channel: 'phone',
      ...over,
    },
    { id: 'lin', role: 'supervisor' },
    over.case,
  )

/** As far as the investigation. */
export const investigate = async (
  { give }: Desk,
  after: number,
  severity: 'general' | 'serious' = 'general',
  id = COMPLAINT,
): Promise<void> => {
  await give('complaint', id, after, { type: 'AssessSeverity', severity, urgent: false })
  const acknowledge = { type: 'AcknowledgeComplaint', channel: 'phone', nextStep: '調查' } as const
  await give('complaint', id, after, acknowledge)
  await give('complaint', id, after, { type: 'AssignInvestigator', investigator: 'chen' })
}

/** Decided without a remedy, and told. */
export const decide = async ({ give }: Desk, after: number, id = COMPLAINT): Promise<void> => {
  const decision = { outcome: 'notUpheld', reasons: '使用不當' } as const
  await give('complaint', id, after, { type: 'DecideComplaint', ...decision })
  await give('complaint', id, after, { type: 'CommunicateDecision', channel: 'phone' })
}

/** The call of a follow-up, and what came of it. */
export const call = async (
  { give }: Desk,
  after: number,
  id: string,
  outcome: 'satisfied' | 'unsatisfied' | 'unresolved' | 'newNeed',
): Promise<void> => {
  const zhao = { id: 'zhao', role: 'supervisor' }
  await give('followUp', id, after, { type: 'RecordAttempt', result: 'reached' }, zhao)
  await give('followUp', id, after, { type: 'CompleteFollowUp', outcome }, zhao)
}

export const schedule = (
  { give }: Desk,
  after: number,
  over: Fields<ScheduleFollowUp> = {},
  id = FOLLOW_UP,
): Promise<void> =>
  give(
    'followUp',
    id,
    after,
    { type: 'ScheduleFollowUp', customer: 'customer-1', purpose: 'recovery', ...over },
    { id: 'lin', role: 'supervisor' },
    over.case ?? over.complaint,
  )

/** One case becomes another's, both by hand. */
export const merge = async (
  { give }: Desk,
  after: number,
  survivor: string,
  duplicate = CASE,
): Promise<void> => {
  const pair = { survivor, duplicate }
  const absorb = { type: 'AbsorbDuplicate', ...pair, duplicateCustomer: 'customer-1' } as const
  await give('case', survivor, after, absorb)
  await give('case', duplicate, after, { type: 'MergeCase', ...pair })
}

/** The id of the follow-up that was scheduled last. */
export const lastFollowUp = async ({ last }: Desk): Promise<string> =>
  (await last('FollowUpScheduled')).stream.slice('followUp-'.length)

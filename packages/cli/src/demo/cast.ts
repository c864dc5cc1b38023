/** Who appears in the demonstration: staff, customers, and what they come with. */
import type { Actor } from '@casetrail/core'
import type { OpenCase, ResolveCase } from '@casetrail/core/case'

import type { Chance, Some } from './chance.js'

export interface Agent {
  readonly id: string
  readonly team: 'front-desk' | 'after-sales' | 'technical-support' | 'vip-desk'
  /** How long this one takes, in percent of the usual. */
  readonly pace: number
  /** How many in a hundred of this one's solutions do not hold. */
  readonly slips: number
}

export const agents: Some<Agent> = [
  { id: 'agent-lin', team: 'front-desk', pace: 70, slips: 4 },
  { id: 'agent-chen', team: 'front-desk', pace: 100, slips: 8 },
  { id: 'agent-wu', team: 'front-desk', pace: 150, slips: 15 },
  { id: 'agent-zhao', team: 'after-sales', pace: 90, slips: 6 },
  { id: 'agent-gao', team: 'after-sales', pace: 130, slips: 12 },
  { id: 'agent-xu', team: 'technical-support', pace: 100, slips: 7 },
  { id: 'agent-tang', team: 'technical-support', pace: 140, slips: 10 },
  { id: 'agent-fang', team: 'vip-desk', pace: 60, slips: 3 },
]

/** One of a team. */
export const oneOf = (chance: Chance, team: Agent['team']): Agent => {
  const [first, ...rest] = agents.filter((agent) => agent.team === team)
  return first === undefined ? agents[0] : chance.pick([first, ...rest])
}

export const asActor = (agent: Agent): Actor => ({ id: agent.id, role: 'agent' })
export const supervisor: Actor = { id: 'supervisor-zhou', role: 'supervisor' }
export const bot: Actor = { id: 'bot-xiaozhi', role: 'system' }
export const system: Actor = { id: 'desk', role: 'system' }

export interface Customer {
  readonly id: string
  readonly name: string
  readonly tier: 'vip' | 'member' | 'standard'
  readonly language: 'zh' | 'en'
  readonly region: 'east' | 'north' | 'south' | 'west'
  readonly shop: string
}

const SURNAMES: Some<string> = ['王', '李', '張', '劉', '陳', '楊', '黃', '周', '吳', '徐']
const FIRST_NAMES: Some<string> = ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Frank']

export const makeCustomer = (chance: Chance, number: number): Customer => {
  const language = chance.happens(80) ? 'zh' : 'en'
  return {
    id: `customer-${String(number).padStart(3, '0')}`,
    name:
      language === 'en'
        ? chance.pick(FIRST_NAMES)
        : `${chance.pick(SURNAMES)}${chance.pick(['女士', '先生'])}`,
    tier: chance.weighted([
      [10, 'vip'],
      [45, 'member'],
      [45, 'standard'],
    ]),
    language,
    region: chance.weighted([
      [45, 'east'],
      [25, 'south'],
      [20, 'north'],
      [10, 'west'],
    ]),
    shop: chance.pick(['Nanjing Road', 'Xujiahui', 'online', 'online']),
  }
}

/** A kind of request: how it is classed, and how it ends when it ends well. */
export interface Topic {
  readonly category: Some<string>
  readonly requestType: OpenCase['requestType']
  readonly phase: OpenCase['phase']
  readonly problemType: OpenCase['problemType']
  readonly subject: { readonly en: string; readonly zh: string }
  readonly resolutionCode: ResolveCase['resolutionCode']
  readonly rootCause: string
  /** How many in a hundred can be solved while the customer is still there. */
  readonly atOnce: number
  /** Why a case of it often can't be. */
  readonly ineligible?: string
}

const topic = (
  category: Some<string>,
  [requestType, phase, problemType]: readonly [
    Topic['requestType'],
    Topic['phase'],
    Topic['problemType'],
  ],
  [en, zh]: readonly [string, string],
  [resolutionCode, rootCause, atOnce]: readonly [string, string, number],
  ineligible?: string,
): Topic => ({
  category,
  requestType,
  phase,
  problemType,
  subject: { en, zh },
  resolutionCode,
  rootCause,
  atOnce,
  ...(ineligible === undefined ? {} : { ineligible }),
})

/** The topics with their weights. */
export const topics: Some<readonly [number, Topic]> = [
  [
    22,
    topic(
      ['information'],
      ['inquiry', 'preSale', 'service'],
      ['Is this in stock?', '請問有現貨嗎'],
      ['answered', 'unknown', 92],
    ),
  ],
  [
    16,
    topic(
      ['logistics', 'late'],
      ['order', 'inSale', 'service'],
      ['My parcel is late', '包裹遲遲未到'],
      ['delivered', 'carrier', 35],
      'thirdParty',
    ),
  ],
  [
    13,
    topic(
      ['goods', 'quality'],
      ['returnOrExchange', 'afterSale', 'product'],
      ['It broke after a week', '用了一週就壞了'],
      ['replaced', 'supplier', 30],
      'needsParts',
    ),
  ],
  [
    10,
    topic(
      ['goods', 'wrongItem'],
      ['returnOrExchange', 'afterSale', 'policyProcess'],
      ['You sent the wrong colour', '顏色發錯了'],
      ['replaced', 'warehouse', 40],
    ),
  ],
  [
    11,
    topic(
      ['systemTechnical', 'payment'],
      ['order', 'inSale', 'technical'],
      ['Paid twice', '重複扣款'],
      ['refunded', 'system', 30],
      'needsApproval',
    ),
  ],
  [
    9,
    topic(
      ['systemTechnical', 'account'],
      ['application', 'inSale', 'technical'],
      ['I can’t log in', '無法登錄賬戶'],
      ['corrected', 'system', 75],
    ),
  ],
  [
    7,
    topic(
      ['goods', 'damaged'],
      ['repair', 'afterSale', 'product'],
      ['The washing machine leaks', '洗衣機漏水'],
      ['repaired', 'carrier', 10],
      'needsVisit',
    ),
  ],
  [
    8,
    topic(
      ['order'],
      ['order', 'inSale', 'policyProcess'],
      ['Please change the address', '請改收貨地址'],
      ['corrected', 'customerUse', 85],
    ),
  ],
  [
    4,
    topic(
      ['serviceAttitude'],
      ['complaint', 'afterSale', 'service'],
      ['The clerk was rude', '店員態度不好'],
      ['apologised', 'staff', 20],
    ),
  ],
]

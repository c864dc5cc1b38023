/** What a simulation's summary is told in. */
import type { Locale } from '../present/format.js'
import {
  caseStageNames,
  complaintStageNames,
  emergencyStageNames,
  followUpStageNames,
} from '../present/stage-names.js'

import type { Summary } from './summary.js'

type Staged = 'stages' | 'complaints' | 'followUps' | 'emergencies'

const chinese: Readonly<Record<Staged, Readonly<Record<string, string>>>> = {
  stages: caseStageNames,
  complaints: complaintStageNames,
  followUps: followUpStageNames,
  emergencies: emergencyStageNames,
}

/** Where the stage's own name says too little. */
const english: Readonly<Record<string, string>> = {
  pendingCustomer: 'waiting for the customer',
  onHold: 'on hold',
  investigating: 'under investigation',
  scheduled: 'to come',
  planStarted: 'plan started',
  stoodDown: 'false alarm',
}

/** 65 archived, 2 cancelled: in the order in which stages come. */
export const stagesText = (
  summary: Pick<Summary, Staged>,
  of: Staged,
  locale: Locale,
  told: (n: number) => string,
): string => {
  const names = chinese[of]
  const parts = Object.keys(names).flatMap((stage) => {
    const count = summary[of][stage]
    if (count === undefined) return []
    const name = locale === 'zh' ? names[stage] : (english[stage] ?? stage)
    return [`${told(count)} ${name ?? stage}`]
  })
  return parts.length === 0 ? none(locale) : parts.join(between(locale))
}

export const between = (locale: Locale): string => (locale === 'zh' ? '，' : ', ')
export const none = (locale: Locale): string => ({ en: 'none', zh: '無' })[locale]

export const ROWS = {
  cases: { en: 'cases', zh: '工單' },
  complaints: { en: 'complaints', zh: '投訴' },
  followUps: { en: 'follow-ups', zh: '回訪' },
  emergencies: { en: 'emergencies', zh: '應急' },
  improvements: { en: 'improvements', zh: '改進' },
  promises: { en: 'promises', zh: '時限承諾' },
  policies: { en: 'policies', zh: '策略' },
  faults: { en: 'faults', zh: '故障' },
  invariants: { en: 'invariants', zh: '不變量' },
} as const

/** What an emergency's rules say, one by one. */
import {
  activateFallback,
  decideCompensation,
  emergencyAggregate,
  informCustomers,
  recordRecovery,
  remindOwner,
  reportProgress,
  reviewEmergency,
  standDownEmergency,
  startPlan,
  type CompensationDecided,
  type DecideCompensation,
  type EmergencyEvent,
  type EmergencyStage,
} from '@casetrail/core/emergency'
import type { Money } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  HOUR,
  MINUTE,
  after,
  agent,
  declare,
  declared,
  drilled,
  emergencies,
  expert,
  hold,
  inStage,
  manager,
  planStarted,
  recovered,
  standard,
  supervisor,
  t0,
  theEmergency,
} from '../../test/emergency-kit.js'

const later = after(3 * HOUR)
const lead = { at: later, actor: expert } as const

describe('declaring', () => {
  test('is under the first standard, by whoever declares', () => {
    theEmergency.given([]).when(declare).then([declared])
  })

  test('keeps the interruption, the source and its attributes', () => {
    const more = {
      interruption: 'interruption-9',
      externalRef: 'INC-9',
      attributes: { region: '華東' },
    }
    theEmergency
      .given([])
      .when({ ...declare, ...more, standard })
      .then([{ ...declared, ...more }])
  })

  test('a system may, which sees a failure first', () => {
    theEmergency
      .given([])
      .when({ ...declare, actor: { id: 'monitoring', role: 'system' } })
      .then([{ ...declared, by: 'monitoring' }])
  })
})

describe('the plan', () => {
  test('starts once, and carries when and for what it was declared', () => {
    theEmergency
      .given(inStage('declared'))
      .when(
        startPlan({
          at: after(10 * MINUTE),
          actor: expert,
          plan: '支付故障預案',
          team: 'payment-team',
        }),
      )
      .then([planStarted])
  })

  test.each<EmergencyStage>(['declared', 'planStarted'])(
    'a fallback may be turned to in %s, each once',
    (stage) => {
      const activate = activateFallback({ ...lead, fallback: '現金收銀' })
      const activated: EmergencyEvent = {
        type: 'FallbackActivated',
        at: later,
        by: expert.id,
        fallback: '現金收銀',
      }
      theEmergency.given(inStage(stage)).when(activate).then([activated])
      theEmergency
        .given([...inStage(stage), activated])
        .when(activate)
        .thenNothing()
      theEmergency
        .given([...inStage(stage), activated])
        .when({ ...activate, fallback: '離線刷卡' })
        .then([{ ...activated, fallback: '離線刷卡' }])
    },
  )

  test.each<EmergencyStage>(['declared', 'planStarted', 'recovered'])(
    'customers are told, progress reported and the owner reminded in %s, as often as need be',
    (stage) => {
      const said = { at: later, actor: agent } as const
      const fact = { at: later, by: agent.id } as const
      const told = { channel: 'sms', audience: '會員', message: '支付暫停', count: 12_000 } as const
      const informed: EmergencyEvent = { type: 'CustomersInformed', ...fact, ...told }
      theEmergency
        .given([...inStage(stage), informed])
        .when(informCustomers({ ...said, ...told }))
        .then([informed])
      theEmergency
        .given(inStage(stage))
        .when(reportProgress({ ...said, text: '已切換線路' }))
        .then([{ type: 'ProgressReported', ...fact, text: '已切換線路' }])
      theEmergency
        .given(inStage(stage))
        .when(remindOwner({ ...said, to: 'supervisor', reason: '預案十五分鐘未啟動' }))
        .then([{ type: 'OwnerReminded', ...fact, to: 'supervisor', reason: '預案十五分鐘未啟動' }])
    },
  )

  test.each<EmergencyStage>(['declared', 'planStarted'])(
    'a false alarm is stood down from %s, for good',
    (stage) => {
      const standDown = standDownEmergency({ ...lead, reason: '誤報' })
      const stoodDown: EmergencyEvent = {
        type: 'EmergencyStoodDown',
        at: later,
        by: expert.id,
        reason: '誤報',
      }
      theEmergency.given(inStage(stage)).when(standDown).then([stoodDown])
      const ended = [...inStage(stage), stoodDown].reduce(
        emergencies.evolve,
        emergencies.initialState,
      )
      expect(emergencies.isTerminal(ended)).toBe(true)
    },
  )
})

describe('recovery', () => {
  const recover = recordRecovery({ at: after(2 * HOUR), actor: expert, result: '支付恢復' })

  test('carries when and for what it was declared', () => {
    theEmergency.given(inStage('planStarted')).when(recover).then([recovered])
  })

  test('may be at the instant of the start, not a millisecond before', () => {
    theEmergency
      .given(inStage('planStarted'))
      .when({ ...recover, at: after(10 * MINUTE) })
      .then([{ ...recovered, at: after(10 * MINUTE) }])
    theEmergency
      .given(inStage('planStarted'))
      .when({ ...recover, at: after(10 * MINUTE - 1) })
      .thenRejects({
        _tag: 'RecoveredBeforePlan',
        at: after(10 * MINUTE - 1),
        planStartedAt: after(10 * MINUTE),
      })
  })

  test('takes a plan', () => {
    theEmergency
      .given(inStage('declared'))
      .when(recover)
      .thenRejects({
        _tag: 'PlanNotStarted',
        command: 'RecordRecovery',
        stage: 'declared',
        allowed: ['planStarted'],
      })
  })
})

describe('compensation', () => {
  const decide = (
    role: string,
    fields: Omit<DecideCompensation, 'type' | 'at' | 'actor' | 'kind'>,
  ): DecideCompensation =>
    decideCompensation({
      at: later,
      actor: { id: 'boss-1', role },
      kind: 'compensation',
      ...fields,
    })
  const decided = (
    fields: Omit<DecideCompensation, 'type' | 'at' | 'actor' | 'kind'>,
  ): CompensationDecided => ({
    type: 'CompensationDecided',
    at: later,
    by: 'boss-1',
    kind: 'compensation',
    ...fields,
  })
  const each = (amount: number, currency = 'CNY'): Money => ({
    amount,
    currency,
  })

  test.each<EmergencyStage>(['planStarted', 'recovered'])(
    'is decided in %s within the band of the total',
    (stage) => {
      const fields = { amount: each(2_000), customers: 100, description: '每單二十元' }
      theEmergency
        .given(inStage(stage))
        .when(decide('supervisor', fields))
        .then([decided(fields)])
    },
  )

  test('a minor unit above the band takes the next band, judged by amount × customers', () => {
    const above = { amount: each(200_001), customers: 1 }
    const many = { amount: each(2_001), customers: 100 }
    for (const fields of [above, many]) {
      theEmergency
        .given(inStage('recovered'))
        .when(decide('supervisor', fields))
        .thenRejects({ _tag: 'ApproverRoleRequired', role: 'supervisor', required: ['manager'] })
      theEmergency
        .given(inStage('recovered'))
        .when(decide('manager', fields))
        .then([decided(fields)])
    }
  })

  test('for nobody knows how many, the total has no bound', () => {
    const fields = { amount: each(1) }
    theEmergency
      .given(inStage('recovered'))
      .when(decide('supervisor', fields))
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'supervisor', required: ['manager'] })
    theEmergency
      .given(inStage('recovered'))
      .when(decide('manager', fields))
      .then([decided(fields)])
  })

  test('what costs nothing takes the first band for serious matters', () => {
    theEmergency
      .given(inStage('recovered'))
      .when({
        ...decide('supervisor', { customers: 100_000, description: '致歉信' }),
        kind: 'apology',
      })
      .then([{ ...decided({ customers: 100_000, description: '致歉信' }), kind: 'apology' }])
  })

  test.each(['refund', 'compensation'] as const)(
    'a %s is an amount: without one no band would judge it',
    (kind) => {
      theEmergency
        .given(inStage('recovered'))
        .when({ ...decide('manager', { customers: 100_000 }), kind })
        .thenRejects({ _tag: 'AmountRequired', kind })
    },
  )

  test('products of great numbers are compared, not wrapped', () => {
    const fields = { amount: each(Number.MAX_SAFE_INTEGER), customers: Number.MAX_SAFE_INTEGER }
    theEmergency
      .given(inStage('recovered'))
      .when(decide('supervisor', fields))
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'supervisor', required: ['manager'] })
  })

  test('a currency without a band is refused to anyone', () => {
    theEmergency
      .given(inStage('recovered'))
      .when(decide('manager', { amount: each(1, 'USD'), customers: 1 }))
      .thenRejects({ _tag: 'CurrencyNotCovered', currency: 'USD', covered: ['CNY'] })
  })

  test("bands of other severities don't count, and above the last band nobody approves", () => {
    const bands = [
      { severities: ['general'], currency: 'CNY', approvers: ['supervisor'] },
      { severities: ['serious'], currency: 'CNY', upTo: 500, approvers: ['manager'] },
      { severities: ['serious'], currency: 'USD', upTo: 900, approvers: ['supervisor'] },
    ] as const
    const strict = specify(
      emergencyAggregate([{ ...retail2025, approval: { discretion: [], bands } }]),
    )
    strict
      .given(inStage('recovered'))
      .when(decide('supervisor', { amount: each(500), customers: 1 }))
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'supervisor', required: ['manager'] })
    strict
      .given(inStage('recovered'))
      .when(decide('manager', { amount: each(501), customers: 1 }))
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'manager', required: [] })
    strict
      .given(inStage('recovered'))
      .when(decide('supervisor', { amount: each(900, 'USD'), customers: 1 }))
      .then([decided({ amount: each(900, 'USD'), customers: 1 })])
  })

  test('without any band nobody approves, not even what costs nothing', () => {
    const bare = { ...retail2025, approval: { discretion: [], bands: [] } }
    const none = specify(emergencyAggregate([bare]))
    none
      .given(inStage('recovered'))
      .when({ ...decide('manager', {}), kind: 'apology' })
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'manager', required: [] })
    none
      .given(inStage('recovered'))
      .when(decide('manager', { amount: each(1), customers: 1 }))
      .thenRejects({ _tag: 'CurrencyNotCovered', currency: 'CNY', covered: [] })
  })
})

describe('review', () => {
  const found = { cause: '證書過期', lessons: '到期前提醒', correctiveActions: [A, B] } as const
  const review = reviewEmergency({ at: later, actor: supervisor, ...found })
  const result: EmergencyEvent = { type: 'Reviewed', at: later, by: supervisor.id, ...found }

  test('ends an emergency that has recovered', () => {
    theEmergency.given(inStage('recovered')).when(review).then([result])
    theEmergency
      .given(inStage('recovered'))
      .when({ ...review, causeCode: 'system', correctiveActions: [] })
      .then([{ ...result, causeCode: 'system', correctiveActions: [] }])
  })

  test('may be at the instant of the recovery, not before', () => {
    const recoveredAt = after(2 * HOUR)
    theEmergency
      .given(inStage('recovered'))
      .when({ ...review, at: recoveredAt })
      .then([{ ...result, at: recoveredAt }])
    theEmergency
      .given(inStage('recovered'))
      .when({ ...review, at: after(2 * HOUR - 1) })
      .thenRejects({ _tag: 'ReviewedBeforeRecovery', at: after(2 * HOUR - 1), recoveredAt })
  })
})

describe('a drill', () => {
  test('is whole in one event, and takes nothing more', () => {
    theEmergency.given([]).when(hold).then([drilled])
    const extra = { startedAfterMs: 4 * MINUTE, externalRef: 'D-1', attributes: { site: '一店' } }
    theEmergency
      .given([])
      .when({ ...hold, ...extra })
      .then([{ ...drilled, ...extra }])
    theEmergency
      .given([drilled])
      .when(reportProgress({ at: t0, actor: manager, text: '結束' }))
      .thenRejects({
        _tag: 'DrillAlreadyHeld',
        command: 'ReportProgress',
        stage: 'drilled',
        allowed: ['declared', 'planStarted', 'recovered'],
      })
  })

  test('is refused on an emergency that runs', () => {
    theEmergency
      .given(inStage('planStarted'))
      .when(hold)
      .thenRejects({
        _tag: 'EmergencyAlreadyDeclared',
        command: 'HoldDrill',
        stage: 'planStarted',
        allowed: ['none'],
      })
  })
})

describe('the state', () => {
  test('knows when each part of it happened', () => {
    theEmergency.given(inStage('reviewed')).thenState({
      stage: 'reviewed',
      standard,
      kind: 'systemFailure',
      openedAt: t0,
      planStartedAt: after(10 * MINUTE),
      recoveredAt: after(2 * HOUR),
      fallbacks: new Set(),
    })
  })

  test.each<[EmergencyStage, boolean]>([
    ['none', false],
    ['declared', false],
    ['planStarted', false],
    ['recovered', false],
    ['reviewed', true],
    ['stoodDown', true],
    ['drilled', true],
  ])('%s is terminal: %s', (stage, terminal) => {
    const state = inStage(stage).reduce(emergencies.evolve, emergencies.initialState)
    expect(state.stage).toBe(stage)
    expect(emergencies.isTerminal(state)).toBe(terminal)
  })
})

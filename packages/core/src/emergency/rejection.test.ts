/** Every rejection once, exactly; a new one without an example does not compile. */
import {
  emergencyAggregate,
  emergencyRejections,
  emergencyStages,
  type EmergencyCommand,
  type EmergencyEvent,
  type EmergencyRejection,
  type EmergencyStage,
} from '@casetrail/core/emergency'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  HOUR,
  MINUTE,
  after,
  agent,
  declare,
  declared,
  expert,
  hold,
  inStage,
  manager,
  standard,
  supervisor,
  t0,
  theEmergency,
} from '../../test/emergency-kit.js'

interface Example {
  readonly given: ReadonlyArray<EmergencyEvent>
  readonly when: EmergencyCommand
  readonly rejection: Omit<EmergencyRejection, '_tag'> & Readonly<Record<string, unknown>>
}

const now = { at: after(3 * HOUR), actor: manager } as const
const start: EmergencyCommand = { type: 'StartPlan', ...now, plan: '預案', team: 'team-1' }
const recover: EmergencyCommand = { type: 'RecordRecovery', ...now, result: '恢復' }
const standDown: EmergencyCommand = { type: 'StandDownEmergency', ...now, reason: '誤報' }
const review: EmergencyCommand = {
  type: 'ReviewEmergency',
  ...now,
  cause: '證書過期',
  lessons: '提醒',
  correctiveActions: [],
}
const wrongStage = (
  when: EmergencyCommand,
  stage: EmergencyStage,
  allowed: ReadonlyArray<EmergencyStage>,
): Example => ({
  given: inStage(stage),
  when,
  rejection: { command: when.type, stage, allowed },
})

/** No two duties of an emergency are kept apart. */
// of an opening under an unset standard: lifecycle/unset.test.ts asks every aggregate
type Tag = Exclude<EmergencyRejection['_tag'], 'DutiesNotSeparated' | 'StandardNotSet'>

const examples: Readonly<Record<Tag, Example>> = {
  EmergencyNotDeclared: wrongStage(start, 'none', ['declared']),
  EmergencyAlreadyDeclared: wrongStage(declare, 'reviewed', ['none']),
  PlanNotStarted: wrongStage(recover, 'declared', ['planStarted']),
  PlanAlreadyStarted: wrongStage(start, 'planStarted', ['declared']),
  EmergencyNotRecovered: wrongStage(review, 'planStarted', ['recovered']),
  EmergencyAlreadyRecovered: wrongStage(standDown, 'recovered', ['declared', 'planStarted']),
  EmergencyAlreadyReviewed: wrongStage(review, 'reviewed', ['recovered']),
  EmergencyAlreadyStoodDown: wrongStage(start, 'stoodDown', ['declared']),
  DrillAlreadyHeld: wrongStage(hold, 'drilled', ['none']),
  StandardNotLoaded: {
    given: [{ ...declared, standard: { id: 'premium-2025', version: 1 } }],
    when: start,
    rejection: { standard: { id: 'premium-2025', version: 1 }, loaded: [standard] },
  },
  HappenedBeforeOpening: {
    given: inStage('declared'),
    when: { ...start, at: after(-1) },
    rejection: { at: after(-1), openedAt: t0 },
  },
  NotPermitted: {
    given: inStage('planStarted'),
    when: { ...recover, actor: { id: 'expert-1', role: 'technicalExprt' } },
    rejection: {
      command: 'RecordRecovery',
      role: 'technicalExprt',
      permission: 'emergency.lead',
      permitted: ['seniorSpecialist', 'technicalExpert', 'supervisor', 'manager'],
      nearest: 'technicalExpert',
    },
  },
  NotInTaxonomy: {
    given: inStage('recovered'),
    when: { ...review, causeCode: 'systems' },
    rejection: { taxonomy: 'causes', found: 'systems', nearest: 'system' },
  },
  RecoveredBeforePlan: {
    given: inStage('planStarted'),
    when: { ...recover, at: after(9 * MINUTE) },
    rejection: { at: after(9 * MINUTE), planStartedAt: after(10 * MINUTE) },
  },
  ReviewedBeforeRecovery: {
    given: inStage('recovered'),
    when: { ...review, at: after(HOUR) },
    rejection: { at: after(HOUR), recoveredAt: after(2 * HOUR) },
  },
  AmountRequired: {
    given: inStage('planStarted'),
    when: { type: 'DecideCompensation', ...now, kind: 'refund' },
    rejection: { kind: 'refund' },
  },
  CurrencyNotCovered: {
    given: inStage('planStarted'),
    when: {
      type: 'DecideCompensation',
      ...now,
      kind: 'refund',
      amount: { amount: 100, currency: 'JPY' },
    },
    rejection: { currency: 'JPY', covered: ['CNY'] },
  },
  ApproverRoleRequired: {
    given: inStage('planStarted'),
    when: {
      type: 'DecideCompensation',
      ...now,
      actor: supervisor,
      kind: 'coupon',
      amount: { amount: 100_000, currency: 'CNY' },
      customers: 3,
    },
    rejection: { role: 'supervisor', required: ['manager'] },
  },
}

const isTag = (tag: string): tag is Tag => tag in examples

describe('every rejection states its fact', () => {
  for (const tag of Object.keys(examples).filter(isTag)) {
    const { given, when, rejection } = examples[tag]
    test(tag, () => {
      const expected = { _tag: tag, ...rejection } as EmergencyRejection
      theEmergency.given(given).when(when).thenRejects(expected)
    })
  }

  test('in a sentence of its own, in both languages', () => {
    const labels = Object.values(emergencyRejections)
    expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
    expect(new Set(labels.map(({ zh }) => zh)).size).toBe(labels.length)
  })
})

describe('what a stage forbids is said by what the emergency is', () => {
  const tags: Readonly<Record<EmergencyStage, ReadonlyArray<EmergencyRejection['_tag']>>> = {
    none: ['EmergencyNotDeclared'],
    declared: ['EmergencyAlreadyDeclared', 'PlanNotStarted', 'EmergencyNotRecovered'],
    planStarted: ['EmergencyAlreadyDeclared', 'PlanAlreadyStarted', 'EmergencyNotRecovered'],
    recovered: ['EmergencyAlreadyDeclared', 'EmergencyAlreadyRecovered'],
    reviewed: ['EmergencyAlreadyDeclared', 'EmergencyAlreadyReviewed'],
    stoodDown: ['EmergencyAlreadyDeclared', 'EmergencyAlreadyStoodDown'],
    drilled: ['DrillAlreadyHeld'],
  }
  const commands: Readonly<Record<EmergencyCommand['type'], EmergencyCommand>> = {
    DeclareEmergency: declare,
    HoldDrill: hold,
    StartPlan: start,
    RecordRecovery: recover,
    StandDownEmergency: standDown,
    ReviewEmergency: review,
    ActivateFallback: { type: 'ActivateFallback', ...now, fallback: '現金收銀' },
    InformCustomers: {
      type: 'InformCustomers',
      ...now,
      channel: 'sms',
      audience: '會員',
      message: '支付暫停',
    },
    ReportProgress: { type: 'ReportProgress', ...now, text: '已切換' },
    DecideCompensation: { type: 'DecideCompensation', ...now, kind: 'apology' },
    RemindOwner: { type: 'RemindOwner', ...now, to: 'owner', reason: '未復盤' },
  }
  const { decide, evolve, initialState } = emergencyAggregate([retail2025])

  test.each(Object.keys(tags) as ReadonlyArray<EmergencyStage>)('in %s', (stage) => {
    const state = inStage(stage).reduce(evolve, initialState)
    const found = new Set<string>()
    for (const command of Object.values(commands)) {
      const decided = decide(command, state)
      const isAllowed = emergencyStages[command.type].includes(stage)
      expect([command.type, decided._tag]).toEqual([command.type, isAllowed ? 'Right' : 'Left'])
      if (decided._tag === 'Left') found.add(decided.left._tag)
    }
    expect([...found].sort()).toEqual([...tags[stage]].sort())
  })
})

describe('roles', () => {
  test.each([
    ['an agent does not lead', start, 'declared', agent],
    [
      'an expert does not decide money',
      { type: 'DecideCompensation', ...now, kind: 'coupon' },
      'planStarted',
      expert,
    ],
    ['an expert does not review', review, 'recovered', expert],
    ['a customer does not declare', declare, 'none', { id: 'customer-1', role: 'customer' }],
    ['an agent holds no drill', hold, 'none', agent],
  ] as const)('%s', (_name, command, stage, actor) => {
    const { decide, authorize, evolve, initialState } = emergencyAggregate([retail2025])
    const state = inStage(stage).reduce(evolve, initialState)
    const refused = { _tag: 'NotPermitted', command: command.type, role: actor.role }
    expect(decide({ ...command, actor }, state)).toMatchObject({ left: refused })
    expect(authorize(actor, command, state)).toMatchObject(refused)
    expect(authorize(manager, command, state)).toBeUndefined()
  })
})

describe('an emergency is judged by the standard that it was declared under', () => {
  const lenient = {
    ...retail2025,
    version: 2,
    approval: {
      discretion: [],
      bands: [{ severities: ['serious'], currency: 'CNY', approvers: ['supervisor'] }],
    },
  } as const
  const both = specify(emergencyAggregate([retail2025, lenient]))
  const pay: EmergencyCommand = {
    type: 'DecideCompensation',
    ...now,
    actor: supervisor,
    kind: 'refund',
    amount: { amount: 900_000, currency: 'CNY' },
    customers: 1,
  }

  test('and not by the first', () => {
    const [, ...later] = inStage('planStarted')
    const under2 = { ...declared, standard: { id: lenient.id, version: 2 } }
    both
      .given(inStage('planStarted'))
      .when(pay)
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'supervisor', required: ['manager'] })
    both
      .given([under2, ...later])
      .when(pay)
      .then([
        {
          type: 'CompensationDecided',
          at: now.at,
          by: supervisor.id,
          kind: 'refund',
          amount: { amount: 900_000, currency: 'CNY' },
          customers: 1,
        },
      ])
  })
})

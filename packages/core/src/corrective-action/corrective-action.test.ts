/** The rules of corrective actions (改進), each by an example. */
import {
  correctiveActionAuthority,
  type CorrectiveActionEvent,
} from '@casetrail/core/corrective-action'
import { handle, inMemoryEventStore, streamName } from '@casetrail/core'
import { testBoundary } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  actions,
  after,
  agent,
  doneAt,
  inStage,
  inspector,
  manager,
  measured,
  open,
  opened,
  plan,
  planned,
  supervisor,
  system,
  t0,
  theAction,
  warehouse,
} from '../../test/corrective-action-kit.js'

const later = { at: after(65 * DAY) } as const

describe('opening', () => {
  test('says what is wrong, where it was seen, and under which standard it is judged', () => {
    theAction.given([]).when(open).then([opened])
  })

  test('carries what it was raised from, its key of the source, and the source’s attributes', () => {
    const more = {
      reference: 'complaint.causes',
      externalRef: 'CAPA-14',
      attributes: { region: '華東' },
    } as const
    theAction
      .given([])
      .when({ ...open, ...more })
      .then([{ ...opened, ...more }])
  })

  test('needs no cause yet', () => {
    const { cause: _, ...unknown } = open
    const { cause: __, ...then } = opened
    theAction.given([]).when(unknown).then([then])
  })

  test('is a policy’s too', () => {
    theAction
      .given([])
      .when({ ...open, actor: system })
      .then([{ ...opened, by: system.id }])
  })
})

describe('the plan', () => {
  const command = {
    type: 'PlanCorrectiveAction',
    at: after(DAY),
    actor: supervisor,
    ...plan,
  } as const

  test('names who does what until when, and by what it is judged', () => {
    theAction.given(inStage('opened')).when(command).then([planned])
  })

  test('again changes nothing, also in the mouth of another', () => {
    theAction
      .given(inStage('planned'))
      .when({ ...command, ...later, actor: manager })
      .thenNothing()
  })

  const analysis = { method: 'fiveWhys', whys: ['緩衝不足', '作業書未區分材質'] } as const
  const fishbone = { method: 'fishbone', category: 'material', detail: '紙箱過薄' } as const

  test.each([
    ['another plan', { plan: '換承運商' }],
    ['another owner', { owner: agent.id }],
    ['another due', { due: after(41 * DAY) }],
    ['another criterion', { criterion: '破損率低於 1%' }],
    ['a figure', { figure: 'complaint.rate' }],
    ['an analysis', { analysis }],
    ['another analysis', { analysis: fishbone }],
  ] as const)('with %s replaces it', (_name, change) => {
    theAction
      .given(inStage('planned'))
      .when({ ...command, ...later, ...change })
      .then([{ ...planned, ...later, ...change }])
  })

  test.each([
    ['whys', analysis, { ...analysis, whys: [...analysis.whys, '無評審'] }],
    ['another why', analysis, { ...analysis, whys: ['緩衝不足', '趕工'] }],
    ['a fishbone for whys', analysis, fishbone],
    ['whys for a fishbone', fishbone, analysis],
    ['another bone', fishbone, { ...fishbone, category: 'method' }],
    ['another detail', fishbone, { ...fishbone, detail: '紙箱受潮' }],
  ] as const)('with the analysis changed by %s is another plan', (_name, first, second) => {
    const given: ReadonlyArray<CorrectiveActionEvent> = [opened, { ...planned, analysis: first }]
    theAction
      .given(given)
      .when({ ...command, ...later, analysis: second })
      .then([{ ...planned, ...later, analysis: second }])
    theAction
      .given(given)
      .when({ ...command, ...later, analysis: structuredClone(first) })
      .thenNothing()
  })

  test('that leaves the criterion out takes it away: the whole plan is replaced', () => {
    const { criterion: _, ...without } = command
    const { criterion: __, ...then } = planned
    theAction
      .given(inStage('planned'))
      .when({ ...without, ...later })
      .then([{ ...then, ...later }])
  })
})

describe('done', () => {
  test('carries the plan’s owner and due, whoever reports it', () => {
    theAction
      .given(inStage('planned'))
      .when({
        type: 'CompleteCorrectiveAction',
        at: doneAt,
        actor: agent,
        result: '作業書已改',
      })
      .then([
        {
          type: 'CorrectiveActionDone',
          at: doneAt,
          result: '作業書已改',
          owner: plan.owner,
          due: plan.due,
          by: agent.id,
        },
      ])
  })
})

describe('the verification', () => {
  const verify = { type: 'VerifyCorrectiveAction', ...later, evidence: '抽檢 400 件' } as const
  const fail = { type: 'FailVerification', ...later, reason: '破損 3 件' } as const
  const broken = { _tag: 'DutiesNotSeparated', rule: 'verifierIsNotOwner' } as const
  const ownedBy = (owner: string): ReadonlyArray<CorrectiveActionEvent> =>
    inStage('done').map((event) => ('owner' in event ? { ...event, owner } : event))

  test('is by the criterion that was planned', () => {
    theAction
      .given(inStage('done'))
      .when({ ...verify, actor: inspector })
      .then([
        {
          type: 'CorrectiveActionVerified',
          ...later,
          evidence: '抽檢 400 件',
          criterion: plan.criterion,
          by: inspector.id,
        },
      ])
  })

  test.each([verify, fail])('$type is not the owner’s', (command) => {
    theAction
      .given(ownedBy(supervisor.id))
      .when({ ...command, actor: supervisor })
      .thenRejects({ ...broken, command: command.type, actor: supervisor.id })
  })

  test.each([verify, fail])('$type is not that of who carried it out for another', (command) => {
    const doneBy = (by: string): ReadonlyArray<CorrectiveActionEvent> =>
      inStage('done').map((event) =>
        event.type === 'CorrectiveActionDone' ? { ...event, by } : event,
      )
    theAction
      .given(doneBy(supervisor.id))
      .when({ ...command, actor: supervisor })
      .thenRejects({ ...broken, command: command.type, actor: supervisor.id })
  })

  test('an owner who was replaced before it was done may verify', () => {
    theAction
      .given([
        opened,
        { ...planned, owner: inspector.id },
        ...inStage('done').filter(({ type }) => type !== 'CorrectiveActionOpened'),
      ])
      .when({ ...fail, actor: inspector })
      .then([{ type: 'VerificationFailed', ...later, reason: '破損 3 件', by: inspector.id }])
  })

  test('the owner is known from what was done where no plan was recorded', () => {
    const [, , done] = inStage('done')
    expect(done?.type).toBe('CorrectiveActionDone')
    theAction
      .given([opened, ...(done === undefined ? [] : [done])])
      .when({ ...fail, actor: { ...inspector, id: warehouse.id } })
      .thenRejects({ ...broken, command: fail.type, actor: warehouse.id })
  })

  test('that failed leads back to the plan, and voids what was measured', () => {
    const failed: CorrectiveActionEvent = {
      type: 'VerificationFailed',
      at: after(62 * DAY),
      reason: '破損 3 件',
      by: inspector.id,
    }
    const again: ReadonlyArray<CorrectiveActionEvent> = [
      failed,
      ...inStage('verified')
        .slice(2)
        .map((event) => ({ ...event, at: after(63 * DAY) })),
    ]
    const history = [...inStage('done', measured), ...again]
    theAction
      .given(history)
      .when({ type: 'ReviewCorrectiveAction', ...later, actor: manager, lessons: '先評審' })
      .thenRejects({ _tag: 'EffectNotMeasured', figure: undefined, measured: [] })
    theAction.given(inStage('done', measured, failed)).thenState({
      stage: 'planned',
      standard: opened.standard,
      openedAt: t0,
      planned,
      owner: plan.owner,
      doneBy: undefined,
      doneAt: undefined,
      effects: new Map(),
    })
  })
})

describe('the effect', () => {
  const measure = {
    type: 'MeasureEffect',
    ...later,
    actor: inspector,
    figure: 'complaint.rate',
    before: 4.75,
    after: 1.5,
  } as const
  const review = {
    type: 'ReviewCorrectiveAction',
    ...later,
    actor: manager,
    lessons: '先評審',
  } as const
  const reviewed = {
    type: 'CorrectiveActionReviewed',
    ...later,
    lessons: '先評審',
    by: manager.id,
  } as const

  test('may be worse than before, and negative: it is what it is', () => {
    const { type: _, actor: __, ...fields } = measure
    const worse = { figure: 'nps', before: 3, after: -12.5, unit: '分' } as const
    theAction
      .given(inStage('verified'))
      .when({ ...measure, ...worse })
      .then([{ type: 'EffectMeasured', ...fields, ...worse, by: inspector.id }])
  })

  test('measured again alike changes nothing; otherwise the last holds', () => {
    theAction.given(inStage('verified', measured)).when(measure).thenNothing()
    for (const change of [{ after: 1.4 }, { before: 5 }, { unit: '‰' }]) {
      theAction
        .given(inStage('verified', measured))
        .when({ ...measure, ...change })
        .then([{ ...measured, ...later, ...change }])
    }
  })

  test('goes before the review', () => {
    theAction.given(inStage('verified', measured)).when(review).then([reviewed])
  })

  test('may be measured before the verification', () => {
    const [a, b, c, d] = inStage('verified')
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error()
    theAction.given([a, b, c, measured, d]).when(review).then([reviewed])
  })

  test('of another figure than the planned one is not enough', () => {
    const aimed = (figure: string): ReadonlyArray<CorrectiveActionEvent> =>
      inStage('verified', measured).map((event) =>
        event.type === 'CorrectiveActionPlanned' ? { ...event, figure } : event,
      )
    theAction
      .given(aimed('nps'))
      .when(review)
      .thenRejects({ _tag: 'EffectNotMeasured', figure: 'nps', measured: ['complaint.rate'] })
    theAction.given(aimed('complaint.rate')).when(review).then([reviewed])
  })

  test('what was learned may go into a new version of the standard', () => {
    const standardChanged = { id: 'retail-2025', version: 2 }
    theAction
      .given(inStage('verified', measured))
      .when({ ...review, standardChanged })
      .then([{ ...reviewed, standardChanged }])
  })
})

describe('a reminder', () => {
  test('says to whom and why, and changes no state', () => {
    const state = inStage('planned')
    theAction
      .given(state)
      .when({ type: 'RemindOwner', ...later, actor: system, to: 'supervisor', reason: '逾期' })
      .then([{ type: 'OwnerReminded', ...later, to: 'supervisor', reason: '逾期', by: system.id }])
  })
})

describe('old histories', () => {
  test('a verification that failed without a plan leads back to the opening', () => {
    const failed: CorrectiveActionEvent = {
      type: 'VerificationFailed',
      ...later,
      reason: '未達標',
      by: inspector.id,
    }
    theAction
      .given([opened, failed])
      .when({ type: 'CompleteCorrectiveAction', ...later, actor: agent, result: '已改' })
      .thenRejects({
        _tag: 'CorrectiveActionNotPlanned',
        command: 'CompleteCorrectiveAction',
        stage: 'opened',
        allowed: ['planned'],
      })
  })
})

describe('the aggregate', () => {
  test('each duty has a name and a label in both languages', () => {
    expect(correctiveActionAuthority.duties.map(({ rule, on }) => `${on} ${rule}`)).toEqual([
      'VerifyCorrectiveAction verifierIsNotOwner',
      'FailVerification verifierIsNotOwner',
    ])
    for (const { label } of correctiveActionAuthority.duties) {
      expect(label.en).toMatch(/\w/)
      expect(label.zh).toMatch(/驗收人/)
    }
  })

  test('carries the correlation of what it was raised from', async () => {
    const store = inMemoryEventStore(testBoundary())
    const id = '3c9e51d4-82b7-4d06-9a1f-6be0c4827d15'
    const story = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'
    const answer = await handle(store, actions)(id, open, {
      commandId: 'c1',
      correlationId: story,
    })()
    expect(answer).toMatchObject({
      right: { events: [{ metadata: { correlationId: story, standard: opened.standard } }] },
    })
    expect(streamName(actions, id)).toBe(`correctiveAction-${id}`)
  })

  test('who may what is told before it is asked', () => {
    const { authorize, initialState } = actions
    expect(authorize(inspector, open, initialState)).toBeUndefined()
    expect(authorize({ id: 'a', role: 'auditor' }, open, initialState)).toMatchObject({
      _tag: 'NotPermitted',
    })
  })
})

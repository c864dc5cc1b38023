/** How a complaint is received, acknowledged, classified and graded. */
import type { ComplaintCommand, ComplaintEvent } from '@casetrail/core/complaint'
import { complaintAggregate } from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  A,
  DAY,
  HOUR,
  after,
  agent,
  client,
  complaints,
  customer,
  inStage,
  receive,
  received,
  severity,
  specialist,
  standard,
  supervisor,
  system,
  t0,
  theComplaint,
} from '../../test/complaint-kit.js'

const now = { at: after(DAY), actor: agent } as const
const recorded = { at: now.at, cycle: 1, by: agent.id } as const

describe('receiving', () => {
  test('names the customer, the kind, the way it came and whom it is about, under the standard', () => {
    theComplaint.given([]).when(receive).then([received])
  })

  test('takes all that intake may know', () => {
    const known = {
      case: A,
      subject: '收銀員態度',
      description: '客戶稱收銀員冷言冷語',
      language: 'zh',
      tier: 'vip',
      category: ['serviceAttitude'],
      externalRef: 'TS-2025-0031',
      attributes: { store: '南京東路店' },
    } as const
    theComplaint
      .given([])
      .when({ ...receive, ...known, standard })
      .then([{ ...received, ...known }])
  })

  test('may be about nobody yet, and from within', () => {
    const { about: _, ...nobody } = received
    const { about: __, ...command } = receive
    theComplaint
      .given([])
      .when({ ...command, actor: system, source: 'internal', complaintType: 'unclassified' })
      .then([{ ...nobody, by: system.id, source: 'internal', complaintType: 'unclassified' }])
  })

  test('a category and a tier must be words of the standard', () => {
    theComplaint
      .given([])
      .when({ ...receive, category: ['goods', 'damagd'] })
      .thenRejects({
        _tag: 'NotInTaxonomy',
        taxonomy: 'categories',
        found: 'goods/damagd',
        nearest: 'goods/damaged',
      })
    theComplaint
      .given([])
      .when({ ...receive, tier: 'vipp' })
      .thenRejects({ _tag: 'NotInTaxonomy', taxonomy: 'tiers', found: 'vipp', nearest: 'vip' })
  })

  test('opens the first cycle of a stream that has none', () => {
    expect(complaints.initialState.stage).toBe('none')
    expect([received].reduce(complaints.evolve, complaints.initialState)).toMatchObject({
      stage: 'received',
      cycle: 1,
      customer,
      openedAt: t0,
      standard,
    })
  })
})

describe('acknowledging (受理回覆)', () => {
  const acknowledge = (channel: 'phone' | 'sms' | 'email' | 'web'): ComplaintCommand => ({
    type: 'AcknowledgeComplaint',
    ...now,
    channel,
    nextStep: '主管兩個工作日內回覆',
  })

  test('tells the next step, by a way that fits the channel', () => {
    for (const channel of ['phone', 'sms'] as const) {
      theComplaint
        .given(inStage('received'))
        .when(acknowledge(channel))
        .then([
          {
            type: 'ComplaintAcknowledged',
            ...recorded,
            customer,
            channel,
            nextStep: '主管兩個工作日內回覆',
          },
        ])
    }
  })

  test('an e-mail does not answer a call', () => {
    theComplaint
      .given(inStage('received'))
      .when(acknowledge('email'))
      .thenRejects({
        _tag: 'MethodDoesNotFit',
        channel: 'phone',
        found: 'email',
        fitting: ['phone', 'sms'],
      })
  })

  test('each channel has its own ways', () => {
    theComplaint
      .given([{ ...received, channel: 'email' }])
      .when(acknowledge('sms'))
      .thenRejects({
        _tag: 'MethodDoesNotFit',
        channel: 'email',
        found: 'sms',
        fitting: ['email', 'phone'],
      })
  })

  test('a channel that the standard does not name takes any', () => {
    theComplaint
      .given([{ ...received, channel: 'thirdPartyPlatform' }])
      .when(acknowledge('web'))
      .then([
        {
          type: 'ComplaintAcknowledged',
          ...recorded,
          customer,
          channel: 'web',
          nextStep: '主管兩個工作日內回覆',
        },
      ])
  })

  test('the ways are a setting of the standard', () => {
    const { complaints: settings, ...rest } = retail2025
    specify(complaintAggregate([{ ...rest, complaints: { ...settings, acknowledgement: [] } }]))
      .given(inStage('received'))
      .when(acknowledge('email'))
      .then([
        {
          type: 'ComplaintAcknowledged',
          ...recorded,
          customer,
          channel: 'email',
          nextStep: '主管兩個工作日內回覆',
        },
      ])
  })
})

describe('classifying', () => {
  test.each([
    ['goods', 'high', ['exchange', 'refund', 'repair']],
    ['serviceAttitude', 'moderate', ['apology', 'training']],
    ['logistics', 'moderate', ['compensation', 'coupon', 'exchange']],
    ['systemTechnical', 'moderate', ['repair', 'freeService', 'standardChange']],
    ['unclassified', 'low', ['apology']],
  ] as const)('%s: priority %s, and what suits it', (complaintType, priority, suggested) => {
    theComplaint
      .given([{ ...received, complaintType: complaintType === 'goods' ? 'logistics' : 'goods' }])
      .when({ type: 'ClassifyComplaint', ...now, complaintType })
      .then([{ type: 'ComplaintClassified', ...recorded, complaintType, priority, suggested }])
  })

  test('the kind as received is still classified: only then are priority and remedies set', () => {
    theComplaint
      .given(inStage('received'))
      .when({ type: 'ClassifyComplaint', ...now, complaintType: 'serviceAttitude' })
      .then([
        {
          type: 'ComplaintClassified',
          ...recorded,
          complaintType: 'serviceAttitude',
          priority: 'moderate',
          suggested: ['apology', 'training'],
        },
      ])
  })

  const classified: ComplaintEvent = {
    type: 'ComplaintClassified',
    at: after(HOUR),
    cycle: 1,
    by: agent.id,
    complaintType: 'goods',
    priority: 'high',
    suggested: ['exchange', 'refund', 'repair'],
    category: ['goods', 'quality'],
  }

  test('the same again changes nothing; a finer category does', () => {
    const again: ComplaintCommand = {
      type: 'ClassifyComplaint',
      ...now,
      complaintType: 'goods',
      category: ['goods', 'quality'],
    }
    theComplaint.given(inStage('received', classified)).when(again).thenNothing()
    theComplaint
      .given(inStage('received', classified))
      .when({ ...again, category: ['goods', 'damaged'] })
      .then([{ ...classified, ...recorded, category: ['goods', 'damaged'] }])
  })

  test('may say who is complained about, where that is learned only then', () => {
    const { about, ...nobody } = received
    const command: ComplaintCommand = {
      type: 'ClassifyComplaint',
      ...now,
      complaintType: 'goods',
      category: ['goods', 'quality'],
      about: { kind: 'person', id: 'agent-gao' },
    }
    const event: ComplaintEvent = {
      ...classified,
      ...recorded,
      about: { kind: 'person', id: 'agent-gao' },
    }
    theComplaint.given([nobody, classified]).when(command).then([event])
    theComplaint.given([nobody, classified, event]).when(command).thenNothing()
    const { about: _, ...silent } = command
    theComplaint.given([nobody, classified, event]).when(silent).thenNothing()
    const { complainedAbout } = [{ ...nobody, ...(about && { about }) }, classified, event].reduce(
      complaints.evolve,
      complaints.initialState,
    )
    expect([...complainedAbout]).toEqual([about?.id, 'agent-gao'])
  })

  test('a category that the standard does not know', () => {
    theComplaint
      .given(inStage('received'))
      .when({ type: 'ClassifyComplaint', ...now, complaintType: 'goods', category: ['good'] })
      .thenRejects({
        _tag: 'NotInTaxonomy',
        taxonomy: 'categories',
        found: 'good',
        nearest: 'goods',
      })
  })
})

describe('severity: general 一般, major 較重, serious 嚴重', () => {
  const assess: ComplaintCommand = {
    type: 'AssessSeverity',
    ...now,
    severity: 'major',
    urgent: true,
  }
  const change = (
    to: 'general' | 'major' | 'serious',
    fields: Partial<ComplaintCommand> = {},
  ): ComplaintCommand =>
    ({
      type: 'ChangeSeverity',
      ...now,
      severity: to,
      urgent: false,
      reason: '新證據',
      ...fields,
    }) as ComplaintCommand

  test('is assessed once, urgent or not', () => {
    theComplaint
      .given(inStage('received'))
      .when(assess)
      .then([{ type: 'SeverityAssessed', ...recorded, customer, severity: 'major', urgent: true }])
  })

  test('a second assessment is a change, and says so', () => {
    theComplaint
      .given(inStage('received', severity('general')))
      .when(assess)
      .thenRejects({ _tag: 'SeverityAlreadyAssessed', severity: 'general' })
  })

  test('nothing is changed that was never assessed', () => {
    theComplaint
      .given(inStage('received'))
      .when(change('serious'))
      .thenRejects({ _tag: 'SeverityNotAssessed' })
  })

  test('is raised by anyone who may, also who set it; the event says from where', () => {
    for (const actor of [agent, specialist]) {
      theComplaint
        .given(inStage('received', severity('general', agent)))
        .when(change('serious', { actor }))
        .then([
          {
            type: 'SeverityChanged',
            ...recorded,
            by: actor.id,
            customer,
            from: 'general',
            severity: 'serious',
            urgent: false,
            reason: '新證據',
          },
        ])
    }
  })

  test('is not lowered by who set it', () => {
    theComplaint
      .given(inStage('received', severity('serious', agent)))
      .when(change('major'))
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ChangeSeverity',
        rule: 'severityLoweredBySecondPerson',
        actor: agent.id,
      })
  })

  test('is lowered by a second person', () => {
    theComplaint
      .given(inStage('received', severity('serious', agent)))
      .when(change('general', { actor: supervisor }))
      .then([
        {
          type: 'SeverityChanged',
          ...recorded,
          by: supervisor.id,
          customer,
          from: 'serious',
          severity: 'general',
          urgent: false,
          reason: '新證據',
        },
      ])
  })

  test('the one who set it last counts, not the first', () => {
    const raised: ComplaintEvent = {
      type: 'SeverityChanged',
      at: after(3 * HOUR),
      cycle: 1,
      by: supervisor.id,
      customer,
      from: 'general',
      severity: 'serious',
      urgent: false,
      reason: '涉及人身安全',
    }
    const given = inStage('received', severity('general', agent), raised)
    theComplaint
      .given(given)
      .when(change('major', { actor: supervisor }))
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ChangeSeverity',
        rule: 'severityLoweredBySecondPerson',
        actor: supervisor.id,
      })
    theComplaint
      .given(given)
      .when(change('major', { actor: agent }))
      .then([
        {
          type: 'SeverityChanged',
          ...recorded,
          customer,
          from: 'serious',
          severity: 'major',
          urgent: false,
          reason: '新證據',
        },
      ])
  })

  test('a role is not a person: the same one in another role is still the same', () => {
    theComplaint
      .given(inStage('received', severity('major', agent)))
      .when(change('general', { actor: { id: agent.id, role: 'manager' } }))
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ChangeSeverity',
        rule: 'severityLoweredBySecondPerson',
        actor: agent.id,
      })
  })

  test('the same again changes nothing; only the urgency does', () => {
    theComplaint
      .given(inStage('received', severity('major')))
      .when(change('major'))
      .thenNothing()
    theComplaint
      .given(inStage('received', severity('major')))
      .when(change('major', { urgent: true }))
      .then([
        {
          type: 'SeverityChanged',
          ...recorded,
          customer,
          from: 'major',
          severity: 'major',
          urgent: true,
          reason: '新證據',
        },
      ])
  })
})

describe('reminding', () => {
  test('the owner or the supervisor, and why', () => {
    theComplaint
      .given(inStage('received'))
      .when({ type: 'RemindOwner', at: now.at, actor: system, to: 'supervisor', reason: '將逾時' })
      .then([
        {
          type: 'OwnerReminded',
          ...recorded,
          by: system.id,
          customer,
          to: 'supervisor',
          reason: '將逾時',
        },
      ])
  })
})

describe('escalating', () => {
  test('to another function or up the line, and why', () => {
    theComplaint
      .given(inStage('investigating'))
      .when({
        type: 'EscalateComplaint',
        ...now,
        kind: 'hierarchical',
        level: 2,
        reason: '客戶要求經理答覆',
        to: { kind: 'person', id: 'manager-song' },
      })
      .then([
        {
          type: 'ComplaintEscalated',
          ...recorded,
          customer,
          kind: 'hierarchical',
          level: 2,
          reason: '客戶要求經理答覆',
          to: { kind: 'person', id: 'manager-song' },
        },
      ])
    theComplaint
      .given(inStage('received'))
      .when({ type: 'EscalateComplaint', ...now, kind: 'functional', level: 1, reason: '需技術' })
      .then([
        {
          type: 'ComplaintEscalated',
          ...recorded,
          customer,
          kind: 'functional',
          level: 1,
          reason: '需技術',
        },
      ])
  })
})

describe('outside', () => {
  const refer: ComplaintCommand = {
    type: 'ReferExternally',
    ...now,
    body: '消費者協會',
    reference: 'XF-2025-118',
  }

  test('a referral is a mark beside the stage', () => {
    for (const stage of ['received', 'investigating', 'closed', 'withdrawn'] as const) {
      const given = inStage(stage)
      const state = given.reduce(complaints.evolve, complaints.initialState)
      const decided = complaints.decide({ ...refer, at: after(40 * DAY) }, state)
      expect(decided).toMatchObject({
        right: [{ type: 'ReferredExternally', body: '消費者協會', reference: 'XF-2025-118' }],
      })
      const events = decided._tag === 'Right' ? decided.right : []
      expect(events.reduce(complaints.evolve, state).stage).toBe(stage)
    }
  })

  test('to the same body under the same reference changes nothing; to another does', () => {
    const referred: ComplaintEvent = {
      type: 'ReferredExternally',
      ...recorded,
      at: after(HOUR),
      customer,
      body: '消費者協會',
      reference: 'XF-2025-118',
    }
    theComplaint.given(inStage('received', referred)).when(refer).thenNothing()
    theComplaint
      .given(inStage('received', referred))
      .when({ ...refer, reference: 'XF-2025-119' })
      .then([{ ...referred, at: now.at, reference: 'XF-2025-119' }])
    theComplaint
      .given(inStage('received', referred))
      .when({ ...refer, body: '市場監督管理局' })
      .then([{ ...referred, at: now.at, body: '市場監督管理局' }])
  })

  test('is recorded with who did it', () => {
    theComplaint
      .given(inStage('received'))
      .when(refer)
      .then([
        {
          type: 'ReferredExternally',
          ...recorded,
          customer,
          body: '消費者協會',
          reference: 'XF-2025-118',
        },
      ])
  })
})

describe('the customer', () => {
  test('may complain without anybody', () => {
    theComplaint
      .given([])
      .when({ ...receive, actor: client, channel: 'app' })
      .then([{ ...received, by: client.id, channel: 'app' }])
  })
})

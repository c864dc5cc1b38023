/** Intake as the handbook tells it: taking in, classing, prioritising, routing, handing over. */
import {
  acceptCase,
  addParticipant,
  assignCase,
  caseAggregate,
  classifyCase,
  escalateCase,
  openCase,
  prioritiseCase,
  recordEffort,
  removeParticipant,
  transferCase,
  type CaseEvent,
  type OpenCase,
} from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, test } from 'vitest'

import {
  after,
  agent,
  client,
  customer,
  inStage,
  open,
  opened,
  other,
  standard,
  supervisor,
  system,
  t0,
  theCase,
} from '../../test/case-kit.js'

const now = { at: after(90_000), actor: agent } as const
const fact = { at: after(60_000), cycle: 1 } as const
const recorded = { at: now.at, cycle: 1 } as const
const vipDesk = { kind: 'team', id: 'vip-desk' } as const
const toOther = { kind: 'person', id: other.id } as const
const toAgent = { kind: 'person', id: agent.id } as const

describe('a request comes in', () => {
  const { firstContactOwner: _, ...unowned } = opened
  const everything = {
    customer,
    channel: 'email',
    requestType: 'complaint',
    phase: 'inSale',
    problemType: 'policyProcess',
    tier: 'vip',
    language: 'en',
    region: 'north',
    subject: '水壺漏水',
    description: '底部漏水',
    customerName: '王淑芬',
    customerContact: '+86 138 0013 8000',
    firstContactIneligible: 'needsParts',
    category: ['goods', 'damaged'],
    externalRef: 'TK-1',
    attributes: { store: '南京東路店' },
  } as const

  test('who takes it is the first-contact owner', () => {
    theCase.given([]).when(open).then([opened])
  })

  test('everything that is told is kept, under the standard that is named', () => {
    theCase
      .given([])
      .when(
        openCase({ at: t0, actor: agent, ...everything, standard, firstContactOwner: other.id }),
      )
      .then([
        {
          type: 'CaseOpened',
          at: t0,
          cycle: 1,
          ...everything,
          standard,
          firstContactOwner: other.id,
        },
      ])
  })

  test.each([client, system])('opened by a $role it has no owner yet', (actor) => {
    theCase
      .given([])
      .when({ ...open, actor })
      .then([unowned])
  })

  test('opened by a customer for whom a clerk is named, the clerk owns it', () => {
    theCase
      .given([])
      .when({ ...open, actor: client, firstContactOwner: agent.id })
      .then([opened])
  })

  test.each<
    [Partial<OpenCase>, 'firstContactIneligibility' | 'tiers' | 'categories', string, string]
  >([
    [
      { firstContactIneligible: 'needParts' },
      'firstContactIneligibility',
      'needParts',
      'needsParts',
    ],
    [{ tier: 'VIPs' }, 'tiers', 'VIPs', 'vip'],
    [{ category: ['goods', 'damage'] }, 'categories', 'goods/damage', 'goods/damaged'],
  ])('%o is no word of the standard', (wrong, taxonomy, found, nearest) => {
    theCase
      .given([])
      .when({ ...open, ...wrong })
      .thenRejects({ _tag: 'NotInTaxonomy', taxonomy, found, nearest })
  })
})

describe('classing', () => {
  const late = { category: ['logistics', 'late'] } as const

  test('puts the case at a path of the taxonomy', () => {
    theCase
      .given(inStage('open'))
      .when(classifyCase({ ...now, ...late, problemType: 'service' }))
      .then([{ type: 'CaseClassified', ...recorded, ...late, problemType: 'service' }])
  })

  test('a category of the first level is a path too', () => {
    theCase
      .given(inStage('onHold'))
      .when(classifyCase({ ...now, category: ['order'] }))
      .then([{ type: 'CaseClassified', ...recorded, category: ['order'] }])
  })

  test('the same path again changes nothing, another kind of problem does', () => {
    const given = inStage('open', {
      type: 'CaseClassified',
      ...fact,
      ...late,
      problemType: 'service',
    })
    theCase
      .given(given)
      .when(classifyCase({ ...now, ...late }))
      .thenNothing()
    theCase
      .given(given)
      .when(classifyCase({ ...now, ...late, problemType: 'service' }))
      .thenNothing()
    theCase
      .given(given)
      .when(classifyCase({ ...now, ...late, problemType: 'technical' }))
      .then([{ type: 'CaseClassified', ...recorded, ...late, problemType: 'technical' }])
  })

  test('the path that the case was opened with is its path', () => {
    theCase
      .given([{ ...opened, ...late }])
      .when(classifyCase({ ...now, ...late }))
      .thenNothing()
  })

  test('a path that leads nowhere is refused with the nearest', () => {
    theCase
      .given(inStage('open'))
      .when(classifyCase({ ...now, category: ['goods', 'qualty'] }))
      .thenRejects({
        _tag: 'NotInTaxonomy',
        taxonomy: 'categories',
        found: 'goods/qualty',
        nearest: 'goods/quality',
      })
  })
})

describe('prioritising', () => {
  const vip: CaseEvent = { ...opened, tier: 'vip' }
  const degrees = ['low', 'medium', 'high'] as const
  // retail-2025: rows are urgency, columns impact
  const matrix = [
    ['low', 'low', 'moderate'],
    ['low', 'moderate', 'high'],
    ['moderate', 'high', 'critical'],
  ] as const

  test.each(
    degrees.flatMap((urgency, row) =>
      degrees.map((impact, column) => ({ urgency, impact, priority: matrix[row]?.[column] ?? '' })),
    ),
  )('urgency $urgency and impact $impact give $priority', ({ urgency, impact, priority }) => {
    theCase
      .given(inStage('open'))
      .when(prioritiseCase({ ...now, urgency, impact }))
      .then([
        {
          type: 'CasePrioritised',
          ...recorded,
          customer,
          priority,
          basis: 'matrix',
          urgency,
          impact,
        },
      ])
  })

  test.each([
    ['a key customer', [vip], undefined, 'moderate'],
    ['a complaint about goods', inStage('new'), 'goods', 'moderate'],
    ['both', [vip], 'goods', 'high'],
    ['a complaint about something else', inStage('new'), 'logistics', 'low'],
  ] as const)('%s is lifted above the matrix', (_name, given, complaintType, priority) => {
    const told = complaintType === undefined ? {} : { complaintType }
    theCase
      .given(given)
      .when(prioritiseCase({ ...now, urgency: 'low', impact: 'medium', ...told }))
      .then([
        {
          type: 'CasePrioritised',
          ...recorded,
          customer,
          priority,
          basis: 'matrix',
          urgency: 'low',
          impact: 'medium',
          ...told,
        },
      ])
  })

  test('nothing is above the highest', () => {
    theCase
      .given([vip])
      .when(prioritiseCase({ ...now, urgency: 'high', impact: 'high', complaintType: 'goods' }))
      .then([
        {
          type: 'CasePrioritised',
          ...recorded,
          customer,
          priority: 'critical',
          basis: 'matrix',
          urgency: 'high',
          impact: 'high',
          complaintType: 'goods',
        },
      ])
  })

  test('by hand, with a reason, the hand wins over the matrix', () => {
    theCase
      .given(inStage('open'))
      .when(
        prioritiseCase({
          ...now,
          urgency: 'low',
          impact: 'low',
          priority: 'critical',
          reason: '媒體關注',
        }),
      )
      .then([
        {
          type: 'CasePrioritised',
          ...recorded,
          customer,
          priority: 'critical',
          basis: 'byHand',
          urgency: 'low',
          impact: 'low',
          reason: '媒體關注',
        },
      ])
  })

  test('the priority that it has changes nothing, unless a reason is missing', () => {
    const given = inStage('open', {
      type: 'CasePrioritised',
      ...fact,
      customer,
      priority: 'low',
      basis: 'matrix',
      urgency: 'low',
      impact: 'low',
    })
    theCase
      .given(given)
      .when(prioritiseCase({ ...now, urgency: 'low', impact: 'low' }))
      .thenNothing()
    theCase
      .given(given)
      .when(prioritiseCase({ ...now, priority: 'low', reason: '照舊' }))
      .thenNothing()
    theCase
      .given(given)
      .when(prioritiseCase({ ...now, priority: 'low' }))
      .thenRejects({ _tag: 'ReasonRequired', command: 'PrioritiseCase' })
  })

  test('neither both degrees nor a priority', () => {
    theCase
      .given(inStage('open'))
      .when(prioritiseCase({ ...now, impact: 'high', reason: '大' }))
      .thenRejects({ _tag: 'PriorityBasisMissing' })
  })

  test('a priority that the standard does not have', () => {
    theCase
      .given(inStage('open'))
      .when(prioritiseCase({ ...now, priority: 'hihg', reason: '急' }))
      .thenRejects({
        _tag: 'NotInTaxonomy',
        taxonomy: 'priorities',
        found: 'hihg',
        nearest: 'high',
      })
  })
})

describe('routing and handing over', () => {
  const offered: CaseEvent = { type: 'CaseAssigned', ...fact, to: vipDesk, basis: 'routing' }
  const accepted: CaseEvent = { type: 'CaseAccepted', ...fact, owner: agent.id }

  test.each([
    [{ tier: 'vip', problemType: 'technical' }, 'vip-desk'],
    [{ problemType: 'technical' }, 'technical-support'],
    [{ problemType: 'product' }, 'after-sales'],
    [{ problemType: 'unknown' }, 'front-desk'],
  ] as const)('%o is routed to %s: the first route whose conditions all hold', (kind, id) => {
    theCase
      .given([{ ...opened, ...kind }])
      .when(assignCase(now))
      .then([{ type: 'CaseAssigned', ...recorded, to: { kind: 'team', id }, basis: 'routing' }])
  })

  test('by region and language, where the standard says so, by what the case is now', () => {
    const routing = [
      { team: 'north-zh', region: 'north', language: 'zh' },
      { team: 'english', language: 'en' },
      { team: 'policy', problemType: 'policyProcess' },
    ] as const
    const desk = specify(caseAggregate([{ ...retail2025, routing }]))
    const toTeam = (id: string): CaseEvent => ({
      type: 'CaseAssigned',
      ...recorded,
      to: { kind: 'team', id },
      basis: 'routing',
    })
    desk
      .given([{ ...opened, region: 'north' }])
      .when(assignCase(now))
      .then([toTeam('north-zh')])
    desk
      .given([{ ...opened, language: 'en' }])
      .when(assignCase(now))
      .then([toTeam('english')])
    desk
      .given([
        opened,
        {
          type: 'CaseClassified',
          ...fact,
          category: ['information'],
          problemType: 'policyProcess',
        },
      ])
      .when(assignCase(now))
      .then([toTeam('policy')])
    desk.given([opened]).when(assignCase(now)).thenRejects({ _tag: 'NoRoute' })
  })

  test('by hand', () => {
    theCase
      .given(inStage('new'))
      .when(assignCase({ ...now, to: toOther }))
      .then([{ type: 'CaseAssigned', ...recorded, to: toOther, basis: 'byHand' }])
  })

  test('the same offer again changes nothing', () => {
    theCase
      .given([opened, offered])
      .when(assignCase({ ...now, to: vipDesk }))
      .thenNothing()
    theCase
      .given([opened, offered])
      .when(transferCase({ ...now, to: vipDesk, warm: false, reason: '再轉' }))
      .thenNothing()
  })

  test('the first-contact owner may be assigned a new case; once it is accepted that is nothing new', () => {
    theCase
      .given(inStage('new'))
      .when(assignCase({ ...now, to: toAgent }))
      .then([{ type: 'CaseAssigned', ...recorded, to: toAgent, basis: 'byHand' }])
    theCase
      .given(inStage('open'))
      .when(assignCase({ ...now, to: toAgent }))
      .thenNothing()
  })

  test('accepting opens a new case and passes ownership', () => {
    theCase
      .given([opened, offered])
      .when(acceptCase({ ...now, actor: other }))
      .then([{ type: 'CaseAccepted', ...recorded, owner: other.id }])
  })

  test('the first-contact owner accepts a new case; once more is nothing', () => {
    theCase
      .given(inStage('new'))
      .when(acceptCase(now))
      .then([{ type: 'CaseAccepted', ...recorded, owner: agent.id }])
    theCase.given([opened, accepted]).when(acceptCase(now)).thenNothing()
  })

  test('what was accepted is offered no longer, and may be offered anew', () => {
    const given: ReadonlyArray<CaseEvent> = [opened, offered, accepted]
    theCase.given(given).when(acceptCase(now)).thenNothing()
    theCase
      .given(given)
      .when(assignCase({ ...now, to: vipDesk }))
      .then([{ type: 'CaseAssigned', ...recorded, to: vipDesk, basis: 'byHand' }])
  })

  test('an owner who accepts again takes back what was offered to others', () => {
    theCase
      .given([opened, accepted, { ...offered, at: after(61_000) }])
      .when(acceptCase(now))
      .then([{ type: 'CaseAccepted', ...recorded, owner: agent.id }])
  })

  test('for someone else', () => {
    theCase
      .given(inStage('new'))
      .when(acceptCase({ ...now, actor: system, owner: other.id }))
      .then([{ type: 'CaseAccepted', ...recorded, owner: other.id }])
  })

  test('a transfer says from whom; ownership stays until it is accepted', () => {
    const transfer = transferCase({ ...now, to: toOther, warm: true, reason: '需維修' })
    const transferred: CaseEvent = {
      type: 'CaseTransferred',
      ...recorded,
      customer,
      to: toOther,
      warm: true,
      reason: '需維修',
      from: agent.id,
    }
    theCase.given([opened, accepted]).when(transfer).then([transferred])
    theCase
      .given([opened, accepted, transferred])
      .when(transferCase({ ...now, to: vipDesk, warm: false, reason: '改派' }))
      .then([{ ...transferred, to: vipDesk, warm: false, reason: '改派', from: agent.id }])
    theCase
      .given([
        opened,
        accepted,
        transferred,
        { type: 'CaseAccepted', ...recorded, owner: other.id },
      ])
      .when(transferCase({ ...now, to: vipDesk, warm: false, reason: '改派' }))
      .then([{ ...transferred, to: vipDesk, warm: false, reason: '改派', from: other.id }])
  })

  test('a transfer to its owner changes nothing, unless it was on its way to another', () => {
    const back = transferCase({ ...now, to: toAgent, warm: false, reason: '退回' })
    const away: CaseEvent = {
      type: 'CaseTransferred',
      ...fact,
      customer,
      to: toOther,
      warm: false,
      reason: '需維修',
      from: agent.id,
    }
    theCase.given([opened, accepted]).when(back).thenNothing()
    theCase
      .given([opened, accepted, away])
      .when(back)
      .then([
        {
          type: 'CaseTransferred',
          ...recorded,
          customer,
          to: toAgent,
          warm: false,
          reason: '退回',
          from: agent.id,
        },
      ])
  })

  test('a case that nobody owns is transferred from nobody', () => {
    const { firstContactOwner: _, ...unowned } = opened
    theCase
      .given([unowned])
      .when(transferCase({ ...now, to: vipDesk, warm: false, reason: '貴賓' }))
      .then([
        {
          type: 'CaseTransferred',
          ...recorded,
          customer,
          to: vipDesk,
          warm: false,
          reason: '貴賓',
        },
      ])
  })
})

describe('others take part', () => {
  const expert = { participant: 'expert-zhao', as: 'technicalExpert' } as const
  const joined: CaseEvent = { type: 'ParticipantAdded', ...fact, ...expert }

  test('once in one capacity', () => {
    theCase
      .given(inStage('open'))
      .when(addParticipant({ ...now, ...expert }))
      .then([{ type: 'ParticipantAdded', ...recorded, ...expert }])
    theCase
      .given(inStage('open', joined))
      .when(addParticipant({ ...now, ...expert }))
      .thenNothing()
    theCase
      .given(inStage('open', joined))
      .when(addParticipant({ ...now, ...expert, as: 'coordinator' }))
      .then([{ type: 'ParticipantAdded', ...recorded, ...expert, as: 'coordinator' }])
  })

  test('until they are removed', () => {
    const removal = removeParticipant({ ...now, participant: expert.participant })
    const removed: CaseEvent = {
      type: 'ParticipantRemoved',
      ...recorded,
      participant: expert.participant,
    }
    theCase.given(inStage('open', joined)).when(removal).then([removed])
    theCase
      .given(inStage('open', joined, removed))
      .when(removal)
      .thenRejects({ _tag: 'ParticipantNotFound', participant: expert.participant })
  })
})

describe('escalation and effort', () => {
  test('every escalation is told, also the same again', () => {
    const escalated: CaseEvent = {
      type: 'CaseEscalated',
      ...recorded,
      customer,
      kind: 'hierarchical',
      level: 2,
      reason: '要求主管回電',
      to: { kind: 'person', id: supervisor.id },
    }
    const escalate = escalateCase({
      ...now,
      kind: 'hierarchical',
      level: 2,
      reason: '要求主管回電',
      to: { kind: 'person', id: supervisor.id },
    })
    theCase.given(inStage('onHold')).when(escalate).then([escalated])
    theCase.given(inStage('onHold', escalated)).when(escalate).then([escalated])
  })

  test('effort is recorded in seconds, in a closed case too', () => {
    const seconds = { talkS: 300, holdS: 20, afterWorkS: 60 } as const
    theCase
      .given(inStage('closed'))
      .when(recordEffort({ ...now, ...seconds }))
      .then([{ type: 'EffortRecorded', ...recorded, ...seconds }])
  })
})

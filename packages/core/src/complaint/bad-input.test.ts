/** What comes from outside and is wrong: told exactly what and where; and what breaks a rule, never stored. */
import {
  complaintAggregate,
  complaintCommands,
  type ComplaintCommand,
} from '@casetrail/core/complaint'
import { foldRead, handle, inMemoryEventStore, type Problem } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { testBoundary } from '@casetrail/core/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  DAY,
  accused,
  after,
  agent,
  client,
  coordinator,
  customer,
  investigator,
  receive,
  supervisor,
  yuan,
} from '../../test/complaint-kit.js'

const now = { at: '2025-03-04T01:00:00.000Z', actor: agent } as const
type Type = ComplaintCommand['type']

/** Commands that are right, to be made wrong in one place. */
const right = {
  ReceiveComplaint: { ...receive, attributes: { store: '南京東路店' } },
  AcknowledgeComplaint: { ...now, channel: 'phone', nextStep: '今日答覆' },
  ClassifyComplaint: { ...now, complaintType: 'goods', category: ['goods'] },
  AssessSeverity: { ...now, severity: 'major', urgent: false },
  ChangeSeverity: { ...now, severity: 'major', urgent: false, reason: '新證據' },
  AssignInvestigator: { ...now, investigator: 'investigator-xu' },
  RecordEvidence: { ...now, evidence: 'e1', kind: 'photo', description: '收據' },
  RecordFinding: { ...now, finding: '底座開裂' },
  DetermineRootCause: {
    ...now,
    cause: 'staff',
    analysis: { method: 'fiveWhys', whys: ['排班過密'] },
  },
  ProposeRemedy: { ...now, remedy: 'r1', kind: 'refund', amount: yuan(80), goodwill: false },
  ApproveRemedy: { ...now, remedy: 'r1' },
  RefuseRemedy: { ...now, remedy: 'r1', reason: '不合規定' },
  OfferRemedy: { ...now, remedy: 'r1', amount: yuan(80) },
  AcceptRemedy: { ...now, remedy: 'r1' },
  DeclineRemedy: { ...now, remedy: 'r1', toldOfReview: true },
  FulfilRemedy: { ...now, remedy: 'r1' },
  WithdrawRemedy: { ...now, remedy: 'r1', reason: '改為換貨' },
  DecideComplaint: { ...now, outcome: 'upheld', reasons: '屬實' },
  CommunicateDecision: { ...now, channel: 'phone' },
  RequestReview: { ...now, reason: '不認可' },
  CompleteReview: { ...now, outcome: 'upheld', reasons: '屬實' },
  EscalateComplaint: { ...now, kind: 'hierarchical', level: 1, reason: '客戶要求' },
  CloseComplaint: now,
  ArchiveComplaint: now,
  WithdrawComplaint: { ...now, reason: '和解' },
  ReopenComplaint: { ...now, reason: '又發生' },
  ReferExternally: { ...now, body: '消費者協會' },
  AbsorbComplaint: { ...now, survivor: A, duplicate: B, duplicateCustomer: customer },
  MergeComplaint: { ...now, survivor: A, duplicate: B },
  ReleaseComplaint: { ...now, survivor: A, duplicate: B },
  RemindOwner: { ...now, to: 'owner', reason: '將逾時' },
} as const satisfies Readonly<Record<Type, object>>

const long = (n: number): ReadonlyArray<string> => Array.from({ length: n }, () => '為什麼')

/** The command, what is put into it, and the one thing that is wrong: where, found, expected. */
type Wrong = readonly [name: string, type: Type, put: object, ...problem: [string, string, string]]

const wrong: ReadonlyArray<Wrong> = [
  [
    'money that is no integer',
    'ProposeRemedy',
    { amount: { amount: 80.5, currency: 'CNY' } },
    '/amount/amount',
    '80.5',
    'Count',
  ],
  [
    'money without a currency',
    'ProposeRemedy',
    { amount: { amount: 8000 } },
    '/amount/currency',
    'nothing',
    'Currency',
  ],
  [
    'money without an amount',
    'ProposeRemedy',
    { amount: { currency: 'CNY' } },
    '/amount/amount',
    'nothing',
    'Count',
  ],
  [
    'negative money',
    'OfferRemedy',
    { amount: { amount: -1, currency: 'CNY' } },
    '/amount/amount',
    '-1',
    'Count',
  ],
  [
    'a currency in small letters',
    'OfferRemedy',
    { amount: { amount: 1, currency: 'cny' } },
    '/amount/currency',
    '"cny"',
    'Currency',
  ],
  [
    'a currency by its sign',
    'ProposeRemedy',
    { amount: { amount: 1, currency: '¥' } },
    '/amount/currency',
    '"¥"',
    'Currency',
  ],
  ['money as text', 'ProposeRemedy', { amount: '80 CNY' }, '/amount', '"80 CNY"', 'Money'],
  ['money as a bare number', 'ProposeRemedy', { amount: 8000 }, '/amount', '8000', 'Money'],
  [
    'more money than a number can hold',
    'ProposeRemedy',
    { amount: { amount: 2 ** 53, currency: 'CNY' } },
    '/amount/amount',
    '9007199254740992',
    'Count',
  ],
  [
    'money that is not a number',
    'ProposeRemedy',
    { amount: { amount: Number.NaN, currency: 'CNY' } },
    '/amount/amount',
    'NaN',
    'Count',
  ],
  [
    'eight whys',
    'DetermineRootCause',
    { analysis: { method: 'fiveWhys', whys: long(8) } },
    '/analysis/whys',
    'a list of 8',
    'Whys',
  ],
  [
    'no why',
    'DetermineRootCause',
    { analysis: { method: 'fiveWhys', whys: [] } },
    '/analysis/whys',
    'a list of 0',
    'Whys',
  ],
  [
    'an empty why',
    'DetermineRootCause',
    { analysis: { method: 'fiveWhys', whys: ['排班', ' '] } },
    '/analysis/whys/1',
    '" "',
    'Text',
  ],
  [
    'a bone that no fish has',
    'DetermineRootCause',
    { analysis: { method: 'fishbone', category: 'men', detail: '排班' } },
    '/analysis/category',
    '"men"',
    'FishboneCategory',
  ],
  [
    'a fishbone without detail',
    'DetermineRootCause',
    { analysis: { method: 'fishbone', category: 'people' } },
    '/analysis/detail',
    'nothing',
    'Text',
  ],
  [
    'another method',
    'DetermineRootCause',
    { analysis: { method: 'pareto', detail: '排班' } },
    '/analysis',
    'an object with method, detail',
    'RootCauseAnalysis',
  ],
  [
    'a severity that is none',
    'AssessSeverity',
    { severity: 'severe' },
    '/severity',
    '"severe"',
    'Severity',
  ],
  ['urgent as a word', 'AssessSeverity', { urgent: 'yes' }, '/urgent', '"yes"', 'boolean'],
  [
    'a change without a reason',
    'ChangeSeverity',
    { reason: undefined },
    '/reason',
    'nothing',
    'Text',
  ],
  [
    'a kind of remedy that is none',
    'ProposeRemedy',
    { kind: 'voucher' },
    '/kind',
    '"voucher"',
    'RemedyKind',
  ],
  ['a remedy without an id', 'ApproveRemedy', { remedy: '' }, '/remedy', '""', 'Text'],
  [
    'a refusal without a reason',
    'RefuseRemedy',
    { reason: undefined },
    '/reason',
    'nothing',
    'Text',
  ],
  [
    'a withdrawal with an empty reason',
    'WithdrawRemedy',
    { reason: '　' },
    '/reason',
    '"　"',
    'Text',
  ],
  [
    'a decline that does not say whether the customer was told',
    'DeclineRemedy',
    { toldOfReview: undefined },
    '/toldOfReview',
    'nothing',
    'boolean',
  ],
  [
    'an outcome that is none',
    'DecideComplaint',
    { outcome: 'rejected' },
    '/outcome',
    '"rejected"',
    'DecisionOutcome',
  ],
  [
    'a decision without reasons',
    'DecideComplaint',
    { reasons: undefined },
    '/reasons',
    'nothing',
    'Text',
  ],
  ['a review without reasons', 'CompleteReview', { reasons: '' }, '/reasons', '""', 'Text'],
  ['level zero', 'EscalateComplaint', { level: 0 }, '/level', '0', 'Ordinal'],
  [
    'a complaint about somebody unnamed',
    'ReceiveComplaint',
    { about: { kind: 'person' } },
    '/about/id',
    'nothing',
    'Text',
  ],
  [
    'a complaint about a customer',
    'ReceiveComplaint',
    { about: { kind: 'customer', id: 'customer-2' } },
    '/about/kind',
    '"customer"',
    'SubjectKind',
  ],
  [
    'a type of complaint that is none',
    'ReceiveComplaint',
    { complaintType: 'price' },
    '/complaintType',
    '"price"',
    'ComplaintType',
  ],
  [
    'a case that is no id',
    'ReceiveComplaint',
    { case: 'TK-2025-000317' },
    '/case',
    '"TK-2025-000317"',
    'Uuid',
  ],
  [
    'attributes that are no text',
    'ReceiveComplaint',
    { attributes: { floor: 3 } },
    '/attributes/floor',
    '3',
    'string',
  ],
  [
    'a channel that is none',
    'AcknowledgeComplaint',
    { channel: 'wechat' },
    '/channel',
    '"wechat"',
    'Channel',
  ],
  [
    'an empty category',
    'ClassifyComplaint',
    { category: [] },
    '/category',
    'a list of 0',
    'CategoryPath',
  ],
  [
    'evidence of a kind that is none',
    'RecordEvidence',
    { kind: 'rumour' },
    '/kind',
    '"rumour"',
    'EvidenceKind',
  ],
  [
    'a day that does not exist',
    'CloseComplaint',
    { at: '2025-02-30T08:00:00.000Z' },
    '/at',
    '"2025-02-30T08:00:00.000Z"',
    'Instant',
  ],
  ['nobody', 'ArchiveComplaint', { actor: { id: '', role: 'agent' } }, '/actor/id', '""', 'Text'],
  [
    'a survivor in capitals',
    'MergeComplaint',
    { survivor: A.toUpperCase() },
    '/survivor',
    JSON.stringify(A.toUpperCase()),
    'Uuid',
  ],
  ['a reminder to anyone', 'RemindOwner', { to: 'agent' }, '/to', '"agent"', 'Reminded'],
]

const made = (type: Type, put: object = {}): Readonly<Record<string, unknown>> => ({
  type,
  ...right[type],
  ...put,
})

describe('a malformed command', () => {
  test('what these are made of is right, of every type', () => {
    expect(Object.keys(right).sort()).toEqual([...complaintCommands.types].sort())
    for (const type of complaintCommands.types) {
      expect(complaintCommands.decode(made(type)), type).toEqual(E.right(made(type)))
    }
  })

  test.each(wrong)('%s', (_, type, put, pointer, found, expected) => {
    const problem: Problem = { pointer, found, expected }
    expect(complaintCommands.decode(made(type, put))).toEqual(
      E.left({ _tag: 'Malformed', type, problems: [problem] }),
    )
  })

  test('is told all that is wrong with it', () => {
    const command = made('ProposeRemedy', {
      remedy: ' ',
      kind: 'voucher',
      amount: { amount: -5, currency: 'rmb' },
      goodwill: 1,
    })
    expect(complaintCommands.decode(command)).toEqual(
      E.left({
        _tag: 'Malformed',
        type: 'ProposeRemedy',
        problems: [
          { pointer: '/remedy', found: '" "', expected: 'Text' },
          { pointer: '/kind', found: '"voucher"', expected: 'RemedyKind' },
          { pointer: '/goodwill', found: '1', expected: 'boolean' },
          { pointer: '/amount/amount', found: '-5', expected: 'Count' },
          { pointer: '/amount/currency', found: '"rmb"', expected: 'Currency' },
        ],
      }),
    )
  })

  test.each([
    ['ReciveComplaint', 'ReceiveComplaint'],
    ['FulfillRemedy', 'FulfilRemedy'],
    ['ReopenCase', 'ReopenComplaint'],
  ])('%s may have meant %s', (type, nearest) => {
    expect(complaintCommands.decode({ ...right.CloseComplaint, type })).toMatchObject({
      left: { _tag: 'UnknownType', type, ...(type === 'ReopenCase' ? {} : { nearest }) },
    })
  })

  test.each([[undefined], [null], ['CloseComplaint'], [[]], [{}], [{ type: 7 }]])(
    'no command at all: %j',
    (value) => {
      expect(complaintCommands.decode(value)).toMatchObject({ left: { _tag: 'UnknownType' } })
    },
  )
})

/** What was done rightly on the way, then what breaks a rule, and the rejection's tag. */
interface Breach {
  readonly name: string
  readonly done: ReadonlyArray<ComplaintCommand>
  readonly breaks: ComplaintCommand
  readonly rejection: Readonly<Record<string, unknown>>
}

const on = <T extends { readonly id: string; readonly role: string }>(actor: T) =>
  ({ at: after(DAY), actor }) as const
const acknowledge: ComplaintCommand = {
  type: 'AcknowledgeComplaint',
  ...on(agent),
  channel: 'phone',
  nextStep: '今日答覆',
}
const assign: ComplaintCommand = {
  type: 'AssignInvestigator',
  ...on(supervisor),
  investigator: investigator.id,
}
const assess = (severity: 'general' | 'serious'): ComplaintCommand => ({
  type: 'AssessSeverity',
  ...on(coordinator),
  severity,
  urgent: false,
})
const proposal = (amount: number): ComplaintCommand => ({
  type: 'ProposeRemedy',
  ...on(supervisor),
  remedy: 'r1',
  kind: 'refund',
  amount: yuan(amount),
  goodwill: false,
})
const investigated = [receive, acknowledge, assign] as const

const breaches: ReadonlyArray<Breach> = [
  {
    name: 'approval by who proposed, above discretion',
    done: [...investigated, assess('serious'), proposal(80)],
    breaks: { type: 'ApproveRemedy', ...on(supervisor), remedy: 'r1' },
    rejection: { _tag: 'DutiesNotSeparated', rule: 'approverIsNotProposer' },
  },
  {
    name: 'approval by the one complained about',
    done: [...investigated, assess('serious'), proposal(80)],
    breaks: {
      type: 'ApproveRemedy',
      ...on({ id: accused.id, role: 'supervisor' }),
      remedy: 'r1',
    },
    rejection: { _tag: 'DutiesNotSeparated', rule: 'approverIsNotComplainedAbout' },
  },
  {
    name: 'a remedy raised after its approval, then offered',
    done: [
      ...investigated,
      assess('general'),
      proposal(80),
      { type: 'ApproveRemedy', ...on(supervisor), remedy: 'r1' },
      proposal(8000),
    ],
    breaks: { type: 'OfferRemedy', ...on(agent), remedy: 'r1' },
    rejection: { _tag: 'RemedyNotInState', state: 'proposed' },
  },
  {
    name: 'more offered than was approved',
    done: [
      ...investigated,
      assess('general'),
      proposal(80),
      { type: 'ApproveRemedy', ...on(supervisor), remedy: 'r1' },
    ],
    breaks: { type: 'OfferRemedy', ...on(agent), remedy: 'r1', amount: yuan(81) },
    rejection: { _tag: 'AmountNotApproved', approved: yuan(80), found: yuan(81) },
  },
  {
    name: 'a severity lowered by who set it',
    done: [receive, assess('serious')],
    breaks: {
      type: 'ChangeSeverity',
      ...on(coordinator),
      severity: 'general',
      urgent: false,
      reason: '誤判',
    },
    rejection: { _tag: 'DutiesNotSeparated', rule: 'severityLoweredBySecondPerson' },
  },
  {
    name: 'deciding before investigating',
    done: [receive, acknowledge],
    breaks: { type: 'DecideComplaint', ...on(supervisor), outcome: 'notUpheld', reasons: '無據' },
    rejection: { command: 'DecideComplaint', stage: 'acknowledged', allowed: ['investigating'] },
  },
  {
    name: 'closing before deciding',
    done: investigated,
    breaks: { type: 'CloseComplaint', ...on(agent) },
    rejection: { command: 'CloseComplaint', stage: 'investigating', allowed: ['decided'] },
  },
  {
    name: 'a complaint merged into itself',
    done: [receive],
    breaks: { type: 'MergeComplaint', ...on(supervisor), survivor: A, duplicate: A },
    rejection: { _tag: 'MergeWithItself' },
  },
  {
    name: 'a ring: who has claimed another merges into it',
    done: [
      receive,
      {
        type: 'AbsorbComplaint',
        ...on(supervisor),
        survivor: A,
        duplicate: B,
        duplicateCustomer: customer,
      },
    ],
    breaks: { type: 'MergeComplaint', ...on(supervisor), survivor: B, duplicate: A },
    rejection: { _tag: 'HasAbsorbedOthers', absorbed: [B] },
  },
  {
    name: 'the customer decides',
    done: investigated,
    breaks: { type: 'DecideComplaint', ...on(client), outcome: 'upheld', reasons: '當然' },
    rejection: { _tag: 'NotPermitted', role: 'customer', permission: 'complaint.decide' },
  },
  {
    name: 'a role that the standard does not know',
    done: [receive],
    breaks: { ...acknowledge, actor: { id: 'x', role: 'agnet' } },
    rejection: { _tag: 'NotPermitted', role: 'agnet', nearest: 'agent' },
  },
  {
    name: 'a time before the receipt',
    done: [receive],
    breaks: { ...acknowledge, at: after(-1) },
    rejection: { _tag: 'HappenedBeforeOpening', at: after(-1) },
  },
  {
    name: 'received twice',
    done: [receive],
    breaks: receive,
    rejection: { command: 'ReceiveComplaint', stage: 'received', allowed: ['none'] },
  },
]

describe('a command that breaks a rule', () => {
  test.each(breaches)('$name: nothing is stored', async ({ done, breaks, rejection }) => {
    const store = inMemoryEventStore(testBoundary())
    const desk = handle(store, complaintAggregate([retail2025]))
    const stored = () => foldRead(store, { all: true }, 0, (n) => n + 1)()
    for (const [i, command] of done.entries()) {
      expect(await desk(A, command, { commandId: `done ${String(i)}` })()).toMatchObject({
        _tag: 'Right',
      })
    }
    const before = await stored()
    expect(await desk(A, breaks, { commandId: 'breaks' })()).toMatchObject(
      E.left({ _tag: 'Rejected', rejection }),
    )
    expect(await stored()).toEqual(before)
    expect(before).toEqual(E.right(done.length))
  })
})

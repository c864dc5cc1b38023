/** Who may do what to a complaint: every role with every command, and every separation of duties. */
import {
  complaintAuthority,
  complaintCommands,
  type ComplaintCommand,
  type ComplaintEvent,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import type { Permission } from '@casetrail/core'
import { describe, expect, test } from 'vitest'

import {
  A,
  B,
  DAY,
  HOUR,
  accused,
  after,
  complaints,
  communicated,
  coordinator,
  customer,
  inStage,
  investigator,
  proposed,
  receive,
  received,
  remedyIn,
  reviewRequested,
  secondSupervisor,
  severity,
  supervisor,
  yuan,
} from '../../test/complaint-kit.js'

type Type = ComplaintCommand['type']

/** Someone who has not been seen before, in a role. */
const someone = (role: string) => ({ id: 'somebody-new', role })
const at = after(2 * DAY)
const absorbed: ComplaintEvent = {
  type: 'ComplaintAbsorbed',
  at: after(HOUR),
  cycle: 1,
  by: coordinator.id,
  customer,
  survivor: A,
  duplicate: B,
}

/** Each command where everything but the role lets it through. */
const fitting: Readonly<
  Record<
    Type,
    readonly [
      needs: Permission,
      given: ReadonlyArray<ComplaintEvent>,
      fields: Readonly<Record<string, unknown>>,
    ]
  >
> = {
  ReceiveComplaint: ['complaint.receive', [], receive],
  AcknowledgeComplaint: [
    'complaint.answer',
    inStage('received'),
    { channel: 'sms', nextStep: '今日答覆' },
  ],
  ClassifyComplaint: ['complaint.classify', inStage('received'), { complaintType: 'goods' }],
  AssessSeverity: ['complaint.classify', inStage('received'), { severity: 'major', urgent: false }],
  ChangeSeverity: [
    'complaint.classify',
    inStage('received', severity('serious')),
    { severity: 'general', urgent: false, reason: '誤判' },
  ],
  AssignInvestigator: [
    'complaint.assign',
    inStage('acknowledged'),
    { investigator: investigator.id },
  ],
  RecordEvidence: [
    'complaint.investigate',
    inStage('investigating'),
    { evidence: 'e1', kind: 'photo', description: '收據' },
  ],
  RecordFinding: ['complaint.investigate', inStage('investigating'), { finding: '底座開裂' }],
  DetermineRootCause: [
    'complaint.investigate',
    inStage('investigating'),
    { cause: 'staff', analysis: { method: 'fiveWhys', whys: ['排班過密'] } },
  ],
  ProposeRemedy: [
    'complaint.propose',
    inStage('investigating'),
    { remedy: 'r1', kind: 'apology', goodwill: false },
  ],
  ApproveRemedy: [
    'complaint.approve',
    inStage('investigating', severity('general'), proposed({ by: 'somebody-new' })),
    { remedy: 'r1' },
  ],
  RefuseRemedy: [
    'complaint.approve',
    inStage('investigating', ...remedyIn.proposed),
    { remedy: 'r1', reason: '不合規定' },
  ],
  OfferRemedy: [
    'complaint.answer',
    inStage('investigating', ...remedyIn.approved),
    { remedy: 'r1' },
  ],
  AcceptRemedy: [
    'complaint.appeal',
    inStage('investigating', ...remedyIn.offered),
    { remedy: 'r1' },
  ],
  DeclineRemedy: [
    'complaint.appeal',
    inStage('investigating', ...remedyIn.offered),
    { remedy: 'r1', toldOfReview: true },
  ],
  FulfilRemedy: [
    'complaint.answer',
    inStage('investigating', ...remedyIn.accepted),
    { remedy: 'r1' },
  ],
  WithdrawRemedy: [
    'complaint.propose',
    inStage('investigating', ...remedyIn.approved),
    { remedy: 'r1', reason: '改為換貨' },
  ],
  DecideComplaint: [
    'complaint.decide',
    inStage('investigating'),
    { outcome: 'notUpheld', reasons: '無據' },
  ],
  CommunicateDecision: ['complaint.answer', inStage('decided'), { channel: 'phone' }],
  RequestReview: ['complaint.appeal', inStage('decided'), { reason: '不認可' }],
  CompleteReview: [
    'complaint.review',
    inStage('decided', reviewRequested),
    { outcome: 'notUpheld', reasons: '維持' },
  ],
  EscalateComplaint: [
    'complaint.assign',
    inStage('received'),
    { kind: 'hierarchical', level: 1, reason: '客戶要求' },
  ],
  CloseComplaint: ['complaint.close', inStage('decided', communicated), {}],
  ArchiveComplaint: ['complaint.close', inStage('closed'), { at: after(60 * DAY) }],
  WithdrawComplaint: ['complaint.appeal', inStage('received'), { reason: '和解' }],
  ReopenComplaint: ['complaint.appeal', inStage('closed'), { reason: '又發生' }],
  ReferExternally: ['complaint.close', inStage('received'), { body: '消費者協會' }],
  AbsorbComplaint: [
    'complaint.assign',
    inStage('received'),
    { survivor: A, duplicate: B, duplicateCustomer: customer },
  ],
  MergeComplaint: ['complaint.assign', inStage('received'), { survivor: B, duplicate: A }],
  ReleaseComplaint: [
    'complaint.assign',
    inStage('received', absorbed),
    { survivor: A, duplicate: B },
  ],
  RemindOwner: ['complaint.remind', inStage('received'), { to: 'owner', reason: '將逾時' }],
}

const commandOf = (type: Type, actor: { readonly id: string; readonly role: string }) => {
  const [, , fields] = fitting[type]
  return { at, ...fields, type, actor } as ComplaintCommand
}
const stateOf = (type: Type) => fitting[type][1].reduce(complaints.evolve, complaints.initialState)
const refusal = (type: Type, role: string): string | undefined =>
  complaints.authorize(someone(role), commandOf(type, someone(role)), stateOf(type))?._tag
const mayOf = (role: string): ReadonlyArray<Type> =>
  complaintCommands.types.filter((type) => refusal(type, role) === undefined)

describe('permissions', () => {
  test('each command takes one', () => {
    expect(complaintAuthority.permissions).toEqual(
      Object.fromEntries(Object.entries(fitting).map(([type, [needs]]) => [type, needs])),
    )
  })

  test.each(retail2025.roles.map(({ code, may }) => ({ code, may })))(
    '$code may do what the standard says and no more',
    ({ code, may }) => {
      for (const type of complaintCommands.types) {
        const [needs] = fitting[type]
        const expected = may.includes(needs) ? undefined : 'NotPermitted'
        expect(refusal(type, code), `${code}: ${type}`).toBe(expected)
        const decided = complaints.decide(commandOf(type, someone(code)), stateOf(type))
        const tag = decided._tag === 'Left' ? decided.left._tag : undefined
        expect(tag, `${code} decides ${type}`).toBe(expected)
      }
    },
  )

  test('the customer says what is theirs to say, and answers for nobody', () => {
    expect([...mayOf('customer')].sort()).toEqual([
      'AcceptRemedy',
      'DeclineRemedy',
      'ReceiveComplaint',
      'ReopenComplaint',
      'RequestReview',
      'WithdrawComplaint',
    ])
  })

  test('the system decides, approves, investigates and reviews nothing', () => {
    const may = mayOf('system')
    for (const type of [
      'ProposeRemedy',
      'ApproveRemedy',
      'RefuseRemedy',
      'DecideComplaint',
      'CompleteReview',
      'RecordEvidence',
      'RecordFinding',
      'DetermineRootCause',
    ] as const) {
      expect(may).not.toContain(type)
    }
  })

  test('the auditor and the trainer do nothing', () => {
    expect(mayOf('auditor')).toEqual([])
    expect(mayOf('trainer')).toEqual([])
  })

  test('only investigators, supervisors, managers and inspectors review', () => {
    const reviewers = retail2025.roles
      .map(({ code }) => code)
      .filter((code) => mayOf(code).includes('CompleteReview'))
    expect(reviewers.sort()).toEqual(['investigator', 'manager', 'qualityInspector', 'supervisor'])
  })

  test('whoever has a discretion, or is named in a band, may approve at all', () => {
    const { discretion, bands } = retail2025.approval
    const named = [...discretion.map(({ role }) => role), ...bands.flatMap((b) => b.approvers)]
    for (const role of named) expect(mayOf(role), role).toContain('ApproveRemedy')
  })

  test('a role of no standard may do nothing; the nearest is told', () => {
    const actor = { id: 'x', role: 'Supervisor' }
    for (const type of complaintCommands.types) {
      expect(complaints.authorize(actor, commandOf(type, actor), stateOf(type))).toMatchObject({
        _tag: 'NotPermitted',
        role: 'Supervisor',
        nearest: 'supervisor',
      })
    }
  })
})

describe('separations of duties', () => {
  test('are these', () => {
    const listed = complaintAuthority.duties.map(({ on, rule }) => `${on}: ${rule}`)
    expect(listed.sort()).toEqual([
      'ApproveRemedy: approverIsNotComplainedAbout',
      'ApproveRemedy: approverIsNotProposer',
      'ApproveRemedy: proposerIsNotComplainedAbout',
      'AssignInvestigator: handlerIsNotComplainedAbout',
      'AssignInvestigator: investigatorIsNotComplainedAbout',
      'ChangeSeverity: severityLoweredBySecondPerson',
      'CloseComplaint: handlerIsNotComplainedAbout',
      'CommunicateDecision: handlerIsNotComplainedAbout',
      'CompleteReview: reviewerTookNoPart',
      'DecideComplaint: deciderIsNotComplainedAbout',
      'DetermineRootCause: investigatorIsNotComplainedAbout',
      'RecordEvidence: investigatorIsNotComplainedAbout',
      'RecordFinding: investigatorIsNotComplainedAbout',
      'RefuseRemedy: handlerIsNotComplainedAbout',
      'WithdrawComplaint: withdrawalIsNotByComplainedAbout',
    ])
  })

  /** A command that one person may not give, and another in the same role may. */
  interface Separation {
    readonly rule: string
    readonly type: Type
    readonly given: ReadonlyArray<ComplaintEvent>
    readonly never: string
    readonly role: string
    readonly fields?: Readonly<Record<string, unknown>>
  }

  const separations: ReadonlyArray<Separation> = [
    {
      rule: 'severityLoweredBySecondPerson',
      type: 'ChangeSeverity',
      given: inStage('received', severity('serious', supervisor)),
      never: supervisor.id,
      role: 'supervisor',
    },
    {
      rule: 'severityLoweredBySecondPerson',
      type: 'ChangeSeverity',
      given: inStage('received', severity('serious', supervisor)),
      never: accused.id,
      role: 'supervisor',
    },
    {
      rule: 'withdrawalIsNotByComplainedAbout',
      type: 'WithdrawComplaint',
      given: inStage('investigating'),
      never: accused.id,
      role: 'agent',
    },
    ...(['RecordEvidence', 'RecordFinding', 'DetermineRootCause'] as const).map((type) => ({
      rule: 'investigatorIsNotComplainedAbout',
      type,
      given: inStage('investigating'),
      never: accused.id,
      role: 'agent',
    })),
    ...(
      ['AssignInvestigator', 'RefuseRemedy', 'CommunicateDecision', 'CloseComplaint'] as const
    ).map((type) => ({
      rule: 'handlerIsNotComplainedAbout',
      type,
      given: fitting[type][1],
      never: accused.id,
      role: 'supervisor',
    })),
    {
      rule: 'approverIsNotProposer',
      type: 'ApproveRemedy',
      given: inStage('investigating', severity('serious'), proposed({ by: supervisor.id })),
      never: supervisor.id,
      role: 'supervisor',
    },
    {
      rule: 'approverIsNotProposer',
      type: 'ApproveRemedy',
      given: inStage(
        'investigating',
        severity('general'),
        proposed({ by: supervisor.id, amount: yuan(501) }),
      ),
      never: supervisor.id,
      role: 'supervisor',
    },
    {
      rule: 'approverIsNotComplainedAbout',
      type: 'ApproveRemedy',
      given: inStage('investigating', severity('serious'), proposed()),
      never: accused.id,
      role: 'manager',
    },
    {
      rule: 'deciderIsNotComplainedAbout',
      type: 'DecideComplaint',
      given: inStage('investigating'),
      never: accused.id,
      role: 'supervisor',
    },
    {
      rule: 'reviewerTookNoPart',
      type: 'CompleteReview',
      given: inStage('decided', reviewRequested),
      never: investigator.id,
      role: 'investigator',
    },
    {
      rule: 'reviewerTookNoPart',
      type: 'CompleteReview',
      given: inStage('decided', reviewRequested),
      never: accused.id,
      role: 'qualityInspector',
    },
  ]

  test.each(separations)('$rule on $type: never $never, as $role', (one) => {
    const state = one.given.reduce(complaints.evolve, complaints.initialState)
    const never = commandOf(one.type, { id: one.never, role: one.role })
    expect(complaints.authorize(never.actor, never, state)).toEqual({
      _tag: 'DutiesNotSeparated',
      command: one.type,
      rule: one.rule,
      actor: one.never,
    })
    const another = commandOf(one.type, { id: secondSupervisor.id, role: one.role })
    expect(complaints.authorize(another.actor, another, state)).toBeUndefined()
    expect(complaints.decide(another, state)).toMatchObject({ _tag: 'Right' })
  })

  describe('who is complained about, learned after the receipt', () => {
    const named = (id: string, kind: 'person' | 'team' = 'person'): ComplaintEvent => ({
      type: 'ComplaintClassified',
      at: after(HOUR),
      cycle: 1,
      by: supervisor.id,
      complaintType: 'serviceAttitude',
      priority: 'moderate',
      suggested: ['apology', 'training'],
      about: { kind, id },
    })
    const { about: _, ...nobody } = received
    const unknownTo = (events: ReadonlyArray<ComplaintEvent>): ReadonlyArray<ComplaintEvent> =>
      events.map((event) => (event.type === 'ComplaintReceived' ? nobody : event))

    test.each(separations.filter(({ never }) => never === accused.id))(
      'is kept out of $type, as $role',
      ({ type, rule, role, given }) => {
        const command = commandOf(type, { id: accused.id, role })
        const refused = (...then: ReadonlyArray<ComplaintEvent>): string | undefined => {
          const state = [...unknownTo(given), ...then].reduce(
            complaints.evolve,
            complaints.initialState,
          )
          const answer = complaints.authorize(command.actor, command, state)
          return answer?._tag === 'DutiesNotSeparated' ? answer.rule : answer?._tag
        }
        expect(refused()).toBeUndefined()
        expect(refused(named(accused.id, 'team'))).toBeUndefined()
        expect(refused(named(accused.id))).toBe(rule)
        expect(refused(named(accused.id), named('agent-gao'))).toBe(rule)
        expect(refused(named(accused.id), named('desk-2', 'team'))).toBe(rule)
      },
    )
  })

  test('an investigator is judged by who is named too', () => {
    const state = inStage('acknowledged').reduce(complaints.evolve, complaints.initialState)
    const named = {
      ...commandOf('AssignInvestigator', supervisor),
      investigator: accused.id,
    } as ComplaintCommand
    expect(complaints.authorize(supervisor, named, state)).toMatchObject({
      _tag: 'DutiesNotSeparated',
      rule: 'investigatorIsNotComplainedAbout',
      actor: accused.id,
    })
  })
})

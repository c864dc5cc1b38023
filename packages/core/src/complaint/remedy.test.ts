/** Remedies from proposal to settlement, and who may approve what. */
import {
  complaintAggregate,
  type ComplaintCommand,
  type ComplaintEvent,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  accused,
  after,
  agent,
  approved,
  client,
  complaints,
  customer,
  decidedAt,
  inStage,
  investigator,
  manager,
  proposed,
  received,
  refused,
  remedyIn,
  secondSupervisor,
  severity,
  specialist,
  supervisor,
  theComplaint,
  yuan,
} from '../../test/complaint-kit.js'

const now = { at: after(DAY), actor: agent } as const
const recorded = { at: now.at, cycle: 1, by: agent.id } as const
const other = { id: 'agent-chen', role: 'agent' } as const

type Grade = Parameters<typeof severity>[0]
type Person = { readonly id: string; readonly role: string }
type Propose = Extract<ComplaintCommand, { readonly type: 'ProposeRemedy' }>

const propose = (fields: Partial<Propose> = {}): ComplaintCommand => ({
  type: 'ProposeRemedy',
  ...now,
  remedy: 'r1',
  kind: 'compensation',
  amount: yuan(80),
  goodwill: false,
  ...fields,
})
const within = (state: keyof typeof remedyIn): ReadonlyArray<ComplaintEvent> =>
  inStage('investigating', ...remedyIn[state])

describe('proposing', () => {
  test.each([
    'exchange',
    'repair',
    'freeService',
    'coupon',
    'apology',
    'training',
    'standardChange',
  ] as const)('%s needs no amount', (kind) => {
    theComplaint
      .given(inStage('investigating'))
      .when({ type: 'ProposeRemedy', ...now, remedy: 'r1', kind, goodwill: true })
      .then([{ type: 'RemedyProposed', ...recorded, customer, remedy: 'r1', kind, goodwill: true }])
  })

  test.each(['refund', 'compensation'] as const)('a %s says how much', (kind) => {
    theComplaint
      .given(inStage('investigating'))
      .when({ type: 'ProposeRemedy', ...now, remedy: 'r1', kind, goodwill: false })
      .thenRejects({ _tag: 'AmountRequired', remedy: 'r1', kind })
    theComplaint
      .given(inStage('investigating'))
      .when(propose({ kind, description: '誤工補償' }))
      .then([
        {
          type: 'RemedyProposed',
          ...recorded,
          customer,
          remedy: 'r1',
          kind,
          amount: yuan(80),
          goodwill: false,
          description: '誤工補償',
        },
      ])
  })

  test('a currency that nobody may approve is refused, with those that are covered', () => {
    theComplaint
      .given(inStage('investigating'))
      .when(propose({ amount: { amount: 100, currency: 'EUR' } }))
      .thenRejects({ _tag: 'CurrencyNotCovered', currency: 'EUR', covered: ['CNY'] })
  })

  test('after the decision too, and each remedy by its own id', () => {
    theComplaint
      .given(inStage('decided', ...remedyIn.proposed))
      .when(propose({ remedy: 'r2' }))
      .then([{ ...proposed({ ...recorded }), remedy: 'r2' }])
  })

  test('the same again changes nothing, proposed or approved', () => {
    theComplaint.given(within('proposed')).when(propose()).thenNothing()
    theComplaint.given(within('approved')).when(propose()).thenNothing()
  })

  test('nor does the same description again; another, or none, is another remedy', () => {
    const described = within('approved').map((event) =>
      event.type === 'RemedyProposed' ? { ...event, description: '誤工補償' } : event,
    )
    theComplaint
      .given(described)
      .when(propose({ description: '誤工補償' }))
      .thenNothing()
    theComplaint
      .given(described)
      .when(propose({ description: '誤工補賞' }))
      .then([proposed({ ...recorded, description: '誤工補賞' })])
    theComplaint
      .given(described)
      .when(propose())
      .then([proposed({ ...recorded })])
  })

  test('a refused one may be proposed anew, as it was or otherwise', () => {
    theComplaint
      .given(within('refused'))
      .when(propose())
      .then([proposed({ ...recorded })])
    theComplaint
      .given(within('refused'))
      .when(propose({ amount: yuan(50) }))
      .then([proposed({ ...recorded, amount: yuan(50) })])
  })

  test('also where it has no amount', () => {
    const { amount: _, ...apology } = proposed({ kind: 'apology' })
    const { amount: __, ...command } = propose({ kind: 'apology' }) as Propose
    theComplaint
      .given(inStage('investigating', apology, refused))
      .when(command)
      .then([{ ...apology, ...recorded }])
  })

  test.each(['proposed', 'approved'] as const)(
    'another amount, kind, goodwill or description puts a remedy that is %s back to proposed',
    (state) => {
      for (const changed of [
        { amount: yuan(90) },
        { kind: 'refund' },
        { goodwill: true },
        { description: '另贈一年保修' },
      ] as const) {
        const again = proposed({ ...recorded, ...changed })
        theComplaint.given(within(state)).when(propose(changed)).then([again])
        theComplaint
          .given([...within(state), again])
          .when({ type: 'OfferRemedy', ...now, remedy: 'r1' })
          .thenRejects({
            _tag: 'RemedyNotInState',
            remedy: 'r1',
            state: 'proposed',
            allowed: ['approved'],
          })
      }
    },
  )

  test.each(['offered', 'accepted', 'declined', 'fulfilled', 'withdrawn'] as const)(
    'one that is %s is not proposed again, whatever it is',
    (state) => {
      theComplaint
        .given(within(state))
        .when(propose({ amount: yuan(90) }))
        .thenRejects({ _tag: 'RemedyAlreadyProposed', remedy: 'r1', state })
      theComplaint
        .given(within(state))
        .when(propose())
        .thenRejects({ _tag: 'RemedyAlreadyProposed', remedy: 'r1', state })
    },
  )

  test('goodwill can not be slipped under an approval', () => {
    const state = within('approved').reduce(complaints.evolve, complaints.initialState)
    const slipped = complaints.decide(propose({ goodwill: true }), state)
    const events = slipped._tag === 'Right' ? slipped.right : []
    const fulfil = complaints.decide(
      { type: 'FulfilRemedy', ...now, remedy: 'r1' },
      events.reduce(complaints.evolve, state),
    )
    expect(fulfil).toMatchObject({ left: { _tag: 'RemedyNotInState' } })
  })
})

/** Who approves what: the proposer, the grade, the amount in yuan (none: an apology), who approves. */
interface Approval {
  readonly proposer: Person
  readonly grade: Grade
  readonly amount: number | undefined
  readonly approver: Person
}

const approval = (
  proposer: Person,
  grade: Grade,
  amount: number | undefined,
  approver: Person,
): Approval => ({ proposer, grade, amount, approver })

const specified = ({ proposer, grade, amount, approver }: Approval, spec = theComplaint) => {
  const { amount: _, ...plain } = proposed({ kind: 'apology', by: proposer.id })
  const remedy = amount === undefined ? plain : proposed({ by: proposer.id, amount: yuan(amount) })
  return spec
    .given(inStage('investigating', severity(grade, coordinator), remedy))
    .when({ type: 'ApproveRemedy', at: now.at, actor: approver, remedy: 'r1' })
}
const coordinator = { id: 'coordinator-mei' } as const

const approves = (given: Approval, basis: 'discretion' | 'band', spec = theComplaint): void =>
  specified(given, spec).then([
    {
      type: 'RemedyApproved',
      ...recorded,
      by: given.approver.id,
      remedy: 'r1',
      ...(given.amount === undefined ? {} : { amount: yuan(given.amount) }),
      basis,
      role: given.approver.role,
    },
  ])

const lacksRole = (given: Approval, required: ReadonlyArray<string>, spec = theComplaint): void =>
  specified(given, spec).thenRejects({
    _tag: 'ApproverRoleRequired',
    role: given.approver.role,
    required,
  })

const notSeparated = (
  given: Approval,
  rule: 'approverIsNotProposer' | 'approverIsNotComplainedAbout' | 'proposerIsNotComplainedAbout',
): void =>
  specified(given).thenRejects({
    _tag: 'DutiesNotSeparated',
    command: 'ApproveRemedy',
    rule,
    actor: given.approver.id,
  })

describe('approving within discretion (合理授權)', () => {
  test.each([
    [agent, 'general', 100],
    [agent, 'general', 0],
    [agent, 'general', undefined],
    [specialist, 'major', 300],
    [specialist, 'general', 300],
    [specialist, 'major', undefined],
    [supervisor, 'major', 500],
    [manager, 'general', 1000],
  ] as const)('%o alone, %s, up to %s yuan', (person, grade, amount) => {
    approves(approval(person, grade, amount, person), 'discretion')
  })

  test("another's proposal goes by the bands, however small it is", () => {
    lacksRole(approval(agent, 'major', 100, specialist), ['supervisor', 'manager'])
    lacksRole(approval(specialist, 'general', undefined, agent), ['supervisor', 'manager'])
    approves(approval(agent, 'general', 1, supervisor), 'band')
  })

  test("the one complained about may not approve another's proposal within his own discretion", () => {
    for (const role of ['agent', 'supervisor', 'manager']) {
      const accusedAs = { id: accused.id, role }
      notSeparated(approval(agent, 'general', 1, accusedAs), 'approverIsNotComplainedAbout')
      notSeparated(approval(agent, 'general', undefined, accusedAs), 'approverIsNotComplainedAbout')
    }
  })

  test('it is the role that the approver acts in which has the discretion', () => {
    const both = { id: agent.id, role: 'seniorSpecialist' }
    approves(approval(agent, 'general', 100.01, both), 'discretion')
  })
})

describe('approving above discretion', () => {
  test.each([
    [agent, 'general', 100.01],
    [agent, 'major', 1],
    [agent, 'major', undefined],
    [specialist, 'major', 300.01],
    [supervisor, 'major', 500.01],
    [supervisor, 'serious', 0],
    [supervisor, 'serious', undefined],
    [manager, 'general', 1000.01],
    [manager, 'serious', undefined],
  ] as const)('%o not alone: %s, %s yuan', (person, grade, amount) => {
    notSeparated(approval(person, grade, amount, person), 'approverIsNotProposer')
  })

  test('the same person in a higher role is the same person', () => {
    notSeparated(
      approval(agent, 'general', 1000.01, { id: agent.id, role: 'manager' }),
      'approverIsNotProposer',
    )
  })

  test('nor the one complained about, in whatever role', () => {
    for (const role of ['supervisor', 'manager']) {
      notSeparated(
        approval(agent, 'serious', undefined, { id: accused.id, role }),
        'approverIsNotComplainedAbout',
      )
    }
  })

  test('nor anyone what the one complained about proposed', () => {
    notSeparated(approval(accused, 'major', 500.01, supervisor), 'proposerIsNotComplainedAbout')
    notSeparated(approval(accused, 'general', 1, supervisor), 'proposerIsNotComplainedAbout')
  })

  test('an item of the name of the approver is no person', () => {
    theComplaint
      .given([
        { ...received, about: { kind: 'item', id: supervisor.id } },
        ...inStage('investigating', severity('serious'), proposed()).slice(1),
      ])
      .when({ type: 'ApproveRemedy', at: now.at, actor: supervisor, remedy: 'r1' })
      .then([
        {
          type: 'RemedyApproved',
          ...recorded,
          by: supervisor.id,
          remedy: 'r1',
          amount: yuan(80),
          basis: 'band',
          role: 'supervisor',
        },
      ])
  })

  test.each([
    ['general', 500.01, supervisor],
    ['general', 5000, supervisor],
    ['major', 5000, manager],
    ['serious', 0, supervisor],
    ['serious', 2000, supervisor],
    ['serious', undefined, supervisor],
    ['serious', 2000.01, manager],
    ['general', 5000.01, manager],
    ['major', 100_000, manager],
  ] as const)('%s, %s yuan: %o', (grade, amount, approver) => {
    approves(approval(agent, grade, amount, approver), 'band')
  })

  test.each([
    ['general', 100.01, other, ['supervisor', 'manager']],
    ['major', undefined, other, ['supervisor', 'manager']],
    ['serious', undefined, other, ['supervisor', 'manager']],
    ['serious', undefined, specialist, ['supervisor', 'manager']],
    ['general', 5000.01, supervisor, ['manager']],
    ['serious', 2000.01, supervisor, ['manager']],
    ['serious', 2000.01, secondSupervisor, ['manager']],
  ] as const)('%s, %s yuan, not %o: it takes %j', (grade, amount, approver, required) => {
    lacksRole(approval(agent, grade, amount, approver), required)
  })

  test('one supervisor approves for another', () => {
    approves(approval(supervisor, 'serious', 100, secondSupervisor), 'band')
  })

  test('where no band fits, nobody may', () => {
    const bands = retail2025.approval.bands.slice(0, 2)
    const strict = specify(
      complaintAggregate([{ ...retail2025, approval: { ...retail2025.approval, bands } }]),
    )
    lacksRole(approval(agent, 'serious', 2000.01, manager), [], strict)
    approves(approval(agent, 'serious', 2000, manager), 'band', strict)
  })

  test('a limit in one currency says nothing of another', () => {
    const discretion = [
      { role: 'agent', severities: ['general'], currency: 'EUR', upTo: 1_000_000 },
    ] as const
    const euros = specify(
      complaintAggregate([{ ...retail2025, approval: { ...retail2025.approval, discretion } }]),
    )
    const approves = (currency: string) =>
      euros
        .given(
          inStage(
            'investigating',
            severity('general'),
            proposed({ amount: { amount: 1, currency } }),
          ),
        )
        .when({ type: 'ApproveRemedy', ...now, remedy: 'r1' })
    approves('CNY').thenRejects({
      _tag: 'DutiesNotSeparated',
      command: 'ApproveRemedy',
      rule: 'approverIsNotProposer',
      actor: agent.id,
    })
    approves('EUR').then([
      {
        type: 'RemedyApproved',
        ...recorded,
        remedy: 'r1',
        amount: { amount: 1, currency: 'EUR' },
        basis: 'discretion',
        role: 'agent',
      },
    ])
    euros
      .given(
        inStage(
          'investigating',
          severity('serious'),
          proposed({ amount: { amount: 1, currency: 'EUR' } }),
        ),
      )
      .when({ type: 'ApproveRemedy', ...now, actor: manager, remedy: 'r1' })
      .thenRejects({ _tag: 'ApproverRoleRequired', role: 'manager', required: [] })
  })

  test('bands and discretion are settings of the standard', () => {
    const discretion = [
      { role: 'agent', severities: ['serious'], currency: 'EUR', upTo: 1 },
    ] as const
    const generous = specify(
      complaintAggregate([{ ...retail2025, approval: { ...retail2025.approval, discretion } }]),
    )
    lacksRole(approval(specialist, 'general', 1, agent), ['supervisor', 'manager'], generous)
    approves(approval(agent, 'serious', undefined, agent), 'discretion', generous)
    generous
      .given(
        inStage(
          'investigating',
          severity('serious'),
          proposed({ amount: { amount: 1, currency: 'EUR' } }),
        ),
      )
      .when({ type: 'ApproveRemedy', ...now, remedy: 'r1' })
      .then([
        {
          type: 'RemedyApproved',
          ...recorded,
          remedy: 'r1',
          amount: { amount: 1, currency: 'EUR' },
          basis: 'discretion',
          role: 'agent',
        },
      ])
  })
})

describe('approving', () => {
  const approve: ComplaintCommand = { type: 'ApproveRemedy', ...now, remedy: 'r1' }

  test('needs a severity, even of nothing', () => {
    theComplaint
      .given(inStage('investigating', proposed()))
      .when(approve)
      .thenRejects({ _tag: 'SeverityNotAssessed' })
    theComplaint
      .given(inStage('investigating', proposed({ by: other.id })))
      .when({ ...approve, actor: manager })
      .thenRejects({ _tag: 'SeverityNotAssessed' })
  })

  test('goes by the severity of now, not of the proposal', () => {
    const raised: ComplaintEvent = {
      type: 'SeverityChanged',
      at: after(4 * HOUR),
      cycle: 1,
      by: supervisor.id,
      customer,
      from: 'general',
      severity: 'serious',
      urgent: false,
      reason: '涉及人身安全',
    }
    theComplaint
      .given([...within('proposed'), raised])
      .when(approve)
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ApproveRemedy',
        rule: 'approverIsNotProposer',
        actor: agent.id,
      })
  })

  test('a remedy proposed anew is approved anew, by another than who proposed it last', () => {
    const again = proposed({ ...recorded, by: supervisor.id, amount: yuan(600) })
    theComplaint
      .given([...within('approved'), again])
      .when({ ...approve, actor: supervisor })
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ApproveRemedy',
        rule: 'approverIsNotProposer',
        actor: supervisor.id,
      })
    theComplaint
      .given([...within('approved'), again])
      .when({ ...approve, actor: secondSupervisor })
      .then([
        {
          type: 'RemedyApproved',
          ...recorded,
          by: secondSupervisor.id,
          remedy: 'r1',
          amount: yuan(600),
          basis: 'band',
          role: 'supervisor',
        },
      ])
  })
})

describe('a severity that changes after an approval', () => {
  const changed = (from: Grade, to: Grade): ComplaintEvent => ({
    type: 'SeverityChanged',
    at: after(5 * HOUR),
    cycle: 1,
    by: supervisor.id,
    customer,
    from,
    severity: to,
    urgent: true,
    reason: '新證據',
  })
  const offer: ComplaintCommand = { type: 'OfferRemedy', ...now, remedy: 'r1' }
  const toProposed = {
    _tag: 'RemedyNotInState',
    remedy: 'r1',
    state: 'proposed',
    allowed: ['approved'],
  } as const

  test.each(['major', 'serious'] as const)('raised to %s: the approval is void', (to) => {
    const given = [...within('approved'), changed('general', to)]
    theComplaint.given(given).when(offer).thenRejects(toProposed)
    theComplaint.given(given).when(propose()).thenNothing()
    theComplaint
      .given(given)
      .when({ type: 'ApproveRemedy', ...now, remedy: 'r1' })
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'ApproveRemedy',
        rule: 'approverIsNotProposer',
        actor: agent.id,
      })
  })

  test('approved anew by whom the new severity asks for, it is offered', () => {
    const anew: ComplaintEvent = {
      type: 'RemedyApproved',
      ...recorded,
      by: manager.id,
      remedy: 'r1',
      amount: yuan(80),
      basis: 'band',
      role: 'manager',
    }
    const given = [...within('approved'), changed('general', 'serious')]
    theComplaint
      .given(given)
      .when({ type: 'ApproveRemedy', ...now, actor: manager, remedy: 'r1' })
      .then([anew])
    theComplaint
      .given([...given, anew])
      .when(offer)
      .then([{ type: 'RemedyOffered', ...recorded, remedy: 'r1', amount: yuan(80) }])
  })

  test('goodwill is not fulfilled past it either', () => {
    const given = [...within('approved'), changed('general', 'serious')].map((event) =>
      event.type === 'RemedyProposed' ? { ...event, goodwill: true } : event,
    )
    theComplaint
      .given(given)
      .when({ type: 'FulfilRemedy', ...now, remedy: 'r1' })
      .thenRejects({ ...toProposed, allowed: ['approved', 'offered', 'accepted'] })
  })

  test('lowered, or only more urgent: the approval stands', () => {
    for (const change of [changed('major', 'general'), changed('major', 'major')]) {
      const given = within('approved').map((event) =>
        event.type === 'SeverityAssessed' ? { ...event, severity: 'major' as const } : event,
      )
      theComplaint
        .given([...given, change])
        .when(offer)
        .then([{ type: 'RemedyOffered', ...recorded, remedy: 'r1', amount: yuan(80) }])
    }
  })

  test('what the customer was offered stands, and what is settled', () => {
    for (const state of [
      'proposed',
      'refused',
      'offered',
      'accepted',
      'declined',
      'fulfilled',
      'withdrawn',
    ] as const) {
      const after = [...within(state), changed('general', 'serious')].reduce(
        complaints.evolve,
        complaints.initialState,
      )
      expect(after.remedies.get('r1')?.standing).toBe(state)
    }
  })

  test('every approval is void, not only one', () => {
    const both = [
      ...within('approved'),
      proposed({ remedy: 'r2' }),
      { ...approved, remedy: 'r2' },
      changed('general', 'major'),
    ] as ReadonlyArray<ComplaintEvent>
    const { remedies } = both.reduce(
      complaints.evolve,
      inStage('investigating').reduce(complaints.evolve, complaints.initialState),
    )
    expect([...remedies.values()].map(({ standing }) => standing)).toEqual(['proposed', 'proposed'])
  })
})

describe('refusing', () => {
  test('says why', () => {
    theComplaint
      .given(within('proposed'))
      .when({ type: 'RefuseRemedy', ...now, actor: supervisor, remedy: 'r1', reason: '不合規定' })
      .then([
        {
          type: 'RemedyRefused',
          ...recorded,
          by: supervisor.id,
          customer,
          remedy: 'r1',
          reason: '不合規定',
        },
      ])
  })
})

describe('offering', () => {
  const offer: ComplaintCommand = { type: 'OfferRemedy', ...now, remedy: 'r1' }
  const offered: ComplaintEvent = {
    type: 'RemedyOffered',
    ...recorded,
    remedy: 'r1',
    amount: yuan(80),
  }

  test('what was approved, named or not', () => {
    theComplaint.given(within('approved')).when(offer).then([offered])
    theComplaint
      .given(within('approved'))
      .when({ ...offer, amount: yuan(80) })
      .then([offered])
  })

  test('never another amount, more or less, nor another currency', () => {
    for (const found of [yuan(90), yuan(70), { amount: 8000, currency: 'EUR' }]) {
      theComplaint
        .given(within('approved'))
        .when({ ...offer, amount: found })
        .thenRejects({ _tag: 'AmountNotApproved', remedy: 'r1', approved: yuan(80), found })
    }
  })

  test('nor an amount where none was approved', () => {
    const { amount: _, ...apology } = proposed({ kind: 'apology' })
    const { amount: __, ...plainly } = approved as Extract<
      ComplaintEvent,
      { readonly type: 'RemedyApproved' }
    >
    const given = inStage('investigating', severity('general'), apology, plainly)
    theComplaint
      .given(given)
      .when({ ...offer, amount: yuan(1) })
      .thenRejects({
        _tag: 'AmountNotApproved',
        remedy: 'r1',
        approved: undefined,
        found: yuan(1),
      })
    theComplaint
      .given(given)
      .when(offer)
      .then([{ type: 'RemedyOffered', ...recorded, remedy: 'r1' }])
  })

  test('a remedy changed after its approval is offered only when it was approved again', () => {
    const changed = proposed({ ...recorded, amount: yuan(95) })
    const anew: ComplaintEvent = { ...approved, ...recorded, amount: yuan(95) } as ComplaintEvent
    theComplaint
      .given([...within('approved'), changed])
      .when({ ...offer, amount: yuan(80) })
      .thenRejects({
        _tag: 'RemedyNotInState',
        remedy: 'r1',
        state: 'proposed',
        allowed: ['approved'],
      })
    theComplaint
      .given([...within('approved'), changed, anew])
      .when(offer)
      .then([{ ...offered, amount: yuan(95) }])
  })
})

describe('the customer answers an offer', () => {
  test('accepted', () => {
    theComplaint
      .given(within('offered'))
      .when({ type: 'AcceptRemedy', ...now, actor: client, remedy: 'r1' })
      .then([{ type: 'RemedyAccepted', ...recorded, by: client.id, remedy: 'r1' }])
  })

  test('declined, having been told of the right to a review', () => {
    theComplaint
      .given(within('offered'))
      .when({
        type: 'DeclineRemedy',
        ...now,
        remedy: 'r1',
        toldOfReview: true,
        reason: '金額太低',
      })
      .then([
        {
          type: 'RemedyDeclined',
          ...recorded,
          customer,
          remedy: 'r1',
          reason: '金額太低',
          toldOfReview: true,
        },
      ])
    theComplaint
      .given(within('offered'))
      .when({ type: 'DeclineRemedy', ...now, remedy: 'r1', toldOfReview: false })
      .thenRejects({ _tag: 'ReviewRightNotTold', remedy: 'r1' })
  })
})

describe('fulfilling', () => {
  const fulfil: ComplaintCommand = { type: 'FulfilRemedy', ...now, remedy: 'r1' }
  const fulfilled: ComplaintEvent = {
    type: 'RemedyFulfilled',
    ...recorded,
    customer,
    remedy: 'r1',
    kind: 'compensation',
    amount: yuan(80),
    severity: 'general',
    handler: investigator.id,
  }
  const goodwill = (state: 'approved' | 'offered' | 'proposed'): ReadonlyArray<ComplaintEvent> =>
    within(state).map((event) =>
      event.type === 'RemedyProposed' ? { ...event, goodwill: true } : event,
    )

  test('what was accepted, and says what it was', () => {
    theComplaint.given(within('accepted')).when(fulfil).then([fulfilled])
  })

  test.each(['approved', 'offered'] as const)('goodwill already when it is %s', (state) => {
    theComplaint.given(goodwill(state)).when(fulfil).then([fulfilled])
    theComplaint
      .given(within(state))
      .when(fulfil)
      .thenRejects({ _tag: 'RemedyNotInState', remedy: 'r1', state, allowed: ['accepted'] })
  })

  test('even goodwill is approved first', () => {
    theComplaint
      .given(goodwill('proposed'))
      .when(fulfil)
      .thenRejects({
        _tag: 'RemedyNotInState',
        remedy: 'r1',
        state: 'proposed',
        allowed: ['approved', 'offered', 'accepted'],
      })
  })
})

describe('withdrawing', () => {
  test.each(['proposed', 'approved', 'offered', 'accepted'] as const)(
    'what is %s, with a reason',
    (state) => {
      theComplaint
        .given(within(state))
        .when({ type: 'WithdrawRemedy', ...now, remedy: 'r1', reason: '改為換貨' })
        .then([
          { type: 'RemedyWithdrawn', ...recorded, customer, remedy: 'r1', reason: '改為換貨' },
        ])
    },
  )
})

/** From which states of a remedy each step is taken; all others are refused by name. */
const steps: ReadonlyArray<{
  readonly command: ComplaintCommand
  readonly allowed: ReadonlyArray<keyof typeof remedyIn>
}> = [
  { command: { type: 'ApproveRemedy', ...now, remedy: 'r1' }, allowed: ['proposed'] },
  { command: { type: 'RefuseRemedy', ...now, remedy: 'r1', reason: '否' }, allowed: ['proposed'] },
  { command: { type: 'OfferRemedy', ...now, remedy: 'r1' }, allowed: ['approved'] },
  { command: { type: 'AcceptRemedy', ...now, remedy: 'r1' }, allowed: ['offered'] },
  {
    command: { type: 'DeclineRemedy', ...now, remedy: 'r1', toldOfReview: true },
    allowed: ['offered'],
  },
  { command: { type: 'FulfilRemedy', ...now, remedy: 'r1' }, allowed: ['accepted'] },
  {
    command: { type: 'WithdrawRemedy', ...now, remedy: 'r1', reason: '否' },
    allowed: ['proposed', 'approved', 'offered', 'accepted'],
  },
]
const states = Object.keys(remedyIn) as ReadonlyArray<keyof typeof remedyIn>

describe.each(steps)('$command.type', ({ command, allowed }) => {
  test.each(['investigating', 'decided'] as const)('in any state of the remedy, %s', (stage) => {
    for (const state of states) {
      const events = inStage(stage, ...remedyIn[state])
      const decided = complaints.decide(
        command,
        events.reduce(complaints.evolve, complaints.initialState),
      )
      if (allowed.includes(state)) expect(decided, state).toMatchObject({ _tag: 'Right' })
      else {
        expect(decided, state).toEqual({
          _tag: 'Left',
          left: { _tag: 'RemedyNotInState', remedy: 'r1', state, allowed },
        })
      }
    }
  })

  test('a remedy that nobody proposed', () => {
    theComplaint
      .given(inStage('investigating', severity('general'), proposed({ remedy: 'r2' })))
      .when(command)
      .thenRejects({ _tag: 'RemedyNotFound', remedy: 'r1' })
  })
})

describe('remedies of a complaint', () => {
  test('count for the cycle of their last step', () => {
    const state = [
      ...within('offered'),
      { type: 'RemedyDeclined', ...recorded, cycle: 2, customer, remedy: 'r1', toldOfReview: true },
    ] as ReadonlyArray<ComplaintEvent>
    const { remedies } = state.reduce(complaints.evolve, complaints.initialState)
    expect(remedies.get('r1')).toMatchObject({ standing: 'declined', cycle: 2 })
  })

  test('go their own ways', () => {
    const second = proposed({ remedy: 'r2' })
    theComplaint
      .given([...within('declined'), second])
      .when({ type: 'ApproveRemedy', ...now, remedy: 'r2' })
      .then([
        {
          type: 'RemedyApproved',
          ...recorded,
          remedy: 'r2',
          amount: yuan(80),
          basis: 'discretion',
          role: 'agent',
        },
      ])
  })

  test('stay when the decision falls', () => {
    theComplaint
      .given([...within('offered'), decidedAt(DAY)])
      .when({ type: 'AcceptRemedy', ...now, actor: client, remedy: 'r1' })
      .then([{ type: 'RemedyAccepted', ...recorded, by: client.id, remedy: 'r1' }])
  })
})

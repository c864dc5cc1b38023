/** The policy table, row by row: what is asked for, exactly, and how the real deciders answer. */
import { afterEach, describe, expect, test } from 'vitest'

import { frontDesk, premium2025, retail2025 } from '../../standard/ready.js'
import { later } from './rules.js'
import { openedId } from '../ids.js'

import { deskPolicies } from './index.js'
import {
  DAY,
  askedOf,
  desk,
  hours,
  outsideGives,
  t0,
  uuid,
  type Desk,
} from '../../../test/desk-policies.js'
import {
  CASE,
  COMPLAINT,
  FOLLOW_UP,
  call,
  chen,
  decide,
  investigate,
  lastFollowUp,
  merge,
  open,
  receive,
  resolve,
  schedule,
  wang,
} from '../../../test/desk-stories.js'

const by = (policy: string) => ({ id: `policy:${policy}`, role: 'system' }) as const
const standard = { id: 'retail-2025', version: 1 } as const

const unstarted = (standards = [retail2025]): Desk => {
  const d = desk(standards)
  desks.push(d)
  return d
}

/** A desk whose policies run from its first moment. */
const started = async (standards = [retail2025]): Promise<Desk> => {
  const d = unstarted(standards)
  await d.settle(0)
  return d
}

const desks: Desk[] = []

afterEach(async () => {
  for (const d of desks.splice(0)) expect(await outsideGives(d)).toEqual([])
})

describe('after a resolution', () => {
  test('the customer is called within the day', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    const { eventId } = await d.last('CaseResolved')
    expect(await d.asked('afterResolution', 'CaseResolved')).toEqual([
      {
        to: {
          category: 'followUp',
          id: openedId('afterResolution', eventId, 'ScheduleFollowUp'),
        },
        command: {
          type: 'ScheduleFollowUp',
          at: hours(1),
          actor: by('afterResolution'),
          standard,
          customer: 'customer-1',
          purpose: 'afterResolution',
          case: CASE,
          cycle: 1,
          since: hours(1),
          handler: 'wang',
        },
        key: 'afterResolution',
      },
    ])
    expect(await d.settle(1)).toEqual(['afterResolution ScheduleFollowUp carriedOut'])
    expect(await d.told('FollowUpScheduled')).toMatchObject([{ due: hours(25), cycle: 1 }])
    expect((await d.last('FollowUpScheduled')).metadata.correlationId).toBe(CASE)
  })

  test('of a complaint only its complaint asks', async () => {
    const d = await started()
    await open(d, 0, { requestType: 'complaint', channel: 'phone' })
    await resolve(d, 0.1)
    expect(await d.asked('afterResolution', 'CaseResolved')).toEqual([])
    await d.settle(1)
    expect(await d.told('FollowUpScheduled')).toEqual([])
    const complaint = (await d.last('ComplaintReceived')).stream.slice('complaint-'.length)
    await d.give('complaint', complaint, 2, { type: 'WithdrawComplaint', reason: '誤會' })
    await d.give('case', CASE, 3, { type: 'ReopenCase', reason: '再修' })
    await resolve(d, 4)
    expect(await d.settle(4)).toEqual(['afterResolution ScheduleFollowUp carriedOut'])
  })
})

describe('a complaint that ends without a call, its case resolved before', () => {
  /** The case of a complaint, resolved while the complaint is open. */
  const resolved = async () => {
    const d = await started()
    await open(d, 0, { requestType: 'complaint', channel: 'phone' })
    await d.settle(0)
    const complaint = (await d.last('ComplaintReceived')).stream.slice('complaint-'.length)
    await investigate(d, 1, 'general', complaint)
    await resolve(d, 2)
    expect(await d.settle(2)).toEqual([])
    const withdraw = (after: number, id = complaint) =>
      d.give('complaint', id, after, { type: 'WithdrawComplaint', reason: '誤會' })
    const heard = (from: number) => d.answers.slice(from).filter((one) => one.includes('FollowUp'))
    return { d, complaint, withdraw, heard }
  }

  test('withdrawn, the case gets the call', async () => {
    const { d, withdraw } = await resolved()
    await withdraw(30)
    const { eventId } = await d.last('ComplaintWithdrawn')
    expect(await d.asked('afterResolution', 'ComplaintWithdrawn')).toEqual([
      {
        to: { category: 'followUp', id: openedId('afterResolution', eventId, 'ScheduleFollowUp') },
        command: {
          type: 'ScheduleFollowUp',
          at: hours(30),
          actor: by('afterResolution'),
          standard,
          customer: 'customer-1',
          purpose: 'afterResolution',
          case: CASE,
          cycle: 1,
          since: hours(30),
          handler: 'wang',
        },
        key: 'afterResolution',
      },
    ])
    await d.settle(30)
    expect(await d.told('FollowUpScheduled')).toMatchObject([{ due: hours(54) }])
  })

  test('merged into one of another story, too', async () => {
    const { d, complaint } = await resolved()
    await receive(d, 3)
    const pair = { survivor: COMPLAINT, duplicate: complaint }
    const absorb = { type: 'AbsorbComplaint', ...pair, duplicateCustomer: 'customer-1' } as const
    await d.give('complaint', COMPLAINT, 4, absorb)
    expect(await d.settle(4)).toContain('afterResolution ScheduleFollowUp carriedOut')
  })

  test('told before, the call about the complaint gives way to that of the case', async () => {
    const { d, complaint, withdraw, heard } = await resolved()
    await decide(d, 3, complaint)
    await d.settle(3)
    const before = d.answers.length
    await withdraw(4)
    await d.settle(4)
    expect(heard(before).sort()).toEqual([
      'afterResolution ScheduleFollowUp carriedOut',
      'staleFollowUps CancelFollowUp carriedOut',
    ])
    expect(await d.told('FollowUpCancelled')).toHaveLength(1)
  })

  test('a call that was made is enough', async () => {
    const { d, complaint, withdraw, heard } = await resolved()
    await decide(d, 3, complaint)
    await d.settle(3)
    await call(d, 4, await lastFollowUp(d), 'satisfied')
    const before = d.answers.length
    await withdraw(5)
    await d.settle(5)
    expect(heard(before)).toEqual([])
  })

  test('another complaint asks in its place, until it is over itself', async () => {
    const { d, withdraw, heard } = await resolved()
    await receive(d, 3, { case: CASE })
    const before = d.answers.length
    await withdraw(4)
    await d.settle(4)
    expect(heard(before)).toEqual([])
    await withdraw(5, COMPLAINT)
    await d.settle(5)
    expect(heard(before)).toEqual(['afterResolution ScheduleFollowUp carriedOut'])
  })

  test('the call of the case, which that of the complaint replaced, is made after all', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    await receive(d, 2, { case: CASE })
    await investigate(d, 2)
    await decide(d, 3)
    await d.settle(3)
    expect(d.answers).toContain('oneCall CancelFollowUp carriedOut')
    await d.give('complaint', COMPLAINT, 4, { type: 'WithdrawComplaint', reason: '誤會' })
    expect(await d.settle(4)).toContain('afterResolution ScheduleFollowUp carriedOut')
  })

  test.each(['pending', 'made'])(
    'where the call of the case is %s there is none',
    async (which) => {
      const d = await started()
      await open(d, 0)
      await resolve(d, 1)
      await d.settle(1)
      if (which === 'made') await call(d, 2, await lastFollowUp(d), 'satisfied')
      await receive(d, 3, { case: CASE })
      await d.give('complaint', COMPLAINT, 4, { type: 'WithdrawComplaint', reason: '誤會' })
      await d.settle(4)
      expect(await d.told('FollowUpScheduled')).toHaveLength(1)
    },
  )

  test('of what is not resolved, or reopened since, nobody is asked', async () => {
    const { d, withdraw, heard } = await resolved()
    const before = d.answers.length
    await d.give('case', CASE, 3, { type: 'ReopenCase', reason: '再修' })
    await withdraw(4)
    await d.settle(4)
    expect(heard(before)).toEqual([])
  })
})

describe('after a complaint', () => {
  test('without a remedy the decision leads to the call, in place of the one of the case', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    const first = await lastFollowUp(d)
    await receive(d, 2, { case: CASE })
    await investigate(d, 2, 'serious')
    await decide(d, 3)
    const { eventId } = await d.last('DecisionCommunicated')
    expect(await d.asked('afterComplaint', 'DecisionCommunicated')).toEqual([
      {
        to: { category: 'followUp', id: openedId('afterComplaint', eventId, 'ScheduleFollowUp') },
        command: {
          type: 'ScheduleFollowUp',
          at: hours(3),
          actor: by('afterComplaint'),
          standard,
          customer: 'customer-1',
          purpose: 'afterComplaint',
          complaint: COMPLAINT,
          case: CASE,
          cycle: 1,
          since: hours(3),
          handler: 'chen',
          serious: true,
        },
        key: `afterComplaint ${COMPLAINT}`,
      },
    ])
    await d.settle(3)
    expect(await d.asked('oneCall', 'FollowUpScheduled')).toEqual([
      {
        to: { category: 'followUp', id: first },
        command: {
          type: 'CancelFollowUp',
          at: hours(3),
          actor: by('oneCall'),
          reason: 'replaced',
        },
      },
    ])
    expect(d.answers.filter((one) => one.includes('FollowUp'))).toEqual([
      'afterResolution ScheduleFollowUp carriedOut',
      'afterComplaint ScheduleFollowUp carriedOut',
      'oneCall CancelFollowUp carriedOut',
    ])
  })

  test('with a remedy the call waits for it, and comes once', async () => {
    const d = await started()
    await receive(d, 0)
    await investigate(d, 0)
    for (const remedy of ['a', 'b']) {
      const proposal = { type: 'ProposeRemedy', remedy, kind: 'apology', goodwill: true } as const
      await d.give('complaint', COMPLAINT, 1, proposal, { id: 'chen', role: 'supervisor' })
      await d.give('complaint', COMPLAINT, 1, { type: 'ApproveRemedy', remedy })
    }
    const decision = { outcome: 'upheld', reasons: '瑕疵' } as const
    await d.give('complaint', COMPLAINT, 2, { type: 'DecideComplaint', ...decision })
    await d.give('complaint', COMPLAINT, 2, { type: 'CommunicateDecision', channel: 'phone' })
    expect(await d.settle(2)).toEqual([])
    for (const remedy of ['a', 'b']) {
      await d.give('complaint', COMPLAINT, 3, { type: 'FulfilRemedy', remedy })
    }
    await d.give('complaint', COMPLAINT, 4, { type: 'CloseComplaint' })
    expect(await d.settle(4)).toEqual(['afterComplaint ScheduleFollowUp carriedOut'])
    expect(await d.told('FollowUpScheduled')).toMatchObject([{ since: hours(3) }])
  })

  test('whose remedy came to nothing, its closing does', async () => {
    const d = await started()
    await receive(d, 0)
    await investigate(d, 0)
    const proposal = {
      type: 'ProposeRemedy',
      remedy: 'a',
      kind: 'apology',
      goodwill: false,
    } as const
    await d.give('complaint', COMPLAINT, 1, proposal)
    const decision = { outcome: 'upheld', reasons: '瑕疵' } as const
    await d.give('complaint', COMPLAINT, 2, { type: 'DecideComplaint', ...decision })
    await d.give('complaint', COMPLAINT, 2, { type: 'CommunicateDecision', channel: 'phone' })
    await d.give('complaint', COMPLAINT, 3, { type: 'WithdrawRemedy', remedy: 'a', reason: '不需' })
    expect(await d.settle(3)).toEqual([])
    const closing = { type: 'CloseComplaint', withoutRemedy: '客戶不需' } as const
    await d.give('complaint', COMPLAINT, 4, closing)
    expect(await d.settle(4)).toEqual(['afterComplaint ScheduleFollowUp carriedOut'])
  })
})

describe('a reopened case', () => {
  test('calls off what is pending of the cycle before', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    await d.give('case', CASE, 2, { type: 'ReopenCase', reason: '又壞了' })
    expect(await d.asked('staleFollowUps', 'CaseReopened')).toEqual([
      {
        to: { category: 'followUp', id: await lastFollowUp(d) },
        command: {
          type: 'CancelFollowUp',
          at: hours(2),
          actor: by('staleFollowUps'),
          reason: 'caseReopened',
        },
      },
    ])
    expect(await d.settle(2)).toEqual(['staleFollowUps CancelFollowUp carriedOut'])
  })

  test('never calls on a cycle that was over before the policies ran', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.give('case', CASE, 2, { type: 'ReopenCase', reason: '又壞了' })
    expect(await d.settle(2)).toEqual([])
    expect(await d.told('FollowUpScheduled')).toEqual([])
  })

  test('calls off what another scheduled late', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.give('case', CASE, 2, { type: 'ReopenCase', reason: '又壞了' })
    await schedule(d, 3, { purpose: 'afterResolution', case: CASE, cycle: 1 })
    expect(await d.settle(3)).toEqual(['staleFollowUps CancelFollowUp carriedOut'])
  })

  test('goes to whose resolution did not hold, where nobody owns it', async () => {
    const d = await started()
    const system = { id: 'form', role: 'system' }
    await d.give(
      'case',
      CASE,
      0,
      {
        type: 'OpenCase',
        customer: 'customer-1',
        channel: 'web',
        requestType: 'repair',
        phase: 'afterSale',
        problemType: 'product',
        tier: 'standard',
        language: 'zh',
      },
      system,
    )
    await resolve(d, 1)
    await d.give('case', CASE, 2, { type: 'ReopenCase', reason: '又壞了' })
    expect(await d.asked('dedicatedOwner', 'CaseReopened')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: {
          type: 'AssignCase',
          at: hours(2),
          actor: by('dedicatedOwner'),
          to: { kind: 'person', id: 'wang' },
        },
      },
    ])
    expect(await d.settle(2)).toEqual(['dedicatedOwner AssignCase carriedOut'])
  })
})

describe('who answers for what goes on', () => {
  const system = (id: string) => ({ id, role: 'system' })
  const li = { id: 'systems-li', role: 'agent' }
  const form = {
    type: 'OpenCase',
    customer: 'customer-1',
    channel: 'web',
    requestType: 'repair',
    phase: 'afterSale',
    problemType: 'product',
    tier: 'standard',
    language: 'zh',
  } as const
  const done = { type: 'ResolveCase', resolutionCode: 'replaced', notes: '已換新' } as const

  // by their role, whatever their ids look like
  test.each([
    ['a person', li, done, 'systems-li'],
    ['a system', system('chatbot'), done, undefined],
    ['a system, for a person', system('chatbot'), { ...done, resolver: 'wang' }, 'wang'],
  ] as const)('is who resolved it: %s', async (_, resolver, command, owner) => {
    const d = await started()
    await d.give('case', CASE, 0, form, system('form'))
    await d.give('case', CASE, 1, command, resolver)
    await d.give('case', CASE, 2, { type: 'ReopenCase', reason: '又壞了' })
    await d.settle(2)
    const assigned = owner === undefined ? [] : [{ to: { kind: 'person', id: owner } }]
    expect(await d.told('CaseAssigned')).toMatchObject(assigned)
  })

  test.each([
    ['a person', li, 'systems-li'],
    ['a system', system('chatbot'), undefined],
  ] as const)('is who accepted it: %s', async (_, accepter, owner) => {
    const d = await started()
    await d.give('case', CASE, 0, form, system('form'))
    await d.give('case', CASE, 1, { type: 'AcceptCase' }, accepter)
    await d.give('case', CASE, 2, { type: 'CancelCase', reason: '撥錯' })
    await schedule(d, 3, { case: CASE })
    await call(d, 4, FOLLOW_UP, 'unsatisfied')
    await d.settle(4)
    const { event } = await d.last('CaseOpened')
    expect('firstContactOwner' in event ? event.firstContactOwner : undefined).toBe(owner)
  })

  test('is who heard of it', async () => {
    const d = await started()
    await schedule(d, 0)
    await d.give('followUp', FOLLOW_UP, 1, { type: 'RecordAttempt', result: 'reached' }, li)
    const heard = { type: 'CompleteFollowUp', outcome: 'newNeed' } as const
    await d.give('followUp', FOLLOW_UP, 1, heard, li)
    await d.settle(1)
    expect((await d.last('CaseOpened')).event).toMatchObject({ firstContactOwner: 'systems-li' })
  })
})

describe('an unhappy follow-up', () => {
  const NOT_SOLVED = 'The follow-up found that it is not solved. 回訪得知問題未解決。'

  test.each(['unsatisfied', 'unresolved'] as const)('%s reopens the case', async (outcome) => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    await call(d, 2, await lastFollowUp(d), outcome)
    expect(await d.asked('unsatisfied', 'FollowUpCompleted')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: {
          type: 'ReopenCase',
          at: hours(2),
          actor: by('unsatisfied'),
          reason: NOT_SOLVED,
        },
      },
    ])
    expect(await d.settle(2)).toEqual(['unsatisfied ReopenCase carriedOut'])
  })

  const unhappyAgain = async (d: Desk, rounds: ReadonlyArray<number>) => {
    for (const round of rounds) {
      await resolve(d, round * 10)
      await d.settle(round * 10)
      await call(d, round * 10 + 1, await lastFollowUp(d), 'unresolved')
      await d.settle(round * 10 + 1)
    }
  }
  const heard = (d: Desk) => d.answers.filter((one) => /unsatisfied|linkedCase/.test(one))

  test('after the rounds of the standard it goes up the line, further each time', async () => {
    const d = await started()
    await open(d, 0)
    await unhappyAgain(d, [1, 2])
    expect(heard(d)).toEqual([
      'unsatisfied ReopenCase carriedOut',
      'unsatisfied ReopenCase carriedOut',
    ])
    await unhappyAgain(d, [3])
    // what is settled can't be escalated: it is reopened first
    expect(heard(d).slice(2)).toEqual([
      'unsatisfied ReopenCase carriedOut',
      'unsatisfied EscalateCase carriedOut',
    ])
    expect(await d.asked('unsatisfied', 'CaseReopened')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: {
          type: 'EscalateCase',
          at: hours(31),
          actor: by('unsatisfied'),
          kind: 'hierarchical',
          level: 2,
          reason:
            'Still not solved after repeated follow-up and reopening. 多輪回訪與重開後仍未解決。',
        },
      },
    ])
    await d.settle(31)
    const escalated = (await d.told('CaseEscalated')).length
    // reopened by hand it is not the word of a follow-up
    await resolve(d, 32)
    await d.give('case', CASE, 33, { type: 'ReopenCase', reason: '又壞了' })
    await d.settle(33)
    expect(await d.told('CaseEscalated')).toHaveLength(escalated)
    await unhappyAgain(d, [4])
    expect(heard(d).slice(4)).toEqual([
      'unsatisfied ReopenCase carriedOut',
      'unsatisfied EscalateCase carriedOut',
    ])
    // there is nobody above the manager
    expect((await d.last('CaseEscalated')).event).toMatchObject({ at: hours(41), level: 2 })
  })

  test('after the rounds, too late to be reopened, the linked case is escalated', async () => {
    const d = await started()
    await open(d, 0)
    await unhappyAgain(d, [1, 2])
    await resolve(d, 30)
    await d.settle(30)
    const followUp = await lastFollowUp(d)
    const muchLater = { type: 'RescheduleFollowUp', due: hours(10 * 24) } as const
    await d.give('followUp', followUp, 31, muchLater)
    await d.until(9 * 24)
    await call(d, 10 * 24, followUp, 'unsatisfied')
    await d.settle(10 * 24)
    expect(heard(d).slice(2)).toEqual([
      'unsatisfied ReopenCase rejected ReopenWindowPassed',
      'linkedCase OpenCase carriedOut',
      'linkedCase LinkCase carriedOut',
      'linkedCase EscalateCase carriedOut',
    ])
    const escalated = await d.last('CaseEscalated')
    expect(escalated.stream).toBe((await d.last('CaseOpened')).stream)
    expect(escalated.event).toMatchObject({ kind: 'hierarchical', level: 2 })
  })

  test('what was resolved before it could be escalated is reopened, and then escalated', async () => {
    const d = await started()
    await open(d, 0)
    await unhappyAgain(d, [1, 2])
    await schedule(d, 22, { purpose: 'recovery', case: CASE })
    await call(d, 23, FOLLOW_UP, 'unresolved')
    await resolve(d, 24)
    await d.settle(24)
    expect(heard(d).slice(2)).toEqual([
      'unsatisfied EscalateCase rejected CaseAlreadyResolved',
      'unsatisfied ReopenCase carriedOut',
      'unsatisfied EscalateCase carriedOut',
    ])
  })

  test('of a complaint without a case, after the rounds the complaint goes up the line', async () => {
    const d = await started()
    await receive(d, 0)
    for (const [n, round] of [10, 20, 30].entries()) {
      if (n === 0) await investigate(d, round)
      await decide(d, round)
      await d.give('complaint', COMPLAINT, round, { type: 'CloseComplaint' })
      await d.settle(round)
      await call(d, round + 1, await lastFollowUp(d), 'unsatisfied')
      await d.settle(round + 1)
    }
    expect(heard(d)).toEqual([
      'unsatisfied ReopenComplaint carriedOut',
      'unsatisfied ReopenComplaint carriedOut',
      'unsatisfied ReopenComplaint carriedOut',
      'unsatisfied EscalateComplaint carriedOut',
    ])
    const { event } = await d.last('ComplaintEscalated')
    expect(event).toMatchObject({ at: hours(31), kind: 'hierarchical' })
    // in work again, another call is too much at once
    await schedule(d, 32, { purpose: 'recovery', complaint: COMPLAINT })
    await call(d, 33, FOLLOW_UP, 'unsatisfied')
    expect(await d.settle(33)).toContain('unsatisfied EscalateComplaint carriedOut')
  })

  test('after the rounds, of a case in work, it is escalated', async () => {
    const d = await started()
    await open(d, 0)
    for (const round of [1, 2]) {
      await resolve(d, round * 10)
      await d.settle(round * 10)
      await call(d, round * 10 + 1, await lastFollowUp(d), 'unresolved')
      await d.settle(round * 10 + 1)
    }
    await schedule(d, 22, { purpose: 'recovery', case: CASE })
    await call(d, 23, FOLLOW_UP, 'unresolved')
    await d.settle(23)
    expect(await d.asked('unsatisfied', 'FollowUpCompleted')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: {
          type: 'EscalateCase',
          at: hours(23),
          actor: by('unsatisfied'),
          kind: 'hierarchical',
          level: 2,
          reason:
            'Still not solved after repeated follow-up and reopening. 多輪回訪與重開後仍未解決。',
        },
      },
    ])
    expect(d.answers.slice(-1)).toEqual(['unsatisfied EscalateCase carriedOut'])
  })

  test('where the window has passed it goes on in a linked case of its owner', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    const followUp = await lastFollowUp(d)
    const later9 = { type: 'RescheduleFollowUp', due: hours(9 * 24) } as const
    await d.give('followUp', followUp, 2, later9)
    await d.until(8 * 24)
    expect(await d.told('CaseArchived')).toHaveLength(1)
    await call(d, 9 * 24, followUp, 'unsatisfied')
    expect(await d.settle(9 * 24)).toEqual([
      'unsatisfied ReopenCase rejected ReopenWindowPassed',
      'linkedCase OpenCase carriedOut',
      'linkedCase LinkCase carriedOut',
    ])
    const answered = await d.last('DispatchAnswered')
    expect(answered.event).toMatchObject({ policy: 'linkedCase' })
    const opened = await d.last('CaseOpened')
    expect(opened.event).toEqual({
      type: 'CaseOpened',
      at: hours(9 * 24),
      cycle: 1,
      customer: 'customer-1',
      standard,
      channel: 'email',
      requestType: 'repair',
      phase: 'afterSale',
      problemType: 'product',
      tier: 'standard',
      language: 'zh',
      firstContactOwner: 'wang',
    })
    expect(opened.stream).toBe(`case-${opened.metadata.correlationId}`)
    expect(await d.told('CaseLinked')).toMatchObject([{ to: CASE, relation: 'followUp' }])
    expect((await d.last('CaseLinked')).stream).toBe(opened.stream)
  })

  test('where it was scheduled as a matter of its own, it goes on in a linked case all the same', async () => {
    const d = await started()
    await open(d, 0)
    await d.give('case', CASE, 1, { type: 'CancelCase', reason: '撥錯' })
    const about = { case: CASE, customer: 'customer-1', purpose: 'recovery' } as const
    await d.give('followUp', FOLLOW_UP, 2, { type: 'ScheduleFollowUp', ...about })
    await call(d, 3, FOLLOW_UP, 'unsatisfied')
    expect(await d.settle(3)).toEqual([
      'unsatisfied ReopenCase rejected CaseAlreadyCancelled',
      'linkedCase OpenCase carriedOut',
      'linkedCase LinkCase carriedOut',
    ])
    expect((await d.last('CaseOpened')).event).toMatchObject({
      customer: 'customer-1',
      channel: 'phone',
      requestType: 'unknown',
      standard,
    })
  })

  test('where it is in work already its owner is told', async () => {
    const d = await started()
    await open(d, 0)
    await schedule(d, 1, { case: CASE })
    await call(d, 2, FOLLOW_UP, 'unsatisfied')
    expect(await d.settle(2)).toEqual([
      'unsatisfied ReopenCase rejected CaseStillActive',
      'unsatisfied RemindOwner carriedOut',
    ])
  })

  describe('of a case that was merged', () => {
    const SURVIVOR = uuid(50)
    /** Its complaint is decided, and the call about it waits. */
    const merged = async () => {
      const d = await started()
      await open(d, 0)
      await open(d, 0, { firstContactOwner: 'li' }, SURVIVOR)
      await receive(d, 0, { case: CASE })
      await merge(d, 1, SURVIVOR)
      await investigate(d, 1)
      await decide(d, 2)
      await d.give('complaint', COMPLAINT, 2, { type: 'CloseComplaint' })
      await d.settle(2)
      return d
    }
    const heard = (d: Desk) => d.answers.filter((one) => /unsatisfied|linkedCase/.test(one))

    test('reaches the survivor: who works on it is told', async () => {
      const d = await merged()
      await call(d, 3, await lastFollowUp(d), 'unsatisfied')
      await d.settle(3)
      expect(heard(d)).toEqual([
        'unsatisfied ReopenCase rejected CaseStillActive',
        'unsatisfied RemindOwner carriedOut',
      ])
      const { stream, event } = await d.last('OwnerReminded')
      expect(stream).toBe(`case-${SURVIVOR}`)
      expect(event).toMatchObject({ to: 'owner' })
    })

    test('reopens the survivor', async () => {
      const d = await merged()
      await resolve(d, 2, {}, SURVIVOR)
      const followUp = await lastFollowUp(d)
      await call(d, 3, followUp, 'unresolved')
      await d.settle(3)
      expect(heard(d)).toEqual(['unsatisfied ReopenCase carriedOut'])
      expect((await d.last('CaseReopened')).stream).toBe(`case-${SURVIVOR}`)
    })

    test('goes on in a case of its own where the survivor is archived', async () => {
      const d = await merged()
      const followUp = await lastFollowUp(d)
      await resolve(d, 2, {}, SURVIVOR)
      const later9 = { type: 'RescheduleFollowUp', due: hours(9 * 24) } as const
      await d.give('followUp', followUp, 2, later9)
      await d.until(8 * 24)
      await call(d, 9 * 24, followUp, 'unsatisfied')
      await d.settle(9 * 24)
      expect(heard(d)).toEqual([
        'unsatisfied ReopenCase rejected ReopenWindowPassed',
        'linkedCase OpenCase carriedOut',
        'linkedCase LinkCase carriedOut',
      ])
      expect(await d.told('CaseLinked')).toMatchObject([{ to: SURVIVOR, relation: 'followUp' }])
      expect((await d.last('CaseOpened')).event).toMatchObject({ firstContactOwner: 'li' })
    })

    test('goes on in a case of its own where it was merged after the call', async () => {
      const d = await started()
      await open(d, 0)
      await open(d, 0, {}, SURVIVOR)
      await schedule(d, 0, { case: CASE })
      await call(d, 1, FOLLOW_UP, 'unsatisfied')
      await merge(d, 2, SURVIVOR)
      await d.settle(2)
      expect(heard(d)).toEqual([
        'unsatisfied ReopenCase rejected CaseAlreadyMerged',
        'linkedCase OpenCase carriedOut',
        'linkedCase LinkCase carriedOut',
      ])
      expect(await d.told('CaseLinked')).toMatchObject([{ to: SURVIVOR, relation: 'followUp' }])
    })

    test('is its own again once it is unmerged', async () => {
      const d = await merged()
      const pair = { survivor: SURVIVOR, duplicate: CASE }
      await d.give('case', CASE, 2, { type: 'UnmergeCase', ...pair })
      await resolve(d, 2)
      await d.settle(2)
      await call(d, 3, await lastFollowUp(d), 'unsatisfied')
      await d.settle(3)
      expect(heard(d)).toEqual(['unsatisfied ReopenCase carriedOut'])
      expect((await d.last('CaseReopened')).stream).toBe(`case-${CASE}`)
    })
  })

  test('of a complaint without a case the complaint is reopened', async () => {
    const d = await started()
    await receive(d, 0)
    await investigate(d, 0)
    await decide(d, 1)
    await d.settle(1)
    await d.give('complaint', COMPLAINT, 2, { type: 'CloseComplaint' })
    await call(d, 3, await lastFollowUp(d), 'unsatisfied')
    expect(await d.settle(3)).toEqual(['unsatisfied ReopenComplaint carriedOut'])
  })

  test('a new need becomes a case of who heard of it', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.settle(1)
    await call(d, 2, await lastFollowUp(d), 'newNeed')
    const { eventId } = await d.last('FollowUpCompleted')
    const id = openedId('newNeed', eventId, 'OpenCase')
    const given = { at: hours(2), actor: by('newNeed') }
    expect(await d.asked('newNeed', 'FollowUpCompleted')).toEqual([
      {
        to: { category: 'case', id },
        command: {
          type: 'OpenCase',
          ...given,
          standard,
          customer: 'customer-1',
          channel: 'phone',
          requestType: 'unknown',
          phase: 'unknown',
          problemType: 'unknown',
          tier: 'standard',
          language: 'zh',
          firstContactOwner: 'zhao',
        },
        correlationId: id,
      },
      {
        to: { category: 'case', id },
        command: { type: 'LinkCase', ...given, to: CASE, relation: 'followUp' },
        correlationId: id,
      },
    ])
    expect(await d.settle(2)).toEqual([
      'newNeed OpenCase carriedOut',
      'newNeed LinkCase carriedOut',
    ])
  })
})

test('a case of request type complaint receives its complaint', async () => {
  const d = await started()
  await open(d, 0, { requestType: 'complaint', category: ['goods', 'damaged'], subject: '破損' })
  const { eventId } = await d.last('CaseOpened')
  expect(await d.asked('complaintOfCase', 'CaseOpened')).toEqual([
    {
      to: { category: 'complaint', id: openedId('complaintOfCase', eventId, 'ReceiveComplaint') },
      command: {
        type: 'ReceiveComplaint',
        at: t0,
        actor: by('complaintOfCase'),
        standard,
        case: CASE,
        customer: 'customer-1',
        complaintType: 'unclassified',
        source: 'external',
        channel: 'email',
        language: 'zh',
        tier: 'standard',
        category: ['goods', 'damaged'],
      },
    },
  ])
  expect(await d.settle(0)).toEqual(['complaintOfCase ReceiveComplaint carriedOut'])
  expect((await d.last('ComplaintReceived')).metadata).toMatchObject({
    correlationId: CASE,
    causationId: eventId,
  })
})

describe('time', () => {
  test('closes a resolved case in silence, and archives it once it can not be reopened', async () => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    const over = later(hours(1), 3 * DAY)
    expect(await d.asked('closeInSilence', 'CaseResolved')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: { type: 'CloseCase', at: over, actor: by('closeInSilence'), basis: 'timedOut' },
        notBefore: over,
        key: 'close',
      },
    ])
    await d.until(80)
    const passed = later(hours(1), 7 * DAY + 1)
    expect(await d.asked('archive', 'CaseClosed')).toEqual([
      {
        to: { category: 'case', id: CASE },
        command: { type: 'ArchiveCase', at: passed, actor: by('archive') },
        notBefore: passed,
        key: 'archive',
      },
    ])
    await d.until(10 * 24)
    expect(d.answers).toContain('closeInSilence CloseCase carriedOut')
    expect(d.answers).toContain('archive ArchiveCase carriedOut')
    expect(await d.told('CaseArchived')).toMatchObject([{ at: passed }])
  })

  test.each([
    ['confirmed', { type: 'ConfirmResolution' }],
    ['reopened', { type: 'ReopenCase', reason: '又壞了' }],
    ['rejected', { type: 'RejectResolution', reason: '未修好' }],
  ] as const)('closes nothing that is %s before', async (_, command) => {
    const d = await started()
    await open(d, 0)
    await resolve(d, 1)
    await d.give('case', CASE, 2, command)
    await d.until(5 * 24)
    expect(d.answers.filter((one) => one.includes('CloseCase'))).toEqual([])
  })

  test('archives a closed complaint after both its windows, not one that is reviewed', async () => {
    const d = await started()
    for (const id of [COMPLAINT, uuid(9)]) {
      await receive(d, 0, {}, id)
      await investigate(d, 0, 'general', id)
      await decide(d, 1, id)
      await d.give('complaint', id, 2, { type: 'CloseComplaint' })
    }
    const passed = later(hours(2), 30 * DAY + 1)
    expect(await d.asked('archive', 'ComplaintClosed')).toEqual([
      {
        to: { category: 'complaint', id: uuid(9) },
        command: { type: 'ArchiveComplaint', at: passed, actor: by('archive') },
        notBefore: passed,
        key: `archive ${uuid(9)}`,
      },
    ])
    await d.give('complaint', uuid(9), 3, { type: 'RequestReview', reason: '不服' })
    await d.until(40 * 24)
    expect(d.answers.filter((one) => one.startsWith('archive'))).toEqual([
      'archive ArchiveComplaint carriedOut',
    ])
  })

  test('ends the longest pause and tells the owner; before, too long a one is escalated', async () => {
    const d = await started()
    await open(d, 0)
    await d.give('case', CASE, 1, { type: 'RequestCustomerInput', question: '訂單號？' }, wang)
    const resume = later(hours(1), 14 * DAY)
    const escalate = later(hours(1), 7 * DAY)
    const to = { category: 'case', id: CASE }
    expect(await d.asked('longestPause', 'CustomerInputRequested')).toEqual([
      {
        to,
        command: {
          type: 'ResumeCase',
          at: resume,
          actor: by('longestPause'),
          basis: 'longestPause',
        },
        notBefore: resume,
        key: 'resume',
      },
    ])
    expect(await d.asked('pausedTooLong', 'CustomerInputRequested')).toEqual([
      {
        to,
        command: {
          type: 'EscalateCase',
          at: escalate,
          actor: by('pausedTooLong'),
          kind: 'hierarchical',
          level: 1,
          reason:
            'The ordinary process failed: it has waited too long. 常規流程未能解決：暫停過久。',
        },
        notBefore: escalate,
        key: 'pausedTooLong',
      },
    ])
    await d.until(15 * 24)
    expect(d.answers.filter((one) => !/dueSoon|overdue/.test(one))).toEqual([
      'pausedTooLong EscalateCase carriedOut',
      'longestPause ResumeCase carriedOut',
      'longestPause RemindOwner carriedOut',
    ])
    expect((await d.asked('longestPause', 'CaseResumed')).slice(1)).toEqual([
      {
        to,
        command: {
          type: 'RemindOwner',
          at: resume,
          actor: by('longestPause'),
          to: 'owner',
          reason: 'It has waited as long as it may: it goes on. 暫停已達上限，恢復處理。',
        },
      },
    ])
    await d.give('case', CASE, 15 * 24 + 1, { type: 'HoldForThirdParty', waitingFor: 'thirdParty' })
    await d.until(25 * 24)
    expect(d.answers.filter((one) => one.startsWith('pausedTooLong'))).toHaveLength(1)
  })

  test.each([
    ['the customer answers', 'RecordContact'],
    ['it is resumed by hand', 'ResumeCase'],
    ['it is resolved', 'ResolveCase'],
  ] as const)('does not end a pause that is over since %s', async (_, type) => {
    const d = await started()
    await open(d, 0)
    await d.give('case', CASE, 1, { type: 'RequestCustomerInput', question: '訂單號？' }, wang)
    const inbound = { direction: 'inbound', channel: 'phone', by: 'human', public: true } as const
    if (type === 'RecordContact') await d.give('case', CASE, 2, { type, ...inbound })
    if (type === 'ResumeCase') await d.give('case', CASE, 2, { type, basis: 'byHand' })
    if (type === 'ResolveCase') await resolve(d, 2)
    await d.until(20 * 24)
    expect(d.answers.filter((one) => /longestPause|pausedTooLong/.test(one))).toEqual([])
  })

  test('misses a follow-up past due and grace, and tells the supervisor', async () => {
    const d = await started()
    await schedule(d, 0)
    const over = later(t0, DAY + 2 * DAY)
    const to = { category: 'followUp', id: FOLLOW_UP }
    expect(await d.asked('missedFollowUp', 'FollowUpScheduled')).toEqual([
      {
        to,
        command: { type: 'MissFollowUp', at: over, actor: by('missedFollowUp') },
        notBefore: over,
        key: `miss ${FOLLOW_UP}`,
      },
    ])
    await d.until(80)
    expect((await d.asked('missedFollowUp', 'FollowUpMissed')).slice(1)).toEqual([
      {
        to,
        command: {
          type: 'RemindOwner',
          at: over,
          actor: by('missedFollowUp'),
          to: 'supervisor',
          reason: 'A follow-up was missed. 回訪逾期未做。',
        },
      },
    ])
    expect(d.answers).toEqual([
      'missedFollowUp MissFollowUp carriedOut',
      'missedFollowUp RemindOwner carriedOut',
    ])
  })
})

describe('clocks', () => {
  test('are looked at when they are due; a warning reminds, a breach escalates, once', async () => {
    const d = await started()
    await open(d, 0)
    const clock = await d.last('ClockStarted')
    expect(clock.event).toMatchObject({ clock: 'firstResponse', dueAt: hours(24) })
    const tick = (at: typeof t0) => ({ type: 'CheckDeadlines', at, actor: by('deadlines') })
    const to = { category: 'case', id: CASE }
    const [warn, due] = [hours(20), later(hours(24), 1)]
    expect(await d.asked('deadlines', 'ClockStarted')).toEqual([
      { to, command: tick(warn), notBefore: warn, key: 'warn firstResponse 1' },
      { to, command: tick(due), notBefore: due, key: 'due firstResponse 1' },
    ])
    await d.until(30)
    expect(await d.asked('dueSoon', 'ClockWarned')).toMatchObject([
      { to, command: { type: 'RemindOwner', at: warn, to: 'owner' } },
    ])
    expect(await d.asked('overdue', 'ClockBreached')).toMatchObject([
      {
        to,
        command: { type: 'EscalateCase', at: hours(24), kind: 'hierarchical', level: 1 },
      },
    ])
    expect(d.answers).toEqual(['dueSoon RemindOwner carriedOut', 'overdue EscalateCase carriedOut'])
  })

  test('of a complaint escalate it, one level further each', async () => {
    const d = await started()
    await receive(d, 0)
    await d.until(5 * 24)
    expect(d.answers.filter((one) => one.startsWith('overdue'))).toEqual([
      'overdue EscalateComplaint carriedOut',
      'overdue EscalateComplaint carriedOut',
    ])
    expect(await d.told('ComplaintEscalated')).toMatchObject([{ level: 1 }, { level: 2 }])
  })

  test('of follow-ups and emergencies remind the supervisor', async () => {
    const d = await started([retail2025, premium2025])
    await schedule(d, 0, { purpose: 'afterResolution' })
    const flood = { type: 'DeclareEmergency', kind: 'disaster', description: '水浸' } as const
    const premium = { standard: { id: 'premium-2025', version: 1 } }
    await d.give('emergency', uuid(5), 0, { ...flood, ...premium })
    await d.until(30)
    expect(d.answers).toEqual([
      'dueSoon RemindOwner carriedOut',
      'overdue RemindOwner carriedOut',
      'dueSoon RemindOwner carriedOut',
      'overdue RemindOwner carriedOut',
    ])
    const reminders = (await d.events()).filter(({ event }) => event.type === 'OwnerReminded')
    expect(reminders.map(({ stream, event }) => [stream.split('-')[0], event])).toMatchObject([
      ['emergency', { to: 'owner' }],
      ['emergency', { to: 'supervisor' }],
      ['followUp', { to: 'owner' }],
      ['followUp', { to: 'supervisor' }],
    ])
  })

  test('that recur are silence: the owner is reminded, nothing is escalated', async () => {
    const d = await started([frontDesk])
    await open(d, 0, { channel: 'phone' })
    await d.until(1)
    expect(d.answers).toEqual(['dueSoon RemindOwner carriedOut', 'silence RemindOwner carriedOut'])
    expect(await d.asked('overdue', 'ClockBreached')).toEqual([])
    expect(await d.told('OwnerReminded')).toMatchObject([
      { at: hours(10 / 60), to: 'owner' },
      { at: hours(15 / 60), to: 'owner' },
    ])
  })

  test('that are met, paused or cancelled are looked at no more', async () => {
    const d = await started()
    await open(d, 0)
    const reply = { direction: 'outbound', channel: 'email', by: 'human', public: true } as const
    await d.give('case', CASE, 1, { type: 'RecordContact', ...reply })
    expect(await d.asked('deadlines', 'ClockMet')).toEqual([
      { withdraw: 'warn firstResponse 1' },
      { withdraw: 'due firstResponse 1' },
    ])
    await d.until(30)
    expect(d.answers).toEqual([])
  })
})

describe('the ordinary process failed', () => {
  const heard = (d: Desk, policy: string) => d.answers.filter((one) => one.startsWith(policy))
  const reopen = async (d: Desk, n: number) => {
    await resolve(d, n)
    await d.give('case', CASE, n + 0.5, { type: 'ReopenCase', reason: '又壞了' })
  }
  const transfer = (d: Desk, n: number) => {
    const to = { kind: 'person', id: `agent-${n}` } as const
    const command = { type: 'TransferCase', to, warm: false, reason: '不熟' } as const
    return d.give('case', CASE, n, command, chen)
  }
  const kinds = [
    ['reopened', 'reopenedOften', reopen, 2, 0.5],
    ['transferred', 'transferredOften', transfer, 3, 0],
  ] as const

  test.each(kinds)('when it is %s so often, once', async (_, policy, again, most, later) => {
    const d = await started()
    await open(d, 0)
    for (let n = 1; n <= most + 2; n++) {
      await again(d, n)
      await d.settle(n + later)
      expect(heard(d, policy)).toHaveLength(n < most ? 0 : 1)
    }
    expect(heard(d, policy)).toEqual([`${policy} EscalateCase carriedOut`])
    expect(await d.told('CaseEscalated')).toMatchObject([
      { at: hours(most + later), kind: 'hierarchical', level: 1 },
    ])
  })

  test.each(kinds)(
    'told of late, as of when it was %s so often',
    async (_, policy, again, most, later) => {
      const d = await started()
      await open(d, 0)
      for (let n = 1; n <= most + 3; n++) await again(d, n)
      await d.settle(most + 4)
      expect(heard(d, policy)).toEqual([`${policy} EscalateCase carriedOut`])
      expect(await d.told('CaseEscalated')).toMatchObject([{ at: hours(most + later) }])
    },
  )

  test.each(kinds)(
    'before the policies came: the next time that it is %s',
    async (_, policy, again, most, later) => {
      const d = unstarted()
      await open(d, 0)
      for (let n = 1; n <= most; n++) await again(d, n)
      expect(await d.settle(most + later)).toEqual([])
      for (let n = most + 1; n <= most + 3; n++) {
        await again(d, n)
        await d.settle(n + later)
      }
      expect(heard(d, policy)).toEqual([`${policy} EscalateCase carriedOut`])
      expect(await d.told('CaseEscalated')).toMatchObject([{ at: hours(most + 1 + later) }])
    },
  )
})

test('a serious complaint tells the supervisor and enters the risk of the month', async () => {
  const d = await started()
  await receive(d, 0)
  const { give } = d
  const assess = { type: 'AssessSeverity', severity: 'major', urgent: false } as const
  await give('complaint', COMPLAINT, 1, assess)
  expect(await d.settle(1)).toEqual([])
  const change = { severity: 'serious', urgent: true, reason: '受傷' } as const
  await give('complaint', COMPLAINT, 2, { type: 'ChangeSeverity', ...change })
  expect(await d.asked('seriousComplaint', 'SeverityChanged')).toMatchObject([
    {
      to: { category: 'complaint', id: COMPLAINT },
      command: { type: 'RemindOwner', to: 'supervisor' },
    },
    {
      to: { category: 'operations' },
      command: { type: 'EnterRisk', risk: `complaint-${COMPLAINT}`, likelihood: 5, impact: 5 },
    },
  ])
  expect(await d.settle(2)).toEqual([
    'seriousComplaint RemindOwner carriedOut',
    'seriousComplaint EnterRisk carriedOut',
  ])
  expect(await d.told('RiskEntered')).toMatchObject([{ score: 25, owner: 'supervisor' }])
})

describe('emergencies', () => {
  const DAYS = 24
  /** So many complaints on each day, one every half hour. */
  const daily = async (d: Desk, from: number, counts: ReadonlyArray<number>, over = {}) => {
    for (const [day, count] of counts.entries()) {
      for (let n = 0; n < count; n++) {
        const after = from + day * DAYS + n / 2
        await receive(d, after, over, uuid(Math.round(after * 100) + 1_000))
      }
    }
    await d.settle(from + counts.length * DAYS)
  }
  const complaint = {
    type: 'ReceiveComplaint',
    customer: 'customer-1',
    complaintType: 'goods',
    source: 'external',
    channel: 'phone',
  } as const
  const declared = (d: Desk) => d.answers.filter((one) => one.startsWith('complaintSurge'))

  test('twice as many complaints as in the weeks before are one, once', async () => {
    const d = await started()
    await daily(d, 0, [6, 6, 6, 6, 6, 6, 6, 6, 6])
    expect(declared(d)).toEqual([])
    await daily(d, 9 * DAYS, [20])
    expect(declared(d)).toEqual(['complaintSurge DeclareEmergency carriedOut'])
    // the twelfth: six was usual
    expect(await d.told('EmergencyDeclared')).toMatchObject([
      {
        at: hours(9 * DAYS + 5.5),
        kind: 'complaintSurge',
        by: 'policy:complaintSurge',
        standard,
      },
    ])
    const { stream, metadata } = await d.last('EmergencyDeclared')
    expect(stream).toBe(`emergency-${metadata.correlationId}`)
  })

  test('what was as much before is none', async () => {
    const d = await started()
    await daily(
      d,
      0,
      Array.from({ length: 16 }, () => 12),
    )
    expect(await d.told('ComplaintReceived')).toHaveLength(192)
    expect(await d.told('EmergencyDeclared')).toEqual([])
  })

  test('the Monday after each weekend is none', async () => {
    const d = await started()
    const week = [12, 12, 12, 12, 12, 4, 4]
    await daily(d, 0, [...week, ...week, ...week])
    expect(await d.told('EmergencyDeclared')).toEqual([])
    // but two Mondays in one are
    await daily(d, 21 * DAYS, [24])
    expect(await d.told('EmergencyDeclared')).toMatchObject([{ at: hours(21 * DAYS + 11.5) }])
  })

  test('a new version of the standard goes on with what is usual', async () => {
    const next = { ...retail2025, version: 2 }
    const d = await started([retail2025, next])
    await daily(
      d,
      0,
      Array.from({ length: 9 }, () => 24),
      { standard },
    )
    await daily(d, 9 * DAYS, [24, 24, 24], { standard: { id: 'retail-2025', version: 2 } })
    // that of the first day, when nobody knew
    expect(await d.told('EmergencyDeclared')).toMatchObject([{ at: hours(9.5) }])
  })

  test('few are none, however many times as many as before', async () => {
    const d = await started()
    await daily(d, 0, [1, 1, 1, 1, 1, 1, 1, 1, 9, 0])
    expect(await d.told('EmergencyDeclared')).toEqual([])
    await daily(d, 10 * DAYS, [10])
    expect(await d.told('EmergencyDeclared')).toMatchObject([{ at: hours(10 * DAYS + 4.5) }])
  })

  test('complaints that are told of late count for when they came', async () => {
    const d = await started()
    await daily(d, 0, [6, 6, 6, 6, 6, 6, 6, 6])
    for (let n = 0; n < 11; n++) await receive(d, 8 * DAYS + n, {}, uuid(500 + n))
    await d.settle(8 * DAYS + 11)
    expect(declared(d)).toEqual([])
    // the twelfth of the day, told of last
    await d.tell('complaint', uuid(600), { at: 8 * DAYS + 5, recorded: 8 * DAYS + 12 }, complaint)
    expect(await d.settle(8 * DAYS + 12)).toContain('complaintSurge DeclareEmergency carriedOut')
  })

  test('what is dated ahead came when it was recorded', async () => {
    const d = await started()
    await daily(d, 0, [6, 6, 6, 6, 6, 6, 6, 6])
    await d.tell('complaint', uuid(600), { at: 400 * DAYS, recorded: 8 * DAYS }, complaint)
    await daily(d, 8 * DAYS, [6, 20])
    expect(declared(d)).toEqual(['complaintSurge DeclareEmergency carriedOut'])
  })

  test('while nobody knows what is usual, only very many are, and once', async () => {
    const d = await started()
    await daily(d, 0, [19, 19])
    expect(declared(d)).toEqual([])
    await daily(d, 2 * DAYS, [21, 21, 21])
    // twice as many as would be enough if there were hardly any before
    expect(await d.told('EmergencyDeclared')).toMatchObject([{ at: hours(2 * DAYS + 9.5) }])
  })

  test('an interruption is one, a failing system another kind', async () => {
    const d = await started()
    const start = { type: 'StartInterruption', standard } as const
    await d.give('operations', uuid(7), 1, { ...start, interruption: 'i1', kind: 'network' })
    const { eventId } = await d.last('InterruptionStarted')
    const id = openedId('interruption', eventId, 'DeclareEmergency')
    expect(await d.asked('interruption', 'InterruptionStarted')).toEqual([
      {
        to: { category: 'emergency', id },
        command: {
          type: 'DeclareEmergency',
          at: hours(1),
          actor: by('interruption'),
          standard,
          kind: 'serviceInterruption',
          interruption: 'i1',
          description: 'An interruption of the service was reported. 已報告服務中斷。',
        },
        correlationId: id,
      },
    ])
    await d.give('operations', uuid(7), 2, { ...start, interruption: 'i2', kind: 'system' })
    expect(await d.settle(2)).toEqual([
      'interruption DeclareEmergency carriedOut',
      'interruption DeclareEmergency carriedOut',
    ])
    expect(await d.told('EmergencyDeclared')).toMatchObject([
      { kind: 'serviceInterruption' },
      { kind: 'systemFailure' },
    ])
  })
})

test('a root cause that comes again is taken up, once a window and each story once', async () => {
  const d = await started()
  const cause = { rootCause: 'carrier' }
  for (const n of [1, 2, 3, 4]) await open(d, n, { channel: 'web' }, uuid(n + 10))
  await resolve(d, 5, cause, uuid(11))
  await d.give('case', uuid(11), 6, { type: 'ReopenCase', reason: '又壞了' })
  await resolve(d, 7, cause, uuid(11))
  await resolve(d, 8, { rootCause: 'unknown' }, uuid(12))
  await receive(d, 9)
  await investigate(d, 9)
  const analysis = { method: 'fiveWhys', whys: ['包裝不當'] } as const
  const found = { type: 'DetermineRootCause', cause: 'carrier', analysis } as const
  await d.give('complaint', COMPLAINT, 10, found, { id: 'chen', role: 'investigator' })
  await d.settle(10)
  expect(await d.told('CorrectiveActionOpened')).toEqual([])
  await resolve(d, 11, cause, uuid(13))
  await d.settle(11)
  const { eventId } = await d.last('CaseResolved')
  const id = openedId('recurringCause', eventId, 'OpenCorrectiveAction')
  expect(await d.asked('recurringCause', 'CaseResolved')).toEqual([
    {
      to: { category: 'correctiveAction', id },
      command: {
        type: 'OpenCorrectiveAction',
        at: hours(11),
        actor: by('recurringCause'),
        standard,
        source: 'recurringCause',
        cause: 'carrier',
        reference: uuid(13),
        problem: 'The same root cause again and again: Carrier. 同一根因反覆出現：承運商。',
      },
      correlationId: id,
    },
  ])
  await resolve(d, 12, cause, uuid(14))
  await d.settle(12)
  expect(await d.told('CorrectiveActionOpened')).toHaveLength(1)
})

describe('a plan that is due', () => {
  const vip = { tier: 'vip' }
  const closed = async (consent?: 'given') => {
    const d = await started()
    if (consent !== undefined) await schedule(d, 0, { purpose: 'vipCare', consent })
    await open(d, 0, vip)
    await resolve(d, 1)
    await d.give('case', CASE, 2, { type: 'ConfirmResolution' })
    return d
  }

  test('calls on the customer by class, with consent as known, and goes on', async () => {
    const d = await closed('given')
    const { eventId } = await d.last('CaseClosed')
    const id = openedId('periodicFollowUp', eventId, 'ScheduleFollowUp')
    const due = '2025-04-03T03:00:00.000Z'
    expect(await d.asked('periodicFollowUp', 'CaseClosed')).toEqual([
      {
        to: { category: 'followUp', id },
        command: {
          type: 'ScheduleFollowUp',
          at: due,
          actor: by('periodicFollowUp'),
          standard,
          customer: 'customer-1',
          purpose: 'vipCare',
          method: 'phone',
          plan: 'vip-monthly',
          due: '2025-04-04T03:00:00.000Z',
          consent: 'given',
        },
        notBefore: due,
        key: 'next',
        correlationId: id,
      },
    ])
    await d.until(65 * 24)
    expect(await d.told('FollowUpScheduled')).toMatchObject([
      { consent: 'given' },
      { purpose: 'afterResolution' },
      { at: due, plan: 'vip-monthly', due: '2025-04-04T03:00:00.000Z' },
      { at: '2025-05-03T03:00:00.000Z', plan: 'vip-monthly' },
    ])
  })

  test('waits for consent that nobody has told of', async () => {
    const d = await closed()
    await d.until(40 * 24)
    const asked = () => d.answers.filter((one) => one.startsWith('periodic'))
    expect(asked()).toEqual([])
    await schedule(d, 40 * 24, { purpose: 'vipCare', consent: 'given' })
    await d.until(41 * 24)
    expect(asked()).toEqual(['periodicFollowUp ScheduleFollowUp carriedOut'])
  })

  test('waits where the customer was called on lately', async () => {
    const d = await closed('given')
    const care = uuid(8)
    const april = 24 * 30
    await d.settle(3)
    await schedule(d, april, { purpose: 'recovery' }, care)
    await d.give('followUp', care, april, { type: 'RecordAttempt', result: 'reached' })
    await d.until(april + 48)
    expect(d.answers.filter((one) => one.startsWith('periodic'))).toEqual([
      'periodicFollowUp ScheduleFollowUp rejected ContactTooFrequent',
      'periodicFollowUp ScheduleFollowUp carriedOut',
    ])
    const { event } = await d.last('FollowUpScheduled')
    expect(event).toMatchObject({ due: later(hours(april), 14 * DAY), plan: 'vip-monthly' })
  })
})

test('what was not run for long is told of as it was due', async () => {
  const d = await started()
  await open(d, 0)
  await resolve(d, 1)
  expect(await d.settle(4 * 24)).toEqual([
    'afterResolution ScheduleFollowUp carriedOut',
    'dueSoon RemindOwner carriedOut',
    'overdue RemindOwner carriedOut',
    'closeInSilence CloseCase carriedOut',
    'missedFollowUp MissFollowUp carriedOut',
    'missedFollowUp RemindOwner carriedOut',
  ])
  expect(await d.told('FollowUpScheduled')).toMatchObject([{ at: hours(1) }])
  expect(await d.told('CaseClosed')).toMatchObject([{ at: hours(73) }])
})

test('under standards that are not loaded nothing follows, save looking at deadlines', async () => {
  const d = await started()
  await open(d, 0)
  await resolve(d, 1)
  await receive(d, 2)
  const asked = askedOf(desk([premium2025]).managers, await d.events())
  expect([...new Set(asked.map(({ policy }) => policy))]).toEqual(['deadlines'])
})

test('no two policies have one name', () => {
  const names = deskPolicies([retail2025]).flatMap(({ policies }) =>
    policies.map((one) => one.name),
  )
  expect(new Set(names).size).toBe(names.length)
})

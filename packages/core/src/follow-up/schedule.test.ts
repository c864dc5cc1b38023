/** When a customer is called, by which method, by whom, and when they are not. */
import { fold } from '@casetrail/core'
import {
  assignFollowUp,
  completeFollowUp,
  followUpAggregate,
  recordAttempt,
  rescheduleFollowUp,
  type FollowUpCommand,
  type FollowUpEvent,
  type FollowUpRejection,
  type ScheduleFollowUp,
} from '@casetrail/core/follow-up'
import { retail2025 } from '@casetrail/core/standards'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  after,
  agent,
  attempted,
  client,
  customer,
  due,
  followUps,
  handler,
  inStage,
  schedule,
  scheduled,
  supervisor,
  system,
  t0,
  theComplaint,
  theFollowUp,
  told,
} from '../../test/follow-up-kit.js'

const now = { at: after(2 * HOUR), actor: agent } as const
const { due: _due, ...undated } = schedule
const { case: _case, cycle: _cycle, ...alone } = schedule
const { case: __case, cycle: __cycle, ...scheduledAlone } = scheduled

const isScheduled = (command: ScheduleFollowUp, event: FollowUpEvent): void =>
  theFollowUp.given([]).when(command).then([event])
const isRefused = (fields: Partial<ScheduleFollowUp>, rejection: FollowUpRejection): void =>
  theFollowUp
    .given([])
    .when({ ...schedule, ...fields })
    .thenRejects(rejection)

describe('scheduling', () => {
  test('is due from when what it is about was over, and never before it is scheduled', () => {
    const day = 24 * HOUR
    const early = { since: after(-6 * HOUR) }
    isScheduled({ ...undated, ...early }, { ...scheduled, ...early, due: after(day - 6 * HOUR) })
    const late = { since: after(-30 * HOUR) }
    isScheduled({ ...undated, ...late }, { ...scheduled, ...late, due: t0 })
    const now = { since: t0 }
    isScheduled({ ...undated, ...now }, { ...scheduled, ...now, due: after(day) })
  })

  test('says what it is about, and leaves out what the rules alone needed', () => {
    isScheduled(
      {
        ...schedule,
        complaint: theComplaint,
        handler: handler.id,
        serious: true,
        assignee: agent.id,
        externalRef: 'HF-1',
        attributes: { store: '南京東路店' },
        preference: 'email',
        lastOutreachAt: after(-HOUR),
        subjectStage: 'resolved',
      },
      {
        ...scheduled,
        method: 'email',
        complaint: theComplaint,
        handler: handler.id,
        serious: true,
        assignee: agent.id,
        externalRef: 'HF-1',
        attributes: { store: '南京東路店' },
      },
    )
  })

  test('without a case or a cycle it says nothing of them, ever after', () => {
    isScheduled(alone, scheduledAlone)
    theFollowUp
      .given([scheduledAlone])
      .when(recordAttempt({ ...now, result: 'noAnswer' }))
      .then([
        {
          type: 'FollowUpAttempted',
          at: now.at,
          by: agent.id,
          customer,
          attempt: 1,
          result: 'noAnswer',
          channel: 'phone',
          firstDue: due,
        },
      ])
  })

  test('is due within a day, where nothing else is said', () => {
    isScheduled(undated, scheduled)
  })

  test('is due when the plan says, by the method it says', () => {
    const plans = retail2025.followUps.plans.map((plan) =>
      plan.id === 'vip-monthly' ? { ...plan, method: 'visit' as const } : plan,
    )
    const visiting = { ...retail2025, followUps: { ...retail2025.followUps, plans } }
    specify(followUpAggregate([visiting]))
      .given([])
      .when({ ...undated, purpose: 'vipCare', consent: 'given', plan: 'vip-monthly' })
      .then([
        {
          ...scheduled,
          purpose: 'vipCare',
          consent: 'given',
          plan: 'vip-monthly',
          method: 'visit',
          due: after(31 * DAY),
        },
      ])
  })

  test('may be due at once', () => {
    isScheduled({ ...schedule, due: t0 }, { ...scheduled, due: t0 })
  })

  test.each(['cancelled', 'merged', 'withdrawn'] as const)(
    'is pointless about what is %s',
    (stage) => {
      isRefused({ subjectStage: stage }, { _tag: 'SubjectEnded', stage })
    },
  )

  test.each(['resolved', 'closed', 'decided', 'archived'] as const)(
    'is right about what is %s',
    (stage) => {
      isScheduled({ ...schedule, subjectStage: stage }, scheduled)
    },
  )
})

describe('the method', () => {
  test("is the customer's preference", () => {
    isScheduled({ ...schedule, preference: 'sms' }, { ...scheduled, method: 'sms' })
  })

  test('is as told, where the customer prefers none', () => {
    isScheduled({ ...schedule, method: 'visit' }, { ...scheduled, method: 'visit' })
    isScheduled(
      { ...schedule, method: 'visit', preference: 'unknown' },
      { ...scheduled, method: 'visit' },
    )
    isScheduled({ ...schedule, preference: 'unknown' }, scheduled)
  })

  test('may be named where it is what the customer prefers', () => {
    isScheduled({ ...schedule, method: 'sms', preference: 'sms' }, { ...scheduled, method: 'sms' })
  })
})

describe('consent', () => {
  test.each(['periodic', 'vipCare'] as const)('must have been given for %s', (purpose) => {
    isRefused({ purpose }, { _tag: 'ConsentMissing', purpose, consent: 'unknown' })
    isRefused(
      { purpose, consent: 'withdrawn' },
      { _tag: 'ConsentMissing', purpose, consent: 'withdrawn' },
    )
    isScheduled(
      { ...schedule, purpose, consent: 'given' },
      { ...scheduled, purpose, consent: 'given' },
    )
  })

  test.each(['afterResolution', 'afterComplaint', 'recovery'] as const)(
    'must not have been refused for %s',
    (purpose) => {
      isScheduled({ ...schedule, purpose }, { ...scheduled, purpose })
      isRefused(
        { purpose, consent: 'withdrawn' },
        { _tag: 'ConsentMissing', purpose, consent: 'withdrawn' },
      )
    },
  )
})

describe('the cap on frequency', () => {
  const periodic = { purpose: 'periodic', consent: 'given' } as const

  test('counts from the last outreach to the due date, to the millisecond', () => {
    isScheduled(
      { ...schedule, ...periodic, lastOutreachAt: after(-13 * DAY) },
      { ...scheduled, ...periodic },
    )
    isRefused(
      { ...periodic, lastOutreachAt: after(-13 * DAY + 1) },
      { _tag: 'ContactTooFrequent', until: after(DAY + 1) },
    )
  })

  test('does not count from what is to come, whatever the purpose', () => {
    const wrong = { lastOutreachAt: after(1) }
    const rejection = { _tag: 'OutreachAfterwards', ...wrong, at: t0 } as const
    isRefused(wrong, rejection)
    isRefused({ ...periodic, ...wrong }, rejection)
    theFollowUp
      .given(inStage('scheduled'))
      .when(
        rescheduleFollowUp({
          ...now,
          due: after(2 * DAY),
          lastOutreachAt: after(2 * HOUR + 1),
        }),
      )
      .thenRejects({
        _tag: 'OutreachAfterwards',
        lastOutreachAt: after(2 * HOUR + 1),
        at: now.at,
      })
  })

  test.each(['afterResolution', 'afterComplaint', 'recovery'] as const)(
    'does not hold up %s',
    (purpose) => {
      isScheduled({ ...schedule, purpose, lastOutreachAt: t0 }, { ...scheduled, purpose })
    },
  )
})

describe('rescheduling', () => {
  const later: FollowUpEvent = {
    type: 'FollowUpRescheduled',
    at: after(HOUR),
    ...told,
    customer,
    due: after(2 * DAY),
    firstDue: due,
  }

  test('keeps the first due date, the second time too', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(rescheduleFollowUp({ ...now, at: after(HOUR), due: after(2 * DAY) }))
      .then([later])
    theFollowUp
      .given(inStage('scheduled', later))
      .when(rescheduleFollowUp({ ...now, due: after(4 * DAY), reason: '客戶出差' }))
      .then([{ ...later, at: now.at, due: after(4 * DAY), reason: '客戶出差' }])
  })

  test('to the same date changes nothing, even where that has passed', () => {
    theFollowUp
      .given(inStage('scheduled', later))
      .when(rescheduleFollowUp({ ...now, at: after(3 * DAY), due: after(2 * DAY) }))
      .thenNothing()
  })

  test('is held to the cap too, where that holds for the purpose', () => {
    const reschedule = rescheduleFollowUp({
      ...now,
      due: after(2 * DAY),
      lastOutreachAt: after(-12 * DAY + 1),
    })
    const periodic = { ...scheduled, purpose: 'periodic', consent: 'given' } as const
    theFollowUp
      .given([periodic])
      .when(reschedule)
      .thenRejects({ _tag: 'ContactTooFrequent', until: after(2 * DAY + 1) })
    theFollowUp
      .given([periodic])
      .when({ ...reschedule, lastOutreachAt: after(-12 * DAY) })
      .then([{ ...later, at: now.at }])
    theFollowUp
      .given(inStage('scheduled'))
      .when(reschedule)
      .then([{ ...later, at: now.at }])
  })

  test('into the past is refused', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(rescheduleFollowUp({ ...now, due: after(2 * HOUR - 1) }))
      .thenRejects({ _tag: 'DueInThePast', due: after(2 * HOUR - 1) })
  })

  test('attempts go by the first date', () => {
    theFollowUp
      .given(inStage('scheduled', later))
      .when(recordAttempt({ ...now, result: 'reached', channel: 'sms' }))
      .then([
        {
          type: 'FollowUpAttempted',
          at: now.at,
          ...told,
          customer,
          attempt: 1,
          result: 'reached',
          channel: 'sms',
          firstDue: due,
        },
      ])
  })
})

describe('who calls', () => {
  const assigned = { type: 'FollowUpAssigned', at: now.at, ...told } as const

  test('is said, once', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(assignFollowUp({ ...now, assignee: handler.id }))
      .then([{ ...assigned, assignee: handler.id }])
    theFollowUp
      .given(inStage('scheduled', { ...assigned, assignee: handler.id }))
      .when(assignFollowUp({ ...now, assignee: handler.id }))
      .thenNothing()
    theFollowUp
      .given([{ ...scheduled, assignee: agent.id }])
      .when(assignFollowUp({ ...now, assignee: agent.id }))
      .thenNothing()
  })

  describe('of a serious complaint is not who handled it', () => {
    const serious = { ...scheduled, serious: true, handler: handler.id } as const
    const refused = (command: string, actor: string): FollowUpRejection => ({
      _tag: 'DutiesNotSeparated',
      command,
      rule: 'callerIsNotHandler',
      actor,
    })

    test('by assignment, when it is scheduled or later', () => {
      isRefused(
        { serious: true, handler: handler.id, assignee: handler.id },
        refused('ScheduleFollowUp', handler.id),
      )
      theFollowUp
        .given([serious])
        .when(assignFollowUp({ ...now, actor: supervisor, assignee: handler.id }))
        .thenRejects(refused('AssignFollowUp', handler.id))
    })

    test('by calling, or by closing the call', () => {
      theFollowUp
        .given([serious])
        .when(recordAttempt({ ...now, actor: handler, result: 'noAnswer' }))
        .thenRejects(refused('RecordAttempt', handler.id))
      theFollowUp
        .given([serious, attempted(1, 'reached')])
        .when(completeFollowUp({ ...now, actor: handler, outcome: 'satisfied' }))
        .thenRejects(refused('CompleteFollowUp', handler.id))
    })

    test.each<FollowUpCommand>([
      { type: 'GiveUpFollowUp', ...now },
      { type: 'DeclineFollowUp', ...now, reason: '不用了' },
      { type: 'CancelFollowUp', ...now, reason: 'replaced' },
      { type: 'RecordSatisfaction', ...now, csat: 5 },
    ])('by $type', (command) => {
      const tries = [1, 2, 3].map((n) => attempted(n, 'noAnswer', after(HOUR)))
      theFollowUp
        .given([serious, ...tries])
        .when({ ...command, actor: handler })
        .thenRejects(refused(command.type, handler.id))
      const { serious: _, ...general } = serious
      for (const history of [serious, general]) {
        const actor = history === serious ? agent : handler
        const decided = followUps.decide(
          { ...command, actor },
          fold(followUps, followUps.initialState, [history, ...tries]),
        )
        expect(decided).toMatchObject({ right: [{ by: actor.id }] })
      }
    })

    test('who it is must be said', () => {
      isRefused({ serious: true }, { _tag: 'HandlerUnknown' })
      isRefused({ serious: true, assignee: handler.id }, { _tag: 'HandlerUnknown' })
      isScheduled({ ...schedule, serious: false }, { ...scheduled, serious: false })
    })

    test('but anyone else', () => {
      theFollowUp
        .given([serious])
        .when(assignFollowUp({ ...now, actor: handler, assignee: agent.id }))
        .then([{ ...assigned, by: handler.id, assignee: agent.id }])
    })

    test('of any other, the handler may', () => {
      theFollowUp
        .given([{ ...scheduled, handler: handler.id }])
        .when(recordAttempt({ ...now, actor: handler, result: 'noAnswer' }))
        .then([{ ...attempted(1, 'noAnswer', now.at), by: handler.id }])
      isScheduled(
        { ...schedule, handler: handler.id, assignee: handler.id, serious: false },
        { ...scheduled, handler: handler.id, assignee: handler.id, serious: false },
      )
    })
  })

  test('a policy plans, a customer does not', () => {
    isScheduled({ ...schedule, actor: system }, { ...scheduled, by: system.id })
    theFollowUp
      .given([])
      .when({ ...schedule, actor: client })
      .thenRejects({
        _tag: 'NotPermitted',
        command: 'ScheduleFollowUp',
        role: 'customer',
        permission: 'followUp.plan',
        permitted: [
          'agent',
          'seniorSpecialist',
          'supervisor',
          'manager',
          'customerManager',
          'coordinator',
          'system',
        ],
        nearest: undefined,
      })
  })
})

/** The call itself, and how it ends. */
import {
  cancelFollowUp,
  completeFollowUp,
  declineFollowUp,
  giveUpFollowUp,
  missFollowUp,
  recordAttempt,
  remindOwner,
  type FollowUpEvent,
  type SatisfactionRecorded,
  type FollowUpStage,
} from '@casetrail/core/follow-up'
import { describe, test } from 'vitest'

import {
  DAY,
  HOUR,
  about,
  after,
  agent,
  attempted,
  client,
  customer,
  due,
  inStage,
  kept,
  scheduled,
  standard,
  supervisor,
  system,
  t0,
  theCase,
  theComplaint,
  theFollowUp,
  told,
} from '../../test/follow-up-kit.js'

const now = { at: after(6 * HOUR), actor: agent } as const
const answered: FollowUpEvent = {
  type: 'SatisfactionRecorded',
  at: after(5 * HOUR),
  ...about,
  customer,
  answer: 1,
  csat: 2,
}
const completed = {
  type: 'FollowUpCompleted',
  at: now.at,
  ...about,
  customer,
  firstDue: due,
} as const

describe('an attempt', () => {
  test('leaves all else as it was', () => {
    const rest = {
      stage: 'scheduled',
      standard,
      openedAt: t0,
      customer,
      purpose: 'afterComplaint',
      method: 'sms',
      cycle: 2,
      subject: { case: theCase, complaint: theComplaint },
      due: after(2 * DAY),
      firstDue: due,
      handler: 'agent-wu',
      serious: true,
      assignee: agent.id,
      surveys: new Map([['s1', 'requested' as const]]),
    } as const
    const by = { by: agent.id, cycle: 2 } as const
    const answer: SatisfactionRecorded = {
      type: 'SatisfactionRecorded',
      at: after(3 * HOUR),
      ...by,
      customer,
      answer: 1,
      nps: 9,
    }
    theFollowUp
      .given([
        {
          ...scheduled,
          purpose: rest.purpose,
          method: rest.method,
          cycle: rest.cycle,
          complaint: theComplaint,
          handler: rest.handler,
          serious: rest.serious,
        },
        { type: 'FollowUpAssigned', at: after(HOUR), ...by, assignee: agent.id },
        {
          type: 'FollowUpRescheduled',
          at: after(HOUR),
          ...by,
          customer,
          due: rest.due,
          firstDue: due,
        },
        {
          type: 'SurveyRequested',
          at: after(HOUR),
          ...by,
          customer,
          survey: 's1',
          channel: 'sms',
        },
        answer,
        attempted(1, 'noAnswer', after(4 * HOUR)),
      ])
      .thenState({
        ...rest,
        attempts: 1,
        reachedAt: after(3 * HOUR),
        firstAnsweredAt: after(3 * HOUR),
        answer: kept(answer),
      })
  })

  test('is numbered, and made by the method planned or another', () => {
    theFollowUp
      .given(inStage('scheduled', attempted(1, 'noAnswer')))
      .when(recordAttempt({ ...now, result: 'callBack' }))
      .then([attempted(2, 'callBack', now.at)])
  })

  test('is not made any more once the customer has withdrawn consent', () => {
    const periodic: FollowUpEvent = { ...scheduled, purpose: 'periodic', consent: 'given' }
    theFollowUp
      .given([periodic, attempted(1, 'noAnswer')])
      .when(recordAttempt({ ...now, result: 'reached', consent: 'withdrawn' }))
      .thenRejects({ _tag: 'ConsentMissing', purpose: 'periodic', consent: 'withdrawn' })
    theFollowUp
      .given([periodic])
      .when(recordAttempt({ ...now, result: 'noAnswer', consent: 'given' }))
      .then([attempted(1, 'noAnswer', now.at)])
  })

  test('is no longer one once it was missed, nor after the customer declined', () => {
    const left: ReadonlyArray<FollowUpStage> = ['missed', 'declined', 'unreachable', 'completed']
    const tags = {
      missed: 'FollowUpAlreadyMissed',
      declined: 'FollowUpAlreadyDeclined',
      unreachable: 'FollowUpAlreadyGivenUp',
      completed: 'FollowUpAlreadyCompleted',
      none: 'FollowUpNotScheduled',
      scheduled: 'FollowUpNotScheduled',
      cancelled: 'FollowUpAlreadyCancelled',
    } as const
    for (const stage of left) {
      theFollowUp
        .given(inStage(stage))
        .when(recordAttempt({ ...now, at: after(4 * DAY), result: 'reached' }))
        .thenRejects({
          _tag: tags[stage],
          command: 'RecordAttempt',
          stage,
          allowed: ['scheduled'],
        })
    }
  })
})

describe('completing', () => {
  test('takes a contact, and tells what it was about', () => {
    theFollowUp
      .given(inStage('scheduled', attempted(1, 'noAnswer'), attempted(2, 'reached')))
      .when(completeFollowUp({ ...now, outcome: 'unresolved', notes: '仍然漏水' }))
      .then([{ ...completed, outcome: 'unresolved', notes: '仍然漏水' }])
  })

  test('takes an answer instead', () => {
    theFollowUp
      .given([{ ...scheduled, complaint: theComplaint }, answered])
      .when(completeFollowUp({ ...now, outcome: 'unsatisfied' }))
      .then([{ ...completed, complaint: theComplaint, outcome: 'unsatisfied' }])
  })

  test.each(['noAnswer', 'wrongNumber', 'callBack'] as const)('takes more than %s', (result) => {
    theFollowUp
      .given(inStage('scheduled', attempted(1, result)))
      .when(completeFollowUp({ ...now, outcome: 'satisfied' }))
      .thenRejects({ _tag: 'NoContactYet' })
  })

  test('does not come before the contact', () => {
    const reached = inStage('scheduled', attempted(6, 'reached'))
    theFollowUp
      .given(reached)
      .when(completeFollowUp({ ...now, at: after(6 * HOUR - 1), outcome: 'satisfied' }))
      .thenRejects({ _tag: 'NoContactYet' })
    theFollowUp
      .given(reached)
      .when(completeFollowUp({ ...now, outcome: 'satisfied' }))
      .then([{ ...completed, outcome: 'satisfied' }])
  })

  test('goes by the first contact, in whatever order they were recorded', () => {
    theFollowUp
      .given(
        inStage('scheduled', attempted(1, 'reached', after(8 * HOUR)), {
          ...attempted(2, 'reached', after(6 * HOUR)),
        }),
      )
      .when(completeFollowUp({ ...now, outcome: 'satisfied' }))
      .then([{ ...completed, outcome: 'satisfied' }])
  })

  test('is possible after the due date and the grace, until someone misses it', () => {
    theFollowUp
      .given(inStage('scheduled', attempted(1, 'reached')))
      .when(completeFollowUp({ ...now, at: after(9 * DAY), outcome: 'newNeed' }))
      .then([{ ...completed, at: after(9 * DAY), outcome: 'newNeed' }])
  })
})

describe('giving up', () => {
  const tries = [attempted(1, 'noAnswer'), attempted(2, 'callBack'), attempted(3, 'wrongNumber')]
  const unreachable = { type: 'FollowUpUnreachable', at: now.at, ...about } as const

  test('takes the attempts of the standard', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(giveUpFollowUp(now))
      .thenRejects({ _tag: 'AttemptsLeft', attempts: 0, required: 3 })
    theFollowUp
      .given(inStage('scheduled', ...tries))
      .when(giveUpFollowUp(now))
      .then([{ ...unreachable, attempts: 3 }])
    theFollowUp
      .given(inStage('scheduled', ...tries, attempted(4, 'noAnswer')))
      .when(giveUpFollowUp(now))
      .then([{ ...unreachable, attempts: 4 }])
  })

  test('is wrong of a customer who has answered', () => {
    theFollowUp
      .given(inStage('scheduled', ...tries, answered))
      .when(giveUpFollowUp(now))
      .thenRejects({ _tag: 'CustomerReached', reachedAt: after(5 * HOUR) })
  })
})

describe('missing', () => {
  const missed = { type: 'FollowUpMissed', ...about } as const

  test('comes at the end of the grace, not before', () => {
    theFollowUp
      .given(inStage('scheduled', attempted(1, 'noAnswer')))
      .when(missFollowUp({ at: after(3 * DAY), actor: system }))
      .then([{ ...missed, by: system.id, at: after(3 * DAY), due }])
    theFollowUp
      .given(inStage('scheduled'))
      .when(missFollowUp({ at: due, actor: system }))
      .thenRejects({ _tag: 'NotOverdue', until: after(3 * DAY) })
  })

  test('goes by the date it was rescheduled to', () => {
    const rescheduled: FollowUpEvent = {
      type: 'FollowUpRescheduled',
      at: after(HOUR),
      ...told,
      customer,
      due: after(5 * DAY),
      firstDue: due,
    }
    theFollowUp
      .given(inStage('scheduled', rescheduled))
      .when(missFollowUp({ at: after(7 * DAY - 1), actor: system }))
      .thenRejects({ _tag: 'NotOverdue', until: after(7 * DAY) })
    theFollowUp
      .given(inStage('scheduled', rescheduled))
      .when(missFollowUp({ at: after(7 * DAY), actor: system }))
      .then([{ ...missed, by: system.id, at: after(7 * DAY), due: after(5 * DAY) }])
  })
})

describe('declining and cancelling', () => {
  test("is the customer's word, given or passed on", () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(declineFollowUp({ ...now, actor: client, reason: '不必再打' }))
      .then([
        {
          type: 'FollowUpDeclined',
          at: now.at,
          by: client.id,
          cycle: 1,
          customer,
          reason: '不必再打',
        },
      ])
    theFollowUp
      .given(inStage('scheduled'))
      .when(declineFollowUp(now))
      .then([{ type: 'FollowUpDeclined', at: now.at, ...told, customer }])
  })

  const cancelled = { type: 'FollowUpCancelled', at: now.at, ...told, customer } as const

  test.each(['caseReopened', 'replaced', 'merged', 'consentWithdrawn', 'erased'] as const)(
    'because of %s needs no note',
    (reason) => {
      theFollowUp
        .given(inStage('scheduled'))
        .when(cancelFollowUp({ ...now, reason }))
        .then([{ ...cancelled, reason }])
    },
  )

  test('for another reason says which', () => {
    theFollowUp
      .given(inStage('scheduled'))
      .when(cancelFollowUp({ ...now, reason: 'other', note: '門市已致歉' }))
      .then([{ ...cancelled, reason: 'other', note: '門市已致歉' }])
  })

  test('reaches only what is still scheduled: a case reopened after the call changes no record', () => {
    theFollowUp
      .given(inStage('completed'))
      .when(cancelFollowUp({ ...now, actor: system, reason: 'caseReopened' }))
      .thenRejects({
        _tag: 'FollowUpAlreadyCompleted',
        command: 'CancelFollowUp',
        stage: 'completed',
        allowed: ['scheduled'],
      })
  })
})

describe('reminding', () => {
  test.each(['scheduled', 'completed', 'unreachable', 'missed'] as const)(
    'is possible while it is %s',
    (stage) => {
      theFollowUp
        .given(inStage(stage))
        .when(remindOwner({ at: after(4 * DAY), actor: system, to: 'supervisor', reason: '逾期' }))
        .then([
          {
            type: 'OwnerReminded',
            at: after(4 * DAY),
            by: system.id,
            cycle: 1,
            customer,
            to: 'supervisor',
            reason: '逾期',
          },
        ])
    },
  )

  test('is pointless once it is cancelled', () => {
    theFollowUp
      .given(inStage('cancelled'))
      .when(remindOwner({ ...now, actor: supervisor, to: 'owner', reason: '逾期' }))
      .thenRejects({
        _tag: 'FollowUpAlreadyCancelled',
        command: 'RemindOwner',
        stage: 'cancelled',
        allowed: ['scheduled', 'completed', 'unreachable', 'missed'],
      })
  })
})

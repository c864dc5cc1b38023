/** How a complaint is decided, communicated, reviewed and closed. */
import type { ComplaintCommand, ComplaintDecided, ComplaintEvent } from '@casetrail/core/complaint'
import { describe, expect, test } from 'vitest'

import {
  A,
  DAY,
  HOUR,
  accused,
  after,
  agent,
  client,
  closed,
  closedAfter,
  communicated,
  complaints,
  customer,
  decidedAt,
  inStage,
  inspector,
  investigator,
  leadingTo,
  manager,
  proposed,
  received,
  remedyIn,
  reviewCompleted,
  reviewRequested,
  secondSupervisor,
  severity,
  supervisor,
  system,
  theComplaint,
} from '../../test/complaint-kit.js'

const now = { at: after(2 * DAY), actor: agent } as const
const recorded = { at: now.at, cycle: 1, by: agent.id } as const

type Outcome = 'upheld' | 'partlyUpheld' | 'notUpheld'

describe('deciding', () => {
  const decide = (outcome: Outcome, withoutRemedy?: string): ComplaintCommand => ({
    type: 'DecideComplaint',
    ...now,
    outcome,
    reasons: '錄音佐證',
    ...(withoutRemedy === undefined ? {} : { withoutRemedy }),
  })
  const decided = (outcome: Outcome): ComplaintEvent => ({
    type: 'ComplaintDecided',
    ...recorded,
    customer,
    outcome,
    reasons: '錄音佐證',
  })

  test('not upheld: no remedy is asked for', () => {
    theComplaint
      .given(inStage('investigating'))
      .when(decide('notUpheld'))
      .then([decided('notUpheld')])
  })

  test.each(['upheld', 'partlyUpheld'] as const)(
    '%s: a remedy, or why there is none',
    (outcome) => {
      theComplaint
        .given(inStage('investigating'))
        .when(decide(outcome))
        .thenRejects({ _tag: 'RemedyOrReasonRequired', outcome })
      theComplaint
        .given(inStage('investigating'))
        .when(decide(outcome, '客戶只要求道歉'))
        .then([{ ...decided(outcome), withoutRemedy: '客戶只要求道歉' } as ComplaintEvent])
    },
  )

  test.each(['proposed', 'approved', 'offered', 'accepted', 'fulfilled'] as const)(
    'a remedy that is %s will do',
    (state) => {
      theComplaint
        .given(inStage('investigating', ...remedyIn[state]))
        .when(decide('upheld'))
        .then([decided('upheld')])
    },
  )

  test.each(['refused', 'declined', 'withdrawn'] as const)(
    'one that is %s will not; another beside it will',
    (state) => {
      const given = inStage('investigating', ...remedyIn[state])
      theComplaint
        .given(given)
        .when(decide('upheld'))
        .thenRejects({ _tag: 'RemedyOrReasonRequired', outcome: 'upheld' })
      theComplaint
        .given([...given, proposed({ remedy: 'r2' })])
        .when(decide('upheld'))
        .then([decided('upheld')])
    },
  )

  test('a remedy of the cycle before did not help: it is none in this one', () => {
    const reopened: ComplaintEvent = {
      type: 'ComplaintReopened',
      at: after(3 * DAY),
      cycle: 2,
      by: client.id,
      customer,
      reason: '又發生',
    }
    const [, ...upToClosing] = inStage('closed')
    const before = [received, ...remedyIn.fulfilled, ...upToClosing, reopened]
    const again = { ...decide('upheld'), at: after(4 * DAY) }
    theComplaint
      .given(before)
      .when(again)
      .thenRejects({ _tag: 'RemedyOrReasonRequired', outcome: 'upheld' })
    theComplaint
      .given([...before, proposed({ remedy: 'r2', cycle: 2 })])
      .when(again)
      .then([{ ...decided('upheld'), at: after(4 * DAY), cycle: 2 }])
  })

  test('never by the one complained about', () => {
    theComplaint
      .given(inStage('investigating'))
      .when({ ...decide('notUpheld'), actor: accused })
      .thenRejects({
        _tag: 'DutiesNotSeparated',
        command: 'DecideComplaint',
        rule: 'deciderIsNotComplainedAbout',
        actor: accused.id,
      })
  })
})

describe('communicating', () => {
  const communicate: ComplaintCommand = { type: 'CommunicateDecision', ...now, channel: 'phone' }
  const event: ComplaintEvent = {
    type: 'DecisionCommunicated',
    ...recorded,
    customer,
    channel: 'phone',
    outcome: 'notUpheld',
    withRemedy: false,
    handler: investigator.id,
  }

  test('says the outcome, and that there is no remedy', () => {
    theComplaint.given(inStage('decided')).when(communicate).then([event])
  })

  test.each(['proposed', 'approved', 'offered', 'accepted', 'fulfilled'] as const)(
    'says that there is a remedy: %s',
    (state) => {
      theComplaint
        .given(inStage('decided', ...remedyIn[state]))
        .when(communicate)
        .then([{ ...event, withRemedy: true, severity: 'general' }])
    },
  )

  test.each(['refused', 'declined', 'withdrawn'] as const)('%s is none', (state) => {
    theComplaint
      .given(inStage('decided', ...remedyIn[state]))
      .when(communicate)
      .then([{ ...event, severity: 'general' }])
  })

  test('again changes nothing, by whatever channel', () => {
    theComplaint
      .given(inStage('decided', communicated))
      .when({ ...communicate, channel: 'email' })
      .thenNothing()
  })

  test('who follows it up learns the case and the severity from it alone', () => {
    const [, ...rest] = inStage('decided', severity('serious'))
    theComplaint
      .given([{ ...received, case: A }, ...rest])
      .when(communicate)
      .then([{ ...event, case: A, severity: 'serious' }])
  })
})

describe('a review', () => {
  const request: ComplaintCommand = {
    type: 'RequestReview',
    at: now.at,
    actor: client,
    reason: '不認可結論',
  }
  const requested: ComplaintEvent = {
    type: 'ReviewRequested',
    ...recorded,
    by: client.id,
    customer,
    reason: '不認可結論',
  }
  const complete = (
    fields: Partial<Extract<ComplaintCommand, { readonly type: 'CompleteReview' }>> = {},
  ): ComplaintCommand => ({
    type: 'CompleteReview',
    at: now.at,
    actor: inspector,
    outcome: 'notUpheld',
    reasons: '復核維持原結論',
    ...fields,
  })
  const completed: ComplaintEvent = {
    type: 'ReviewCompleted',
    ...recorded,
    by: inspector.id,
    customer,
    outcome: 'notUpheld',
    changed: false,
    reasons: '復核維持原結論',
  }

  test('is asked for once the complaint is decided, communicated or not', () => {
    theComplaint.given(inStage('decided')).when(request).then([requested])
    theComplaint.given(inStage('decided', communicated)).when(request).then([requested])
  })

  test('once at a time', () => {
    theComplaint
      .given(inStage('decided', reviewRequested))
      .when(request)
      .thenRejects({ _tag: 'ReviewAlreadyOpen', since: after(DAY + 3 * HOUR) })
    theComplaint
      .given(inStage('decided', reviewRequested, reviewCompleted))
      .when(request)
      .then([requested])
  })

  test('thirty days after the closing, and not a millisecond longer', () => {
    const until = after(closedAfter + 30 * DAY)
    theComplaint
      .given(inStage('closed'))
      .when({ ...request, at: until })
      .then([{ ...requested, at: until }])
    theComplaint
      .given(inStage('closed'))
      .when({ ...request, at: after(closedAfter + 30 * DAY + 1) })
      .thenRejects({ _tag: 'ReviewWindowPassed', until })
  })

  test('comes to the same or another outcome, from closed too', () => {
    theComplaint.given(inStage('decided', reviewRequested)).when(complete()).then([completed])
    for (const stage of ['decided', 'closed'] as const) {
      const given = inStage(stage, reviewRequested)
      theComplaint
        .given(given)
        .when(complete({ outcome: 'upheld', withoutRemedy: '已當面致歉' }))
        .then([
          {
            ...completed,
            outcome: 'upheld',
            changed: true,
            withoutRemedy: '已當面致歉',
          },
        ])
      const state = [...given, completed].reduce(complaints.evolve, complaints.initialState)
      expect(state.stage).toBe('decided')
    }
  })

  test('that upholds needs a remedy, or why there is none', () => {
    theComplaint
      .given(inStage('decided', reviewRequested))
      .when(complete({ outcome: 'partlyUpheld' }))
      .thenRejects({ _tag: 'RemedyOrReasonRequired', outcome: 'partlyUpheld' })
    theComplaint
      .given(inStage('decided', ...remedyIn.proposed, reviewRequested))
      .when(complete({ outcome: 'partlyUpheld' }))
      .then([{ ...completed, outcome: 'partlyUpheld', changed: true }])
  })

  test('nobody asked for is not completed', () => {
    theComplaint.given(inStage('decided')).when(complete()).thenRejects({ _tag: 'NoReviewOpen' })
    theComplaint
      .given(inStage('closed', reviewRequested, reviewCompleted))
      .when(complete({ actor: secondSupervisor }))
      .thenRejects({ _tag: 'NoReviewOpen' })
  })

  test('has its outcome communicated anew', () => {
    const given = inStage('decided', communicated, reviewRequested, reviewCompleted)
    theComplaint
      .given(given)
      .when({ type: 'CloseComplaint', ...now })
      .thenRejects({ _tag: 'DecisionNotCommunicated', decidedAt: now.at })
    theComplaint
      .given(given)
      .when({ type: 'CommunicateDecision', ...now, channel: 'phone' })
      .then([{ ...communicated, ...recorded }])
  })

  describe('by someone who took no part', () => {
    const tookPart = (actor: { readonly id: string }) =>
      ({
        _tag: 'DutiesNotSeparated',
        command: 'CompleteReview',
        rule: 'reviewerTookNoPart',
        actor: actor.id,
      }) as const
    const as = (id: string, role = 'supervisor'): ComplaintCommand =>
      complete({ actor: { id, role } })
    const reviewing = (...events: ReadonlyArray<ComplaintEvent>): ReadonlyArray<ComplaintEvent> => [
      received,
      ...leadingTo.investigating,
      ...events,
      decidedAt(DAY),
      reviewRequested,
    ]

    test('not the investigator, nor who decided, nor who assigned them', () => {
      for (const actor of [investigator, supervisor]) {
        theComplaint.given(reviewing()).when(complete({ actor })).thenRejects(tookPart(actor))
      }
      theComplaint
        .given(reviewing({ ...decidedAt(DAY), by: manager.id }))
        .when(complete({ actor: manager }))
        .thenRejects(tookPart(manager))
    })

    test('not an investigator who was named and never did anything', () => {
      const named: ComplaintEvent = {
        type: 'InvestigatorAssigned',
        at: after(2 * HOUR),
        cycle: 1,
        by: supervisor.id,
        investigator: secondSupervisor.id,
      }
      theComplaint
        .given(reviewing(named))
        .when(complete({ actor: secondSupervisor }))
        .thenRejects(tookPart(secondSupervisor))
    })

    test('not an investigator of before, whom another followed', () => {
      const followed: ComplaintEvent = {
        type: 'InvestigatorAssigned',
        at: after(2 * HOUR),
        cycle: 1,
        by: supervisor.id,
        investigator: 'investigator-qin',
      }
      theComplaint
        .given([
          received,
          ...leadingTo.investigating,
          followed,
          { ...decidedAt(DAY), by: 'investigator-qin' },
          reviewRequested,
        ])
        .when(complete({ actor: investigator }))
        .thenRejects(tookPart(investigator))
    })

    test('not the one complained about', () => {
      theComplaint.given(reviewing()).when(as(accused.id)).thenRejects(tookPart(accused))
    })

    const who = 'supervisor-fang'
    const step = { at: after(3 * HOUR), cycle: 1, by: who } as const
    const parts: ReadonlyArray<ComplaintEvent> = [
      {
        type: 'ComplaintClassified',
        ...step,
        complaintType: 'goods',
        priority: 'high',
        suggested: ['exchange'],
      },
      { type: 'SeverityAssessed', ...step, customer, severity: 'major', urgent: false },
      {
        type: 'SeverityChanged',
        ...step,
        customer,
        from: 'general',
        severity: 'major',
        urgent: false,
        reason: '新證據',
      },
      {
        type: 'EvidenceRecorded',
        ...step,
        customer,
        evidence: 'e1',
        kind: 'recording',
        description: '通話錄音',
      },
      { type: 'FindingRecorded', ...step, customer, finding: '語氣生硬' },
      {
        type: 'RootCauseDetermined',
        ...step,
        customer,
        cause: 'staff',
        analysis: { method: 'fiveWhys', whys: ['排班過密'] },
      },
      proposed({ by: who }),
      { type: 'RemedyApproved', ...step, remedy: 'r1', basis: 'discretion', role: 'supervisor' },
      { type: 'RemedyRefused', ...step, customer, remedy: 'r1', reason: '不合規定' },
      { type: 'RemedyOffered', ...step, remedy: 'r1' },
      { type: 'RemedyFulfilled', ...step, customer, remedy: 'r1', kind: 'apology' },
      { type: 'RemedyWithdrawn', ...step, customer, remedy: 'r1', reason: '改換貨' },
      {
        type: 'ComplaintEscalated',
        ...step,
        customer,
        kind: 'hierarchical',
        level: 1,
        reason: '客戶要求',
      },
      {
        type: 'DecisionCommunicated',
        ...step,
        customer,
        channel: 'phone',
        outcome: 'notUpheld',
        withRemedy: false,
      },
    ]

    test.each(parts)('not who gave rise to $type', (event) => {
      theComplaint
        .given(reviewing(event))
        .when(as(who))
        .thenRejects(tookPart({ id: who }))
    })

    test('not who completed the review before', () => {
      theComplaint
        .given([...reviewing(), { ...reviewCompleted, by: who }, reviewRequested])
        .when(as(who))
        .thenRejects(tookPart({ id: who }))
    })

    test('also in the next cycle: the part is not forgotten', () => {
      theComplaint
        .given([
          ...inStage('closed'),
          {
            type: 'ComplaintReopened',
            at: after(3 * DAY),
            cycle: 2,
            by: client.id,
            customer,
            reason: '又發生',
          },
          { ...decidedAt(4 * DAY), cycle: 2, by: manager.id },
          { ...reviewRequested, at: after(5 * DAY), cycle: 2 },
        ])
        .when(complete({ at: after(6 * DAY), actor: investigator }))
        .thenRejects(tookPart(investigator))
    })

    test('receiving, acknowledging and reminding are no part', () => {
      const [, ...rest] = reviewing({
        type: 'OwnerReminded',
        ...step,
        customer,
        to: 'owner',
        reason: '將逾時',
      })
      theComplaint
        .given([
          { ...received, by: who },
          ...rest.map((event) =>
            event.type === 'ComplaintAcknowledged' ? { ...event, by: who } : event,
          ),
        ])
        .when(as(who))
        .then([{ ...completed, by: who }])
    })
  })
})

describe('closing', () => {
  const close: ComplaintCommand = { type: 'CloseComplaint', ...now }
  const event: ComplaintEvent = { ...closed, ...recorded }

  test('what is decided and communicated', () => {
    theComplaint.given(inStage('decided', communicated)).when(close).then([event])
    theComplaint
      .given(inStage('decided', communicated))
      .when({ ...close, actor: system })
      .then([{ ...event, by: system.id }])
  })

  test('not dated before the decision: the windows after it would run short', () => {
    theComplaint
      .given(inStage('decided', communicated))
      .when({ ...close, at: after(DAY - 1) })
      .thenRejects({
        _tag: 'HappenedBeforeDecision',
        at: after(DAY - 1),
        decidedAt: after(DAY),
      })
  })

  test('not before the customer knows', () => {
    theComplaint
      .given(inStage('decided'))
      .when(close)
      .thenRejects({ _tag: 'DecisionNotCommunicated', decidedAt: after(DAY) })
  })

  test.each(['proposed', 'approved', 'offered', 'accepted'] as const)(
    'not with a remedy that is only %s, which is named',
    (state) => {
      theComplaint
        .given(inStage('decided', ...remedyIn[state], communicated, proposed({ remedy: 'r2' })))
        .when(close)
        .thenRejects({ _tag: 'RemediesUnsettled', remedies: ['r1', 'r2'] })
    },
  )

  test.each(['refused', 'declined', 'fulfilled', 'withdrawn'] as const)(
    'a remedy that is %s is settled',
    (state) => {
      theComplaint
        .given(inStage('decided', ...remedyIn[state], communicated))
        .when(close)
        .then([{ ...event, severity: 'general', withRemedy: state === 'fulfilled' }])
    },
  )

  test('who follows it up learns the case, the severity and the outcome from it alone', () => {
    const [, ...rest] = inStage('decided', severity('serious'), communicated)
    theComplaint
      .given([{ ...received, case: A }, ...rest])
      .when(close)
      .then([{ ...event, case: A, severity: 'serious' }])
  })

  describe.each(['upheld', 'partlyUpheld'] as const)('%s', (outcome) => {
    const upheld = (
      remedies: ReadonlyArray<ComplaintEvent>,
      fields: { readonly withoutRemedy?: string } = {},
    ): ReadonlyArray<ComplaintEvent> => [
      ...inStage('investigating', ...remedies),
      { ...(decidedAt(DAY) as ComplaintDecided), outcome, ...fields },
      { ...communicated, outcome } as ComplaintEvent,
    ]
    const refusal = { _tag: 'RemedyOrReasonRequired', outcome } as const
    const ended = { ...event, outcome, severity: 'general' } as const

    test.each(['withdrawn', 'refused'] as const)(
      'a remedy that is %s after the decision does not go silently',
      (state) => {
        theComplaint.given(upheld(remedyIn[state])).when(close).thenRejects(refusal)
      },
    )

    test('the reason why there is none after all is carried by the closing', () => {
      theComplaint
        .given(upheld(remedyIn.withdrawn))
        .when({ ...close, withoutRemedy: '客戶改要書面說明' })
        .then([{ ...ended, withoutRemedy: '客戶改要書面說明' }])
    })

    test('the reason of the decision will do', () => {
      const { severity: _, ...plain } = ended
      theComplaint
        .given(upheld([], { withoutRemedy: '已致歉' }))
        .when(close)
        .then([plain])
    })

    test('of the last decision: that of a review takes its place', () => {
      const given = [
        ...upheld(remedyIn.withdrawn, { withoutRemedy: '已致歉' }),
        reviewRequested,
        { ...reviewCompleted, outcome },
        { ...communicated, at: now.at, outcome },
      ] as ReadonlyArray<ComplaintEvent>
      theComplaint.given(given).when(close).thenRejects(refusal)
    })

    test('a remedy that was fulfilled will do, and one that the customer declined', () => {
      for (const state of ['fulfilled', 'declined'] as const) {
        theComplaint
          .given(upheld(remedyIn[state]))
          .when(close)
          .then([{ ...ended, withRemedy: state === 'fulfilled' }])
      }
    })

    test.each(['fulfilled', 'declined'] as const)('but not one %s in an earlier cycle', (state) => {
      const again = [
        ...upheld(remedyIn[state]),
        { ...closed, outcome },
        {
          type: 'ComplaintReopened',
          at: after(3 * DAY),
          cycle: 2,
          by: client.id,
          customer,
          reason: '又發生',
        },
        { ...decidedAt(4 * DAY), cycle: 2, outcome },
        { ...communicated, at: after(4 * DAY), cycle: 2, outcome },
      ] as ReadonlyArray<ComplaintEvent>
      theComplaint
        .given(again)
        .when({ ...close, at: after(5 * DAY) })
        .thenRejects(refusal)
    })
  })

  test('not while a review is open', () => {
    theComplaint
      .given(inStage('decided', communicated, reviewRequested))
      .when(close)
      .thenRejects({ _tag: 'ReviewOpen', since: after(DAY + 3 * HOUR) })
  })
})

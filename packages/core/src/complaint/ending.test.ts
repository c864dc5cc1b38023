/** How a complaint ends: archived, withdrawn, reopened, to the millisecond of each window. */
import {
  complaintAggregate,
  type ComplaintCommand,
  type ComplaintEvent,
} from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { Duration, foldRead, handle, inMemoryEventStore, type Instant } from '@casetrail/core'
import { specify, testBoundary } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  A,
  DAY,
  HOUR,
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
  remedyIn,
  investigator,
  receive,
  reviewCompleted,
  reviewRequested,
  system,
  t0,
  theComplaint,
} from '../../test/complaint-kit.js'

const reopenUntil = after(closedAfter + 7 * DAY)
const reviewUntil = after(closedAfter + 30 * DAY)

const duration = (text: string): Duration => {
  if (Duration.is(text)) return text
  throw new Error(`${text} is no duration`)
}
const withWindows = (reopen: string, review: string) =>
  specify(
    complaintAggregate([
      {
        ...retail2025,
        complaints: {
          ...retail2025.complaints,
          reopen: { window: duration(reopen) },
          review: { window: duration(review) },
        },
      },
    ]),
  )

describe('reopening', () => {
  const reopen = (at: Instant): ComplaintCommand => ({
    type: 'ReopenComplaint',
    at,
    actor: client,
    reason: '又發生',
  })
  const reopened = (at: Instant, cycle = 2): ComplaintEvent => ({
    type: 'ComplaintReopened',
    at,
    cycle,
    by: client.id,
    customer,
    reason: '又發生',
  })

  test('until seven days after the closing, and not a millisecond longer', () => {
    theComplaint
      .given(inStage('closed'))
      .when(reopen(reopenUntil))
      .then([reopened(reopenUntil)])
    theComplaint
      .given(inStage('closed'))
      .when(reopen(after(closedAfter + 7 * DAY + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: reopenUntil })
  })

  test("the window is complaints' own, and a setting", () => {
    withWindows('PT1H', 'P30D')
      .given(inStage('closed'))
      .when(reopen(after(closedAfter + HOUR + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: after(closedAfter + HOUR) })
  })

  test('is investigated, decided and communicated anew', () => {
    const again = [...inStage('closed'), reopened(after(3 * DAY))]
    expect(again.reduce(complaints.evolve, complaints.initialState)).toMatchObject({
      stage: 'investigating',
      cycle: 2,
      outcome: undefined,
      decidedAt: undefined,
      communicated: false,
      closedAt: undefined,
    })
    const anew = { at: after(5 * DAY), actor: agent } as const
    const decided: ComplaintEvent = { ...decidedAt(4 * DAY), cycle: 2 }
    theComplaint
      .given(again)
      .when({ type: 'DecideComplaint', ...anew, outcome: 'notUpheld', reasons: '同前' })
      .then([
        {
          type: 'ComplaintDecided',
          at: anew.at,
          cycle: 2,
          by: agent.id,
          customer,
          outcome: 'notUpheld',
          reasons: '同前',
        },
      ])
    theComplaint
      .given([...again, decided])
      .when({ type: 'CloseComplaint', ...anew })
      .thenRejects({ _tag: 'DecisionNotCommunicated', decidedAt: after(4 * DAY) })
    theComplaint
      .given([...again, decided])
      .when({ type: 'CommunicateDecision', ...anew, channel: 'phone' })
      .then([{ ...communicated, at: anew.at, cycle: 2 }])
  })

  test('what a review was asked for is void with the decision: it is all looked at anew', () => {
    const decidedAnew = [
      ...inStage('closed', { ...reviewRequested, at: after(2 * DAY) }),
      reopened(after(3 * DAY)),
      { ...decidedAt(4 * DAY), cycle: 2 },
      { ...communicated, at: after(5 * DAY), cycle: 2 },
    ] as ReadonlyArray<ComplaintEvent>
    const anew = { at: after(6 * DAY), actor: agent } as const
    theComplaint
      .given(decidedAnew)
      .when({
        type: 'CompleteReview',
        ...anew,
        actor: { id: 'inspector-tang', role: 'qualityInspector' },
        outcome: 'notUpheld',
        reasons: '維持',
      })
      .thenRejects({ _tag: 'NoReviewOpen' })
    theComplaint
      .given(decidedAnew)
      .when({ type: 'CloseComplaint', ...anew })
      .then([{ ...closed, at: anew.at, cycle: 2 }])
  })

  test('the window follows the last closing, and cycles count on', () => {
    const second = [
      ...inStage('closed'),
      reopened(after(3 * DAY)),
      { ...decidedAt(4 * DAY), cycle: 2 },
      { ...communicated, at: after(5 * DAY), cycle: 2 },
      { ...closed, at: after(6 * DAY), cycle: 2 },
    ] as ReadonlyArray<ComplaintEvent>
    theComplaint
      .given(second)
      .when(reopen(after(13 * DAY)))
      .then([reopened(after(13 * DAY), 3)])
    theComplaint
      .given(second)
      .when(reopen(after(13 * DAY + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: after(13 * DAY) })
  })
})

describe('archiving', () => {
  const archive = (at: Instant): ComplaintCommand => ({
    type: 'ArchiveComplaint',
    at,
    actor: system,
  })
  const archived = (at: Instant): ComplaintEvent => ({
    type: 'ComplaintArchived',
    at,
    cycle: 1,
    by: system.id,
    receivedAt: t0,
    closedAt: after(closedAfter),
    cycles: 1,
    outcome: 'notUpheld',
    decidedAt: after(DAY),
  })

  test('only when it can neither be reopened nor reviewed', () => {
    theComplaint
      .given(inStage('closed'))
      .when(archive(reviewUntil))
      .thenRejects({ _tag: 'WindowOpen', until: reviewUntil })
    const justAfter = after(closedAfter + 30 * DAY + 1)
    theComplaint
      .given(inStage('closed'))
      .when(archive(justAfter))
      .then([archived(justAfter)])
  })

  test('the longer of the two windows counts', () => {
    withWindows('P60D', 'P30D')
      .given(inStage('closed'))
      .when(archive(after(closedAfter + 60 * DAY)))
      .thenRejects({ _tag: 'WindowOpen', until: after(closedAfter + 60 * DAY) })
  })

  test('not while a review is open, however long it takes', () => {
    theComplaint
      .given(inStage('closed', reviewRequested))
      .when(archive(after(90 * DAY)))
      .thenRejects({ _tag: 'ReviewOpen', since: after(DAY + 3 * HOUR) })
  })

  test('says what the review came to', () => {
    const reviewed = [
      ...inStage('decided', communicated, reviewRequested),
      { ...reviewCompleted, outcome: 'upheld', changed: true, withoutRemedy: '已致歉' },
      { ...communicated, at: after(3 * DAY), outcome: 'upheld' },
      { ...closed, at: after(4 * DAY) },
    ] as ReadonlyArray<ComplaintEvent>
    const decided = complaints.decide(
      archive(after(40 * DAY)),
      reviewed.reduce(complaints.evolve, complaints.initialState),
    )
    expect(decided).toMatchObject({
      right: [{ type: 'ComplaintArchived', outcome: 'upheld', closedAt: after(4 * DAY) }],
    })
  })
})

describe('withdrawing', () => {
  test.each(['received', 'acknowledged', 'investigating', 'decided'] as const)(
    'a complaint that is %s, with a reason',
    (stage) => {
      theComplaint
        .given(inStage(stage))
        .when({
          type: 'WithdrawComplaint',
          at: after(2 * DAY),
          actor: client,
          reason: '已私下和解',
        })
        .then([
          {
            type: 'ComplaintWithdrawn',
            at: after(2 * DAY),
            cycle: 1,
            by: client.id,
            customer,
            reason: '已私下和解',
          },
        ])
    },
  )
})

describe('withdrawing with remedies', () => {
  const withdraw: ComplaintCommand = {
    type: 'WithdrawComplaint',
    at: after(2 * DAY),
    actor: client,
    reason: '已私下和解',
  }

  test('not where one was accepted and is still owed', () => {
    theComplaint
      .given(inStage('decided', ...remedyIn.accepted))
      .when(withdraw)
      .thenRejects({ _tag: 'RemediesUnsettled', remedies: ['r1'] })
  })

  test.each(['proposed', 'approved', 'offered', 'fulfilled', 'withdrawn'] as const)(
    'one that is %s stands in no way',
    (standing) => {
      const state = inStage('decided', ...remedyIn[standing]).reduce(
        complaints.evolve,
        complaints.initialState,
      )
      expect(complaints.decide(withdraw, state)).toMatchObject({
        right: [{ type: 'ComplaintWithdrawn', reason: '已私下和解' }],
      })
    },
  )
})

describe('what was handled in order', () => {
  test('goes from receipt to archive, command by command', () => {
    const by = (actor: { readonly id: string; readonly role: string }, ms: number) =>
      ({ at: after(ms), actor }) as const
    const supervisor = { id: 'supervisor-huang', role: 'supervisor' } as const
    const commands: ReadonlyArray<ComplaintCommand> = [
      {
        type: 'ReceiveComplaint',
        ...by(agent, 0),
        customer,
        complaintType: 'goods',
        source: 'external',
        channel: 'store',
        about: { kind: 'item', id: 'KT-1700' },
      },
      { type: 'AcknowledgeComplaint', ...by(agent, 1), channel: 'sms', nextStep: '今日答覆' },
      { type: 'ClassifyComplaint', ...by(agent, 2), complaintType: 'goods' },
      { type: 'AssessSeverity', ...by(agent, 3), severity: 'serious', urgent: true },
      { type: 'AssignInvestigator', ...by(supervisor, 4), investigator: investigator.id },
      {
        type: 'RecordEvidence',
        ...by(investigator, 5),
        evidence: 'e1',
        kind: 'goods',
        description: '漏水的水壺',
      },
      { type: 'RecordFinding', ...by(investigator, 6), finding: '底座開裂' },
      {
        type: 'DetermineRootCause',
        ...by(investigator, 7),
        cause: 'supplier',
        analysis: { method: 'fishbone', category: 'material', detail: '底座塑料批次' },
      },
      {
        type: 'ProposeRemedy',
        ...by(investigator, 8),
        remedy: 'r1',
        kind: 'refund',
        amount: { amount: 19_900, currency: 'CNY' },
        goodwill: false,
      },
      { type: 'ApproveRemedy', ...by(supervisor, 9), remedy: 'r1' },
      { type: 'OfferRemedy', ...by(agent, 10), remedy: 'r1' },
      { type: 'DecideComplaint', ...by(investigator, 11), outcome: 'upheld', reasons: '質量缺陷' },
      { type: 'CommunicateDecision', ...by(agent, 12), channel: 'phone' },
      { type: 'AcceptRemedy', ...by(client, 13), remedy: 'r1' },
      { type: 'FulfilRemedy', ...by(agent, 14), remedy: 'r1' },
      { type: 'CloseComplaint', ...by(agent, 15) },
      { type: 'ArchiveComplaint', ...by(system, 31 * DAY) },
    ]
    let state = complaints.initialState
    const seen = commands.map((command) => {
      const decided = complaints.decide(command, state)
      if (decided._tag === 'Left') return decided.left
      state = decided.right.reduce(complaints.evolve, state)
      return decided.right.map((event) => event.type).join()
    })
    expect(seen).toEqual([
      'ComplaintReceived',
      'ComplaintAcknowledged',
      'ComplaintClassified',
      'SeverityAssessed',
      'InvestigatorAssigned',
      'EvidenceRecorded',
      'FindingRecorded',
      'RootCauseDetermined',
      'RemedyProposed',
      'RemedyApproved',
      'RemedyOffered',
      'ComplaintDecided',
      'DecisionCommunicated',
      'RemedyAccepted',
      'RemedyFulfilled',
      'ComplaintClosed',
      'ComplaintArchived',
    ])
    expect(complaints.isTerminal(state)).toBe(true)
  })
})

describe('a complaint raised from a case', () => {
  test("carries the case's correlation to its end, in a stream of its own", async () => {
    const store = inMemoryEventStore(testBoundary())
    const desk = handle(store, complaints)
    const caseId = '7d4f2a10-9c3e-4b52-8f61-2ab0c5d7e901'
    const raised = { commandId: 'raise', correlationId: caseId, causationId: 'opened' }
    await desk(A, { ...receive, case: caseId }, raised)()
    const withdraw: ComplaintCommand = {
      type: 'WithdrawComplaint',
      at: after(DAY),
      actor: client,
      reason: '已私下和解',
    }
    await desk(A, withdraw, { commandId: 'withdraw' })()
    const seen: string[] = []
    const stream = `complaint-${A}`
    const read = foldRead(store, { stream }, 0, (n, { event, metadata }) => {
      const { correlationId, standard } = metadata
      return n + seen.push(`${event.type} ${correlationId} ${standard?.id ?? 'no standard'}`)
    })
    expect(await read()).toMatchObject({ _tag: 'Right' })
    expect(seen).toEqual([
      `ComplaintReceived ${caseId} retail-2025`,
      `ComplaintWithdrawn ${caseId} retail-2025`,
    ])
  })
})

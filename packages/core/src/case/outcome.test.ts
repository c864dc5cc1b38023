/** How a case is settled, reopened and ended, to the millisecond of each window. */
import {
  archiveCase,
  cancelCase,
  caseAggregate,
  closeCase,
  confirmResolution,
  rejectResolution,
  reopenCase,
  resolveCase,
  resumeCase,
  verifySolution,
  type CaseEvent,
} from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { Duration, type Instant } from '@casetrail/core'
import { specify } from '@casetrail/core/testing'
import { describe, expect, test } from 'vitest'

import {
  DAY,
  HOUR,
  after,
  agent,
  cases,
  client,
  customer,
  inStage,
  leadingTo,
  opened,
  other,
  supervisor,
  system,
  t0,
  theCase,
} from '../../test/case-kit.js'

const now = { at: after(2 * DAY), actor: agent } as const
const recorded = { at: now.at, cycle: 1 } as const
const resolution = { resolutionCode: 'replaced', notes: '已換新品' } as const

/** The kit's resolution, and the end of the window that follows it. */
const resolvedAt = after(2 * HOUR)
const windowEnds = after(2 * HOUR + 7 * DAY)
const justAfter = after(2 * HOUR + 7 * DAY + 1)

const closedBy = (at: Instant, cycle = 1): CaseEvent => ({
  type: 'CaseClosed',
  at,
  cycle,
  customer,
  basis: 'supervisor',
  outcome: 'unsolved',
  reason: '無法聯繫',
})

describe('resolving', () => {
  const resolved = { type: 'CaseResolved', ...recorded, customer, contacts: 0 } as const

  test('is credited to the actor, and may name the cause', () => {
    theCase
      .given(inStage('open'))
      .when(resolveCase({ ...now, ...resolution, rootCause: 'supplier' }))
      .then([{ ...resolved, ...resolution, resolver: agent.id, rootCause: 'supplier' }])
  })

  test('is credited to whom the command names', () => {
    theCase
      .given(inStage('open'))
      .when(resolveCase({ ...now, actor: system, ...resolution, resolver: other.id }))
      .then([{ ...resolved, ...resolution, resolver: other.id }])
  })

  test('the first-contact owner may do it at once', () => {
    theCase
      .given(inStage('new'))
      .when(resolveCase({ ...now, ...resolution }))
      .then([{ ...resolved, ...resolution, resolver: agent.id }])
  })

  test('ends a pause', () => {
    const [first, ...more] = leadingTo.resolved
    expect(more).toEqual([])
    const given = [...inStage('onHold'), ...(first === undefined ? [] : [first])]
    expect(given.reduce(cases.evolve, cases.initialState)).toMatchObject({
      stage: 'resolved',
      pausedAt: undefined,
    })
    const rejected: CaseEvent = {
      type: 'CaseReopened',
      at: after(3 * HOUR),
      cycle: 2,
      customer,
      reason: '仍漏水',
    }
    theCase
      .given([...given, rejected])
      .when(resumeCase({ ...now, basis: 'byHand' }))
      .thenRejects({
        _tag: 'CaseNotPaused',
        command: 'ResumeCase',
        stage: 'open',
        allowed: ['pendingCustomer', 'onHold'],
      })
  })

  test('a cause that the standard does not know', () => {
    theCase
      .given(inStage('open'))
      .when(resolveCase({ ...now, ...resolution, rootCause: 'suplier' }))
      .thenRejects({
        _tag: 'NotInTaxonomy',
        taxonomy: 'causes',
        found: 'suplier',
        nearest: 'supplier',
      })
  })

  test('a word unlike any has no nearest', () => {
    theCase
      .given(inStage('open'))
      .when(resolveCase({ ...now, ...resolution, rootCause: '?' }))
      .thenRejects({ _tag: 'NotInTaxonomy', taxonomy: 'causes', found: '?', nearest: undefined })
  })
})

describe('the solution is verified', () => {
  test('by test, trial or check, as often as that is done', () => {
    const verified: CaseEvent = {
      type: 'SolutionVerified',
      ...recorded,
      customer,
      method: 'trial',
      reusable: true,
      notes: '試燒三次',
    }
    theCase
      .given([...inStage('resolved'), verified])
      .when(verifySolution({ ...now, method: 'trial', reusable: true, notes: '試燒三次' }))
      .then([verified])
  })
})

describe('the customer answers', () => {
  test('confirmed: the case closes, solved', () => {
    theCase
      .given(inStage('resolved'))
      .when(confirmResolution({ ...now, actor: client }))
      .then([
        { type: 'ResolutionConfirmed', ...recorded },
        { type: 'CaseClosed', ...recorded, customer, basis: 'customer', outcome: 'solved' },
      ])
  })

  const rejection = (at: Instant) => rejectResolution({ at, actor: client, reason: '仍漏水' })

  test('rejected: the next cycle begins, and whose resolution did not hold is said', () => {
    theCase
      .given(inStage('resolved'))
      .when(rejection(windowEnds))
      .then([
        { type: 'ResolutionRejected', at: windowEnds, cycle: 1, customer, reason: '仍漏水' },
        {
          type: 'CaseReopened',
          at: windowEnds,
          cycle: 2,
          customer,
          reason: '仍漏水',
          resolver: agent.id,
        },
      ])
  })

  test('rejected after the window: a case that should have been closed by then is not reopened', () => {
    theCase
      .given(inStage('resolved'))
      .when(rejection(justAfter))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: windowEnds })
  })
})

describe('reopening', () => {
  const reopen = (at: Instant) => reopenCase({ at, actor: agent, reason: '又壞了' })
  const reopened = (at: Instant, cycle: number): CaseEvent => ({
    type: 'CaseReopened',
    at,
    cycle,
    customer,
    reason: '又壞了',
    resolver: agent.id,
  })

  test.each(['resolved', 'closed'] as const)(
    'a %s case, until seven days after the resolution and not a millisecond longer',
    (stage) => {
      theCase
        .given(inStage(stage))
        .when(reopen(windowEnds))
        .then([reopened(windowEnds, 2)])
      theCase
        .given(inStage(stage))
        .when(reopen(justAfter))
        .thenRejects({ _tag: 'ReopenWindowPassed', until: windowEnds })
    },
  )

  test('where nothing was resolved, the window begins with the closing, and nobody is credited', () => {
    const given = [...inStage('open'), closedBy(after(DAY))]
    theCase
      .given(given)
      .when(reopen(after(8 * DAY)))
      .then([{ type: 'CaseReopened', at: after(8 * DAY), cycle: 2, customer, reason: '又壞了' }])
    theCase
      .given(given)
      .when(reopen(after(8 * DAY + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: after(8 * DAY) })
  })

  test('the window follows the last resolution', () => {
    const second: CaseEvent = {
      type: 'CaseResolved',
      at: after(6 * DAY),
      cycle: 2,
      customer,
      ...resolution,
      resolver: other.id,
      contacts: 0,
    }
    const given = [...inStage('resolved'), reopened(after(5 * DAY), 2), second]
    theCase
      .given(given)
      .when(reopen(after(13 * DAY)))
      .then([
        {
          type: 'CaseReopened',
          at: after(13 * DAY),
          cycle: 3,
          customer,
          reason: '又壞了',
          resolver: other.id,
        },
      ])
    theCase
      .given(given)
      .when(reopen(after(13 * DAY + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: after(13 * DAY) })
  })

  test('a reopened cycle that was closed without a resolution has its own window', () => {
    const given = [...inStage('resolved'), reopened(after(5 * DAY), 2), closedBy(after(9 * DAY), 2)]
    theCase
      .given(given)
      .when(reopen(after(16 * DAY)))
      .then([{ type: 'CaseReopened', at: after(16 * DAY), cycle: 3, customer, reason: '又壞了' }])
  })

  test('an archived case is not reopened, however early', () => {
    theCase
      .given(inStage('archived'))
      .when(reopen(after(8 * DAY)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: windowEnds })
  })

  test("the standard's window is a setting", () => {
    const window = 'PT1H'
    if (!Duration.is(window)) throw new Error('no duration')
    const strict = specify(caseAggregate([{ ...retail2025, reopen: { window } }]))
    strict
      .given(inStage('resolved'))
      .when(reopen(after(3 * HOUR + 1)))
      .thenRejects({ _tag: 'ReopenWindowPassed', until: after(3 * HOUR) })
  })

  test('events of the next cycle carry its number', () => {
    theCase
      .given([...inStage('resolved'), reopened(after(DAY), 2)])
      .when(resolveCase({ ...now, ...resolution }))
      .then([
        {
          type: 'CaseResolved',
          at: now.at,
          cycle: 2,
          customer,
          ...resolution,
          resolver: agent.id,
          contacts: 0,
        },
      ])
  })

  test('what was settled is open again: resolver, code and closing are forgotten', () => {
    const state = [...inStage('closed'), reopened(after(4 * DAY), 2)].reduce(
      cases.evolve,
      cases.initialState,
    )
    expect(state).toMatchObject({
      stage: 'open',
      cycle: 2,
      resolvedAt: undefined,
      resolver: undefined,
      resolutionCode: undefined,
      closedAt: undefined,
      closingOutcome: undefined,
    })
  })
})

describe('closing', () => {
  const timeOut = (at: Instant) => closeCase({ at, actor: system, basis: 'timedOut' })
  const waited = after(2 * HOUR + 3 * DAY)
  const closed = { type: 'CaseClosed', cycle: 1, customer } as const

  test('after three days of waiting for the customer, and not a millisecond before', () => {
    theCase
      .given(inStage('resolved'))
      .when(timeOut(waited))
      .then([{ ...closed, at: waited, basis: 'timedOut', outcome: 'solved' }])
    theCase
      .given(inStage('resolved'))
      .when(timeOut(after(2 * HOUR + 3 * DAY - 1)))
      .thenRejects({ _tag: 'WaitingTimeNotOver', until: waited })
  })

  test('time alone closes no active case', () => {
    theCase
      .given(inStage('open'))
      .when(timeOut(after(30 * DAY)))
      .thenRejects({
        _tag: 'SupervisorRequired',
        role: 'system',
        required: ['supervisor', 'manager'],
      })
  })

  test.each([supervisor, { id: 'manager-1', role: 'manager' }])(
    'a $role closes an active case, with a reason: unsolved unless told otherwise',
    (actor) => {
      const by = { ...now, actor, basis: 'supervisor', reason: '無法聯繫' } as const
      const event = { ...closed, at: now.at, basis: 'supervisor', reason: '無法聯繫' } as const
      for (const stage of ['new', 'open', 'pendingCustomer', 'onHold'] as const) {
        theCase
          .given(inStage(stage))
          .when(closeCase(by))
          .then([{ ...event, outcome: 'unsolved' }])
      }
      theCase
        .given(inStage('open'))
        .when(closeCase({ ...by, outcome: 'solved' }))
        .then([{ ...event, outcome: 'solved' }])
    },
  )

  test('a supervisor closes a resolved one without waiting: solved unless told otherwise', () => {
    const by = { ...now, actor: supervisor, basis: 'supervisor', reason: '已電話確認' } as const
    const event = { ...closed, at: now.at, basis: 'supervisor', reason: '已電話確認' } as const
    theCase
      .given(inStage('resolved'))
      .when(closeCase(by))
      .then([{ ...event, outcome: 'solved' }])
    theCase
      .given(inStage('resolved'))
      .when(closeCase({ ...by, outcome: 'unsolved' }))
      .then([{ ...event, outcome: 'unsolved' }])
  })

  test('an agent is no supervisor, in whatever stage; a supervisor needs a reason', () => {
    for (const stage of ['open', 'resolved'] as const) {
      theCase
        .given(inStage(stage))
        .when(closeCase({ ...now, basis: 'supervisor', reason: '無法聯繫' }))
        .thenRejects({
          _tag: 'SupervisorRequired',
          role: 'agent',
          required: ['supervisor', 'manager'],
        })
      theCase
        .given(inStage(stage))
        .when(closeCase({ ...now, actor: supervisor, basis: 'supervisor' }))
        .thenRejects({ _tag: 'ReasonRequired', command: 'CloseCase' })
    }
  })

  test('the waiting time is that of the last resolution', () => {
    const again: ReadonlyArray<CaseEvent> = [
      { type: 'CaseReopened', at: after(DAY), cycle: 2, customer, reason: '又壞了' },
      {
        type: 'CaseResolved',
        at: after(2 * DAY),
        cycle: 2,
        customer,
        ...resolution,
        resolver: agent.id,
        contacts: 0,
      },
    ]
    theCase
      .given([...inStage('resolved'), ...again])
      .when(timeOut(waited))
      .thenRejects({ _tag: 'WaitingTimeNotOver', until: after(5 * DAY) })
  })
})

describe('archiving', () => {
  const archive = (at: Instant) => archiveCase({ at, actor: system })

  test('a closed case, once it can no longer be reopened, with its summary', () => {
    theCase
      .given(inStage('closed'))
      .when(archive(windowEnds))
      .thenRejects({ _tag: 'ReopenWindowOpen', until: windowEnds })
    theCase
      .given(inStage('closed'))
      .when(archive(justAfter))
      .then([
        {
          type: 'CaseArchived',
          at: justAfter,
          cycle: 1,
          openedAt: t0,
          closedAt: after(2 * HOUR + 3 * DAY),
          cycles: 1,
          contacts: 0,
          resolvedAt,
          resolutionCode: 'replaced',
          outcome: 'solved',
        },
      ])
  })

  test('where nothing was resolved, the summary has no resolution', () => {
    const contact: CaseEvent = {
      type: 'ContactRecorded',
      at: after(HOUR),
      cycle: 1,
      customer,
      direction: 'inbound',
      channel: 'phone',
      by: 'human',
      public: true,
    }
    theCase
      .given([...inStage('open', contact), closedBy(after(DAY))])
      .when(archive(after(8 * DAY + 1)))
      .then([
        {
          type: 'CaseArchived',
          at: after(8 * DAY + 1),
          cycle: 1,
          openedAt: t0,
          closedAt: after(DAY),
          cycles: 1,
          contacts: 1,
          outcome: 'unsolved',
        },
      ])
  })
})

describe('cancelling', () => {
  test('gives the reason and is the end', () => {
    const cancelled: CaseEvent = {
      type: 'CaseCancelled',
      ...recorded,
      customer,
      reason: '誤撥',
    }
    const cancel = cancelCase({ ...now, reason: '誤撥' })
    theCase.given([opened]).when(cancel).then([cancelled])
    theCase
      .given([opened, cancelled])
      .when(cancel)
      .thenRejects({
        _tag: 'CaseAlreadyCancelled',
        command: 'CancelCase',
        stage: 'cancelled',
        allowed: ['new', 'open', 'pendingCustomer', 'onHold'],
      })
  })
})

/** What the compiler must know of lifecycles with clocks. */
import { handle, inMemoryEventStore } from '@casetrail/core'
import { readyCalendars } from '@casetrail/core/calendar'
import {
  caseAggregate,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseState,
} from '@casetrail/core/case'
import {
  checkDeadlines,
  clockLabels,
  serviceLevels,
  withServiceLevels,
  type CheckDeadlines,
  type ClockEvent,
  type ClockMet,
  type ClockRejection,
  type ClockStarted,
  type Clocks,
  type WithClocks,
} from '@casetrail/core/clock'
import {
  complaintAggregate,
  type ComplaintCommand,
  type ComplaintEvent,
  type ComplaintRejection,
  type ComplaintState,
} from '@casetrail/core/complaint'
import { retail2025, type Target } from '@casetrail/core/standards'
import { at, testBoundary } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const levels = serviceLevels([retail2025], readyCalendars)
const cases = withServiceLevels(caseAggregate([retail2025]), levels)
const complaints = withServiceLevels(complaintAggregate([retail2025]), levels)
const now = { at: at('2025-03-03T01:00:00.000Z'), actor: { id: 'ticker', role: 'system' } }

describe('a lifecycle with clocks', () => {
  test('takes one command more, says nine events more, refuses three ways more', () => {
    expectTypeOf(cases.decide).parameters.toEqualTypeOf<
      [command: CaseCommand | CheckDeadlines, state: WithClocks<CaseState>]
    >()
    expectTypeOf(cases.decide).returns.toEqualTypeOf<
      Either<CaseRejection | ClockRejection, ReadonlyArray<CaseEvent | ClockEvent>>
    >()
    expectTypeOf(complaints.decide).parameters.toEqualTypeOf<
      [command: ComplaintCommand | CheckDeadlines, state: WithClocks<ComplaintState>]
    >()
    expectTypeOf(complaints.decide).returns.toEqualTypeOf<
      Either<ComplaintRejection | ClockRejection, ReadonlyArray<ComplaintEvent | ClockEvent>>
    >()
    expectTypeOf<ClockRejection['_tag']>().toEqualTypeOf<
      'OutsideCalendar' | 'CalendarNotLoaded' | 'DatedTooFarBack'
    >()
  })

  test('has its own state within, and its clocks beside', () => {
    expectTypeOf(cases.initialState.inner).toEqualTypeOf<CaseState>()
    expectTypeOf(cases.initialState.clocks).toEqualTypeOf<Clocks>()
    // @ts-expect-error the case's stage is within
    expectTypeOf(cases.initialState.stage)
  })

  test('is no other one', () => {
    // @ts-expect-error a complaint's command is none of a case's
    cases.decide({ type: 'ReceiveComplaint' }, cases.initialState)
    // @ts-expect-error the state without clocks
    cases.decide(checkDeadlines(now), caseAggregate([retail2025]).initialState)
  })

  test('is handled as any other', async () => {
    const outcome = await handle(inMemoryEventStore(testBoundary()), cases)(
      '6b3f0b6e-3c0d-4f0e-9d57-0a54f2f1c001',
      checkDeadlines(now),
      { commandId: 'tick' },
    )()
    if (outcome._tag === 'Left') {
      if (outcome.left._tag === 'Rejected') {
        expectTypeOf(outcome.left.rejection).toEqualTypeOf<CaseRejection | ClockRejection>()
      }
      return
    }
    expectTypeOf(outcome.right.state).toEqualTypeOf<WithClocks<CaseState>>()
    expectTypeOf(outcome.right.events)
      .items.toHaveProperty('event')
      .toEqualTypeOf<CaseEvent | ClockEvent>()
  })
})

describe('clock events', () => {
  test('discriminate on their type', () => {
    const kept = (event: CaseEvent | ClockEvent): boolean | undefined =>
      event.type === 'ClockMet' ? event.inTime : undefined
    expectTypeOf(kept).returns.toEqualTypeOf<boolean | undefined>()
    expectTypeOf<Extract<ClockEvent, { readonly type: 'ClockMet' }>>().toEqualTypeOf<ClockMet>()
    expectTypeOf<ClockStarted['target']>().toEqualTypeOf<Target>()
    // @ts-expect-error only some carry a deadline
    expectTypeOf<ClockEvent['dueAt']>()
  })

  test('have a label each', () => {
    expectTypeOf<keyof typeof clockLabels>().toEqualTypeOf<ClockEvent['type']>()
  })
})

describe('the command', () => {
  test('is made of a time and an actor', () => {
    expectTypeOf(checkDeadlines(now)).toEqualTypeOf<CheckDeadlines>()
    // @ts-expect-error no such field
    checkDeadlines({ ...now, clock: 'firstResponse' })
  })
})

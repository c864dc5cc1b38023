/** What the compiler must know of the follow-up. */
import { eventCatalogue, eventType } from '@casetrail/core'
import {
  FollowUpCompleted,
  SatisfactionRecorded,
  completeFollowUp,
  followUpAggregate,
  followUpEvents,
  followUpLabels,
  followUpRejections,
  nextFollowUp,
  recordSatisfaction,
  scheduleFollowUp,
  type FollowUpCommand,
  type FollowUpEvent,
  type FollowUpOutcome,
  type FollowUpRejection,
  type FollowUpState,
  type NextFollowUp,
  type ScheduleFollowUp,
  type StaffScore,
  type SubjectStage,
} from '@casetrail/core/follow-up'
import type { CaseStage } from '@casetrail/core/case'
import type { ComplaintStage } from '@casetrail/core/complaint'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const followUps = followUpAggregate([retail2025])
const now = { at: at('2025-03-03T01:00:00.000Z'), actor: { id: 'agent-lin', role: 'agent' } }

describe('events', () => {
  test('discriminate on their type, and all say who did it', () => {
    const outcomeOf = (event: FollowUpEvent): FollowUpOutcome | undefined =>
      event.type === 'FollowUpCompleted' ? event.outcome : undefined
    expectTypeOf(outcomeOf).returns.toEqualTypeOf<FollowUpOutcome | undefined>()
    expectTypeOf<
      Extract<FollowUpEvent, { readonly type: 'FollowUpCompleted' }>
    >().toEqualTypeOf<FollowUpCompleted>()
    expectTypeOf<FollowUpEvent['by']>().toEqualTypeOf<string>()
    expectTypeOf<FollowUpEvent['cycle']>().toEqualTypeOf<number | undefined>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<FollowUpEvent['outcome']>()
  })

  test('can not be altered', () => {
    const improve = (event: SatisfactionRecorded): void => {
      // @ts-expect-error an event's fields are read-only
      event.csat = 5
    }
    expectTypeOf(improve).toBeFunction()
    expectTypeOf<SatisfactionRecorded['csat']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<SatisfactionRecorded['staff']>().toEqualTypeOf<
      ReadonlyArray<StaffScore> | undefined
    >()
  })

  test('are decoded as the union', () => {
    const read = followUpEvents.decode({ type: 'FollowUpMissed' }, 1)
    if (read._tag === 'Right') expectTypeOf(read.right).toEqualTypeOf<FollowUpEvent>()
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(followUps.decide).parameters.toEqualTypeOf<
      [command: FollowUpCommand, state: FollowUpState]
    >()
    expectTypeOf(followUps.decide).returns.toEqualTypeOf<
      Either<FollowUpRejection, ReadonlyArray<FollowUpEvent>>
    >()
    expectTypeOf(followUps.evolve).returns.toEqualTypeOf<FollowUpState>()
  })

  test('makes commands that need their fields, and take no others', () => {
    expectTypeOf(scheduleFollowUp).returns.toEqualTypeOf<ScheduleFollowUp>()
    scheduleFollowUp({ ...now, customer: 'customer-1', purpose: 'recovery' })
    recordSatisfaction({ ...now, csat: 4 })
    // @ts-expect-error the purpose is missing
    scheduleFollowUp({ ...now, customer: 'customer-1' })
    // @ts-expect-error no such purpose
    scheduleFollowUp({ ...now, customer: 'customer-1', purpose: 'sales' })
    // @ts-expect-error no such outcome
    completeFollowUp({ ...now, outcome: 'fine' })
    // @ts-expect-error an optional field is given or left out, never undefined
    recordSatisfaction({ ...now, csat: undefined })
    // @ts-expect-error no such field
    recordSatisfaction({ ...now, satisfaction: 4 })
  })

  test('knows the stages of what it may be about, as their own lifecycles spell them', () => {
    expectTypeOf<SubjectStage>().toEqualTypeOf<Exclude<CaseStage | ComplaintStage, 'none'>>()
  })

  test('names the next follow-up, or none', () => {
    expectTypeOf(nextFollowUp).returns.toEqualTypeOf<NextFollowUp | undefined>()
  })
})

describe('tables of all types', () => {
  test('a catalogue that lacks a type does not compile', () => {
    type Two = FollowUpCompleted | SatisfactionRecorded
    eventCatalogue<Two>({
      FollowUpCompleted: eventType(FollowUpCompleted),
      SatisfactionRecorded: eventType(SatisfactionRecorded),
    })
    // @ts-expect-error SatisfactionRecorded is missing
    eventCatalogue<Two>({ FollowUpCompleted: eventType(FollowUpCompleted) })
  })

  test('labels are there for exactly the types, and the rejections', () => {
    expectTypeOf<keyof typeof followUpLabels>().toEqualTypeOf<FollowUpEvent['type']>()
    expectTypeOf<keyof typeof followUpRejections>().toEqualTypeOf<FollowUpRejection['_tag']>()
  })

  test('a switch over rejections can be exhaustive', () => {
    expectTypeOf<FollowUpRejection['_tag']>().extract<'EditWindowPassed'>().not.toBeNever()
    // @ts-expect-error no such rejection
    const unknown: FollowUpRejection['_tag'] = 'FollowUpIsOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

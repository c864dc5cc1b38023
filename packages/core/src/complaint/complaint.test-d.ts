/** What the compiler must know of the complaint. */
import {
  ComplaintClosed,
  ComplaintReceived,
  complaintAggregate,
  complaintAuthority,
  complaintEvents,
  complaintLabels,
  complaintRejections,
  complaintStages,
  decideComplaint,
  determineRootCause,
  proposeRemedy,
  receiveComplaint,
  type ComplaintCommand,
  type ComplaintEvent,
  type ComplaintRejection,
  type ComplaintState,
  type DecisionOutcome,
  type ReceiveComplaint,
  type RemedyNotInState,
  type RemedyStanding,
  type RootCauseAnalysis,
} from '@casetrail/core/complaint'
import { eventCatalogue, eventType } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const complaints = complaintAggregate([retail2025])
const now = { at: at('2025-03-03T01:00:00.000Z'), actor: { id: 'agent-lin', role: 'agent' } }

describe('events', () => {
  test('discriminate on their type', () => {
    const outcomeOf = (event: ComplaintEvent): DecisionOutcome | undefined =>
      event.type === 'ComplaintDecided' ? event.outcome : undefined
    expectTypeOf(outcomeOf).returns.toEqualTypeOf<DecisionOutcome | undefined>()
    expectTypeOf<
      Extract<ComplaintEvent, { readonly type: 'ComplaintReceived' }>
    >().toEqualTypeOf<ComplaintReceived>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<ComplaintEvent['remedy']>()
  })

  test('all say who did it, and in which cycle', () => {
    expectTypeOf<ComplaintEvent['by']>().toEqualTypeOf<string>()
    expectTypeOf<ComplaintEvent['cycle']>().toEqualTypeOf<number>()
  })

  test('can not be altered', () => {
    const rename = (event: ComplaintReceived): void => {
      // @ts-expect-error an event's fields are read-only
      event.customer = 'another'
    }
    expectTypeOf(rename).toBeFunction()
  })

  test('are decoded as the union', () => {
    const read = complaintEvents.decode({ type: 'ComplaintReceived' }, 1)
    if (read._tag === 'Right') expectTypeOf(read.right).toEqualTypeOf<ComplaintEvent>()
  })
})

describe('the analysis of a root cause', () => {
  test('has the fields of its method, and those only', () => {
    const depth = (analysis: RootCauseAnalysis): number =>
      analysis.method === 'fiveWhys' ? analysis.whys.length : analysis.detail.length
    expectTypeOf(depth).returns.toBeNumber()
    determineRootCause({
      ...now,
      cause: 'carrier',
      // @ts-expect-error a fishbone has a category
      analysis: { method: 'fishbone', detail: '漏掃' },
    })
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(complaints.decide).parameters.toEqualTypeOf<
      [command: ComplaintCommand, state: ComplaintState]
    >()
    expectTypeOf(complaints.decide).returns.toEqualTypeOf<
      Either<ComplaintRejection, ReadonlyArray<ComplaintEvent>>
    >()
    expectTypeOf(complaints.evolve).returns.toEqualTypeOf<ComplaintState>()
  })

  test('makes commands that need their fields, and take no others', () => {
    expectTypeOf(receiveComplaint).returns.toEqualTypeOf<ReceiveComplaint>()
    const remedy = { ...now, remedy: 'r1', kind: 'refund', goodwill: false } as const
    proposeRemedy({ ...remedy, amount: { amount: 9900, currency: 'CNY' } })
    // @ts-expect-error money has a currency
    proposeRemedy({ ...remedy, amount: { amount: 9900 } })
    // @ts-expect-error no such kind of remedy
    proposeRemedy({ ...remedy, kind: 'gift' })
    // @ts-expect-error an outcome without its reasons
    decideComplaint({ ...now, outcome: 'upheld' })
    // @ts-expect-error an optional field is given or left out, never undefined
    decideComplaint({ ...now, outcome: 'upheld', reasons: '屬實', withoutRemedy: undefined })
  })
})

describe('tables of all types', () => {
  test('a catalogue that lacks a type does not compile', () => {
    type Two = ComplaintReceived | ComplaintClosed
    // @ts-expect-error ComplaintClosed is missing
    eventCatalogue<Two>({ ComplaintReceived: eventType(ComplaintReceived) })
    // @ts-expect-error the codec of another type
    eventCatalogue<ComplaintReceived>({ ComplaintReceived: eventType(ComplaintClosed) })
  })

  test('labels, stages and permissions are there for exactly the types', () => {
    expectTypeOf<keyof typeof complaintLabels>().toEqualTypeOf<ComplaintEvent['type']>()
    expectTypeOf<keyof typeof complaintRejections>().toEqualTypeOf<ComplaintRejection['_tag']>()
    expectTypeOf<keyof typeof complaintStages>().toEqualTypeOf<ComplaintCommand['type']>()
    expectTypeOf<keyof typeof complaintAuthority.permissions>().toEqualTypeOf<
      ComplaintCommand['type']
    >()
  })

  test('a rejection says what it knows by its tag', () => {
    const allowed = (rejection: ComplaintRejection): ReadonlyArray<RemedyStanding> =>
      rejection._tag === 'RemedyNotInState' ? rejection.allowed : []
    expectTypeOf(allowed).returns.toEqualTypeOf<RemedyNotInState['allowed']>()
    // @ts-expect-error no such rejection
    const unknown: ComplaintRejection['_tag'] = 'ComplaintIsOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

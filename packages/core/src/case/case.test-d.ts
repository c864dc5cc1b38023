/** What the compiler must know of the case. */
import { eventCatalogue, eventType } from '@casetrail/core'
import {
  CaseOpened,
  CaseResolved,
  caseAggregate,
  caseEvents,
  caseLabels,
  openCase,
  resolveCase,
  type CaseCommand,
  type CaseEvent,
  type CaseRejection,
  type CaseState,
  type OpenCase,
} from '@casetrail/core/case'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const cases = caseAggregate([retail2025])
const now = { at: at('2025-03-03T01:00:00.000Z'), actor: { id: 'agent-lin', role: 'agent' } }

describe('events', () => {
  test('discriminate on their type', () => {
    const resolverOf = (event: CaseEvent): string | undefined =>
      event.type === 'CaseResolved' ? event.resolver : undefined
    expectTypeOf(resolverOf).returns.toEqualTypeOf<string | undefined>()
    expectTypeOf<
      Extract<CaseEvent, { readonly type: 'CaseResolved' }>
    >().toEqualTypeOf<CaseResolved>()
    expectTypeOf<CaseEvent['cycle']>().toEqualTypeOf<number>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<CaseEvent['resolver']>()
  })

  test('can not be altered', () => {
    const rename = (event: CaseOpened): void => {
      // @ts-expect-error an event's fields are read-only
      event.tier = 'vip'
    }
    expectTypeOf(rename).toBeFunction()
    expectTypeOf<CaseOpened['category']>().toEqualTypeOf<ReadonlyArray<string> | undefined>()
  })

  test('are decoded as the union', () => {
    expectTypeOf(caseEvents.decode)
      .returns.extract<{ readonly _tag: 'Right' }>()
      .toHaveProperty('right')
    const read = caseEvents.decode({ type: 'CaseOpened' }, 1)
    if (read._tag === 'Right') expectTypeOf(read.right).toEqualTypeOf<CaseEvent>()
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(cases.decide).parameters.toEqualTypeOf<[command: CaseCommand, state: CaseState]>()
    expectTypeOf(cases.decide).returns.toEqualTypeOf<
      Either<CaseRejection, ReadonlyArray<CaseEvent>>
    >()
    expectTypeOf(cases.evolve).returns.toEqualTypeOf<CaseState>()
  })

  test('makes commands that need their fields, and take no others', () => {
    expectTypeOf(openCase).returns.toEqualTypeOf<OpenCase>()
    resolveCase({ ...now, resolutionCode: 'replaced', notes: '已換' })
    // @ts-expect-error notes are missing
    resolveCase({ ...now, resolutionCode: 'replaced' })
    // @ts-expect-error an optional field is given or left out, never undefined
    resolveCase({ ...now, resolutionCode: 'replaced', notes: '已換', rootCause: undefined })
    // @ts-expect-error no such field
    resolveCase({ ...now, resolutionCode: 'replaced', notes: '已換', code: 'x' })
  })
})

describe('tables of all types', () => {
  test('a catalogue that lacks a type does not compile', () => {
    type Two = CaseOpened | CaseResolved
    eventCatalogue<Two>({
      CaseOpened: eventType(CaseOpened),
      CaseResolved: eventType(CaseResolved),
    })
    // @ts-expect-error CaseResolved is missing
    eventCatalogue<Two>({ CaseOpened: eventType(CaseOpened) })
    // @ts-expect-error the codec of another type
    eventCatalogue<CaseResolved>({ CaseResolved: eventType(CaseOpened) })
  })

  test('labels are there for exactly the types', () => {
    expectTypeOf<keyof typeof caseLabels>().toEqualTypeOf<CaseEvent['type']>()
  })

  test('a switch over rejections can be exhaustive', () => {
    expectTypeOf<CaseRejection['_tag']>().extract<'ReopenWindowPassed'>().not.toBeNever()
    // @ts-expect-error no such rejection
    const unknown: CaseRejection['_tag'] = 'CaseIsOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

/** What the compiler must know of operations. */
import {
  endInterruption,
  enterRisk,
  operationsAggregate,
  operationsLabels,
  operationsRejections,
  reportExposure,
  type InterruptionKind,
  type InterruptionStarted,
  type OperationsCommand,
  type OperationsEvent,
  type OperationsRejection,
  type OperationsState,
  type ReportExposure,
} from '@casetrail/core/operations'
import type { StandardRef } from '@casetrail/core'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const operations = operationsAggregate([retail2025])
const now = { at: at('2025-04-03T01:00:00.000Z'), actor: { id: 's', role: 'supervisor' } }

describe('events', () => {
  test('discriminate on their type; all say who, and under which standard', () => {
    expectTypeOf<
      Extract<OperationsEvent, { readonly type: 'InterruptionStarted' }>
    >().toEqualTypeOf<InterruptionStarted>()
    expectTypeOf<OperationsEvent['by']>().toEqualTypeOf<string>()
    expectTypeOf<OperationsEvent['standard']>().toEqualTypeOf<StandardRef>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<OperationsEvent['orders']>()
  })

  test('kinds are closed', () => {
    expectTypeOf<InterruptionKind>().toEqualTypeOf<
      'system' | 'network' | 'power' | 'supplier' | 'staff' | 'other'
    >()
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(operations.decide).parameters.toEqualTypeOf<
      [command: OperationsCommand, state: OperationsState]
    >()
    expectTypeOf(operations.decide).returns.toEqualTypeOf<
      Either<OperationsRejection, ReadonlyArray<OperationsEvent>>
    >()
  })

  test('makes commands that need their fields, and take no others', () => {
    const interval = { from: now.at, to: at('2025-04-04T01:00:00.000Z') }
    expectTypeOf(reportExposure).returns.toEqualTypeOf<ReportExposure>()
    reportExposure({ ...now, ...interval, orders: 3 })
    // @ts-expect-error an interval has an end
    reportExposure({ ...now, from: now.at, orders: 3 })
    // @ts-expect-error an optional field is given or left out, never undefined
    reportExposure({ ...now, ...interval, orders: undefined })
    // @ts-expect-error the kind is the start's
    endInterruption({ ...now, interruption: 'a', kind: 'system' })
    // @ts-expect-error a risk has an owner
    enterRisk({ ...now, risk: 'r', description: 'd', likelihood: 1, impact: 1, measure: 'm' })
  })
})

describe('tables of all types', () => {
  test('labels are there for exactly the types and tags', () => {
    expectTypeOf<keyof typeof operationsLabels>().toEqualTypeOf<OperationsEvent['type']>()
    expectTypeOf<keyof typeof operationsRejections>().toEqualTypeOf<OperationsRejection['_tag']>()
    // @ts-expect-error no such rejection
    const unknown: OperationsRejection['_tag'] = 'OperationsAreOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

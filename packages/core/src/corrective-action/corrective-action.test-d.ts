/** What the compiler must know of the corrective action. */
import {
  correctiveActionAggregate,
  correctiveActionLabels,
  correctiveActionRejections,
  measureEffect,
  planCorrectiveAction,
  type Analysis,
  type CorrectiveActionCommand,
  type CorrectiveActionEvent,
  type CorrectiveActionRejection,
  type CorrectiveActionState,
  type CorrectiveActionVerified,
  type PlanCorrectiveAction,
} from '@casetrail/core/corrective-action'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const actions = correctiveActionAggregate([retail2025])
const now = { at: at('2025-04-03T01:00:00.000Z'), actor: { id: 's', role: 'supervisor' } }

describe('events', () => {
  test('discriminate on their type, and all say who', () => {
    expectTypeOf<
      Extract<CorrectiveActionEvent, { readonly type: 'CorrectiveActionVerified' }>
    >().toEqualTypeOf<CorrectiveActionVerified>()
    expectTypeOf<CorrectiveActionEvent['by']>().toEqualTypeOf<string>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<CorrectiveActionEvent['owner']>()
  })

  test('can not be altered, nor can an analysis in them', () => {
    const rename = (event: CorrectiveActionEvent): void => {
      // @ts-expect-error an event's fields are read-only
      event.by = 'another'
    }
    expectTypeOf(rename).toBeFunction()
    const add = (analysis: Analysis): void => {
      // @ts-expect-error a chain of whys is read-only
      if (analysis.method === 'fiveWhys') analysis.whys = ['why']
    }
    expectTypeOf(add).toBeFunction()
  })

  test('an analysis discriminates on its method', () => {
    const detailOf = (analysis: Analysis): string =>
      analysis.method === 'fishbone' ? analysis.detail : analysis.whys.join()
    expectTypeOf(detailOf).returns.toEqualTypeOf<string>()
    // @ts-expect-error whys are of the other method
    const mixed: Analysis = { method: 'fishbone', whys: [] }
    expectTypeOf(mixed).not.toBeAny()
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(actions.decide).parameters.toEqualTypeOf<
      [command: CorrectiveActionCommand, state: CorrectiveActionState]
    >()
    expectTypeOf(actions.decide).returns.toEqualTypeOf<
      Either<CorrectiveActionRejection, ReadonlyArray<CorrectiveActionEvent>>
    >()
  })

  test('makes commands that need their fields, and take no others', () => {
    const plan = { plan: 'p', owner: 'o', due: at('2025-05-01T00:00:00.000Z') }
    expectTypeOf(planCorrectiveAction).returns.toEqualTypeOf<PlanCorrectiveAction>()
    planCorrectiveAction({ ...now, ...plan, analysis: { method: 'fiveWhys', whys: ['w'] } })
    // @ts-expect-error a plan has an owner
    planCorrectiveAction({ ...now, plan: 'p', due: plan.due })
    // @ts-expect-error an optional field is given or left out, never undefined
    planCorrectiveAction({ ...now, ...plan, criterion: undefined })
    // @ts-expect-error a due is an instant, not any text
    planCorrectiveAction({ ...now, ...plan, due: '2025-05-01' })
    // @ts-expect-error figures are numbers
    measureEffect({ ...now, figure: 'nps', before: '1', after: 2 })
  })
})

describe('tables of all types', () => {
  test('labels are there for exactly the types and tags', () => {
    expectTypeOf<keyof typeof correctiveActionLabels>().toEqualTypeOf<
      CorrectiveActionEvent['type']
    >()
    expectTypeOf<keyof typeof correctiveActionRejections>().toEqualTypeOf<
      CorrectiveActionRejection['_tag']
    >()
    // @ts-expect-error no such rejection
    const unknown: CorrectiveActionRejection['_tag'] = 'ActionIsOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

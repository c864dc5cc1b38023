/** What the compiler must know of the emergency. */
import {
  declareEmergency,
  emergencyAggregate,
  emergencyLabels,
  emergencyRejections,
  emergencyStages,
  startPlan,
  type CompensationDecided,
  type DeclareEmergency,
  type EmergencyCommand,
  type EmergencyEvent,
  type EmergencyRejection,
  type EmergencyState,
  type PlanStarted,
  type Reviewed,
} from '@casetrail/core/emergency'
import { retail2025 } from '@casetrail/core/standards'
import { at } from '@casetrail/core/testing'
import type { Either } from 'fp-ts/lib/Either.js'
import { describe, expectTypeOf, test } from 'vitest'

const emergencies = emergencyAggregate([retail2025])
const now = { at: at('2025-06-18T02:00:00.000Z'), actor: { id: 'agent-lin', role: 'agent' } }

describe('events', () => {
  test('discriminate on their type, and all say who did it', () => {
    expectTypeOf<
      Extract<EmergencyEvent, { readonly type: 'PlanStarted' }>
    >().toEqualTypeOf<PlanStarted>()
    expectTypeOf<EmergencyEvent['by']>().toEqualTypeOf<string>()
    // @ts-expect-error a field of one type is not on all
    expectTypeOf<EmergencyEvent['plan']>()
  })

  test('can not be altered', () => {
    const rename = (event: PlanStarted): void => {
      // @ts-expect-error an event's fields are read-only
      event.team = 'other'
    }
    expectTypeOf(rename).toBeFunction()
    expectTypeOf<Reviewed['correctiveActions']>().toEqualTypeOf<ReadonlyArray<string>>()
    expectTypeOf<CompensationDecided['customers']>().toEqualTypeOf<number | undefined>()
  })
})

describe('the aggregate', () => {
  test('decides commands on states, to rejections or events', () => {
    expectTypeOf(emergencies.decide).parameters.toEqualTypeOf<
      [command: EmergencyCommand, state: EmergencyState]
    >()
    expectTypeOf(emergencies.decide).returns.toEqualTypeOf<
      Either<EmergencyRejection, ReadonlyArray<EmergencyEvent>>
    >()
  })

  test('makes commands that need their fields, and take no others', () => {
    expectTypeOf(declareEmergency).returns.toEqualTypeOf<DeclareEmergency>()
    startPlan({ ...now, plan: 'p', team: 't' })
    // @ts-expect-error the team is missing
    startPlan({ ...now, plan: 'p' })
    // @ts-expect-error no such kind
    declareEmergency({ ...now, kind: 'fire', description: 'x' })
    // @ts-expect-error no such field
    startPlan({ ...now, plan: 'p', team: 't', leader: 'x' })
  })
})

describe('tables of all types', () => {
  test('are there for exactly the types', () => {
    expectTypeOf<keyof typeof emergencyLabels>().toEqualTypeOf<EmergencyEvent['type']>()
    expectTypeOf<keyof typeof emergencyStages>().toEqualTypeOf<EmergencyCommand['type']>()
    expectTypeOf<keyof typeof emergencyRejections>().toEqualTypeOf<EmergencyRejection['_tag']>()
    // @ts-expect-error no such rejection
    const unknown: EmergencyRejection['_tag'] = 'EmergencyIsOdd'
    expectTypeOf(unknown).not.toBeAny()
  })
})

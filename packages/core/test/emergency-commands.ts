/** Commands that fit an emergency's state, for histories that go deep. */
import { epochMs, fromEpochMs, laterOf, type Instant } from '@casetrail/core'
import * as codecs from '@casetrail/core/emergency'
import {
  emergencyStages,
  type EmergencyCommand,
  type EmergencyState,
} from '@casetrail/core/emergency'
import { retail2025 } from '@casetrail/core/standards'
import { arbitraryOf, type Named } from '@casetrail/core/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { A, B, HOUR, MINUTE, t0 } from './emergency-kit.js'

const commandCodecs: Readonly<Record<EmergencyCommand['type'], t.Mixed>> = codecs

const role = fc.constantFrom('manager', 'supervisor', 'agent', 'technicalExpert', 'system')

/** Few words, so that ids meet ids; amounts on both sides of the bands. */
const named = (at: fc.Arbitrary<Instant>): Named => ({
  Text: fc.constantFrom('x1', 'x2', '備用系統'),
  Uuid: fc.constantFrom(A, B),
  Instant: at,
  Count: fc.constantFrom(0, 1, 100_000, 200_000, 200_001),
  Ordinal: fc.integer({ min: 1, max: 3 }),
  Currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  Actor: fc.record({ id: fc.constantFrom('a1', 'a2'), role }, { noNullPrototype: true }),
})

/** Steps on from the last thing that a rule compares with; now and then back. */
const times = (state: EmergencyState): fc.Arbitrary<Instant> => {
  const marks = [state.openedAt, state.planStartedAt, state.recoveredAt]
  const last = marks.reduce<Instant>((a, b) => (b === undefined ? a : laterOf(a, b)), t0)
  const steps = [0, 1, MINUTE, 15 * MINUTE, HOUR, 24 * HOUR, -1, -HOUR]
  return fc.constantFrom(...steps).map((ms) => fromEpochMs(epochMs(last) + ms))
}

const causes = retail2025.taxonomies.causes.map(({ code }) => code)

/** The words that the standard must know, mostly; under the standard that is loaded. */
const inTheStandardsWords = (command: EmergencyCommand): fc.Arbitrary<EmergencyCommand> => {
  switch (command.type) {
    case 'DeclareEmergency':
    case 'HoldDrill': {
      const { standard: _, ...rest } = command
      return fc.constant(rest)
    }
    case 'ReviewEmergency': {
      const { causeCode, ...rest } = command
      return causeCode === undefined
        ? fc.constant(command)
        : fc.constantFrom(...causes, 'x1').map((code) => ({ ...rest, causeCode: code }))
    }
    default:
      return fc.constant(command)
  }
}

const ofType = (
  type: EmergencyCommand['type'],
  state: EmergencyState,
): fc.Arbitrary<EmergencyCommand> => {
  const codec = commandCodecs[type] as t.Type<EmergencyCommand, unknown>
  return arbitraryOf(codec, named(times(state))).chain(inTheStandardsWords)
}

const types = Object.keys(emergencyStages) as ReadonlyArray<EmergencyCommand['type']>

/** Commands mostly of the kinds that the state's stage takes. */
export const emergencyCommandsFor = (state: EmergencyState): fc.Arbitrary<EmergencyCommand> => {
  const fitting = types.filter((type) => emergencyStages[type].includes(state.stage))
  const any = fc.constantFrom(...types)
  const one =
    fitting.length === 0
      ? any
      : fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom(...fitting) },
          { weight: 1, arbitrary: any },
        )
  return one.chain((type) => ofType(type, state))
}

/** What a standard's conditions may ask of an emergency. */
import * as t from 'io-ts'

import { oneOf } from '../codec/primitives.js'
import type { Attributes } from '../decider/aggregate.js'

import { EmergencyKind } from './events.js'
import type { EmergencyState } from './state.js'

const codec = t.partial(
  {
    kind: EmergencyKind,
    stage: oneOf(
      'EmergencyStage',
      'declared',
      'planStarted',
      'recovered',
      'reviewed',
      'stoodDown',
      'drilled',
    ),
  },
  'EmergencyAttributes',
)

export const emergencyAttributes: Attributes<EmergencyState> = {
  codec,
  of: ({ kind, stage }) => ({ kind, stage }),
}
